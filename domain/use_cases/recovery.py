"""The sweep: whatever was interrupted or forgotten goes on. The database is the truth."""

from datetime import timedelta
from uuid import UUID

from domain import failures
from domain.job import Job
from domain.job_state import JobState
from domain.ports.database import Database
from domain.ports.time_and_ids import Clock
from domain.use_cases.change import change
from domain.use_cases.dispatch import Dispatch

_LATENESS = timedelta(seconds=1)
_AT_ONCE = 100


class Recovery:
    def __init__(self, *, database: Database, dispatch: Dispatch, clock: Clock) -> None:
        self._database = database
        self._dispatch = dispatch
        self._clock = clock

    async def sweep(self) -> None:
        """Mark interrupted submissions, and call again whatever is overdue."""
        async with self._database.read() as work:
            abandoned = await work.jobs.abandoned(self._clock(), _AT_ONCE)
        for job in abandoned:
            await change(self._database, job.id, self._doubt)
        await self._dispatch.catch_up(_LATENESS, _AT_ONCE)

    async def take_over(self) -> None:
        """Go on at once with what an earlier process left. Only for the sole worker there is."""
        async with self._database.begin() as work:
            await work.jobs.end_leases(self._clock())
            await work.commit()

    async def beat(self, worker_id: UUID) -> None:
        """The worker lives."""
        async with self._database.begin() as work:
            await work.workers.beat(worker_id, self._clock())
            await work.commit()

    async def leave(self, worker_id: UUID) -> None:
        """The worker ends in good order."""
        async with self._database.begin() as work:
            await work.workers.leave(worker_id)
            await work.commit()

    def _doubt(self, job: Job) -> Job:
        now = self._clock()
        lost = job.lease is None or job.lease.until < now
        if job.state is JobState.SUBMITTING and lost:
            return job.doubt(failures.INTERRUPTED, now)
        return job
