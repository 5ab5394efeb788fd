"""What a job was asked for, as it can be asked for again."""

from dataclasses import asdict, replace

from domain.image import ImageRequest
from domain.job import Job
from domain.song import SongRequest
from tests.gql.studio import Answer, Studio, global_id
from tests.persistence.examples import EVERY_SCRIPT, add, image_job, song_job

_REQUEST = """
query($id: ID!) {
  job(id: $id) {
    request {
      __typename
      ... on ImageRequest {
        prompt model n size quality style outputFormat outputCompression background moderation
        previews
      }
      ... on SongRequest {
        lyrics style: prompt model n title gender referenceId vocalId melodyId
      }
    }
  }
}
"""

_WHOLE_IMAGE = ImageRequest(
    prompt=EVERY_SCRIPT,
    model="gpt-image-2",
    n=3,
    size="1024x1536",
    quality="high",
    style="vivid",
    output_format="webp",
    output_compression=80,
    background="opaque",
    moderation="low",
    previews=2,
)
_WHOLE_SONG = SongRequest(
    lyrics=EVERY_SCRIPT,
    model="mureka-9",
    prompt="folk",
    n=3,
    title="Morning",
    gender="female",
    reference_id="r1",
    vocal_id="v1",
    melody_id="m1",
)


async def _shown(studio: Studio, job: Job) -> Answer:
    await add(studio.database, job)
    return (await studio.data(_REQUEST, id=global_id("Job", job.id)))["job"]["request"]


async def test_everything_that_an_image_was_asked_for_is_shown(studio: Studio) -> None:
    shown = await _shown(studio, replace(image_job(), request=_WHOLE_IMAGE))
    assert shown.pop("__typename") == "ImageRequest"
    assert list(shown.values()) == list(asdict(_WHOLE_IMAGE).values())


async def test_everything_that_a_song_was_asked_for_is_shown(studio: Studio) -> None:
    shown = await _shown(studio, replace(song_job(), request=_WHOLE_SONG))
    assert shown.pop("__typename") == "SongRequest"
    assert sorted(map(str, shown.values())) == sorted(map(str, asdict(_WHOLE_SONG).values()))


async def test_what_was_left_to_the_provider_is_null(studio: Studio) -> None:
    shown = await _shown(studio, image_job())
    assert {name for name, value in shown.items() if value is None} == {
        "quality",
        "style",
        "outputFormat",
        "outputCompression",
        "background",
        "moderation",
    }


async def test_a_request_that_was_shown_can_be_ordered_again(studio: Studio) -> None:
    whole = replace(_WHOLE_IMAGE, style=None)
    shown = await _shown(studio, replace(image_job(), request=whole))
    del shown["__typename"]
    again = await studio.data(
        "mutation($input: GenerateImageInput!) { generateImage(input: $input) "
        "{ ... on GenerateImageSuccess { job { id } } } }",
        input=shown,
    )
    [(_, job_id)] = studio.queue.messages
    assert again["generateImage"]["job"]["id"] == global_id("Job", str(job_id))
    async with studio.database.read() as work:
        assert job_id is not None
        assert (await work.jobs.get(job_id)).request == whole
