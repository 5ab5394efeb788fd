"""What the owner of a job can do with it."""

import re
from dataclasses import replace
from uuid import UUID

from domain.errors import Conflict, InvalidRequest, Problem
from domain.job import Job
from domain.job_state import JobState
from domain.ports.database import Database, UnitOfWork
from domain.ports.time_and_ids import Clock, NewId
from domain.requests import StemsRequest
from domain.results import song_of_retry
from domain.retry import retry, start_of_retry
from domain.schedule import PATIENCE
from domain.song import SongMaking
from domain.use_cases.change import change
from domain.use_cases.dispatch import Dispatch
from domain.use_cases.sources import Source, claim_stems, must_be_kept_yet

_PROVIDER_JOB_ID = re.compile(r"[A-Za-z0-9_.:-]{1,100}", re.ASCII)


class Jobs:
    def __init__(
        self, *, database: Database, dispatch: Dispatch, clock: Clock, new_id: NewId
    ) -> None:
        self._database = database
        self._dispatch = dispatch
        self._clock = clock
        self._new_id = new_id

    async def cancel(self, job_id: UUID) -> Job:
        """Raises NotFound, or Conflict where it is too late. The provider may still charge."""
        job = await change(self._database, job_id, lambda job: job.cancel(self._clock()))
        await self._dispatch.follow_up(job)
        return job

    async def retry(self, job_id: UUID) -> Job:
        """The job that goes on where a failed or cancelled one ended; the same one if asked
        twice. Raises NotFound or Conflict."""
        try:
            async with self._database.begin() as work:
                if earlier := await work.jobs.retry_of(job_id):
                    return earlier
                ended = await work.jobs.get(job_id)
                await self._allow_stems(work, ended)
                job = await work.jobs.add(retry(ended, self._new_id(), self._clock()))
                await self._hand_over_song(work, ended, job)
                await work.commit()
        except Conflict:
            # Two retries at the same moment: the other one was first.
            async with self._database.read() as work:
                if earlier := await work.jobs.retry_of(job_id):
                    return earlier
            raise
        await self._dispatch.follow_up(job)
        return job

    async def adopt(self, job_id: UUID, provider_job_id: str) -> Job:
        """The doubtful request did run, as this. Raises NotFound, Conflict, InvalidRequest."""
        wanted = provider_job_id.strip()
        if not _PROVIDER_JOB_ID.fullmatch(wanted):
            raise InvalidRequest(
                Problem("providerJobId", "Give the id that the provider shows for the job.")
            )
        job = await change(
            self._database,
            job_id,
            lambda job: job.adopt(wanted, self._clock(), patience=PATIENCE),
        )
        await self._dispatch.follow_up(job)
        return job

    async def submit_again(self, job_id: UUID) -> Job:
        """Send the doubtful request anew; it may be charged twice. Raises NotFound, Conflict."""
        job = await change(self._database, job_id, lambda job: job.submit_again(self._clock()))
        await self._dispatch.follow_up(job)
        return job

    async def _hand_over_song(self, work: UnitOfWork, ended: Job, job: Job) -> None:
        songs = await work.songs.of_jobs([ended.id])
        if song := songs.get(ended.id):
            await work.songs.save(replace(song, job_id=job.id))
        elif isinstance(job.request, SongMaking):
            # It was purged, and is wanted again: what is paid for needs a place.
            await work.songs.add(song_of_retry(job, self._new_id))

    async def _allow_stems(self, work: UnitOfWork, ended: Job) -> None:
        """Those that were ordered again meanwhile, or that the provider cannot make any more, are
        not paid for."""
        if not isinstance(ended.request, StemsRequest):
            return
        if other := await claim_stems(work, ended.request.choice_id):
            raise Conflict(
                f"Job {other.id} is on these stems already.", hint="Wait for the end of that job."
            )
        if start_of_retry(ended) is JobState.PENDING:
            must_be_kept_yet(await Source.of(work, ended.request.choice_id), self._clock())
