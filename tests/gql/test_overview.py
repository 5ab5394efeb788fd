"""The queue, the catalogue, and how a job is doing."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from domain.catalogue import IMAGE_MODELS, SONG_MODELS
from domain.errors import FailureCode
from domain.job_state import EventKind, JobKind, JobState, Provider
from tests.fakes import NOON
from tests.gql.stories import STORIES, failed, running
from tests.gql.studio import Answer, Studio, global_id
from tests.persistence.examples import add, image_job, song_job

_QUEUE = "{ queue { waiting running needsCheck workers states { state count } } }"


async def test_an_empty_queue_names_every_state(studio: Studio) -> None:
    queue = (await studio.data(_QUEUE))["queue"]
    assert (queue["waiting"], queue["running"], queue["needsCheck"]) == (0, 0, 0)
    assert queue["states"] == [{"state": state.value, "count": 0} for state in JobState]


async def test_the_queue_counts_what_waits_and_what_runs(studio: Studio) -> None:
    await add(studio.database, *(story(song_job()) for story in STORIES.values()), image_job())
    queue = (await studio.data(_QUEUE))["queue"]
    assert (queue["waiting"], queue["running"], queue["needsCheck"]) == (2, 3, 1)
    assert {each["state"]: each["count"] for each in queue["states"]} == {
        state.value: 2 if state is JobState.PENDING else 1 for state in JobState
    }


async def test_the_queue_counts_workers_that_were_heard_of_lately(studio: Studio) -> None:
    async with studio.database.begin() as work:
        await work.workers.beat(UUID(int=1), NOON)
        await work.workers.beat(UUID(int=2), NOON)
        await work.commit()
    assert (await studio.data(_QUEUE))["queue"]["workers"] == 2
    studio.clock.advance(3_600)
    assert (await studio.data(_QUEUE))["queue"]["workers"] == 0


_MODELS = """
query($kind: JobKind) {
  models(kind: $kind) {
    __typename name kind provider isDefault isMocked promptLimit nLimit nDefault sunset hasEnded
    prices { quality usd asOf }
    ... on ImageModel {
      sizes takesAnySize qualities styles formats backgrounds moderations previewsLimit
    }
    ... on SongModel { lyricsLimit }
  }
}
"""


async def _models(studio: Studio, kind: JobKind | None = None) -> dict[str, Answer]:
    models = (await studio.data(_MODELS, kind=kind))["models"]
    return {model["name"]: model for model in models}


async def test_the_whole_catalogue_is_shown(studio: Studio) -> None:
    assert set(await _models(studio)) == {*IMAGE_MODELS, *SONG_MODELS}


@pytest.mark.parametrize(
    ("kind", "type_name"), [(JobKind.IMAGE, "ImageModel"), (JobKind.SONG, "SongModel")]
)
async def test_one_kind_is_shown_alone(studio: Studio, kind: JobKind, type_name: str) -> None:
    models = await _models(studio, kind)
    wanted = IMAGE_MODELS if kind is JobKind.IMAGE else SONG_MODELS
    assert set(models) == set(wanted)
    assert {model["__typename"] for model in models.values()} == {type_name}


async def test_an_image_model_says_what_it_can_do(studio: Studio) -> None:
    model = (await _models(studio))["dall-e-3"]
    assert model == {
        "__typename": "ImageModel",
        "name": "dall-e-3",
        "kind": "IMAGE",
        "provider": "OPENAI",
        "isDefault": False,
        "isMocked": False,
        "promptLimit": 4_000,
        "nLimit": 1,
        "nDefault": 1,
        "sunset": "2026-05-12",
        "hasEnded": True,
        "prices": [
            {"quality": None, "usd": "0.04", "asOf": "2026-11-22"},
            {"quality": "standard", "usd": "0.04", "asOf": "2026-11-22"},
            {"quality": "hd", "usd": "0.08", "asOf": "2026-11-22"},
        ],
        "sizes": ["1024x1024", "1792x1024", "1024x1792"],
        "takesAnySize": False,
        "qualities": ["standard", "hd"],
        "styles": ["vivid", "natural"],
        "formats": [],
        "backgrounds": [],
        "moderations": [],
        "previewsLimit": 0,
    }


async def test_a_song_model_says_what_it_can_do(studio: Studio) -> None:
    model = (await _models(studio))["mureka-9"]
    assert (model["lyricsLimit"], model["nLimit"], model["isMocked"]) == (5_000, 3, True)
    assert model["prices"] == [{"quality": None, "usd": "0.045", "asOf": "2026-11-22"}]


async def test_a_model_ends_on_the_day_of_its_sunset(studio: Studio) -> None:
    models = await _models(studio)
    assert models["gpt-image-1.5"]["hasEnded"] is True
    assert models["gpt-image-2"]["hasEnded"] is False
    studio.clock.advance(-timedelta(days=1).total_seconds())
    assert (await _models(studio))["gpt-image-1.5"]["hasEnded"] is False


async def test_one_model_of_each_kind_is_the_default(studio: Studio) -> None:
    defaults = [name for name, model in (await _models(studio)).items() if model["isDefault"]]
    assert defaults == ["gpt-image-2", "auto"]


async def test_the_default_is_the_one_that_is_used(studio: Studio) -> None:
    chosen = {JobKind.IMAGE: "dall-e-3", JobKind.SONG: "mureka-8"}
    other = studio.served_with(replace(studio.use_cases, default_models=chosen))
    models = await _models(other)
    assert [name for name, model in models.items() if model["isDefault"]] == [
        "dall-e-3",
        "mureka-8",
    ]
    data = await other.data(
        'mutation { generateImage(input: {prompt: "a"}) '
        "{ ... on GenerateImageSuccess { job { model } } } "
        'generateSong(input: {lyrics: "a"}) { ... on GenerateSongSuccess { job { model } } } }'
    )
    assert data["generateImage"]["job"]["model"] == "dall-e-3"
    assert data["generateSong"]["job"]["model"] == "mureka-8"


async def test_a_mocked_provider_is_marked(studio: Studio) -> None:
    models = await _models(studio)
    mocked = {model["provider"] for model in models.values() if model["isMocked"]}
    assert mocked == {Provider.MUREKA}


async def test_a_running_job_shows_its_way(studio: Studio) -> None:
    job = replace(running(song_job()), expected=timedelta(seconds=100))
    await add(studio.database, job)
    studio.clock.advance(40)
    data = await studio.data(
        "query($id: ID!) { job(id: $id) { progress { share estimated remainingMs } expectedMs "
        "submittedAt nextStepAt providerJobId attempt } }",
        id=global_id("Job", job.id),
    )
    shown = data["job"]
    assert shown["progress"] == {"share": 0.4, "estimated": True, "remainingMs": 60_000}
    assert shown["expectedMs"] == 100_000
    assert (shown["providerJobId"], shown["attempt"]) == ("435134", 1)
    assert shown["submittedAt"] == "2026-12-01T12:00:00+00:00"
    assert shown["nextStepAt"] > shown["submittedAt"]


async def test_a_failed_job_says_why_and_what_to_do(studio: Studio) -> None:
    job = failed(image_job())
    await add(studio.database, job)
    data = await studio.data(
        "query($id: ID!) { job(id: $id) { failure { code message hint httpStatus } finishedAt "
        "nextStepAt events { kind state code httpStatus sequence } } }",
        id=global_id("Job", job.id),
    )
    shown = data["job"]
    assert shown["failure"] == {
        "code": "MODERATION",
        "message": "The provider's rules forbid it.",
        "hint": "Word it differently.",
        "httpStatus": 400,
    }
    assert shown["finishedAt"] == "2026-12-01T12:00:00+00:00"
    assert shown["nextStepAt"] is None
    assert [each["sequence"] for each in shown["events"]] == [1, 2, 3]
    assert shown["events"][-1] == {
        "kind": EventKind.MOVED,
        "state": JobState.FAILED,
        "code": FailureCode.MODERATION,
        "httpStatus": 400,
        "sequence": 3,
    }


async def test_a_preview_has_an_address_here(studio: Studio) -> None:
    job = STORIES[JobState.SUBMITTING](image_job()).show("ab" * 32, 0, NOON)
    await add(studio.database, job)
    query = "query($id: ID!) { job(id: $id) { events { kind previewUrl } } }"
    events = (await studio.data(query, id=global_id("Job", job.id)))["job"]["events"]
    assert events[-1] == {"kind": "PREVIEW", "previewUrl": f"/media/{'ab' * 32}/preview"}
    assert {each["previewUrl"] for each in events[:-1]} == {None}
