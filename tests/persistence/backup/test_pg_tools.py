"""PostgreSQL's programs: the ones that fit are found, and what is missing is said."""

from pathlib import Path

import pytest
from sqlalchemy import make_url

from persistence.backup.errors import CannotBackUp
from persistence.backup.pg_tools import environment_of, find_tools
from persistence.unit_of_work import SqlDatabase
from tests.persistence.backup.conftest import Site
from tests.persistence.backup.test_guards import rewritten


def programs(folder: Path, version: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in ("pg_dump", "pg_restore", "psql"):
        (folder / name).write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n")
        (folder / name).chmod(0o755)
    return folder


@pytest.mark.parametrize(
    ("version", "major"), [("15.18 (Debian 15.18-0+deb12u1)", 15), ("18beta1", 18), ("17.2", 17)]
)
def test_their_version_is_read(tmp_path: Path, version: str, major: int) -> None:
    assert find_tools(programs(tmp_path, version), at_least=15, why="-").major == major


def test_too_old_ones_are_refused_with_how_to_install_others(tmp_path: Path) -> None:
    with pytest.raises(CannotBackUp) as refused:
        find_tools(programs(tmp_path, "13.4"), at_least=16, why="the server is PostgreSQL 16.1")
    for part in ("16 or newer", "version 13", "since the server is", "install", "PG_BINDIR"):
        assert part in str(refused.value)


def test_where_there_are_none_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(CannotBackUp, match="there are none"):
        find_tools(tmp_path, at_least=15, why="-")


def test_the_password_is_in_the_environment_only() -> None:
    url = make_url("postgresql+asyncpg://me:p%40ss@db.test:5433/macki?ssl=true")
    found = environment_of(url)
    wanted = {
        "PGHOST": "db.test",
        "PGPORT": "5433",
        "PGUSER": "me",
        "PGPASSWORD": "p@ss",
        "PGDATABASE": "macki",
        "PGSSLMODE": "require",
    }
    assert wanted.items() <= found.items()


async def test_a_backup_of_a_newer_pg_dump_is_not_tried(site: Site, database: SqlDatabase) -> None:
    if site.studio.kind == "sqlite":
        return  # which needs no programs
    made = await site.back_up()
    rewritten(site, made.name, tool="99.1")
    with pytest.raises(CannotBackUp, match=r"written by pg_dump 99\.1"):
        await site.restore()
    with pytest.raises(CannotBackUp, match=r"written by pg_dump 99\.1"):
        await site.verify()
