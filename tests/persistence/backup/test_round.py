"""Backed up while others write, wiped, restored: every row and every byte is what it was."""

import asyncio
import hashlib
import sqlite3
from collections.abc import Mapping
from contextlib import closing

from sqlalchemy import func, select, text

from domain.job_state import JobState
from persistence.backup.manifest import TableDigest
from persistence.backup.restoring import Restored
from persistence.engine import create_engine
from persistence.migrate import head_revision
from persistence.tables import images, job_events, jobs, media_files
from persistence.unit_of_work import SqlDatabase
from tests.persistence.backup.conftest import Site, opened
from tests.persistence.examples import NOON, add, image_of, song_job

EMPTIED_BY_RESTORING = {"workers"}


async def _figures(site: Site) -> tuple[int, int, int, int]:
    engine = create_engine(site.elsewhere.database)
    async with engine.connect() as connection:
        counts = [
            (await connection.execute(select(func.count()).select_from(table))).scalar_one()
            for table in (jobs, job_events, images, media_files)
        ]
    await engine.dispose()
    return counts[0], counts[1], counts[2], counts[3]


async def test_under_concurrent_writes_it_is_one_moment_and_comes_back_equal(
    site: Site, database: SqlDatabase
) -> None:
    for number in range(20):
        await site.paint(database, b"before %d" % number)
    stop, busy = asyncio.Event(), asyncio.Event()
    written = 0

    async def write(writer: int) -> None:
        nonlocal written
        while not stop.is_set():
            await site.paint(database, b"%d by %d" % (written, writer))
            written += 1
            if written % 8 == 0:
                busy.set()

    writers = [asyncio.create_task(write(each)) for each in range(4)]
    await busy.wait()
    made = await site.back_up()
    busy.clear()
    await busy.wait()  # they go on
    stop.set()
    await asyncio.gather(*writers)

    assert not made.lost
    assert made.copied == len(made.manifest.files) == made.manifest.database.tables["jobs"].rows
    assert 28 <= made.copied < 20 + written
    verdict = await site.verify()
    assert (verdict.problems, verdict.mended) == ([], [])

    restored = await site.restore()

    assert restored.put_back == made.copied
    assert (restored.lost, restored.outdated, restored.in_doubt) == ([], False, 0)
    # A job, its event, its image and its file were written together, and came back together.
    assert set(await _figures(site)) == {made.copied}
    for sha256 in made.manifest.files:
        content = site.elsewhere.library.path(sha256).read_bytes()
        assert hashlib.sha256(content).hexdigest() == sha256

    site.studio = site.elsewhere
    again = await site.back_up()
    assert _content(again.manifest.database.tables) == _content(made.manifest.database.tables)
    assert again.manifest.files == made.manifest.files
    assert again.copied == 0  # the files are shared by all backups


def _content(tables: Mapping[str, TableDigest]) -> Mapping[str, TableDigest]:
    return {name: digest for name, digest in tables.items() if name not in EMPTIED_BY_RESTORING}


async def test_what_was_restored_goes_on_living(site: Site, database: SqlDatabase) -> None:
    await site.paint(database, b"old")
    await site.back_up()
    assert (await site.restore()).manifest.database.schema == head_revision()
    async with opened(site.elsewhere) as restored:
        job = await site.paint(restored, b"new")
        async with restored.begin() as work:
            await work.images.add(image_of(job, 1, file=site.put(b"newer"), title="Wiese"))
            await work.commit()
        async with restored.read() as work:
            assert (await work.jobs.count_by_state())[JobState.SUCCEEDED] == 2


async def test_a_file_that_is_there_and_good_is_left_and_a_damaged_one_is_put_back(
    site: Site, database: SqlDatabase
) -> None:
    await site.paint(database, b"good")
    await site.paint(database, b"damaged")
    await site.back_up()
    good, damaged = (site.elsewhere.library.path(each) for each in site.files)
    for path, content in ((good, b"good"), (damaged, b"damagee")):
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    was = good.stat().st_ino
    assert (await site.restore()).put_back == 1
    assert good.stat().st_ino == was
    assert damaged.read_bytes() == b"damaged"


async def test_two_backups_do_not_share_a_name_and_share_their_files(
    site: Site, database: SqlDatabase
) -> None:
    await site.paint(database, b"one")
    first, second = await site.back_up(), await site.back_up()
    assert site.folder.names() == [first.name, second.name]
    assert (first.copied, second.copied) == (1, 0)
    assert len(list((site.folder.root / "files").glob("*/*/*"))) == 1


async def test_texts_of_every_script_and_every_awkward_value_come_back(
    site: Site, database: SqlDatabase
) -> None:
    await add(database, song_job(provider_word="tab\t, newline\n, \\N, backslash \\., 'quoted'"))
    made = await site.back_up()
    restored: Restored = await site.restore()
    assert restored.manifest.database.tables == made.manifest.database.tables
    assert made.manifest.made_at == NOON


async def test_the_copy_of_sqlite_is_one_file_that_anybody_can_open(
    site: Site, database: SqlDatabase
) -> None:
    if site.studio.kind != "sqlite":
        made = await site.back_up()
        with (site.folder.path(made.name) / "database.dump").open("rb") as dump:
            assert dump.read(5) == b"PGDMP"
        return
    await site.paint(database, b"one")
    made = await site.back_up()
    folder = site.folder.path(made.name)
    assert {each.name for each in folder.iterdir()} == {"database.db", "manifest.json"}
    with closing(sqlite3.connect(folder / "database.db")) as connection:
        assert connection.execute("SELECT count(*) FROM images").fetchone() == (1,)


async def test_no_side_file_of_the_old_database_is_played_into_the_new_one(
    site: Site, database: SqlDatabase
) -> None:
    await site.paint(database, b"one")
    await site.back_up()
    await site.restore()
    async with opened(site.elsewhere) as other:
        await site.paint(other, b"of the one that is replaced")
    await site.restore(replace=True)
    assert set(await _figures(site)) == {1}
    if site.elsewhere.kind == "sqlite":
        kept = list(site.elsewhere.file.parent.glob("*.before-*"))
        with closing(sqlite3.connect(kept[0])) as connection:
            assert connection.execute("SELECT count(*) FROM images").fetchone() == (2,)


async def test_a_log_whose_database_is_gone_is_not_played_into_the_new_one(
    site: Site, database: SqlDatabase
) -> None:
    """As it is left by a studio that was killed, and by an owner who removes what is broken."""
    if site.studio.kind != "sqlite":
        return  # which keeps its files to itself
    await site.paint(database, b"one")
    await site.back_up()
    await site.paint(database, b"two")
    log = site.studio.file.with_name(f"{site.studio.file.name}-wal")
    content = log.read_bytes()
    assert content
    target = site.elsewhere.file
    target.parent.mkdir()
    target.with_name(f"{target.name}-wal").write_bytes(content)
    await site.restore()
    assert set(await _figures(site)) == {1}


async def test_texts_are_still_found_after_restoring(site: Site, database: SqlDatabase) -> None:
    await site.paint(database, b"one")
    await site.back_up()
    await site.restore()
    engine = create_engine(site.elsewhere.database)
    async with engine.connect() as connection:
        searched = text("SELECT count(*) FROM images WHERE search_text LIKE '%привет%'")
        if site.elsewhere.kind == "sqlite":
            searched = text("SELECT count(*) FROM image_trigrams WHERE search_text MATCH 'привет'")
        assert (await connection.execute(searched)).scalar_one() == 1
    await engine.dispose()
