"""Instrumentals, extensions and stems through REST."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from domain.job import Job
from domain.job_state import JobState
from domain.song import ExtensionRequest, Song
from tests.app.rest.golden import assert_like, example
from tests.app.rest.studio import RestStudio, stems_archive
from tests.gql.stories import succeeded
from tests.persistence.examples import choice, song_job, song_of

STEM = "/api/v1/song/stem/generate"
EXTEND = "/api/v1/song/extend"
INSTRUMENTAL = "/api/v1/instrumental/generate"


async def _sung(studio: RestStudio) -> Song:
    job = replace(succeeded(song_job()), news=(), at_vendor=False)
    song = song_of(job, choices=(choice(0),))
    async with studio.database.begin() as work:
        await work.jobs.add(job)
        await work.songs.add(song)
        await work.commit()
    return song


async def _ended(studio: RestStudio, task_id: str) -> Job:
    job = await studio.job(task_id)

    async def look() -> None:
        nonlocal job
        job = await studio.job(task_id)

    while not job.state.is_end:
        await studio.queue.finish()
        await look()
    return job


async def test_an_instrumental_is_ordered_and_told_as_a_song(studio: RestStudio) -> None:
    answer = await studio.http.post(INSTRUMENTAL, json=example("instrumental_generate_request"))
    assert answer.status_code == 200
    assert_like(answer.json(), example("instrumental_generate"))
    assert answer.json()["message"] == example("instrumental_generate")["message"]
    task = (await studio.http.get(f"/api/v1/song/task/status/{answer.json()['task_id']}")).json()
    assert task["song"]["id"] == answer.json()["song_id"]
    assert (task["song"]["lyrics"], task["song"]["prompt"]) == ("", "calm piano, rain")


async def test_an_extension_is_ordered(studio: RestStudio) -> None:
    song = await _sung(studio)
    order = {"choice_id": str(song.choices[0].id), "lyrics": "And on", "extend_at": 60000}
    answer = await studio.http.post(EXTEND, json=order)
    assert answer.status_code == 200, answer.text
    assert_like(answer.json(), example("song_extend"))
    job = await studio.job(answer.json()["task_id"])
    assert isinstance(job.request, ExtensionRequest)
    assert (job.request.provider_song_id, job.request.extend_at_ms) == ("c0", 60_000)


async def test_stems_are_ordered_fetched_and_told(studio: RestStudio) -> None:
    song = await _sung(studio)
    choice_id = str(song.choices[0].id)
    answer = await studio.http.post(STEM, json={"choice_id": choice_id})
    assert answer.status_code == 200, answer.text
    assert_like(answer.json(), example("song_stem_generate"))
    job = await _ended(studio, answer.json()["task_id"])
    assert job.state is JobState.SUCCEEDED
    told = (await studio.http.get(f"/api/v1/song/task/status/{job.id}")).json()
    wanted = example("song_stem_task_status")
    wanted["stems"]["zip_url"] = told["stems"]["zip_url"]
    assert_like(told, wanted)
    assert told["stems"]["tracks"] == [
        {"name": "vocals.flac", "size": 2},
        {"name": "drums.flac", "size": 4},
    ]
    listed = (await studio.http.get("/api/v1/song/list")).json()["songs"][0]["choices"][0]
    assert listed["stems_url"].endswith(".zip")
    [stems] = [each.stems for each in (await _stored(studio, song)).choices]
    assert stems is not None
    assert studio.media.path(stems.sha256).read_bytes() == stems_archive()


async def _stored(studio: RestStudio, song: Song) -> Song:
    async with studio.database.read() as work:
        return await work.songs.get(song.id)


async def test_a_key_orders_stems_once(studio: RestStudio) -> None:
    song = await _sung(studio)
    order = {"choice_id": str(song.choices[0].id)}
    headers = {"Idempotency-Key": "once"}
    first = (await studio.http.post(STEM, json=order, headers=headers)).json()
    await _ended(studio, first["task_id"])
    again = await studio.http.post(STEM, json=order, headers=headers)
    assert (again.status_code, again.json()["task_id"]) == (200, first["task_id"])
    other = await studio.http.post(STEM, json=order)
    assert (other.status_code, other.json()["error"]) == (409, "CONFLICT")


@pytest.mark.parametrize(
    ("path", "order", "status", "field"),
    [
        (STEM, {}, 400, "choice_id"),
        (STEM, {"choice_id": "x"}, 400, "choice_id"),
        (STEM, {"choice_id": 7}, 400, "choice_id"),
        (STEM, {"choice_id": str(uuid4())}, 404, None),
        (STEM, {"choice_id": str(uuid4()), "url": "http://evil.test/"}, 400, "url"),
        (EXTEND, {"choice_id": str(uuid4()), "lyrics": "la", "extend_at": 8000}, 404, None),
        (EXTEND, {"choice_id": str(uuid4()), "lyrics": "la", "extend_at": 0}, 400, "extend_at"),
        (EXTEND, {"choice_id": str(uuid4()), "lyrics": "", "extend_at": 8000}, 400, "lyrics"),
        (INSTRUMENTAL, {}, 400, "prompt"),
        (INSTRUMENTAL, {"prompt": " "}, 400, "prompt"),
        (INSTRUMENTAL, {"prompt": "piano", "n": 4}, 400, "n"),
        (INSTRUMENTAL, {"prompt": "piano", "model": "moon"}, 400, "model"),
    ],
)
async def test_a_wrong_order_is_refused_by_its_field(
    studio: RestStudio, path: str, order: dict[str, Any], status: int, field: str | None
) -> None:
    answer = await studio.http.post(path, json=order)
    assert answer.status_code == status, answer.text
    assert answer.json().get("field") == field
    assert answer.json()["hint"]
    assert studio.queue.ordered == []


async def test_deleting_a_stems_task_leaves_the_song_where_it_is(studio: RestStudio) -> None:
    song = await _sung(studio)
    order = {"choice_id": str(song.choices[0].id)}
    task_id = (await studio.http.post(STEM, json=order)).json()["task_id"]
    await _ended(studio, task_id)
    path = f"/api/v1/song/task/delete/{task_id}?with_results=true"
    assert (await studio.http.delete(path)).status_code == 200
    assert (await _stored(studio, song)).trashed_at is None
