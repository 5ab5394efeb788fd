"""Jobs in each state, reached by the moves that lead there."""

from uuid import UUID

from domain import failures
from domain.errors import Failure, FailureCode
from domain.job import Job
from domain.job_state import JobState
from domain.media import Role
from domain.ports.database import Database
from domain.report import Acceptance, ProviderReport, ProviderStatus, RemoteFile, Result
from domain.schedule import PATIENCE
from tests.fakes import NOON
from tests.persistence.examples import choice, image_job, image_of, media_file, song_job, song_of

OWNER = UUID(int=7)

REFUSED = Failure(
    code=FailureCode.MODERATION,
    message="The provider's rules forbid it.",
    hint="Word it differently.",
    http_status=400,
)


def submitting(job: Job) -> Job:
    return job.claim(OWNER, NOON)


def running(job: Job) -> Job:
    acceptance = Acceptance(provider_job_id="435134")
    return submitting(job).accept(acceptance, NOON, patience=PATIENCE)


def archiving(job: Job) -> Job:
    file = RemoteFile(role=Role.MP3, url="http://files/1.mp3")
    report = ProviderReport(
        status=ProviderStatus.SUCCEEDED,
        word="succeeded",
        results=(Result(index=0, files=(file,)),),
    )
    return running(job).advance(report, NOON)


def succeeded(job: Job) -> Job:
    ready = archiving(job)
    [delivery] = ready.missing
    return ready.store(delivery, media_file("song"), NOON).succeed(NOON)


def failed(job: Job) -> Job:
    return submitting(job).fail(REFUSED, NOON)


def cancelled(job: Job) -> Job:
    return job.cancel(NOON)


def doubtful(job: Job) -> Job:
    return submitting(job).doubt(failures.INTERRUPTED, NOON)


def pending(job: Job) -> Job:
    return job


STORIES = {
    JobState.PENDING: pending,
    JobState.SUBMITTING: submitting,
    JobState.RUNNING: running,
    JobState.ARCHIVING: archiving,
    JobState.SUCCEEDED: succeeded,
    JobState.FAILED: failed,
    JobState.CANCELLED: cancelled,
    JobState.NEEDS_CHECK: doubtful,
}


async def fill(database: Database, pairs: int) -> None:
    """So many image jobs with two images each, and as many song jobs with a song."""
    async with database.begin() as work:
        for _ in range(pairs):
            painted, sung = image_job(), song_job()
            await work.jobs.add(painted)
            await work.jobs.add(sung)
            for index in range(2):
                await work.images.add(image_of(painted, index))
            await work.songs.add(song_of(sung, choices=(choice(0), choice(1))))
        await work.commit()
