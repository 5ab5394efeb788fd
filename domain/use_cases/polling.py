"""Following what runs at a provider: one loop asks for every job that is due."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from domain.errors import Busy, QueryFailed, StaleJob, StudioError
from domain.job import Job, Lease
from domain.job_state import JobState, Provider
from domain.ports import Clock, Database, Follower, JobQueue, NewId, UnitOfWork
from domain.report import ProviderReport
from domain.results import choices_of
from domain.schedule import GIVE_UP_AFTER, LEASE, backoff
from domain.use_cases.dispatch import Dispatch
from domain.use_cases.leases import Leases

_BUDGET = timedelta(seconds=30)
_AT_ONCE = 200
_GATHERING = timedelta(milliseconds=50)
"""How long answers are gathered, so that many are written in one transaction."""

_SHORTEST_NAP, _LONGEST_NAP = timedelta(milliseconds=100), timedelta(seconds=1)

_UNEXPECTED = QueryFailed(
    "The studio could not ask, through a mistake of its own.",
    hint="It is asked again by itself. The log says what went wrong; please report it.",
)

log = logging.getLogger(__name__)

Answer = ProviderReport | StudioError
Asking = asyncio.Task[tuple[Job, Answer]]


class Polling:
    def __init__(
        self,
        *,
        database: Database,
        queue: JobQueue,
        dispatch: Dispatch,
        followers: Mapping[Provider, Follower],
        leases: Leases,
        clock: Clock,
        new_id: NewId,
    ) -> None:
        self._database = database
        self._queue = queue
        self._dispatch = dispatch
        self._followers = followers
        self._leases = leases
        self._clock = clock
        self._new_id = new_id
        self._running = False

    async def poll(self) -> None:
        """Ask for all due jobs for half a minute, then hand over to the next message.

        One loop serves a process: a message that finds one running has nothing to do.
        """
        if self._running:
            return
        self._running = True
        owner = self._new_id()
        try:
            async with self._leases.kept(owner):
                in_flight = await self._follow(owner, self._clock() + _BUDGET)
        finally:
            self._running = False
            with suppress(Exception):
                await asyncio.shield(self._leases.release(owner))
        if in_flight:
            await self._queue.poll()

    async def _follow(self, owner: UUID, end: datetime) -> bool:
        asking: set[Asking] = set()
        try:
            while self._clock() < end:
                asking |= await self._ask_due(owner, _AT_ONCE - len(asking))
                if not asking:
                    if not await self._nap():
                        return False
                    continue
                done, asking = await asyncio.wait(asking, timeout=_GATHERING.total_seconds())
                await self._record([task.result() for task in done])
            if asking:
                done, asking = await asyncio.wait(asking)
                await self._record([task.result() for task in done])
            return True
        finally:
            for task in asking:
                task.cancel()

    async def _ask_due(self, owner: UUID, room: int) -> set[Asking]:
        if room <= 0:
            return set()
        now = self._clock()
        async with self._database.begin() as work:
            due = await work.jobs.lease_due_polls(Lease(owner, now + LEASE), now, room)
            if due:
                await work.commit()
        return {asyncio.create_task(self._ask(job)) for job in due}

    async def _ask(self, job: Job) -> tuple[Job, Answer]:
        try:
            return job, await self._followers[job.provider].query(job.provider_job_id or "")
        except StudioError as error:
            return job, error
        except Exception:
            # A mistake of ours about one job must not end the questions about all the others.
            log.exception("The question about job %s failed", job.id)
            return job, _UNEXPECTED

    async def _nap(self) -> bool:
        """Sleep until the next job is due, a second at most; False if nothing runs any more."""
        async with self._database.read() as work:
            next_poll_at = await work.jobs.next_poll_at()
        if next_poll_at is None:
            return False
        wait = min(max(next_poll_at - self._clock(), _SHORTEST_NAP), _LONGEST_NAP)
        await asyncio.sleep(wait.total_seconds())
        return True

    async def _record(self, answers: Sequence[tuple[Job, Answer]]) -> None:
        if not answers:
            return
        followed = [(_follow(job, answer, self._clock()), answer) for job, answer in answers]
        async with self._database.begin() as work:
            await work.jobs.reschedule([job for job, _ in followed if not job.news])
            recorded = [
                await self._record_one(work, job, answer) for job, answer in followed if job.news
            ]
            await work.commit()
        for job in recorded:
            if job is not None and job.state is not JobState.RUNNING:
                await self._dispatch.follow_up(job)

    async def _record_one(self, work: UnitOfWork, followed: Job, answer: Answer) -> Job | None:
        """None if somebody changed the job while we asked: a cancel, which wins."""
        with suppress(StaleJob):
            saved = await work.jobs.save(followed)
            if isinstance(answer, ProviderReport) and saved.state is JobState.ARCHIVING:
                await self._write_choices(work, saved.id, answer)
            return saved
        return None

    async def _write_choices(self, work: UnitOfWork, job_id: UUID, report: ProviderReport) -> None:
        songs = await work.songs.of_jobs([job_id])
        if song := songs.get(job_id):
            await work.songs.save(song.with_choices(choices_of(report, self._new_id)))


def _follow(job: Job, answer: Answer, now: datetime) -> Job:
    if isinstance(answer, ProviderReport):
        return job.advance(answer, now)
    if isinstance(answer, Busy | QueryFailed) and now < (job.deadline or now) + GIVE_UP_AFTER:
        return job.postpone(now + backoff(job.tries, answer.retry_after), answer.failure, now)
    return job.fail(answer.failure, now)
