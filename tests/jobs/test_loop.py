"""A real worker: its actors, its loop, its sweep, and its stop."""

import asyncio
import logging
import threading
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from dramatiq.asyncio import get_event_loop_thread
from structlog.testing import capture_logs

from domain.job import Job, Lease
from domain.job_state import JobState
from domain.library import ItemFilter, ItemKind
from domain.ports.providers import Show
from domain.report import Acceptance
from domain.use_cases.housekeeping import Chore
from tests.domain.examples import (
    DONE,
    FLAC_URL,
    MP3_URL,
    OTHER_WORKER,
    STILL,
    TAKEN,
    archiving,
    image_job,
    job_in,
    painted,
    running,
    song_job,
)
from tests.fakes import FLAC, MP3, NOON, FakeDownloads, FakeFollower, FakeGenerator
from tests.jobs.workshop import Workshop, wait_until


class NosyGenerator(FakeGenerator):
    """Notes where it runs."""

    def __init__(self, *script: Acceptance) -> None:
        super().__init__(*script)
        self.loops: list[asyncio.AbstractEventLoop] = []
        self.threads: list[threading.Thread] = []

    async def submit(self, job: Job, show: Show) -> Acceptance:
        self.loops.append(asyncio.get_running_loop())
        self.threads.append(threading.current_thread())
        return await super().submit(job, show)


class EndlessDownloads(FakeDownloads):
    """Give nothing for ever."""

    @asynccontextmanager
    async def open(self, url: str) -> AsyncGenerator[AsyncIterator[bytes]]:
        async with super().open(url) as chunks:
            await asyncio.Event().wait()
            yield chunks


def test_a_message_is_worked_on_by_the_loop_that_opened_the_work() -> None:
    provider = NosyGenerator(painted())
    shop = Workshop(provider=provider)
    job = shop.keep(image_job())
    with shop.working():
        shop.send("submit", str(job.id))
        wait_until(lambda: shop.stored(job).state is JobState.SUCCEEDED)
        assert provider.loops == [shop.loop]
        assert provider.threads[0] is not threading.main_thread()
        assert provider.threads[0].daemon
    assert shop.ask(shop.library.count(ItemFilter(), ItemKind.IMAGE)) == 1


def test_a_song_goes_its_whole_way_from_message_to_message() -> None:
    shop = Workshop(
        provider=FakeGenerator(TAKEN),
        follower=FakeFollower(DONE),
        downloads=FakeDownloads({MP3_URL: MP3, FLAC_URL: FLAC}),
    )
    job = shop.keep(song_job())
    with shop.working():
        shop.send("submit", str(job.id))
        wait_until(lambda: shop.stored(job).state is JobState.RUNNING)
        shop.clock.advance(60)
        wait_until(lambda: shop.stored(job).state is JobState.SUCCEEDED)
    timeline = shop.ask(shop.library.events_of_jobs([job.id]))[job.id]
    assert [event.sequence for event in timeline] == list(range(2, len(timeline) + 2))


def test_a_worker_sweeps_as_soon_as_it_works() -> None:
    shop = Workshop(provider=FakeGenerator(painted()))
    forgotten = shop.keep(image_job())
    abandoned = shop.keep(
        replace(job_in(JobState.SUBMITTING), lease=Lease(OTHER_WORKER, NOON - timedelta(1)))
    )
    with shop.working():
        wait_until(lambda: shop.stored(forgotten).state is JobState.SUCCEEDED)
        wait_until(lambda: shop.stored(abandoned).state is JobState.NEEDS_CHECK)
        assert shop.ticks >= 1


def test_a_worker_is_counted_from_its_first_sweep_until_it_leaves() -> None:
    shop = Workshop()
    with shop.working() as worker:
        wait_until(lambda: shop.workers() == 1)
        worker.stop()
    assert shop.workers() == 0


def test_an_error_in_an_actor_ends_neither_worker_nor_message_loop(
    caplog: pytest.LogCaptureFixture,
) -> None:
    shop = Workshop(provider=FakeGenerator(ZeroDivisionError(), painted()))
    doubtful, job = image_job(), image_job(created_at=NOON + timedelta(1))
    shop.keep(doubtful)
    with caplog.at_level(logging.ERROR), shop.working():
        wait_until(lambda: shop.stored(doubtful).state is JobState.NEEDS_CHECK)
        for _ in range(5):
            shop.send("submit", "no id at all")
        shop.keep(job)
        shop.send("submit", str(job.id))
        wait_until(lambda: shop.stored(job).state is JobState.SUCCEEDED)
    assert any("unhandled exception" in record.message for record in caplog.records)


def test_a_message_that_failed_is_not_repeated_by_the_broker() -> None:
    provider = FakeGenerator(ZeroDivisionError())
    shop = Workshop(provider=provider)
    job = shop.keep(image_job())
    with shop.working() as worker:
        wait_until(lambda: shop.stored(job).state is JobState.NEEDS_CHECK)
        worker.join()
    assert len(provider.submitted) == 1


def test_a_tick_that_fails_is_logged_and_the_worker_goes_on() -> None:
    shop = Workshop(provider=FakeGenerator(painted()), broken_ticks=True)
    job = shop.keep(image_job())
    with capture_logs() as logs, shop.working():
        wait_until(lambda: shop.ticks == 1)
        shop.send("submit", str(job.id))
        wait_until(lambda: shop.stored(job).state is JobState.SUCCEEDED)
    assert [entry["event"] for entry in logs] == ["worker.tick_failed"]


# ── the stop ─────────────────────────────────────────────────────────────────────────────────────


def test_a_stop_ends_a_download_at_once_and_lets_go_of_the_job() -> None:
    downloads = EndlessDownloads({MP3_URL: MP3})
    shop = Workshop(downloads=downloads)
    job = shop.keep(archiving())
    with shop.working() as worker:
        wait_until(lambda: downloads.opened == [MP3_URL])
        worker.stop()
    left = shop.stored(job)
    assert left.state is JobState.ARCHIVING
    assert left.lease is not None
    assert left.lease.until == shop.clock()


def test_a_stop_ends_the_polling_at_once_and_lets_go_of_the_songs() -> None:
    follower = FakeFollower(STILL)
    shop = Workshop(follower=follower)
    job = shop.keep(running())
    with shop.working() as worker:
        shop.send("poll")
        wait_until(lambda: follower.queried != [])
        worker.stop()
    left = shop.stored(job)
    assert left.state is JobState.RUNNING
    assert left.lease is None or left.lease.until <= shop.clock()


class LastMomentGenerator(FakeGenerator):
    """Answers only when the worker has begun to stop."""

    shop: Workshop

    async def submit(self, job: Job, show: Show) -> Acceptance:
        answer = await super().submit(job, show)
        # That the worker has left is only written in the database: nobody could set an event.
        while (await self.shop.library.queue()).workers:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        return answer


def test_a_stop_gives_a_paid_request_the_grace_to_be_answered() -> None:
    provider = LastMomentGenerator(painted())
    shop = provider.shop = Workshop(provider=provider)
    with shop.working() as worker:
        wait_until(lambda: shop.workers() == 1)
        job = shop.keep(image_job())
        shop.send("submit", str(job.id))
        wait_until(lambda: len(provider.submitted) == 1)
        worker.stop()
    left = shop.stored(job)
    assert left.state in {JobState.ARCHIVING, JobState.SUCCEEDED}
    assert left.deliveries
    assert left.missing == ()


def test_the_work_is_closed_and_the_loop_gone_after_the_stop() -> None:
    shop = Workshop()
    with shop.working() as worker:
        assert shop.is_open
        worker.stop()
    assert not shop.is_open
    assert shop.loop is not None
    assert shop.loop.is_closed()
    assert get_event_loop_thread() is None


def test_chores_are_done_at_the_start_and_a_broken_one_stops_nothing() -> None:
    done: list[str] = []

    async def sweep(now: datetime) -> int:
        done.append("swept")
        return 1

    async def fail(now: datetime) -> int:
        raise OSError("The drive is away.")

    chores = [
        Chore(name="broken", every=timedelta(days=1), do=fail),
        Chore(name="sweep", every=timedelta(days=1), do=sweep),
    ]
    shop = Workshop(chores=chores)
    with capture_logs() as logs, shop.working():
        wait_until(lambda: done == ["swept"])
        wait_until(lambda: any(each["event"] == "chore.done" for each in logs))
    failed = [each for each in logs if each["event"] == "chore.failed"]
    assert [(each["chore"], each["reason"]) for each in failed] == [
        ("broken", "The drive is away.")
    ]


def test_a_stop_breaks_a_chore_off() -> None:
    begun, broken_off = threading.Event(), threading.Event()

    async def take_for_ever(now: datetime) -> int:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            broken_off.set()
        return 0

    shop = Workshop(chores=[Chore(name="slow", every=timedelta(days=1), do=take_for_ever)])
    with shop.working():
        assert begun.wait(10)
    assert broken_off.is_set()
