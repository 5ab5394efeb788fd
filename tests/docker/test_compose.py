"""The compose file: what it promises about each container, and that .env.example says its words."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.env_file import unread_lines
from app.frontend import TAKEN
from app.settings import Settings
from tests.integration.programs import ROOT

_FILE = (ROOT / "compose.yaml").read_text()
_SERVICES: Mapping[str, Any] = yaml.safe_load(_FILE)["services"]
_ONCE = {"setup", "migrate", "restore"}
_EXAMPLE = (ROOT / ".env.example").read_text()


@pytest.mark.parametrize("name", _SERVICES)
def test_each_container_may_do_little(name: str) -> None:
    service = _SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "/tmp" in service["tmpfs"]
    assert service["init"] is True
    assert service["pids_limit"]
    assert service["logging"]["options"] == {"max-size": "10m", "max-file": "5"}
    assert "privileged" not in service
    assert "cap_add" not in service


@pytest.mark.parametrize("name", set(_SERVICES) - _ONCE)
def test_each_program_is_started_anew_and_bounded(name: str) -> None:
    assert _SERVICES[name]["restart"] == "unless-stopped"
    assert _SERVICES[name]["mem_limit"]


@pytest.mark.parametrize("name", _ONCE)
def test_what_is_done_once_ends(name: str) -> None:
    assert _SERVICES[name]["restart"] == "no"


@pytest.mark.parametrize("name", ["postgres", "redis", "worker", "api", "nginx"])
def test_each_service_is_looked_at_every_half_minute(name: str) -> None:
    assert _SERVICES[name]["healthcheck"]["interval"] == "30s"
    assert _SERVICES[name]["healthcheck"]["retries"] == 3


@pytest.mark.parametrize("name", ["worker", "api", "nginx"])
def test_our_own_are_ended_when_they_hang(name: str) -> None:
    assert _SERVICES[name]["healthcheck"]["test"][:2] == ["CMD", "healthcheck"]


def test_the_network_reaches_nginx_alone() -> None:
    published = {name: service.get("ports", []) for name, service in _SERVICES.items()}
    assert published.pop("nginx") == ["${HTTP_PORT:-80}:8080", "${HTTPS_PORT:-443}:8443"]
    for ports in published.values():
        assert all(port.startswith("127.0.0.1:") for port in ports)
    assert published["api"] == ["127.0.0.1:${API_PORT:-5050}:5050"]
    assert published["postgres"] == ["127.0.0.1:${POSTGRES_PORT:-5432}:5432"]
    assert published["redis"] == ["127.0.0.1:${REDIS_PORT:-6379}:6379"]


def test_a_client_may_ask_five_times_a_second_unless_told_otherwise() -> None:
    assert _SERVICES["nginx"]["environment"]["API_RATE"] == "${API_RATE:-5r/s}"


def test_the_library_is_written_by_those_who_have_to() -> None:
    writers = {name for name in _SERVICES if "images-data:/images" in _mounts(name)}
    assert writers == {"setup", "api", "worker", "restore"}


def test_backups_are_written_by_those_who_have_to() -> None:
    writers = {name for name in _SERVICES if "${BACKUPS:-backups}:/backups" in _mounts(name)}
    assert writers == {"setup", "backup", "restore"}


def test_restoring_waits_for_its_owners_word() -> None:
    assert _SERVICES["restore"]["profiles"] == ["restore"]


def test_names_are_those_of_the_specification() -> None:
    names = {service.get("container_name") for service in _SERVICES.values()}
    assert {"postgres", "redis", "celery-worker", "aiproxysrv", "forward-proxy"} <= names
    volumes = yaml.safe_load(_FILE)["volumes"]
    assert {"postgres-data", "redis-data", "images-data"} <= set(volumes)


def test_nobody_uses_a_volume_before_it_is_the_studios() -> None:
    """The first to mount an empty volume decides whose it is."""
    shared = _volumes("setup")
    for name in set(_SERVICES) - {"setup"}:
        if _volumes(name) & shared:
            assert "setup" in _SERVICES[name]["depends_on"], name


def _volumes(name: str) -> set[str]:
    return {volume.split(":/")[0] for volume in _mounts(name)}


def _mounts(name: str) -> Sequence[str]:
    return _SERVICES[name].get("volumes", [])


def test_what_it_takes_from_the_environment_is_in_the_example() -> None:
    taken = set(re.findall(r"\$\{([A-Z_]+)", _FILE))
    told = set(re.findall(r"^#?([A-Z_]+)=", _EXAMPLE, re.MULTILINE))
    assert taken <= told


def test_the_defaults_are_those_of_the_example() -> None:
    told = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", _EXAMPLE, re.MULTILINE))
    differ_in_containers = {"PUBLIC_HOSTS", "LOG_LEVEL", "FLAVOUR", "HSTS", "BACKUPS"}
    for name, default in re.findall(r"\$\{([A-Z_]+):-([^}]*)\}", _FILE):
        assert name in differ_in_containers or told[name] == default, name


def test_no_line_of_the_example_is_taken_for_a_misspelt_one(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(re.sub(r"^#(?=[A-Z_]+=)", "", _EXAMPLE, flags=re.MULTILINE))
    assert unread_lines(Settings.model_fields, file) == []


def test_the_settings_that_it_makes_are_ours() -> None:
    for name in ("api", "worker", "migrate", "backup", "restore"):
        for variable in _SERVICES[name]["environment"]:
            assert variable.lower() in Settings.model_fields, variable


def test_all_that_the_api_serves_gets_there() -> None:
    template = (ROOT / "docker" / "nginx" / "nginx.conf.template").read_text()
    named = set(
        re.findall(r"[a-z0-9]+", " ".join(re.findall(r"location ~ \^/(\S+?)\(/\|\$\)", template)))
    )
    assert named >= TAKEN | {"login", "logout", "download", "import"}


def test_the_image_has_every_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    dockerfile = (ROOT / "docker" / "Dockerfile").read_text()
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    for package in packages:
        assert f"COPY {package} {package}\n" in dockerfile
        assert f"!{package}" in ignored
