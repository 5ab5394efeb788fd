"""Whatever happens to workers, providers, files and messages: never paid twice, nothing lost."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Coroutine, Sequence
from itertools import pairwise
from typing import Any, TypeVar, get_args
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
)

from domain.errors import Conflict
from domain.job import Job
from domain.job_state import MOVES, OCCUPYING, JobEvent, JobState
from domain.schedule import LEASE
from tests.domain.examples import IMAGE_REQUEST, MINUTE, SONG_REQUEST
from tests.domain.simulation import Answer, Fate, Files, World
from tests.domain.skipping_loop import SkippingLoop

Result = TypeVar("Result")

RESTING = {JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED, JobState.NEEDS_CHECK}

LONG_ENOUGH = 15 * MINUTE
"""For what failed most often to be tried once more, and for a file that is still missing."""


class Studio(RuleBasedStateMachine):
    jobs: Bundle[UUID] = Bundle("jobs")

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner(loop_factory=SkippingLoop)
        self.sent_again: Counter[UUID] = Counter()

    def do(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self.runner.run(work)

    @initialize(slots=st.integers(1, 3))
    def begin(self, slots: int) -> None:
        async def make() -> World:
            return World(slots)

        self.world = self.do(make())

    # ── the owner ────────────────────────────────────────────────────────────────────────────

    @rule(target=jobs, key=st.none() | st.sampled_from(["one key", "another"]))
    def order_song(self, key: str | None) -> UUID:
        return self.do(self.world.orders.order_song(SONG_REQUEST, key)).id

    @rule(target=jobs)
    def order_image(self) -> UUID:
        return self.do(self.world.orders.order_image(IMAGE_REQUEST)).id

    @rule(job_id=jobs)
    def cancel(self, job_id: UUID) -> None:
        self.wish(self.world.jobs.cancel(job_id))

    @rule(target=jobs, job_id=jobs)
    def retry(self, job_id: UUID) -> Any:
        job = self.wish(self.world.jobs.retry(job_id))
        return multiple(*([job.id] if job else []))

    @rule(job_id=jobs)
    def submit_again(self, job_id: UUID) -> None:
        if self.wish(self.world.jobs.submit_again(job_id)):
            self.sent_again[job_id] += 1

    @rule(job_id=jobs, wrongly=st.booleans())
    def adopt(self, job_id: UUID, wrongly: bool) -> None:
        tasks = [task for owner, task in self.world.provider.tasks if owner == job_id]
        self.wish(self.world.jobs.adopt(job_id, "wrong" if wrongly or not tasks else tasks[-1]))

    def wish(self, work: Coroutine[Any, Any, Job]) -> Job | None:
        """None where it is too early or too late for it."""
        try:
            return self.do(work)
        except Conflict:
            return None

    # ── the world ────────────────────────────────────────────────────────────────────────────

    @rule(seconds=st.sampled_from([0.01, 0.5, 1.0, 3.0, 8.0, 30.0, 120.0]))
    def wait(self, seconds: float) -> None:
        self.do(asyncio.sleep(seconds))

    @rule(
        answer=st.sampled_from(get_args(Answer)),
        fate=st.sampled_from(get_args(Fate)),
        latency_s=st.sampled_from([0.01, 1.0, 2 * LEASE.total_seconds()]),
    )
    def change_provider(self, answer: Answer, fate: Fate, latency_s: float) -> None:
        weather = self.world.weather
        weather.answer, weather.fate, weather.latency_s = answer, fate, latency_s

    @rule(files=st.sampled_from(get_args(Files)), disk_full=st.booleans())
    def change_files(self, files: Files, disk_full: bool) -> None:
        self.world.weather.files, self.world.weather.disk_full = files, disk_full

    @rule(loses=st.booleans())
    def change_queue(self, loses: bool) -> None:
        self.world.weather.loses_messages = loses

    @rule()
    def start_worker(self) -> None:
        self.do(self.world.start_worker())

    @rule(index=st.integers(0, 1), kindly=st.booleans())
    def end_worker(self, index: int, kindly: bool) -> None:
        self.do(self.world.end_worker(index, kindly=kindly))

    @rule(index=st.integers(0, 1), seconds=st.sampled_from([2.0, 3 * LEASE.total_seconds()]))
    def cut_worker_off(self, index: int, seconds: float) -> None:
        """It goes on working, but its hold may be lost meanwhile."""
        worker = self.world.workers[index % len(self.world.workers)]
        worker.database.connected.clear()
        self.do(asyncio.sleep(seconds))
        worker.database.connected.set()

    # ── what always holds ────────────────────────────────────────────────────────────────────

    @invariant()
    def the_history_is_one_that_may_be(self) -> None:
        by_job: dict[UUID, list[JobEvent]] = defaultdict(list)
        history, jobs = self.do(self.world.look())
        for event in history:
            by_job[event.job_id].append(event)
        for job_id, events in by_job.items():
            self.check_job(jobs[job_id], events)

    def check_job(self, job: Job, events: Sequence[JobEvent]) -> None:
        assert [event.sequence for event in events] == list(range(1, job.sequence + 1))
        assert events[-1].state is job.state
        for before, after in pairwise(events):
            assert after.state is before.state or after.state in MOVES[before.state]
        if job.state is JobState.SUCCEEDED:
            assert job.deliveries
            for delivery in job.deliveries:
                assert delivery.file
                assert delivery.file.sha256 in self.world.disk.files

    @invariant()
    def nothing_is_paid_twice_unless_its_owner_said_so(self) -> None:
        for job_id, paid in self.world.provider.paid.items():
            assert paid <= 1 + self.sent_again[job_id]

    @invariant()
    def no_request_leaves_without_a_free_slot(self) -> None:
        states: dict[UUID, JobState] = {}
        history, jobs = self.do(self.world.look())
        for event in history:
            claimed = event.state is JobState.SUBMITTING and (
                states.get(event.job_id) is not JobState.SUBMITTING
            )
            states[event.job_id] = event.state
            if claimed:
                mine = jobs[event.job_id].provider
                occupied = sum(
                    state in OCCUPYING and jobs[job_id].provider is mine
                    for job_id, state in states.items()
                )
                assert occupied <= self.world.slot_count

    # ── and in the end ───────────────────────────────────────────────────────────────────────

    def teardown(self) -> None:
        try:
            if hasattr(self, "world"):
                self.every_job_comes_to_rest()
                self.do(self.world.close())
        finally:
            self.runner.close()

    def every_job_comes_to_rest(self) -> None:
        weather = self.world.weather
        weather.answer, weather.fate, weather.files = "accepted", "done", "there"
        weather.disk_full, weather.loses_messages, weather.latency_s = False, False, 1.0
        self.do(asyncio.sleep(LONG_ENOUGH.total_seconds()))
        _, jobs = self.do(self.world.look())
        assert {job.state for job in jobs.values()} <= RESTING
        self.the_history_is_one_that_may_be()
        self.nothing_is_paid_twice_unless_its_owner_said_so()
        self.no_request_leaves_without_a_free_slot()


TestStudio = Studio.TestCase
TestStudio.settings = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
