"""How files are shown before they are there: colours, thumbnails and waveforms."""

from dataclasses import replace

import pytest

from domain.job_state import JobState
from domain.media import MediaFile, MediaType
from tests.gql.studio import Answer, Studio
from tests.persistence.examples import add, choice, image_job, image_of, song_job, song_of

_IMAGE = """
{ images { edges { node { placeholder file { sha256 } thumbnails {
  small { url width height } large { url width height } } } } } }
"""


async def shown_image(studio: Studio, **facts: object) -> Answer:
    file = MediaFile(sha256="ab" * 32, media_type=MediaType.PNG, size_bytes=10)
    job = image_job(state=JobState.SUCCEEDED)
    await add(studio.database, job)
    async with studio.database.begin() as work:
        await work.images.add(image_of(job, file=replace(file, **facts)))
        await work.commit()
    [edge] = (await studio.data(_IMAGE))["images"]["edges"]
    return edge["node"]


@pytest.mark.parametrize(
    ("width", "height", "small", "large"),
    [
        (1536, 1024, (320, 213), (1280, 853)),
        (3840, 1280, (320, 107), (1280, 427)),
        (100, 200, (100, 200), (100, 200)),
        (1, 1, (1, 1), (1, 1)),
    ],
)
async def test_thumbnails_say_how_large_they_are(
    studio: Studio,
    width: int,
    height: int,
    small: tuple[int, int],
    large: tuple[int, int],
) -> None:
    image = await shown_image(studio, width=width, height=height)
    at = f"/media/{'ab' * 32}/derived"
    assert image["thumbnails"] == {
        "small": {"url": f"{at}/small.webp", "width": small[0], "height": small[1]},
        "large": {"url": f"{at}/large.webp", "width": large[0], "height": large[1]},
    }


@pytest.mark.parametrize(("known", "shown"), [("#7a8b9c", "#7a8b9c"), (None, "#808080")])
async def test_a_colour_stands_for_an_image(studio: Studio, known: str | None, shown: str) -> None:
    assert (await shown_image(studio, width=8, height=8, colour=known))["placeholder"] == shown


async def test_the_waveform_is_that_of_what_is_heard(studio: Studio) -> None:
    both, neither = choice(0), choice(1, files=False)
    lossless = replace(choice(2), mp3=None)
    job = song_job(state=JobState.SUCCEEDED)
    await add(studio.database, job)
    async with studio.database.begin() as work:
        await work.songs.add(song_of(job, choices=(both, neither, lossless)))
        await work.commit()
    query = "{ songs { edges { node { choices { waveformUrl } } } } }"
    [edge] = (await studio.data(query))["songs"]["edges"]
    heard = [file and file.sha256 for file in (both.mp3, None, lossless.lossless)]
    assert [each["waveformUrl"] for each in edge["node"]["choices"]] == [
        sha256 and f"/media/{sha256}/derived/peaks.json" for sha256 in heard
    ]
