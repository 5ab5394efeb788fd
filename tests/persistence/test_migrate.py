"""The schema that the migrations make is the one that the tables describe."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Insert, insert, make_url, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from domain.image import Image
from domain.job import Job
from domain.job_state import JobKind
from domain.library import Edit, ItemFilter
from domain.paging import Page
from domain.ports.jobs import JobFilter
from domain.song import Song
from persistence.engine import create_engine
from persistence.facts import concerns
from persistence.items import curation
from persistence.job_rows import new_row
from persistence.migrate import NoTrigrams, UnknownSchema, head_revision, migrate, schema_revision
from persistence.tables import images, jobs, media_files, metadata, songs
from persistence.unit_of_work import SqlDatabase
from tests.persistence.examples import (
    NOON,
    SECOND,
    add,
    image_job,
    image_of,
    song_job,
    song_of,
    stored,
)
from tests.persistence.schemas import migrate_to as _migrate_to
from tests.services import Databases

_PARTS = re.compile("[\n,]")

SQLITE_CATALOGUE = """
    SELECT type, name, sql FROM sqlite_master
    WHERE name NOT LIKE 'sqlite_%' AND name <> 'alembic_version' ORDER BY name
"""

POSTGRESQL_CATALOGUE = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conname NOT LIKE 'alembic%'
    UNION ALL
    SELECT tablename, indexname, indexdef FROM pg_indexes
    WHERE schemaname = 'public' AND indexname NOT LIKE 'alembic%'
    UNION ALL
    SELECT table_name, column_name,
        concat_ws(' ', data_type, character_maximum_length, is_nullable, is_identity)
    FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> 'alembic_version'
    ORDER BY 1, 2, 3
"""


_JOB_OF_THE_FIRST_SCHEMA = """
    INSERT INTO jobs (id, kind, provider, model, request, state, created_at, attempt, tries,
        deliveries, cancel_requested, sequence, revision)
    VALUES ('00000000000000000000000000000001', 'IMAGE', 'OPENAI', 'gpt-image-2',
        '{"prompt": "A red door", "model": "gpt-image-2"}', 'SUBMITTING',
        '2026-11-22 12:00:00.000000+00', 1, 0, '[]', false, 2, 1)
"""

_MP3 = "a" * 64
_SONG_OF_THE_THIRD_SCHEMA = (
    """INSERT INTO jobs (id, kind, provider, model, request, state, created_at, attempt, tries,
        deliveries, cancel_requested, sequence, revision)
    VALUES ('00000000000000000000000000000001', 'SONG', 'MUREKA', 'auto',
        '{"lyrics": "Morning light", "model": "auto"}', 'SUCCEEDED',
        '2026-11-22 12:00:00.000000+00', 1, 0, '[]', false, 2, 1)""",
    f"""INSERT INTO media_files (sha256, media_type, size_bytes)
    VALUES ('{_MP3}', 'audio/mpeg', 9)""",
    """INSERT INTO songs (id, job_id, lyrics, model, created_at, title, title_key, tags, favourite,
        rating, search_text)
    VALUES ('00000000000000000000000000000002', '00000000000000000000000000000001',
        'Morning light', 'auto', '2026-11-22 12:00:00.000000+00', 'Morning light',
        'morning light', '[]', false, 0, 'morning light')""",
    f"""INSERT INTO song_choices (id, song_id, ordinal, duration_ms, sections, mp3_sha256)
    VALUES ('00000000000000000000000000000003', '00000000000000000000000000000002', 0, 61000,
        '[]', '{_MP3}')""",
)
_FILE_OF_THE_THIRD_SCHEMA = f"""
    INSERT INTO media_files (sha256, media_type, size_bytes, width, height)
    VALUES ('{"ab" * 32}', 'image/png', 10, 640, 480)
"""


@pytest_asyncio.fixture
async def empty_postgresql(databases: Databases) -> AsyncIterator[str]:
    name = await databases.create(empty=True)
    yield databases.url(name)
    await databases.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return request.getfixturevalue("empty_postgresql")
    return f"sqlite+aiosqlite:///{tmp_path}/empty.db"


@pytest_asyncio.fixture
async def empty(empty_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(empty_url)
    yield engine
    await engine.dispose()


async def test_an_empty_database_is_migrated_to_the_newest_schema(empty: AsyncEngine) -> None:
    assert await schema_revision(empty) is None
    await migrate(empty)
    assert await schema_revision(empty) == head_revision()


async def test_migrating_again_changes_nothing(engine: AsyncEngine) -> None:
    database = SqlDatabase(engine, _ignore)
    await add(database, job := image_job())
    await migrate(engine)
    assert await stored(database, job) == job


async def test_two_processes_may_migrate_at_once(empty_url: str) -> None:
    engines = [create_engine(empty_url) for _ in range(4)]
    await asyncio.gather(*(migrate(engine) for engine in engines))
    assert await schema_revision(engines[0]) == head_revision()
    for engine in engines:
        await engine.dispose()


async def test_the_migrations_leave_no_difference_to_the_tables(engine: AsyncEngine) -> None:
    def differences(connection: Connection) -> object:
        options = {"include_object": concerns(connection.dialect.name)}
        context = MigrationContext.configure(connection, opts=options)
        return compare_metadata(context, metadata)

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_the_migrations_make_the_same_catalogue_as_the_tables(empty: AsyncEngine) -> None:
    """Checks, names, partial indexes: what Alembic's comparison does not look at."""
    async with empty.begin() as connection:
        await connection.run_sync(metadata.create_all)
    described = await _catalogue(empty)
    async with empty.begin() as connection:
        await connection.run_sync(metadata.drop_all)
    await migrate(empty)
    assert await _catalogue(empty) == described


async def test_a_database_of_a_newer_version_is_left_alone(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UnknownSchema, match=r"9999.*Start the newer version"):
        await migrate(engine)


async def test_references_are_enforced_after_a_migration(empty: AsyncEngine) -> None:
    await migrate(empty)
    database = SqlDatabase(empty, _ignore)
    async with database.begin() as work:
        with pytest.raises(IntegrityError):
            await work.songs.add(song_of(song_job()))


async def test_what_jobs_from_before_cost_is_unknown(empty: AsyncEngine) -> None:
    await _migrate_to("0001", empty)
    async with empty.begin() as connection:
        await connection.execute(text(_JOB_OF_THE_FIRST_SCHEMA))
    await migrate(empty)
    async with SqlDatabase(empty, _ignore).read() as work:
        [job] = await work.jobs.page(Page(9), JobFilter())
    assert (job.request.prompt, job.estimated_usd, job.at_vendor) == ("A red door", None, True)


async def test_what_was_there_before_the_index_is_found_by_it(empty: AsyncEngine) -> None:
    await _migrate_to("0003", empty)
    image, song = image_of(image_job(), title="Sommerwiese"), song_of(song_job(), title="Mövenlied")
    async with empty.begin() as connection:
        for statement, row in _rows_before_the_index(image, song):
            await connection.execute(statement, row)
    await migrate(empty)
    database = SqlDatabase(empty, _ignore)
    async with database.begin() as work:
        assert await work.images.ids(ItemFilter(text="WIESE")) == [image.id]
        assert await work.songs.ids(ItemFilter(text="vögel möven")) == []
        assert await work.songs.count(ItemFilter(text="möven")) == 1
        await work.images.curate([image.edit(Edit(title="Winter"))])
        await work.commit()
    async with database.read() as work:
        assert await work.images.ids(ItemFilter(text="wiese")) == []
        assert await work.images.ids(ItemFilter(text="winter")) == [image.id]
        assert (await work.images.facets(ItemFilter(text="winter"))).models == {image.model: 1}


async def test_a_role_that_may_make_no_extension_is_told_what_to_do(
    empty_postgresql: str,
) -> None:
    """Who owns a database may; it has to be another one, who may make tables."""
    owner = create_engine(empty_postgresql)
    async with owner.begin() as connection:
        await connection.execute(text("CREATE ROLE macki_guest LOGIN"))
        await connection.execute(text("GRANT CREATE ON SCHEMA public TO macki_guest"))
    url = make_url(empty_postgresql).set(username="macki_guest")
    guest = create_engine(url.render_as_string(hide_password=False))
    try:
        with pytest.raises(NoTrigrams, match=r"superuser run CREATE EXTENSION pg_trgm"):
            await migrate(guest)
        assert await schema_revision(guest) is None
        async with owner.begin() as connection:
            await connection.execute(text("CREATE EXTENSION pg_trgm"))
        await migrate(guest)
        assert await schema_revision(guest) == head_revision()
    finally:
        await guest.dispose()
        async with owner.begin() as connection:
            await connection.execute(text("DROP OWNED BY macki_guest"))
            await connection.execute(text("DROP ROLE macki_guest"))
        await owner.dispose()


async def test_songs_from_before_keep_their_choices_and_are_no_instrumentals(
    empty: AsyncEngine,
) -> None:
    await _migrate_to("0003", empty)
    async with empty.begin() as connection:
        for statement in _SONG_OF_THE_THIRD_SCHEMA:
            await connection.execute(text(statement))
    await migrate(empty)
    async with SqlDatabase(empty, _ignore).read() as work:
        [song] = await work.songs.page(Page(9), ItemFilter())
        [choice] = song.choices
        assert await work.media.needed([_MP3]) == {_MP3}
    assert (song.title, song.instrumental, song.extends) == ("Morning light", False, None)
    assert (choice.duration_ms, choice.stems) == (61_000, None)
    assert choice.mp3 is not None
    assert (choice.mp3.sha256, choice.mp3.entries) == (_MP3, ())


async def test_an_image_from_before_keeps_its_facts_and_has_no_colour(empty: AsyncEngine) -> None:
    await _migrate_to("0003", empty)
    async with empty.begin() as connection:
        await connection.execute(text(_FILE_OF_THE_THIRD_SCHEMA))
    await migrate(empty)
    async with SqlDatabase(empty, _ignore).read() as work:
        [file] = await work.media.uncoloured("", 9)
        assert await work.media.find(file.sha256) == file
    assert (file.width, file.height, file.size_bytes, file.colour) == (640, 480, 10, None)


async def test_what_was_ordered_before_is_in_the_history(empty: AsyncEngine) -> None:
    """Under the key that the same request gets when it is ordered again."""
    await _migrate_to(_before("0006"), empty)
    doors = [image_job(created_at=NOON + n * SECOND) for n in range(2)]
    retry = replace(image_job(created_at=NOON + 3 * SECOND), retry_of=doors[0].id)
    song = song_job(created_at=NOON + 4 * SECOND)
    async with empty.begin() as connection:
        for job in (*doors, retry, song):
            await connection.exec_driver_sql(_insertion(job))
    await migrate(empty)
    database = SqlDatabase(empty, _ignore)
    async with database.read() as work:
        found = await work.history.page(Page(9))
    assert [(past.times, past.last_job_id, past.request) for past in found] == [
        (1, song.id, song.request),
        (2, doors[1].id, doors[1].request),
    ]
    await add(database, again := image_job(created_at=NOON + 9 * SECOND))
    async with database.read() as work:
        [past] = await work.history.page(Page(9), kind=JobKind.IMAGE, text="GRÜSSE ελλάς")
        assert len(await work.history.page(Page(9))) == 2
    assert (past.times, past.last_job_id) == (3, again.id)


def _insertion(job: Job) -> str:
    """As the schema before the history had it."""
    request = json.dumps(asdict(job.request)).replace("'", "''")
    retry_of = f"'{job.retry_of.hex}'" if job.retry_of else "NULL"
    return f"""
        INSERT INTO jobs (id, kind, provider, model, request, state, created_at, attempt, tries,
            deliveries, cancel_requested, sequence, revision, retry_of)
        VALUES ('{job.id.hex}', '{job.kind}', '{job.provider}', '{job.model}', '{request}',
            'FAILED', '{job.created_at:%Y-%m-%d %H:%M:%S.%f}+00', 1, 0, '[]', false, 2, 1,
            {retry_of})
    """


def test_the_newest_migration_is_alembics_head() -> None:
    assert _scripts().get_heads() == [head_revision()]


def _scripts() -> ScriptDirectory:
    config = Config()
    folder = Path(__file__).parents[2] / "persistence" / "migrations"
    config.set_main_option("script_location", str(folder))
    return ScriptDirectory.from_config(config)


def _before(revision: str) -> str:
    return str(_scripts().get_revision(revision).down_revision)


def _rows_before_the_index(image: Image, song: Song) -> Iterator[tuple[Insert, dict[str, Any]]]:
    """With all columns that the third schema had, and no others."""
    for job in (image.job_id, song.job_id):
        row = new_row(replace(image_job(), id=job))
        yield insert(jobs), row
    file = image.file
    yield (
        insert(media_files),
        {"sha256": file.sha256, "media_type": file.media_type, "size_bytes": file.size_bytes},
    )
    yield (
        insert(images),
        {
            "id": image.id,
            "job_id": image.job_id,
            "ordinal": 0,
            "prompt": image.prompt,
            "model": image.model,
            "sha256": file.sha256,
            "created_at": image.created_at,
            **curation(image),
        },
    )
    yield (
        insert(songs),
        {
            "id": song.id,
            "job_id": song.job_id,
            "lyrics": song.lyrics,
            "model": song.model,
            "created_at": song.created_at,
            **curation(song),
        },
    )


async def _catalogue(engine: AsyncEngine) -> list[list[str]]:
    query = SQLITE_CATALOGUE if engine.dialect.name == "sqlite" else POSTGRESQL_CATALOGUE
    async with engine.connect() as connection:
        rows = await connection.execute(text(query))
    # In which order and in which lines a table's columns were written down makes no difference,
    # nor that SQLite quotes the name of a table that was copied.
    return [
        sorted(filter(None, (part.strip(" \t)") for each in row for part in _parts(each))))
        for row in rows
    ]


def _parts(definition: str) -> list[str]:
    return _PARTS.split(definition.replace('"', ""))


async def _ignore(events: object) -> None:
    """Nobody listens."""
