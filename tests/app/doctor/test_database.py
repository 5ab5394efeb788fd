"""What is said about databases, none of which changes by being looked at."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, text

from app.doctor.database import examine, judged
from app.doctor.finding import Status
from persistence.engine import create_engine
from persistence.migrate import head_revision
from tests.app.doctor.conftest import SettingsOf


def _execute(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        connection.commit()


def _contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


async def test_a_file_that_is_not_there_is_no_problem(
    settings_of: SettingsOf, folder: Path
) -> None:
    finding = await examine(settings_of())
    assert finding.status is Status.OK
    assert "not made yet" in finding.message
    assert _contents(folder) == {}


async def test_an_empty_file_is_no_problem(settings_of: SettingsOf, folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "macki.db").touch()
    finding = await examine(settings_of())
    assert finding.status is Status.OK
    assert "empty" in finding.message
    assert (folder / "data" / "macki.db").read_bytes() == b""


def test_a_file_of_this_version_is_current_and_stays_as_it_is(
    settings_of: SettingsOf, database_file: Path
) -> None:
    before = _contents(database_file.parent)
    finding = asyncio.run(examine(settings_of()))
    assert finding.status is Status.OK
    assert finding.message == (
        f"SQLite {sqlite3.sqlite_version}, schema {head_revision()}, current"
    )
    assert _contents(database_file.parent) == before


def test_a_file_that_is_in_use_is_read_with_its_log(
    settings_of: SettingsOf, database_file: Path
) -> None:
    with closing(sqlite3.connect(database_file)) as studio:
        studio.execute("UPDATE alembic_version SET version_num = '9999'")
        studio.commit()
        before = _contents(database_file.parent)
        finding = asyncio.run(examine(settings_of()))
        after = _contents(database_file.parent)
    assert "schema 9999" in finding.message
    assert before.keys() == after.keys()
    for name in (str(database_file), f"{database_file}-wal"):
        assert after[name] == before[name]


def test_a_newer_schema_wants_a_newer_program(settings_of: SettingsOf, database_file: Path) -> None:
    _execute(database_file, "UPDATE alembic_version SET version_num = '9999'")
    finding = asyncio.run(examine(settings_of()))
    assert finding.status is Status.PROBLEM
    assert "newer" in finding.message
    assert "Update the program" in finding.remedy


def test_an_older_schema_wants_a_migration(settings_of: SettingsOf, database_file: Path) -> None:
    _execute(database_file, "UPDATE alembic_version SET version_num = '0000'")
    finding = asyncio.run(examine(settings_of()))
    assert finding.status is Status.WARNING
    assert "older" in finding.message
    assert "macki migrate" in finding.remedy


async def test_a_file_that_is_no_database_is_told(settings_of: SettingsOf, folder: Path) -> None:
    (folder / "data").mkdir()
    (folder / "data" / "macki.db").write_text("This is a letter, and no database at all. " * 50)
    finding = await examine(settings_of())
    assert finding.status is Status.PROBLEM
    assert finding.message == "The database cannot be used: file is not a database."
    assert "DATA_DIR" in finding.remedy


async def test_a_folder_instead_of_a_file_is_told(settings_of: SettingsOf, folder: Path) -> None:
    (folder / "data" / "macki.db").mkdir(parents=True)
    finding = await examine(settings_of())
    assert finding.status is Status.PROBLEM
    assert "is no file" in finding.message


async def test_a_file_in_a_folder_that_nobody_makes_is_told(settings_of: SettingsOf) -> None:
    finding = await examine(settings_of(database_url="sqlite+aiosqlite:////is/not/there/macki.db"))
    assert finding.status is Status.PROBLEM
    assert "/is/not/there does not exist" in finding.message
    assert "DATABASE_URL" in finding.remedy


@pytest.mark.parametrize("name", ["with space", "100%25", "what?", "a#b", "Büro 🎵"])
def test_the_folder_may_have_any_name(
    settings_of: SettingsOf, database_file: Path, folder: Path, name: str
) -> None:
    database_file.parent.rename(folder / name)
    finding = asyncio.run(examine(settings_of(data_dir=folder / name)))
    assert finding.message.endswith("current")


def test_tables_of_another_program_are_told() -> None:
    finding = judged("PostgreSQL 17.1", None, {"jobs", "songs", "customers"})
    assert finding.status is Status.PROBLEM
    assert finding.message.endswith("tables: jobs, songs")


async def test_postgresql_of_this_version_is_current(
    settings_of: SettingsOf, postgresql_url: str
) -> None:
    finding = await examine(settings_of(database_url=postgresql_url))
    assert finding.status is Status.OK
    assert finding.message.startswith("PostgreSQL 1")
    assert finding.message.endswith(f"schema {head_revision()}, current")


async def test_an_empty_postgresql_stays_empty(
    settings_of: SettingsOf, empty_postgresql: str
) -> None:
    for _ in range(2):
        finding = await examine(settings_of(database_url=empty_postgresql))
        assert finding.status is Status.OK
        assert "empty" in finding.message


async def test_a_newer_postgresql_is_told(settings_of: SettingsOf, postgresql_url: str) -> None:
    engine = create_engine(postgresql_url)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await engine.dispose()
    finding = await examine(settings_of(database_url=postgresql_url))
    assert finding.status is Status.PROBLEM
    assert "newer" in finding.message


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("database", "is_not_there"), 'database "is_not_there" does not exist'),
        (("username", "nobody_knows"), 'role "nobody_knows" does not exist'),
    ],
)
async def test_postgresqls_own_words_are_told(
    settings_of: SettingsOf, postgresql_url: str, wrong: tuple[str, str], told: str
) -> None:
    given: Any = dict([wrong])
    url = make_url(postgresql_url).set(**given).render_as_string(hide_password=False)
    finding = await examine(settings_of(database_url=url))
    assert finding.status is Status.PROBLEM
    assert finding.message == f"The database cannot be used: {told}."
    assert "DATABASE_URL" in finding.remedy


async def test_a_postgresql_that_is_not_there_is_told(settings_of: SettingsOf) -> None:
    finding = await examine(settings_of(database_url="postgresql://me@127.0.0.1:1/macki"))
    assert finding.status is Status.PROBLEM
    assert "Check that PostgreSQL runs" in finding.remedy


async def test_an_option_that_the_driver_does_not_know_is_named(settings_of: SettingsOf) -> None:
    url = "postgresql://me@127.0.0.1:1/macki?colour=red"
    finding = await examine(settings_of(database_url=url))
    assert finding.status is Status.PROBLEM
    assert "'colour'" in finding.message
    assert "?ssl=require" in finding.remedy
