"""When a backup is not restored, and that nothing has happened then."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest
from sqlalchemy import inspect, text

from domain.failures import RESTORED
from domain.job import Job
from persistence.backup.errors import (
    BackupBusy,
    BackupError,
    CannotBackUp,
    CannotRestore,
    DamagedBackup,
)
from persistence.backup.manifest import Manifest, TableDigest
from persistence.backup.studio import BackedUp
from persistence.engine import create_engine
from persistence.migrate import migrate, schema_revision
from persistence.unit_of_work import SqlDatabase
from tests.persistence.backup.conftest import LATER, Site, opened
from tests.persistence.examples import WORKER, add, song_job, stored
from tests.persistence.schemas import migrate_to

pytestmark = pytest.mark.usefixtures("database")


def rewritten(site: Site, name: str, **changes: object) -> None:
    """The manifest with another word about the database, and a checksum that fits."""
    manifest = site.folder.manifest(name)
    other = replace(manifest, database=replace(manifest.database, **changes))
    (site.folder.path(name) / "manifest.json").write_bytes(other.to_json())


async def occupied(site: Site) -> Job:
    job = song_job()
    async with opened(site.elsewhere) as database:
        await migrate(database._engine)  # pyright: ignore[reportPrivateUsage]
        await add(database, job)
    return job


async def still_there(site: Site, job: Job) -> bool:
    async with opened(site.elsewhere) as database:
        return (await stored(database, job)).state is job.state


async def test_a_database_that_is_not_empty_is_refused_unless_told(site: Site) -> None:
    await site.back_up()
    site.elsewhere.file.parent.mkdir(exist_ok=True)
    job = await occupied(site)
    with pytest.raises(CannotRestore, match="not empty"):
        await site.restore()
    assert await still_there(site, job)
    await site.restore(replace=True)
    async with opened(site.elsewhere) as database, database.read() as work:
        assert not await work.jobs.get_many([job.id])


async def test_a_table_of_a_newer_version_does_not_outlive_it(site: Site) -> None:
    """Else that version could not make it again when the studio is upgraded once more."""
    await site.back_up()
    site.elsewhere.file.parent.mkdir(exist_ok=True)
    await occupied(site)
    async with site.elsewhere.engine() as engine, engine.begin() as connection:
        await connection.execute(text("CREATE TABLE newer (job_id char(32) PRIMARY KEY)"))
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await site.restore(replace=True)
    async with site.elsewhere.engine() as engine, engine.connect() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    assert "jobs" in names
    assert "newer" not in names


async def test_tables_of_others_are_backed_up_whatever_they_are_called(site: Site) -> None:
    async with site.studio.engine() as engine, engine.begin() as connection:
        await connection.execute(
            text('CREATE TABLE "User" (id int PRIMARY KEY, "first Name" text)')
        )
        await connection.execute(text("""INSERT INTO "User" VALUES (1, 'Grüße')"""))
    await site.back_up()
    await site.restore()
    async with site.elsewhere.engine() as engine, engine.connect() as connection:
        assert await connection.scalar(text('SELECT "first Name" FROM "User"')) == "Grüße"


async def test_tables_of_another_role_are_left_alone(site: Site) -> None:
    if site.studio.kind != "postgresql":
        return  # the other kind knows no roles
    await site.back_up()
    role = f"other_{uuid4().hex}"
    async with site.elsewhere.engine() as engine, engine.begin() as connection:
        await connection.execute(text(f"CREATE ROLE {role}"))
        await connection.execute(text("CREATE TABLE accounts AS SELECT 1 AS id"))
        await connection.execute(text(f"ALTER TABLE accounts OWNER TO {role}"))
    await site.restore(replace=True)
    async with site.elsewhere.engine() as engine, engine.begin() as connection:
        assert await connection.scalar(text("SELECT id FROM accounts")) == 1
        await connection.execute(text(f"DROP OWNED BY {role}"))
        await connection.execute(text(f"DROP ROLE {role}"))


async def test_tables_without_a_row_are_as_good_as_none(site: Site) -> None:
    await site.back_up()
    site.elsewhere.file.parent.mkdir(exist_ok=True)
    async with opened(site.elsewhere) as database:
        await migrate(database._engine)  # pyright: ignore[reportPrivateUsage]
    await site.restore()


async def test_a_database_that_somebody_uses_is_refused(site: Site) -> None:
    await site.back_up()
    site.elsewhere.file.parent.mkdir(exist_ok=True)
    job = await occupied(site)
    async with opened(site.elsewhere) as database, database.read() as work:
        await work.jobs.get(job.id)
        with pytest.raises(CannotRestore, match=r"[Ss]top"):
            await site.restore(replace=True)
    assert await still_there(site, job)


async def test_a_worker_elsewhere_is_seen_by_its_word(site: Site) -> None:
    if site.studio.kind == "sqlite":
        return  # whose workers are on this machine, and hold the lock on the data folder
    await site.back_up()
    await occupied(site)
    async with opened(site.elsewhere) as database, database.begin() as work:
        await work.workers.beat(WORKER, LATER)
        await work.commit()
    with pytest.raises(CannotRestore, match="Stop it"):
        await site.restore(replace=True)


async def test_what_does_not_come_out_equal_changes_nothing(site: Site) -> None:
    made = await site.back_up()
    tables = made.manifest.database.tables
    wrong = {**tables, "jobs": replace(tables["jobs"], sha256="0" * 64)}
    rewritten(site, made.name, tables=wrong)
    site.elsewhere.file.parent.mkdir(exist_ok=True)
    job = await occupied(site)
    with pytest.raises(DamagedBackup, match="the table jobs has other rows"):
        await site.restore(replace=True)
    assert await still_there(site, job)
    assert (await site.verify()).problems


async def test_a_newer_schema_is_refused(site: Site) -> None:
    made = await site.back_up()
    rewritten(site, made.name, schema="9999")
    with pytest.raises(CannotRestore, match="9999"):
        await site.restore()


async def test_an_older_schema_is_backed_up_restored_and_then_migrated(site: Site) -> None:
    """Over an empty one of today, whose newer tables go."""
    site.studio, site.elsewhere = site.elsewhere, site.studio
    if site.studio.kind == "sqlite":
        site.studio.file.parent.mkdir()
    old = create_engine(site.studio.database)
    await migrate_to("0003", old)
    async with old.begin() as connection:
        await connection.execute(text(A_WAITING_JOB_OF_0003))
    await old.dispose()
    await site.back_up()
    assert not (await site.verify()).problems
    restored = await site.restore()
    assert (restored.outdated, restored.in_doubt) == (True, 1)
    other = create_engine(site.elsewhere.database)
    assert await schema_revision(other) == "0003"
    await migrate(other)
    await other.dispose()
    async with opened(site.elsewhere) as database, database.read() as work:
        assert (await work.jobs.get(UUID(int=1))).failure == RESTORED


A_WAITING_JOB_OF_0003 = """
    INSERT INTO jobs (id, kind, provider, model, request, state, created_at, due_at, attempt,
        tries, deliveries, cancel_requested, sequence, revision)
    VALUES ('00000000000000000000000000000001', 'IMAGE', 'OPENAI', 'gpt-image-2',
        '{"prompt": "x", "model": "gpt-image-2"}', 'PENDING', '2026-12-01 12:00:00.000000',
        '2026-12-01 12:00:00.000000', 0, 0, '[]', false, 1, 1)
"""


async def test_the_other_kind_of_database_is_refused(site: Site, tmp_path: Path) -> None:
    await site.back_up()
    other = "postgresql+asyncpg://u@127.0.0.1:1/x"
    if site.studio.kind == "postgresql":
        other = f"sqlite+aiosqlite:///{tmp_path / 'x.db'}"
    site.elsewhere = BackedUp(database=other, media=tmp_path / "m")
    with pytest.raises(CannotRestore, match="is a backup of"):
        await site.restore()


async def test_two_at_once_are_refused(site: Site) -> None:
    with site.folder.alone(), pytest.raises(BackupBusy):
        await site.back_up()
    await site.back_up()
    with site.folder.shared():
        with pytest.raises(BackupBusy):
            await site.back_up()
        await site.verify()


@pytest.mark.parametrize("name", ["../x", "/etc", "", "latest ", "2026-11-25T031500Z", "\x00"])
async def test_only_what_is_listed_has_a_name(site: Site, name: str) -> None:
    await site.back_up()
    with pytest.raises(BackupError, match="There is no backup"):
        await site.restore(name)


async def test_a_database_without_our_tables_is_not_backed_up(site: Site) -> None:
    site.studio = site.elsewhere
    with pytest.raises(CannotBackUp, match="nothing to back up"):
        await site.back_up()
    assert site.folder.names() == []


async def test_a_manifest_cannot_lead_elsewhere(site: Site, database: SqlDatabase) -> None:
    made = await site.back_up()
    other = replace(made.manifest, files={"../../etc/passwd": 1})
    with pytest.raises(DamagedBackup):
        Manifest.from_json(other.to_json())


_PSQL = "x\" CASCADE;\n\\! touch '{}'\nSELECT 1;--"
"""What psql would run as a command of the shell."""


@pytest.mark.parametrize("place", ["name", "column", "order"])
async def test_a_manifest_commands_nothing(site: Site, tmp_path: Path, place: str) -> None:
    """Whoever changes it can make its checksum fit; what it names is put into statements."""
    made = await site.back_up()
    marker = tmp_path / "it-was-run"
    evil = _PSQL.format(marker)
    tables = dict(made.manifest.database.tables)
    jobs = tables.pop("jobs")
    match place:
        case "name":
            tables[evil] = jobs
        case "column":
            tables["jobs"] = replace(jobs, columns=(evil, *jobs.columns))
        case _:
            tables["jobs"] = replace(jobs, order=(f'"id"; {evil}',))
    rewritten(site, made.name, tables=tables)
    with pytest.raises(DamagedBackup, match=r"manifest\.json"):
        await site.restore()
    assert "manifest.json" in (await site.verify()).problems[0]
    assert not marker.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"file": "../../x"},
        {"file": ""},
        {"schema": 4},
        {"sha256": "x"},
        {"size_bytes": "1"},
        {"kind": ["sqlite"]},
        {"tool": None},
        {"tables": {"jobs": TableDigest(columns=(), order=(), rows=-1, sha256="0" * 64)}},
        {"tables": {"jobs": TableDigest(columns=("id",), order=('"id"',), rows=1, sha256="0")}},
    ],
)
async def test_a_manifest_with_strange_values_is_damaged(
    site: Site, changes: dict[str, object]
) -> None:
    made = await site.back_up()
    rewritten(site, made.name, **changes)
    with pytest.raises(DamagedBackup, match=r"manifest\.json"):
        await site.restore()
    assert (await site.verify()).manifest is None
    assert site.folder.prune().files == 0


@pytest.mark.parametrize(
    "changes", [{"files": ["0" * 64]}, {"files": {"0" * 64: -1}}, {"files": {"0" * 64: "1"}},
                {"missing": "0"}, {"made_at": 1}, {"app_version": 1}],
)  # fmt: skip
async def test_so_is_one_that_counts_strangely(site: Site, changes: dict[str, Any]) -> None:
    made = await site.back_up()
    document = orjson.loads((site.folder.path(made.name) / "manifest.json").read_bytes())
    del document["checksum"]
    document |= changes
    content = orjson.dumps(document, option=orjson.OPT_SORT_KEYS)
    document["checksum"] = sha256(content).hexdigest()
    with pytest.raises(DamagedBackup):
        Manifest.from_json(orjson.dumps(document))
