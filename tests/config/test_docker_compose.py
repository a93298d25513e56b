"""What production promises: nobody runs as root, nothing is writable that need not be, one port, no secret in sight."""

import os
import re
import shutil
import subprocess
import sys

import pytest
import yaml

from tests.config.project import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
ONE_SHOT = {"migrate", "roles"}
EACH = pytest.mark.parametrize("name", SERVICES)


@EACH
def test_no_service_has_more_rights_than_it_needs(name):
    service = SERVICES[name]
    uid = int(service["user"].split(":")[0])
    assert uid > 0
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {"cpus", "memory", "pids"} <= service["deploy"]["resources"]["limits"].keys()


@EACH
def test_a_service_that_stays_is_watched_and_started_again(name):
    service = SERVICES[name]
    if name in ONE_SHOT:
        assert service["restart"] == "on-failure:3"
    else:
        assert service["restart"] == "unless-stopped"
        assert service["healthcheck"]["test"]


def test_only_the_web_has_a_port_and_only_it_reaches_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["web"]
    assert [name for name, service in SERVICES.items() if "front" in service["networks"]] == ["web"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert SERVICES["web"]["ports"][0].startswith("${LISTEN:-127.0.0.1}:")


def test_the_owners_password_is_known_only_where_the_schema_is_made():
    knowing = {name for name, service in SERVICES.items() if "database_owner_url" in service.get("secrets", [])}
    assert knowing == {"migrate"}
    knowing = {name for name, service in SERVICES.items() if "postgres_password" in service.get("secrets", [])}
    assert knowing == {"postgres", "roles"}


@EACH
def test_every_secret_comes_from_a_file(name):
    environment = SERVICES[name].get("environment", {})
    bare = [key for key in environment if re.search("SECRET|PASSWORD|KEY|DATABASE", key) and not key.endswith("_FILE")]
    assert bare == []
    mounted = {f"/run/secrets/{secret}" for secret in SERVICES[name].get("secrets", [])}
    assert {value for key, value in environment.items() if key.endswith("_FILE")} <= mounted


def test_the_secrets_program_makes_each_file_that_is_mounted(secrets):
    mounted = {secret["file"].removeprefix("./secrets/") for secret in COMPOSE["secrets"].values()}
    assert {path.name for path in secrets.iterdir()} == mounted
    assert secrets.stat().st_mode & 0o777 == 0o700


def test_the_urls_carry_the_passwords_that_the_roles_get(secrets):
    for role, url in (("app", "database_url"), ("owner", "database_owner_url")):
        password = (secrets / f"{role}_password").read_text()
        assert (secrets / url).read_text() == f"postgres://choche_{role}:{password}@postgres/choche"


def test_existing_secrets_are_never_overwritten(secrets):
    before = (secrets / "encryption_keys").read_text()
    again = [sys.executable, "-m", "config.new_secrets", secrets]
    refused = subprocess.run(again, cwd=ROOT, capture_output=True, text=True)
    assert refused.returncode == 1
    assert "exists already" in refused.stderr
    assert (secrets / "encryption_keys").read_text() == before


def test_every_name_in_the_environment_is_explained():
    known = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))
    named = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    given = {key.removesuffix("_FILE") for key in SERVICES["migrate"]["environment"]}
    assert named | given <= known


def test_production_starts_with_these_settings(secrets):
    """The very environment of the compose file, with the mounted files where they are here."""
    environment = {"ALLOWED_HOSTS": "treem.example.vn"}
    for key, value in SERVICES["migrate"]["environment"].items():
        if not value.startswith("${"):
            environment[key] = value.replace("/run/secrets", str(secrets))
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_the_image_holds_neither_history_nor_tests_nor_secrets():
    lines = (ROOT / ".dockerignore").read_text().split("\n")
    assert lines[1] == "*"
    allowed = {line.removeprefix("!") for line in lines if line.startswith("!")}
    assert not allowed & {".git", "tests", "secrets", "var", ".env", ".venv", "docs"}
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert packages <= allowed


def test_docker_finds_the_file_in_order(tmp_path, secrets):
    docker = shutil.which("docker")
    if not docker or subprocess.run([docker, "compose", "version"], capture_output=True).returncode != 0:
        pytest.skip("no docker compose on this machine")
    for name in ("docker-compose.yml", "Dockerfile"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(secrets, tmp_path / "secrets")
    environment = {**os.environ, "ALLOWED_HOSTS": "treem.example.vn"}
    subprocess.run([docker, "compose", "config", "-q"], cwd=tmp_path, env=environment, check=True)
