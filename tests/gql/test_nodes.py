"""One thing by its global id, and what is no global id."""

import base64
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from app.cli.client import document
from domain.image import Image
from domain.job import Job
from domain.song import Song
from tests.gql.studio import Answer, Studio, code_of, global_id
from tests.persistence.examples import choice, image_job, image_of, song_job, song_of

_NODE = """
query($id: ID!) {
  node(id: $id) {
    __typename id
    ... on Job { kind }
    ... on Image { index job { id } }
    ... on Song { title job { id } }
  }
}
"""


async def _there_are(studio: Studio) -> tuple[Job, Image, Song]:
    painted, sung = image_job(), song_job()
    image = image_of(painted)
    image = replace(image, file=replace(image.file, size_bytes=2_000_000_000))
    song = song_of(sung, title="Söng 1/2?", choices=(choice(0),))
    async with studio.database.begin() as work:
        await work.jobs.add(painted)
        await work.jobs.add(sung)
        await work.images.add(image)
        await work.songs.add(song)
        await work.commit()
    return painted, image, song


async def test_each_type_is_found_by_its_id(studio: Studio) -> None:
    job, image, song = await _there_are(studio)

    async def node(type_name: str, node_id: UUID) -> Answer:
        return (await studio.data(_NODE, id=global_id(type_name, node_id)))["node"]

    assert await node("Job", job.id) == {
        "__typename": "Job",
        "id": global_id("Job", job.id),
        "kind": "IMAGE",
    }
    assert await node("Image", image.id) == {
        "__typename": "Image",
        "id": global_id("Image", image.id),
        "index": 0,
        "job": {"id": global_id("Job", image.job_id)},
    }
    assert await node("Song", song.id) == {
        "__typename": "Song",
        "id": global_id("Song", song.id),
        "title": "Söng 1/2?",
        "job": {"id": global_id("Job", song.job_id)},
    }


async def test_each_type_has_a_field_of_its_own(studio: Studio) -> None:
    job, image, song = await _there_are(studio)
    data = await studio.data(
        "query($job: ID!, $image: ID!, $song: ID!) "
        "{ job(id: $job) { id } image(id: $image) { id } song(id: $song) { id } }",
        job=global_id("Job", job.id),
        image=global_id("Image", image.id),
        song=global_id("Song", song.id),
    )
    assert data == {
        "job": {"id": global_id("Job", job.id)},
        "image": {"id": global_id("Image", image.id)},
        "song": {"id": global_id("Song", song.id)},
    }


async def test_a_file_is_named_for_people_and_addressed_for_programs(studio: Studio) -> None:
    _, image, song = await _there_are(studio)
    file = "{ url filename mediaType sizeBytes sha256 width height durationMs }"
    data = await studio.data(
        f"{{ images {{ edges {{ node {{ file {file} }} }} }} "
        f"songs {{ edges {{ node {{ choices {{ mp3 {file} }} }} }} }} }}"
    )
    picture = data["images"]["edges"][0]["node"]["file"]
    assert picture == {
        "url": f"/media/{image.file.sha256}/{image.filename}",
        "filename": image.filename,
        "mediaType": "image/png",
        "sizeBytes": 2_000_000_000,
        "sha256": image.file.sha256,
        "width": 640,
        "height": 480,
        "durationMs": None,
    }
    sound = data["songs"]["edges"][0]["node"]["choices"][0]["mp3"]
    mp3 = song.choices[0].mp3
    assert mp3 is not None
    assert sound["filename"] == "Söng 1 2 - 1.mp3"
    assert sound["url"] == f"/media/{mp3.sha256}/S%C3%B6ng%201%202%20-%201.mp3"


async def test_the_clis_document_shows_a_whole_song(studio: Studio) -> None:
    _, _, song = await _there_are(studio)
    job = (await studio.data(document("job"), id=global_id("Job", song.job_id)))["job"]
    assert job["song"]["choices"][0]["lossless"]["mediaType"] == "audio/flac"


async def test_timed_lyrics_come_down_to_the_word(studio: Studio) -> None:
    await _there_are(studio)
    data = await studio.data(
        "{ songs { edges { node { choices { sections "
        "{ kind startMs endMs lines { startMs text words { endMs text } } } } } } } }"
    )
    verse, outro = data["songs"]["edges"][0]["node"]["choices"][0]["sections"]
    assert (verse["kind"], verse["startMs"], verse["endMs"]) == ("verse", 0, 99)
    assert verse["lines"][0]["text"] == "Grüße 🎵"
    assert verse["lines"][0]["words"][0] == {"endMs": 20, "text": "Grüße"}
    assert outro["lines"] == []


@pytest.mark.parametrize("type_name", ["Job", "Image", "Song"])
@pytest.mark.parametrize("node_id", [str(UUID(int=1)), "x", "", "a\x00b", "1" * 5_000, "é", ":"])
async def test_what_is_not_there_is_not_found(studio: Studio, type_name: str, node_id: str) -> None:
    error = await studio.refusal(_NODE, id=_encoded(f"{type_name}:{node_id}"))
    assert code_of(error) == "NOT_FOUND"
    assert error["extensions"]["hint"]


@pytest.mark.parametrize("field", ["job", "image", "song"])
async def test_a_single_thing_that_is_not_there_is_null_and_says_so(
    studio: Studio, field: str
) -> None:
    node_id = global_id(field.capitalize(), UUID(int=1))
    answer = await studio.ask(f"query($id: ID!) {{ {field}(id: $id) {{ id }} }}", id=node_id)
    assert answer["data"] == {field: None}
    assert code_of(answer["errors"][0]) == "NOT_FOUND"


async def test_an_id_of_another_type_names_nothing(studio: Studio) -> None:
    job, image, _ = await _there_are(studio)
    for field, node_id in (
        ("job", global_id("Image", image.id)),
        ("image", global_id("Job", job.id)),
        ("song", global_id("Job", job.id)),
        ("job", global_id("Song", job.id)),
    ):
        error = await studio.refusal(f"query($id: ID!) {{ {field}(id: $id) {{ id }} }}", id=node_id)
        assert code_of(error) == "NOT_FOUND"


def _encoded(raw: str | bytes) -> str:
    return base64.b64encode(raw.encode() if isinstance(raw, str) else raw).decode()


@pytest.mark.parametrize(
    "node_id",
    [
        "",
        "x",
        "====",
        "\ud800",
        "\x00",
        str(UUID(int=1)),
        _encoded("Job"),
        _encoded(b"\xff\xfe:1"),
        *(
            _encoded(f"{name}:{UUID(int=1)}")
            for name in (
                "",
                "Nothing",
                "Query",
                "Mutation",
                "MediaFile",
                "JobKind",
                "JobInput",
                "JobResult",
                "Failure",
                "String",
                "__Type",
                "Node",
            )
        ),
    ],
)
async def test_what_is_no_global_id_is_the_clients_mistake(studio: Studio, node_id: str) -> None:
    with capture_logs() as logs:
        error = await studio.refusal(_NODE, id=node_id)
    assert code_of(error) in ("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED", "NOT_FOUND")
    assert [each for each in logs if each["log_level"] == "error"] == []


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(node_id=st.text(max_size=60) | st.binary(max_size=60).map(_encoded))
async def test_no_id_at_all_is_a_mistake_of_ours(studio: Studio, node_id: str) -> None:
    for query in (_NODE, "query($id: ID!) { job(id: $id) { id } }"):
        error = await studio.refusal(query, id=node_id)
        assert code_of(error) in ("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED", "NOT_FOUND")
