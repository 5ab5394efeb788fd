"""What is said about the settings, and about the Python that reads them."""

import tomllib
from pathlib import Path

import pytest

from app.doctor import python
from app.doctor.configuration import examine, place_of
from app.doctor.finding import Status
from tests.app.doctor.conftest import SettingsOf

_PROJECT = Path(__file__).parents[3] / "pyproject.toml"


async def test_it_is_told_what_is_real(settings_of: SettingsOf, folder: Path) -> None:
    (folder / ".env").write_text("LOG_LEVEL=INFO\n")
    finding = await examine(settings_of(openai_api_key="sk-do-not-tell"))
    assert finding.status is Status.OK
    assert finding.message == "OpenAI real, Mureka mock, for `macki up`; .env is read"


async def test_it_is_told_if_there_is_no_file(settings_of: SettingsOf) -> None:
    finding = await examine(settings_of(mureka_base_url="http://127.0.0.1:1"))
    assert finding.message == (
        "OpenAI mock, Mureka another server, for `macki up`; there is no .env here"
    )


async def test_redis_without_a_database_to_share_is_a_problem(settings_of: SettingsOf) -> None:
    finding = await examine(settings_of(redis_url="redis://127.0.0.1:1/0"))
    assert finding.status is Status.PROBLEM
    assert "DATABASE_URL" in finding.remedy
    several = settings_of(
        redis_url="redis://127.0.0.1:1/0", database_url="postgresql://me@127.0.0.1:1/macki"
    )
    assert "`macki serve`" in (await examine(several)).message


def test_the_place_of_a_provider_is_told_without_credentials(settings_of: SettingsOf) -> None:
    settings = settings_of(openai_base_url="https://me:secret@images.example:8443/v1?key=secret")
    assert place_of(settings.openai) == "another server, at images.example:8443"


@pytest.mark.parametrize(
    ("version", "status"),
    [
        ((3, 10), Status.PROBLEM),
        ((3, 11), Status.OK),
        ((3, 14), Status.OK),
        ((3, 15), Status.WARNING),
        ((4, 0), Status.WARNING),
    ],
)
def test_the_python_is_one_that_was_tried(version: tuple[int, int], status: Status) -> None:
    assert python.judged(version, "x").status is status


async def test_this_python_is_well(settings_of: SettingsOf) -> None:
    assert (await python.examine(settings_of())).status is Status.OK


def test_the_versions_are_those_of_the_project() -> None:
    wanted = tomllib.loads(_PROJECT.read_text())["project"]["requires-python"]
    oldest, untried = (".".join(map(str, each)) for each in (python.OLDEST, python.UNTRIED))
    assert wanted == f">={oldest},<{untried}"
