"""What the owner of a job can do with it."""

from uuid import UUID

import pytest

from app.cli.client import document
from domain.job import Job
from domain.job_state import JobState
from tests.gql.stories import STORIES, doubtful, failed, running
from tests.gql.studio import Answer, Studio, code_of, global_id
from tests.persistence.examples import add, image_job, song_job, song_of

_COMMANDS = ("cancel", "retry", "resolve")
_FIELDS = {"cancel": "cancelJob", "retry": "retryJob", "resolve": "resolveJob"}


async def _do(studio: Studio, command: str, job_id: str, **more: object) -> Answer:
    if command == "resolve":
        more = {"resolution": "SUBMIT_AGAIN", **more}
    data = await studio.data(document(command), input={"jobId": job_id, **more})
    return data[_FIELDS[command]]


async def _there_is(studio: Studio, job: Job) -> str:
    await add(studio.database, job)
    return global_id("Job", job.id)


@pytest.mark.parametrize("state", [JobState.PENDING, JobState.RUNNING, JobState.NEEDS_CHECK])
async def test_a_job_can_be_cancelled(studio: Studio, state: JobState) -> None:
    job = STORIES[state](song_job())
    result = await _do(studio, "cancel", await _there_is(studio, job))
    assert result["job"]["state"] == "CANCELLED"
    assert (await studio.stored(job)).state is JobState.CANCELLED


async def test_a_job_on_its_way_is_cancelled_later(studio: Studio) -> None:
    job_id = await _there_is(studio, STORIES[JobState.SUBMITTING](image_job()))
    first = await _do(studio, "cancel", job_id)
    again = await _do(studio, "cancel", job_id)
    assert first["job"] == {"id": job_id, "state": "SUBMITTING", "cancelRequested": True}
    assert again == first


@pytest.mark.parametrize(
    "state",
    [JobState.ARCHIVING, JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED],
)
async def test_it_can_be_too_late_to_cancel(studio: Studio, state: JobState) -> None:
    result = await _do(studio, "cancel", await _there_is(studio, STORIES[state](song_job())))
    assert result["code"] == "CONFLICT"
    assert result["message"]
    assert result["hint"]


@pytest.mark.parametrize("state", list(JobState))
async def test_can_cancel_says_what_cancelling_does(studio: Studio, state: JobState) -> None:
    job_id = await _there_is(studio, STORIES[state](song_job()))
    job = (await studio.data("query($id: ID!) { job(id: $id) { canCancel } }", id=job_id))["job"]
    assert job["canCancel"] == ("job" in await _do(studio, "cancel", job_id))


@pytest.mark.parametrize("state", list(JobState))
async def test_can_retry_says_what_retrying_does(studio: Studio, state: JobState) -> None:
    job_id = await _there_is(studio, STORIES[state](song_job()))
    job = (await studio.data("query($id: ID!) { job(id: $id) { canRetry } }", id=job_id))["job"]
    assert job["canRetry"] == ("job" in await _do(studio, "retry", job_id))


async def test_a_retry_is_a_new_job_that_names_the_old_one(studio: Studio) -> None:
    old_id = await _there_is(studio, failed(image_job()))
    new = (await _do(studio, "retry", old_id))["job"]
    job = await studio.data(
        "query($id: ID!) { job(id: $id) { state retryOf attempt retryIsFree } }", id=new["id"]
    )
    assert new["id"] != old_id
    assert job["job"] == {
        "state": "PENDING",
        "retryOf": old_id,
        "attempt": 0,
        "retryIsFree": False,
    }


async def test_a_retry_asked_for_twice_is_one_job(studio: Studio) -> None:
    old_id = await _there_is(studio, failed(image_job()))
    first = await _do(studio, "retry", old_id)
    assert await _do(studio, "retry", old_id) == first


async def test_a_cancelled_job_with_an_id_at_the_provider_goes_on_for_free(
    studio: Studio,
) -> None:
    old_id = await _there_is(studio, running(song_job()))
    await _do(studio, "cancel", old_id)
    query = "query($id: ID!) { job(id: $id) { retryIsFree } }"
    assert (await studio.data(query, id=old_id))["job"] == {"retryIsFree": True}
    assert (await _do(studio, "retry", old_id))["job"]["state"] == "RUNNING"
    assert studio.queue.messages[-1] == ("poll", None)


async def test_a_retry_takes_the_song_along(studio: Studio) -> None:
    old = failed(song_job())
    old_id = await _there_is(studio, old)
    song = song_of(old)
    async with studio.database.begin() as work:
        await work.songs.add(song)
        await work.commit()
    new = (await _do(studio, "retry", old_id))["job"]
    query = "query($id: ID!) { job(id: $id) { song { id } } }"
    assert (await studio.data(query, id=new["id"]))["job"]["song"] == {
        "id": global_id("Song", song.id)
    }
    assert (await studio.data(query, id=old_id))["job"]["song"] is None


async def test_a_doubtful_job_is_submitted_again(studio: Studio) -> None:
    job_id = await _there_is(studio, doubtful(song_job()))
    assert (await _do(studio, "resolve", job_id))["job"]["state"] == "PENDING"
    assert studio.queue.messages[-1][0] == "submit"


async def test_a_doubtful_job_is_adopted(studio: Studio) -> None:
    job = doubtful(song_job())
    job_id = await _there_is(studio, job)
    result = await _do(studio, "resolve", job_id, resolution="ADOPT", providerJobId=" 435134 ")
    assert result["job"]["state"] == "RUNNING"
    assert (await studio.stored(job)).provider_job_id == "435134"


@pytest.mark.parametrize("provider_job_id", [None, "", "../1", "1" * 101, "٣", "a\ud800"])
async def test_adopting_needs_an_id(studio: Studio, provider_job_id: str | None) -> None:
    job = doubtful(song_job())
    job_id = await _there_is(studio, job)
    data = await studio.data(
        "mutation($input: ResolveJobInput!) { resolveJob(input: $input) "
        "{ ... on ValidationError { code fields { field message } } } }",
        input={"jobId": job_id, "resolution": "ADOPT", "providerJobId": provider_job_id},
    )
    [problem] = data["resolveJob"]["fields"]
    assert problem["field"] == "providerJobId"
    assert (await studio.stored(job)).state is JobState.NEEDS_CHECK


async def test_an_image_cannot_be_adopted(studio: Studio) -> None:
    job_id = await _there_is(studio, doubtful(image_job()))
    result = await _do(studio, "resolve", job_id, resolution="ADOPT", providerJobId="1")
    assert result["code"] == "CONFLICT"


@pytest.mark.parametrize("state", [each for each in JobState if each is not JobState.NEEDS_CHECK])
@pytest.mark.parametrize("resolution", ["ADOPT", "SUBMIT_AGAIN"])
async def test_only_a_doubtful_job_can_be_resolved(
    studio: Studio, state: JobState, resolution: str
) -> None:
    job_id = await _there_is(studio, STORIES[state](song_job()))
    result = await _do(studio, "resolve", job_id, resolution=resolution, providerJobId="1")
    assert result["code"] == "CONFLICT"


@pytest.mark.parametrize("command", _COMMANDS)
@pytest.mark.parametrize(
    "job_id",
    [
        global_id("Job", UUID(int=1)),
        global_id("Image", UUID(int=1)),
        global_id("Nothing", UUID(int=1)),
        global_id("Job", "no uuid"),
        global_id("Job", "a\x00b"),
    ],
)
async def test_a_command_for_a_job_that_is_not_there_finds_nothing(
    studio: Studio, command: str, job_id: str
) -> None:
    result = await _do(studio, command, job_id)
    assert result["code"] == "NOT_FOUND"
    assert result["message"]
    assert result["hint"]


@pytest.mark.parametrize("command", _COMMANDS)
@pytest.mark.parametrize("job_id", ["", "x", "%", "Sm9i", "\ud800", str(UUID(int=7))])
async def test_a_command_for_no_global_id_is_the_clients_mistake(
    studio: Studio, command: str, job_id: str
) -> None:
    fields = {"jobId": job_id} | ({"resolution": "ADOPT"} if command == "resolve" else {})
    error = await studio.refusal(document(command), input=fields)
    assert code_of(error) in ("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED")
