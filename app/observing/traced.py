"""A provider whose log lines name the job that is sent, and the request that ordered that job."""

import structlog

from domain.job import Job
from domain.ports.providers import Generator, Show
from domain.report import Acceptance


class Traced:
    def __init__(self, generator: Generator) -> None:
        self._generator = generator

    async def submit(self, job: Job, show: Show) -> Acceptance:
        """A message only says that it is worth looking: the job that is sent may be another one,
        which another request has ordered."""
        told = structlog.contextvars.get_contextvars()
        job_id = str(job.id)
        request_id = told.get("request_id", "") if told.get("job_id") == job_id else ""
        with structlog.contextvars.bound_contextvars(job_id=job_id, request_id=request_id):
            return await self._generator.submit(job, show)
