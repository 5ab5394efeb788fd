"""How workers and stored files are known, whatever knows them."""

from datetime import timedelta

from domain.media import MediaType
from domain.ports import Database
from tests.persistence.examples import NOON, OTHER_WORKER, SECOND, WORKER, media_file


async def test_a_worker_counts_while_it_was_heard_of_lately(database: Database) -> None:
    async with database.begin() as work:
        await work.workers.beat(WORKER, NOON)
        await work.workers.beat(OTHER_WORKER, NOON - 60 * SECOND)
        await work.workers.beat(WORKER, NOON + SECOND)
        await work.commit()
    async with database.read() as work:
        assert await work.workers.count_since(NOON - 60 * SECOND) == 2
        assert await work.workers.count_since(NOON + SECOND) == 1
        assert await work.workers.count_since(NOON + 2 * SECOND) == 0


async def test_a_worker_that_left_no_longer_counts(database: Database) -> None:
    async with database.begin() as work:
        await work.workers.beat(WORKER, NOON)
        await work.workers.leave(WORKER)
        await work.workers.leave(OTHER_WORKER)
        await work.commit()
    async with database.read() as work:
        assert await work.workers.count_since(NOON) == 0


async def test_a_worker_that_was_silent_for_a_day_is_forgotten(database: Database) -> None:
    async with database.begin() as work:
        await work.workers.beat(OTHER_WORKER, NOON)
        await work.workers.beat(WORKER, NOON + timedelta(days=1, seconds=1))
        await work.commit()
    async with database.read() as work:
        assert await work.workers.count_since(NOON - SECOND) == 1


async def test_a_file_is_remembered_once(database: Database) -> None:
    file = media_file("a", MediaType.WEBP)
    async with database.begin() as work:
        await work.media.add(file)
        await work.media.add(file)
        await work.commit()
    async with database.begin() as work:
        await work.media.add(file)
        await work.commit()
    async with database.read() as work:
        assert await work.media.find(file.sha256) == file
        assert await work.media.find("0" * 64) is None
