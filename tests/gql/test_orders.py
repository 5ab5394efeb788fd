"""Ordering images and songs."""

import asyncio

import pytest

from app.cli.client import document
from domain.image import ImageRequest
from domain.job_state import JobState
from domain.ports.jobs import JobFilter
from domain.song import SongRequest
from tests.gql.studio import Answer, Studio, global_id

_IMAGE = document("image")
_SONG = document("song")
_WHOLE_JOB = """
fragment WholeJob on Job {
  id kind provider model prompt state attempt createdAt submittedAt finishedAt nextStepAt
  expectedMs providerJobId failure { code } cancelRequested canCancel canRetry retryIsFree retryOf
  progress { share estimated remainingMs }
  events { cursor sequence kind state message jobId }
  images { id }
  song { id title tags lyrics completedAt choices { index } job { id } }
}
"""
_WHOLE_IMAGE_ORDER = f"""
mutation($input: GenerateImageInput!) {{
  generateImage(input: $input) {{
    __typename
    ... on GenerateImageSuccess {{ job {{ ...WholeJob }} }}
    ... on ValidationError {{ code message hint fields {{ field message }} }}
    ... on Conflict {{ code message hint }}
  }}
}}
{_WHOLE_JOB}
"""
_WHOLE_SONG_ORDER = _WHOLE_IMAGE_ORDER.replace("Image", "Song")


async def _image(studio: Studio, **order: object) -> Answer:
    return (await studio.data(_WHOLE_IMAGE_ORDER, input=order))["generateImage"]


async def _song(studio: Studio, **order: object) -> Answer:
    return (await studio.data(_WHOLE_SONG_ORDER, input=order))["generateSong"]


async def _count(studio: Studio) -> int:
    async with studio.database.read() as work:
        return await work.jobs.count(JobFilter())


async def test_an_image_is_ordered_and_waits(studio: Studio) -> None:
    result = await _image(studio, prompt="A lighthouse")
    job = result["job"]
    assert result["__typename"] == "GenerateImageSuccess"
    assert {key: job[key] for key in ("kind", "provider", "model", "prompt", "state")} == {
        "kind": "IMAGE",
        "provider": "OPENAI",
        "model": "gpt-image-2",
        "prompt": "A lighthouse",
        "state": "PENDING",
    }
    assert (job["canCancel"], job["canRetry"], job["attempt"]) == (True, False, 0)
    assert job["createdAt"] == job["nextStepAt"] == "2026-12-01T12:00:00+00:00"
    assert job["progress"] == {"share": 0.0, "estimated": True, "remainingMs": None}
    assert (job["images"], job["song"], job["failure"]) == ([], None, None)


async def test_a_new_job_has_one_event(studio: Studio) -> None:
    job = (await _image(studio, prompt="A lighthouse"))["job"]
    assert job["events"] == [
        {
            "cursor": "1",
            "sequence": 1,
            "kind": "MOVED",
            "state": "PENDING",
            "message": "Accepted; waiting for its turn.",
            "jobId": job["id"],
        }
    ]


async def test_an_order_tells_the_queue_once(studio: Studio) -> None:
    ordered = (await studio.data(_IMAGE, input={"prompt": "A lighthouse"}))["generateImage"]
    [(name, job_id)] = studio.queue.messages
    assert (name, global_id("Job", str(job_id))) == ("submit", ordered["job"]["id"])


async def test_every_wish_for_an_image_is_kept(studio: Studio) -> None:
    await _image(
        studio,
        prompt="A lighthouse",
        model="gpt-image-2",
        n=3,
        size="1024x1536",
        quality="high",
        outputFormat="webp",
        outputCompression=80,
        background="opaque",
        moderation="low",
        previews=2,
    )
    [(_, job_id)] = studio.queue.messages
    async with studio.database.read() as work:
        assert job_id is not None
        job = await work.jobs.get(job_id)
    assert job.request == ImageRequest(
        prompt="A lighthouse",
        model="gpt-image-2",
        n=3,
        size="1024x1536",
        quality="high",
        output_format="webp",
        output_compression=80,
        background="opaque",
        moderation="low",
        previews=2,
    )


async def test_every_wish_for_a_song_is_kept(studio: Studio) -> None:
    await _song(
        studio,
        lyrics="[Verse]\nHello",
        prompt="folk",
        model="mureka-9",
        n=3,
        title="Morning",
        gender="female",
        referenceId="r1",
        vocalId="v1",
        melodyId="m1",
    )
    [(_, job_id)] = studio.queue.messages
    async with studio.database.read() as work:
        assert job_id is not None
        job = await work.jobs.get(job_id)
    assert job.request == SongRequest(
        lyrics="[Verse]\nHello",
        prompt="folk",
        model="mureka-9",
        n=3,
        title="Morning",
        gender="female",
        reference_id="r1",
        vocal_id="v1",
        melody_id="m1",
    )


async def test_a_song_is_there_from_the_order_on(studio: Studio) -> None:
    result = await _song(studio, lyrics="[Verse]\nIn the morning light", prompt="folk, warm")
    job, song = result["job"], result["job"]["song"]
    assert result["__typename"] == "GenerateSongSuccess"
    assert (job["kind"], job["provider"], job["model"]) == ("SONG", "MUREKA", "auto")
    assert song["title"] == "In the morning light"
    assert song["tags"] == ["folk", "warm"]
    assert (song["choices"], song["completedAt"], song["job"]) == ([], None, {"id": job["id"]})


async def test_text_of_every_script_comes_back_as_it_went(studio: Studio) -> None:
    prompt = "Grüße, Ελλάς, שלום, 你好, 🎵👩\u200d🚀, e\u0301, \u202e, '\"\\; --"
    assert (await _image(studio, prompt=prompt))["job"]["prompt"] == prompt


async def test_every_wrong_field_of_an_image_is_named(studio: Studio) -> None:
    result = await _image(
        studio, prompt=" ", n=0, size="1x1", quality="best", outputCompression=101, previews=9
    )
    assert result["__typename"] == "ValidationError"
    assert result["code"] == "INVALID_REQUEST"
    assert {each["field"] for each in result["fields"]} == {
        "prompt",
        "n",
        "size",
        "quality",
        "outputCompression",
        "previews",
    }
    assert all(each["message"] for each in result["fields"])
    assert result["hint"]


async def test_every_wrong_field_of_a_song_is_named(studio: Studio) -> None:
    long = "x" * 6_000
    result = await _song(
        studio, lyrics=long, prompt=long, title=long, n=4, gender="cat", referenceId=long
    )
    assert result["__typename"] == "ValidationError"
    assert {each["field"] for each in result["fields"]} == {
        "lyrics",
        "prompt",
        "title",
        "n",
        "gender",
        "referenceId",
    }


@pytest.mark.parametrize(
    ("order", "field"),
    [
        ({"prompt": "a\x00b"}, "prompt"),
        ({"prompt": "a\ud800b"}, "prompt"),
        ({"prompt": "a", "model": "gpt-\ud800"}, "model"),
        ({"prompt": "a", "model": "mureka-9"}, "model"),
        ({"prompt": "a", "size": "\ud800"}, "size"),
        ({"prompt": "a", "idempotencyKey": ""}, "idempotencyKey"),
        ({"prompt": "a", "idempotencyKey": "k" * 201}, "idempotencyKey"),
        ({"prompt": "a", "idempotencyKey": "\ud800"}, "idempotencyKey"),
        ({"prompt": "a", "idempotencyKey": "\x00"}, "idempotencyKey"),
    ],
)
async def test_hostile_text_is_a_problem_of_its_field(
    studio: Studio, order: dict[str, object], field: str
) -> None:
    result = await _image(studio, **order)
    assert [each["field"] for each in result["fields"]] == [field]


async def test_a_refused_order_leaves_nothing_behind(studio: Studio) -> None:
    await _image(studio, prompt="")
    await _song(studio, lyrics="")
    assert (await _count(studio), studio.queue.messages) == (0, [])


async def test_the_same_key_makes_one_job(studio: Studio) -> None:
    first = await _image(studio, prompt="A lighthouse", idempotencyKey="k")
    again = await _image(studio, prompt="A lighthouse", idempotencyKey="k")
    assert again["job"]["id"] == first["job"]["id"]
    assert await _count(studio) == 1


async def test_the_same_key_at_the_same_moment_makes_one_job(studio: Studio) -> None:
    orders = [_song(studio, lyrics="Hello", idempotencyKey="k") for _ in range(5)]
    results = await asyncio.gather(*orders)
    assert len({each["job"]["id"] for each in results}) == 1
    assert await _count(studio) == 1


async def test_the_same_key_finds_the_job_in_its_present_state(studio: Studio) -> None:
    job = (await _image(studio, prompt="A lighthouse", idempotencyKey="k"))["job"]
    await studio.data(document("cancel"), input={"jobId": job["id"]})
    again = await _image(studio, prompt="A lighthouse", idempotencyKey="k")
    assert again["job"]["state"] == JobState.CANCELLED


async def test_a_key_of_another_request_is_a_conflict(studio: Studio) -> None:
    first = await _image(studio, prompt="A lighthouse", idempotencyKey="k")
    other = await _image(studio, prompt="A castle", idempotencyKey="k")
    song = await _song(studio, lyrics="Hello", idempotencyKey="k")
    assert first["__typename"] == "GenerateImageSuccess"
    assert [each["__typename"] for each in (other, song)] == ["Conflict", "Conflict"]
    assert [each["code"] for each in (other, song)] == ["CONFLICT", "CONFLICT"]
    assert await _count(studio) == 1


async def test_without_a_key_each_order_is_a_job(studio: Studio) -> None:
    await studio.data(_SONG, input={"lyrics": "Hello"})
    await studio.data(_SONG, input={"lyrics": "Hello"})
    assert await _count(studio) == 2


async def test_aliases_order_several_in_one_request(studio: Studio) -> None:
    data = await studio.data(
        'mutation { a: generateImage(input: {prompt: "a"}) { __typename } '
        'b: generateImage(input: {prompt: ""}) { __typename } }'
    )
    assert data == {
        "a": {"__typename": "GenerateImageSuccess"},
        "b": {"__typename": "ValidationError"},
    }
