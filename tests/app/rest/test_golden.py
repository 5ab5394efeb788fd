"""Each example of the specification's chapters 8.2 to 8.4 against our answer."""

from dataclasses import replace
from datetime import timedelta

from domain.job_state import JobState
from tests.app.rest.golden import assert_like, example
from tests.app.rest.studio import RestStudio
from tests.fakes import NOON
from tests.gql.stories import succeeded
from tests.persistence.examples import choice, image_job, song_job, song_of


async def test_an_image_is_made(studio: RestStudio) -> None:
    wanted, request = example("image_generate"), example("image_generate_request")
    answer = await studio.http.post("/api/v1/image/generate", json=request)
    assert answer.status_code == 200
    assert_like(answer.json(), wanted)
    assert answer.json() | {"id": "", "filename": "", "local_url": "", "created_at": ""} == {
        **wanted,
        **dict.fromkeys(("id", "filename", "local_url", "created_at"), ""),
    }
    again = await studio.http.get(f"/api/v1/image/{answer.json()['id']}")
    assert again.json() == answer.json()


async def test_images_are_listed(studio: RestStudio) -> None:
    await studio.image()
    answer = await studio.http.get("/api/v1/image/list?limit=20&offset=0")
    assert_like(answer.json(), example("image_list"))
    assert [answer.json()[each] for each in ("total", "limit", "offset")] == [1, 20, 0]


async def test_a_song_is_ordered(studio: RestStudio) -> None:
    request = example("song_generate_request")
    answer = await studio.http.post("/api/v1/song/generate", json=request)
    assert answer.status_code == 200
    assert_like(answer.json(), example("song_generate"))
    for constant in ("status", "message"):
        assert answer.json()[constant] == example("song_generate")[constant]


async def test_the_account_is_told(studio: RestStudio) -> None:
    answer = await studio.http.get("/api/v1/song/mureka-account")
    nothing = "account.subscription_type"
    assert_like(answer.json(), example("song_mureka_account"), null=(nothing,))
    assert answer.json()["account"]["credits_remaining"] == 9_955


async def test_a_finished_task_is_told(studio: RestStudio) -> None:
    job = song_job()
    song = song_of(job, choices=(choice(0), choice(1)), completed_at=NOON + timedelta(minutes=3))
    async with studio.database.begin() as work:
        await work.jobs.add(replace(succeeded(job), news=()))
        await work.songs.add(song)
        await work.commit()
    answer = await studio.http.get(f"/api/v1/song/task/status/{job.id}")
    wanted = example("song_task_status")
    assert_like(answer.json(), wanted, more=("job_id", "failure", "song.choices.stems_url"))
    assert answer.json()["status"] == answer.json()["song"]["status"] == "SUCCESS"
    assert answer.json()["job_id"] == "435134"
    assert [each["duration"] for each in answer.json()["song"]["choices"]] == [180_000, 180_000]


async def test_the_queue_is_told(studio: RestStudio) -> None:
    answer = await studio.http.get("/api/v1/song/task/queue-status")
    assert_like(answer.json(), example("song_task_queue_status"))
    assert answer.json()["worker_status"] == "offline"
    async with studio.database.begin() as work:
        await work.workers.beat(image_job().id, studio.clock.now)
        for state in JobState:
            await work.jobs.add(image_job(state=state))
        await work.commit()
    answer = await studio.http.get("/api/v1/song/task/queue-status")
    assert answer.json() == {
        "active_tasks": 3,
        "pending_tasks": 1,
        "completed_tasks": 1,
        "failed_tasks": 2,
        "worker_status": "online",
    }
