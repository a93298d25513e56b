"""`python3 -m config.new_secrets [FOLDER]`: the secrets that docker-compose.yml mounts, each in a file of its own.

Standard library only: it runs on the machine itself, before any image is built.
"""

import secrets
import sys
from pathlib import Path

from config.embedded import secrets_file


def write(folder: Path) -> None:
    """Only the folder keeps others out: the containers' users must be able to read the mounted files."""
    folder.mkdir(mode=0o700)
    passwords = {name: secrets.token_hex(32) for name in ("postgres", "owner", "app")}
    values = {name.lower(): value for name, value in secrets_file.new_values().items()}
    values |= {f"{name}_password": password for name, password in passwords.items()}
    values["database_url"] = f"postgres://choche_app:{passwords['app']}@postgres/choche"
    values["database_owner_url"] = f"postgres://choche_owner:{passwords['owner']}@postgres/choche"
    for name, value in values.items():
        (folder / name).write_text(value)
        (folder / name).chmod(0o444)


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "secrets")
    try:
        write(folder)
    except FileExistsError:
        sys.exit(f"✗ {folder} exists already: its keys are needed to read what is encrypted with them.")
    except OSError as problem:
        sys.exit(f"✗ {folder}: {problem.strerror}")
    print(f"{folder}: keep a copy where only the administrator reaches it; without it the data is lost.")  # noqa: T201


if __name__ == "__main__":
    main()
