"""Following what runs at a provider: one loop asks for every job that is due."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from domain.errors import Busy, QueryFailed, StaleJob
from domain.inquiry import Inquiry
from domain.job import Job, Lease
from domain.job_state import JobState, Provider
from domain.ports.database import Database, UnitOfWork
from domain.ports.providers import Follower
from domain.ports.queue import JobQueue
from domain.ports.time_and_ids import Clock, NewId
from domain.report import ProviderReport
from domain.results import choices_of
from domain.schedule import GIVE_UP_AFTER, LEASE, backoff
from domain.use_cases.dispatch import Dispatch
from domain.use_cases.leases import Leases
from domain.use_cases.questions import Answer, Answered, Questions

_BUDGET = timedelta(seconds=30)
_AT_ONCE = 200
_BEAT = timedelta(milliseconds=50)
"""How long answers and due jobs are gathered, so that one transaction serves many of them."""

_LONGEST_NAP = timedelta(seconds=1)


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
        questions = Questions(self._followers, self._clock, at_once=_AT_ONCE)
        try:
            while (goes_on := self._clock() < end) or questions.pending:
                beat = self._clock() + _BEAT
                room = questions.room if goes_on else 0
                due, moved = await self._exchange(owner, questions.take_answers(), room)
                questions.ask(due)
                for job in moved:
                    await self._dispatch.follow_up(job)
                if questions.pending:
                    await self._sleep_until(beat)
                elif goes_on and not await self._nap():
                    return False
            return True
        finally:
            questions.cancel()

    async def _exchange(
        self, owner: UUID, answers: Sequence[Answered], room: int
    ) -> tuple[Sequence[Inquiry], Sequence[Job]]:
        """Write down the answers and take what is due, in one transaction; the second are the
        jobs that run no more."""
        async with self._database.begin() as work:
            moved = await self._record(work, answers)
            due = await self._lease(work, owner, room)
            if answers or due:
                await work.commit()
        return due, moved

    async def _lease(self, work: UnitOfWork, owner: UUID, room: int) -> Sequence[Inquiry]:
        if room <= 0:
            return ()
        now = self._clock()
        return await work.jobs.lease_due_polls(Lease(owner, now + LEASE), now, room)

    async def _nap(self) -> bool:
        """Sleep until the next job is due, a second at most; False if nothing runs any more."""
        async with self._database.read() as work:
            next_poll_at = await work.jobs.next_poll_at()
        if next_poll_at is None:
            return False
        now = self._clock()
        await self._sleep_until(min(max(next_poll_at, now + _BEAT), now + _LONGEST_NAP))
        return True

    async def _sleep_until(self, moment: datetime) -> None:
        await asyncio.sleep(max((moment - self._clock()).total_seconds(), 0))

    async def _record(self, work: UnitOfWork, answers: Sequence[Answered]) -> Sequence[Job]:
        unchanged: list[tuple[Inquiry, datetime]] = []
        news: list[Answered] = []
        for inquiry, answer, at in answers:
            if isinstance(answer, ProviderReport) and (again := inquiry.ask_again_at(answer, at)):
                unchanged.append((inquiry, again))
            else:
                news.append((inquiry, answer, at))
        if unchanged:
            await work.jobs.reschedule(unchanged)
        return await self._record_news(work, news) if news else ()

    async def _record_news(self, work: UnitOfWork, news: Sequence[Answered]) -> Sequence[Job]:
        jobs = await work.jobs.get_many([inquiry.job_id for inquiry, _, _ in news])
        moved: list[Job] = []
        for inquiry, answer, at in news:
            job = jobs[inquiry.job_id]
            # Somebody may have changed it while we asked: a cancel, which wins.
            if job.revision == inquiry.revision:
                with suppress(StaleJob):
                    job = await self._save(work, _follow(job, answer, at), answer)
                    moved += [job] if job.state is not JobState.RUNNING else []
        return moved

    async def _save(self, work: UnitOfWork, followed: Job, answer: Answer) -> Job:
        saved = await work.jobs.save(followed)
        if isinstance(answer, ProviderReport) and saved.state is JobState.ARCHIVING:
            await self._write_choices(work, saved.id, answer)
        return saved

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
