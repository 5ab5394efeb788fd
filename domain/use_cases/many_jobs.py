"""Cancelling and retrying many jobs: each on its own, so that none stops the others."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from domain.editing import IDS_LIMIT, valid_job_filter
from domain.errors import Conflict, InvalidRequest, NotFound, Problem, StudioError
from domain.job import Job
from domain.job_state import MOVES, JobState
from domain.ports.database import Database
from domain.ports.jobs import JobFilter
from domain.retry import start_of_retry
from domain.use_cases.jobs import Jobs

SHOWN = 100

_EVERY = JobFilter()
_CANCELLABLE = frozenset(state for state in MOVES if JobState.CANCELLED in MOVES[state]) | {
    JobState.SUBMITTING
}
_ENDED_BADLY = frozenset({JobState.FAILED, JobState.CANCELLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class JobSelection:
    """Which jobs: those named, or all that fit the filter and can be helped."""

    ids: tuple[UUID, ...] | None = None
    wanted: JobFilter = _EVERY


@dataclass(frozen=True, slots=True, kw_only=True)
class JobsChanged:
    """How many were changed, the first of them as they are now, and why others were not."""

    count: int
    jobs: tuple[Job, ...]
    refused: tuple[tuple[UUID, StudioError], ...]


class ManyJobs:
    def __init__(self, *, database: Database, jobs: Jobs) -> None:
        self._database = database
        self._jobs = jobs

    async def cancel(self, selection: JobSelection) -> JobsChanged:
        """Raises InvalidRequest. Providers may still charge."""
        ids = await self._ids(selection, _CANCELLABLE)
        return await _each(ids, self._jobs.cancel, named=selection.ids is not None)

    async def retry(self, selection: JobSelection, *, paid_too: bool) -> JobsChanged:
        """Those that go on without a new paid request, and with `paid_too` the others as well;
        of a filter's jobs none that was retried before. Raises InvalidRequest."""

        async def retry(job_id: UUID) -> Job:
            await self._allow(job_id, paid_too=paid_too, again=selection.ids is not None)
            return await self._jobs.retry(job_id)

        ids = await self._ids(selection, _ENDED_BADLY)
        return await _each(ids, retry, named=selection.ids is not None)

    async def _allow(self, job_id: UUID, *, paid_too: bool, again: bool) -> None:
        async with self._database.read() as work:
            job = await work.jobs.get(job_id)
            earlier = await work.jobs.retry_of(job_id)
        if earlier and not again:
            raise Conflict(f"Job {job_id} was retried before.", hint="Look at its retry.")
        if not (earlier or paid_too) and start_of_retry(job) is JobState.PENDING:
            raise Conflict(
                f"A retry of job {job_id} would be charged.", hint="Say that you want to pay."
            )

    async def _ids(self, selection: JobSelection, states: frozenset[JobState]) -> Sequence[UUID]:
        if selection.ids is not None:
            if not 1 <= len(selection.ids) <= IDS_LIMIT:
                raise InvalidRequest(Problem("ids", f"Name 1 to {IDS_LIMIT:,} at once."))
            return list(dict.fromkeys(selection.ids))
        wanted = valid_job_filter(selection.wanted)
        both = states if wanted.states is None else states & wanted.states
        async with self._database.read() as work:
            return await work.jobs.ids(replace(wanted, states=both))


async def _each(
    ids: Sequence[UUID], change: Callable[[UUID], Awaitable[Job]], *, named: bool
) -> JobsChanged:
    """What a filter found and cannot be changed any more is passed over silently."""
    changed, refused, count = list[Job](), list[tuple[UUID, StudioError]](), 0
    for job_id in ids:
        try:
            job = await change(job_id)
        except (Conflict, NotFound) as error:
            if named:
                refused.append((job_id, error))
            continue
        count += 1
        changed += [job] if count <= SHOWN else []
    return JobsChanged(count=count, jobs=tuple(changed), refused=tuple(refused))
