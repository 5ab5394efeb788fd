"""Songs and tasks through REST: ordering, looking, ending."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain.errors import Busy, FailureCode, QueryFailed, Refused, StudioError
from domain.job import Job
from domain.job_state import JobState
from domain.library import ItemFilter
from tests.app.rest.studio import RestStudio
from tests.gql.stories import STORIES
from tests.persistence.examples import choice, image_job, image_of, song_job, song_of

TASK = "/api/v1/song/task"
WORDS = {
    JobState.PENDING: "PENDING",
    JobState.SUBMITTING: "PROGRESS",
    JobState.RUNNING: "PROGRESS",
    JobState.ARCHIVING: "PROGRESS",
    JobState.SUCCEEDED: "SUCCESS",
    JobState.FAILED: "FAILURE",
    JobState.NEEDS_CHECK: "FAILURE",
    JobState.CANCELLED: "CANCELLED",
}
ENDED = [state for state in JobState if state.is_end]


async def _song(studio: RestStudio, state: JobState) -> Job:
    job = replace(STORIES[state](song_job()), news=())
    async with studio.database.begin() as work:
        await work.jobs.add(job)
        await work.songs.add(song_of(job, choices=(choice(0),)))
        await work.commit()
    return job


@pytest.mark.parametrize("state", JobState)
async def test_each_state_has_its_word(studio: RestStudio, state: JobState) -> None:
    job = await _song(studio, state)
    answer = (await studio.http.get(f"{TASK}/status/{job.id}")).json()
    assert answer["status"] == answer["song"]["status"] == WORDS[state]
    assert answer["job_id"] == job.provider_job_id
    assert (answer["failure"] is not None) == (WORDS[state] == "FAILURE")


async def test_a_task_is_found_by_murekas_id(studio: RestStudio) -> None:
    job = await _song(studio, JobState.RUNNING)
    answer = await studio.http.get("/api/v1/song/query/435134")
    assert answer.json()["task_id"] == str(job.id)
    assert answer.json() == (await studio.http.get(f"{TASK}/status/{job.id}")).json()


@pytest.mark.parametrize("path", ["song/query/1", "song/query/%00", "song/query/ü"])
async def test_what_mureka_does_not_know_is_404(studio: RestStudio, path: str) -> None:
    assert (await studio.http.get(f"/api/v1/{path}")).status_code == 404


@pytest.mark.parametrize("task_id", [str(UUID(int=7)), "abc123-def456-ghi789", "%00"])
async def test_an_unknown_task_is_404(studio: RestStudio, task_id: str) -> None:
    answers = [
        await studio.http.get(f"{TASK}/status/{task_id}"),
        await studio.http.post(f"{TASK}/cancel/{task_id}"),
        await studio.http.delete(f"{TASK}/delete/{task_id}"),
        await studio.http.get(f"/api/v1/song/{task_id}"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4
    assert all(answer.json()["error"] == "NOT_FOUND" for answer in answers)


# ── songs ────────────────────────────────────────────────────────────────────────────────────


async def test_songs_are_listed_with_their_lyrics(studio: RestStudio) -> None:
    jobs = [await _song(studio, JobState.SUCCEEDED) for _ in range(3)]
    page = (await studio.http.get("/api/v1/song/list?limit=2&offset=1")).json()
    assert (len(page["songs"]), page["total"], page["limit"], page["offset"]) == (2, 3, 2, 1)
    song = page["songs"][0]
    assert song["lyrics"]
    assert song == (await studio.http.get(f"/api/v1/song/{song['id']}")).json()
    assert len(jobs) == 3


async def test_an_mp3_is_where_the_answer_says(studio: RestStudio) -> None:
    job = await _song(studio, JobState.SUCCEEDED)
    song = (await studio.http.get(f"{TASK}/status/{job.id}")).json()["song"]
    url = song["choices"][0]["mp3_url"]
    assert url.startswith("http://localhost:5050/media/")
    assert url.endswith(".mp3")


@pytest.mark.parametrize(
    ("order", "field"),
    [
        ({"prompt": "folk"}, "lyrics"),
        ({"lyrics": "x" * 5_001}, "lyrics"),
        ({"lyrics": "x", "prompt": "x" * 1_025}, "prompt"),
        ({"lyrics": "x", "model": "chirp-v99"}, "model"),
        ({"lyrics": "x", "n": 4}, "n"),
        ({"lyrics": "x", "n": True}, "n"),
        ({"lyrics": "x", "modle": "auto"}, "modle"),
    ],
)
async def test_a_wrong_order_is_400_with_its_field(
    studio: RestStudio, order: dict[str, Any], field: str
) -> None:
    answer = await studio.http.post("/api/v1/song/generate", json=order)
    assert (answer.status_code, answer.json()["field"]) == (400, field)


async def test_one_song_is_made_of_several_orders_with_one_key(studio: RestStudio) -> None:
    orders = [
        await studio.http.post(
            "/api/v1/song/generate", json={"lyrics": "La"}, headers={"Idempotency-Key": "a"}
        )
        for _ in range(2)
    ]
    first, again = (order.json() for order in orders)
    assert (first["task_id"], first["song_id"]) == (again["task_id"], again["song_id"])


@pytest.mark.parametrize(
    ("happens", "status"),
    [
        (Refused("No.", hint="Look.", code=FailureCode.AUTHORIZATION), 502),
        (Refused("No.", hint="Pay.", code=FailureCode.QUOTA), 402),
        (Busy("Wait.", hint="Wait."), 429),
        (QueryFailed("Silence.", hint="Wait."), 503),
    ],
)
async def test_an_account_that_cannot_be_asked_says_why(
    studio: RestStudio, happens: StudioError, status: int
) -> None:
    studio.billing.answer = happens
    answer = await studio.http.get("/api/v1/song/mureka-account")
    assert (answer.status_code, answer.json()["error"]) == (status, happens.code)
    assert ("retry-after" in answer.headers) == (status == 429)


async def test_health_is_told_at_both_places(studio: RestStudio) -> None:
    for path in ("/health", "/api/v1/health"):
        answer = await studio.http.get(path)
        assert (answer.status_code, answer.json()) == (200, {"status": "healthy"})
    worker = (await studio.http.get("/api/v1/song/worker-health")).json()
    assert worker == {"status": "unhealthy", "worker_status": "offline", "workers": 0}
    async with studio.database.begin() as work:
        await work.workers.beat(uuid4(), studio.clock.now)
        await work.commit()
    worker = (await studio.http.get("/api/v1/song/worker-health")).json()
    assert worker == {"status": "healthy", "worker_status": "online", "workers": 1}


# ── ending ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("state", [each for each in JobState if not each.is_end])
async def test_deleting_a_task_under_way_asks_for_cancel_first(
    studio: RestStudio, state: JobState
) -> None:
    job = await _song(studio, state)
    answer = await studio.http.delete(f"{TASK}/delete/{job.id}")
    assert (answer.status_code, answer.json()["error"]) == (409, "CONFLICT")
    assert "delete it then" in answer.json()["hint"]
    assert (await studio.http.get(f"{TASK}/status/{job.id}")).status_code == 200
    if state is not JobState.ARCHIVING:
        assert "Cancel it first" in answer.json()["hint"]
        await studio.http.post(f"{TASK}/cancel/{job.id}")


@pytest.mark.parametrize("state", ENDED)
async def test_a_deleted_task_is_gone_and_its_song_and_history_stay(
    studio: RestStudio, state: JobState
) -> None:
    job = await _song(studio, state)
    deleted = await studio.http.delete(f"{TASK}/delete/{job.id}")
    assert (deleted.status_code, deleted.json()["status"]) == (200, "DELETED")
    assert (await studio.http.get(f"{TASK}/status/{job.id}")).status_code == 404
    assert (await studio.http.delete(f"{TASK}/delete/{job.id}")).status_code == 404
    queue = (await studio.http.get(f"{TASK}/queue-status")).json()
    assert (queue["completed_tasks"], queue["failed_tasks"]) == (0, 0)
    assert (await studio.http.get("/api/v1/song/list")).json()["total"] == 1
    assert (await studio.job(job.id)).state is state


async def test_what_it_made_goes_to_the_trash_if_asked_for(studio: RestStudio) -> None:
    sung, painted = await _song(studio, JobState.SUCCEEDED), image_job(state=JobState.SUCCEEDED)
    async with studio.database.begin() as work:
        await work.jobs.add(painted)
        for index in range(2):
            await work.images.add(image_of(painted, index))
        await work.commit()
    for job in (sung, painted):
        answer = await studio.http.delete(f"{TASK}/delete/{job.id}?with_results=true")
        assert "trash" in answer.json()["message"]
    for items in ("song", "image"):
        assert (await studio.http.get(f"/api/v1/{items}/list")).json()["total"] == 0
    async with studio.database.read() as work:
        assert await work.images.count(ItemFilter(trashed=True)) == 2
        assert await work.songs.count(ItemFilter(trashed=True)) == 1


async def test_a_switch_is_true_or_false(studio: RestStudio) -> None:
    answer = await studio.http.delete(f"{TASK}/delete/{UUID(int=1)}?with_results=1")
    assert (answer.status_code, answer.json()["field"]) == (400, "with_results")


async def test_a_task_is_cancelled(studio: RestStudio) -> None:
    waiting, on_its_way = [
        await _song(studio, state) for state in (JobState.PENDING, JobState.SUBMITTING)
    ]
    at_once = (await studio.http.post(f"{TASK}/cancel/{waiting.id}")).json()
    assert (at_once["status"], at_once["message"]) == ("CANCELLED", "Cancelled.")
    later = (await studio.http.post(f"{TASK}/cancel/{on_its_way.id}")).json()
    assert later["status"] == "PROGRESS"
    assert "as soon as" in later["message"]
    again = await studio.http.post(f"{TASK}/cancel/{waiting.id}")
    assert again.status_code == 409
