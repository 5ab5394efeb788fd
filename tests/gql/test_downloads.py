"""Where things can be taken along, as the schema tells it."""

from dataclasses import replace
from urllib.parse import quote

from tests.gql.studio import Studio
from tests.persistence.examples import choice, image_job, image_of, song_job, song_of

_QUERY = """{
  images(first: 1) { edges { node { downloadUrl recordUrl } } }
  songs(first: 1) {
    edges { node { recordUrl choices { downloads { mp3 lossless text lrc release } } } }
  }
}"""


async def test_addresses_end_with_readable_names(studio: Studio) -> None:
    painted, sung = image_job(), song_job()
    image = image_of(painted, title="Ähre/1")
    image = replace(image, file=replace(image.file, size_bytes=5))
    song = song_of(sung, title="Söng?", choices=(choice(0), choice(1, files=False)))
    async with studio.database.begin() as work:
        await work.jobs.add(painted)
        await work.jobs.add(sung)
        await work.images.add(image)
        await work.songs.add(song)
        await work.commit()

    data = (await studio.ask(_QUERY))["data"]

    name = f"{quote('Ähre 1')}%20-%20{image.id.hex[-6:]}"
    assert data["images"]["edges"][0]["node"] == {
        "downloadUrl": f"/download/image/{image.id}/{name}.png",
        "recordUrl": f"/download/image/{image.id}/record/{name}.json",
    }
    node = data["songs"]["edges"][0]["node"]
    root, name = f"/download/song/{song.id}", quote("Söng")
    assert node["recordUrl"] == f"{root}/record/{name}.json"
    full, bare = (each["downloads"] for each in node["choices"])
    assert full == {
        "mp3": f"{root}/0/mp3/{name}%20-%201.mp3",
        "lossless": f"{root}/0/lossless/{name}%20-%201.flac",
        "text": f"{root}/0/text/{name}%20-%201.txt",
        "lrc": f"{root}/0/lrc/{name}%20-%201.lrc",
        "release": f"{root}/0/release/{name}%20-%201.zip",
    }
    assert (bare["mp3"], bare["lossless"]) == (None, None)
