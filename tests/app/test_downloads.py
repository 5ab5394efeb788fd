"""Taking along over HTTP: what is sent, under which name, and what stays behind: nothing."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from uuid import UUID
from zipfile import ZipFile

import httpx
import pytest
import pytest_asyncio
from mutagen.flac import FLAC
from mutagen.mp3 import MP3
from starlette.responses import Response
from strawberry import relay

from app.downloads import disposition, download_routes
from domain.image import Image
from domain.media import MediaType, Role
from domain.song import Song
from tests.app.site import Site, site_of
from tests.persistence.examples import EVERY_SCRIPT, choice, image_job, image_of, song_job, song_of
from tests.persistence.recordings import sound
from tests.persistence.tagging.words import drawn, pixels, samples
from tests.persistence.test_archives import zipped

TITLE = 'Ähren / und "Wind" 🎵'


@pytest_asyncio.fixture
async def site(folder: Path) -> AsyncIterator[Site]:
    site = site_of(*download_routes(), media=folder / "media")
    async with site.http:
        yield site


async def _image(site: Site, **changes: Any) -> Image:
    job = image_job()
    file = await site.keep(drawn(MediaType.PNG), Role.IMAGE)
    image = image_of(job, file=file, **changes)
    async with site.database.begin() as work:
        await work.jobs.add(job)
        await work.images.add(image)
        await work.commit()
    return image


def _global_id(id: UUID) -> str:
    return str(relay.GlobalID("Image", str(id)))


async def _song(site: Site, **changes: Any) -> Song:
    job = song_job(provider_job_id="17955", attempt=1)
    mp3 = await site.keep(sound(MediaType.MP3), Role.MP3)
    flac = await site.keep(sound(MediaType.FLAC), Role.FLAC)
    made = replace(choice(0), mp3=mp3, lossless=flac)
    bare = replace(choice(1, files=False), sections=())
    song = song_of(job, title=TITLE, **{"choices": (made, bare), **changes})
    async with site.database.begin() as work:
        await work.jobs.add(job)
        await work.songs.add(song)
        await work.commit()
    return song


def _saved_as(response: httpx.Response) -> str:
    found = re.search(r"filename\*=UTF-8''(\S+)$", response.headers["content-disposition"])
    assert found
    return unquote(found[1])


async def _got(site: Site, path: str) -> httpx.Response:
    response = await site.http.get(path)
    assert response.status_code == 200, response.text
    assert int(response.headers["content-length"]) == len(response.content)
    assert response.headers["x-content-type-options"] == "nosniff"
    return response


async def test_an_image_comes_with_its_words_under_its_title(site: Site) -> None:
    image = await _image(site, title=TITLE)
    response = await _got(site, f"/download/image/{image.id}/x.png")
    assert _saved_as(response) == f"Ähren und Wind 🎵 - {image.id.hex[-6:]}.png"
    assert pixels(response.content) == pixels(drawn(MediaType.PNG))
    assert str(image.id).encode() in response.content
    assert response.headers["content-type"] == "image/png"


async def test_a_head_tells_how_long_it_is(site: Site) -> None:
    image = await _image(site)
    address = f"/download/image/{image.id}/x.png"
    told, got = await site.http.head(address), await site.http.get(address)
    assert (told.status_code, told.content) == (200, b"")
    assert told.headers["content-length"] == got.headers["content-length"]
    assert told.headers["content-disposition"] == got.headers["content-disposition"]


@pytest.mark.parametrize("form", [str, _global_id])
async def test_a_song_comes_with_lyrics_and_a_cover_of_the_library(site: Site, form: Any) -> None:
    song, cover = await _song(site), await _image(site)
    query = {"cover": form(cover.id)}
    root = f"/download/song/{song.id}/0"
    mp3 = await site.http.get(f"{root}/mp3/x.mp3", params=query)
    flac = await site.http.get(f"{root}/lossless/x.flac", params=query)
    assert _saved_as(mp3) == "Ähren und Wind 🎵 - 1.mp3"
    assert samples(mp3.content) == samples(sound(MediaType.MP3))
    assert samples(flac.content) == samples(sound(MediaType.FLAC))
    sung: Any = MP3(BytesIO(mp3.content))
    told = sung.tags
    assert told["TIT2"].text == [TITLE]
    assert told["APIC:Cover"].data == drawn(MediaType.PNG)
    comments: Any = FLAC(BytesIO(flac.content))
    assert comments["title"] == [TITLE]
    assert comments.pictures[0].data == drawn(MediaType.PNG)


async def test_the_lyrics_come_as_text_and_with_times(site: Site) -> None:
    song = await _song(site)
    root = f"/download/song/{song.id}"
    assert (await _got(site, f"{root}/0/text/x.txt")).text == "[Verse]\nGrüße 🎵\n"
    assert (await _got(site, f"{root}/0/lrc/x.lrc")).text == (
        f"[ti:{TITLE}]\n[length:03:00]\n[00:00.01]Grüße 🎵\n"
    )
    assert "<00:00.01>Grüße" in (await _got(site, f"{root}/0/lrc/x.lrc?words")).text
    assert (await _got(site, f"{root}/1/text/x.txt")).text == f"{EVERY_SCRIPT}\n"
    untimed = await site.http.get(f"{root}/1/lrc/x.lrc")
    assert (untimed.status_code, untimed.json()["error"]) == (409, "CONFLICT")


async def test_a_release_has_all_that_belongs_to_a_choice(site: Site) -> None:
    song, cover = await _song(site), await _image(site)
    response = await _got(site, f"/download/song/{song.id}/0/release/x.zip?cover={cover.id}")
    name = "Ähren und Wind 🎵 - 1"
    assert _saved_as(response) == f"{name}.zip"
    with ZipFile(BytesIO(response.content)) as archive:
        assert archive.testzip() is None
        members = {each.removeprefix(f"{name}/"): archive.read(each) for each in archive.namelist()}
    assert list(members) == [
        f"{name}.flac",
        f"{name}.mp3",
        "cover.png",
        "lyrics.txt",
        "lyrics.lrc",
        "provenance.json",
    ]
    assert samples(members[f"{name}.flac"]) == samples(sound(MediaType.FLAC))
    assert pixels(members["cover.png"]) == pixels(drawn(MediaType.PNG))
    told = json.loads(members["provenance.json"])
    assert told["song"]["job"]["provider_job_id"] == "17955"
    assert told["song"]["job"]["request"]["prompt"] == "folk, warm"
    assert told["cover"]["id"] == str(cover.id)
    assert told["studio"]["version"] == "1.2.3"
    hashes = {each["name"]: each["sha256"] for each in told["files"]}
    assert hashes == {
        each: sha256(content).hexdigest()
        for each, content in members.items()
        if each != "provenance.json"
    }
    stored = {each["name"]: each["stored_sha256"] for each in told["files"]}
    assert stored[f"{name}.mp3"] == sha256(sound(MediaType.MP3)).hexdigest()


async def test_stems_come_along_as_they_are_stored(site: Site) -> None:
    content = zipped(("vocals.flac", b"la"))
    bare = await _song(site)
    missing = await site.http.get(f"/download/song/{bare.id}/0/stems/x.zip")
    assert missing.status_code == 404
    file = await site.keep(content, Role.ZIP)
    async with site.database.begin() as work:
        await work.songs.keep_stems(bare.choices[0].id, file)
        await work.commit()
    got = await _got(site, f"/download/song/{bare.id}/0/stems/x.zip")
    assert (_saved_as(got), got.content) == ("Ähren und Wind 🎵 - 1 - stems.zip", content)
    release = await _got(site, f"/download/song/{bare.id}/0/release/x.zip")
    with ZipFile(BytesIO(release.content)) as archive:
        name = "Ähren und Wind 🎵 - 1"
        assert archive.read(f"{name}/{name} - stems.zip") == content


async def test_a_release_is_the_same_whenever_it_is_made(site: Site) -> None:
    song = await _song(site)
    address = f"/download/song/{song.id}/0/release/x.zip"
    assert (await _got(site, address)).content == (await _got(site, address)).content


async def test_a_record_tells_everything(site: Site) -> None:
    image, song = await _image(site, rating=4, notes="gut"), await _song(site)
    told = (await _got(site, f"/download/image/{image.id}/record/x.json")).json()
    assert (told["format"], told["rating"], told["notes"]) == ("macki-image", 4, "gut")
    assert told["file"]["sha256"] == image.file.sha256
    assert told["job"]["request"]["size"] == "1024x1024"
    told = (await _got(site, f"/download/song/{song.id}/record/x.json")).json()
    assert told["lyrics"] == EVERY_SCRIPT
    assert told["choices"][0]["sections"][0]["lines"][0]["words"][0]["text"] == "Grüße"


_NOBODY = UUID(int=77)


@pytest.mark.parametrize(
    "path",
    [
        "/download/image/{nobody}/x.png",
        "/download/image/{nobody}/record/x.json",
        "/download/song/{nobody}/record/x.json",
        "/download/song/{nobody}/0/mp3/x.mp3",
        "/download/song/{song}/2/mp3/x.mp3",
        "/download/song/{song}/1/mp3/x.mp3",
        "/download/song/{song}/1/lossless/x.flac",
        "/download/song/{song}/7/release/x.zip",
        "/download/song/{song}/7/text/x.txt",
        "/download/song/{song}/7/lrc/x.lrc",
        "/download/song/{song}/0/mp3/x.mp3?cover={nobody}",
        "/download/song/{song}/0/mp3/x.mp3?cover={song}",
        "/download/song/{song}/0/mp3/x.mp3?cover=%00",
        "/download/song/{song}/0/mp3/x.mp3?cover=SW1hZ2U6eA==",
        "/download/song/{song}/0/release/x.zip?cover=../../etc/passwd",
        "/download/song/{song}/99999999999999999999999999/mp3/x.mp3",
        "/download/song/{song}/-1/mp3/x.mp3",
        "/download/song/{song}/0/ogg/x.ogg",
        "/download/song/{song}/" + "9" * 5_000 + "/mp3/x.mp3",
    ],
)
async def test_what_is_not_there_is_not_found(site: Site, path: str) -> None:
    song = await _song(site)
    response = await site.http.get(path.format(nobody=_NOBODY, song=song.id))
    assert response.status_code == 404
    assert len(response.content) < 1_000


@pytest.mark.parametrize("path", ["0/mp3/x.mp3", "0/release/x.zip"])
async def test_a_file_that_the_disk_lost_is_said_to_be_lost(site: Site, path: str) -> None:
    song = await _song(site)
    assert song.choices[0].mp3
    site.store.path(song.choices[0].mp3.sha256).unlink()
    response = await site.http.get(f"/download/song/{song.id}/{path}")
    assert response.status_code == 404
    assert "is not on this machine's disk" in response.json()["message"]
    assert "backup" in response.json()["hint"]


async def test_who_goes_away_in_the_middle_leaves_nothing_behind(site: Site) -> None:
    """More often than there are places, so that a place that was kept would be missed."""
    song = await _song(site)
    before = _open_files()
    for _ in range(5):
        with pytest.raises(OSError, match="gone"):
            await _send_to_one_who_leaves(site, f"/download/song/{song.id}/0/release/x.zip")
    assert _open_files() <= before
    await _got(site, f"/download/song/{song.id}/0/release/x.zip")


async def _send_to_one_who_leaves(site: Site, path: str) -> None:
    async def receive() -> dict[str, Any]:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.body" and message.get("body"):
            raise OSError("gone")

    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [],
    }
    await site.app(scope, receive, send)


def _open_files() -> int:
    return len(list(Path("/dev/fd").iterdir()))


async def test_many_at_once_all_get_theirs(site: Site) -> None:
    song = await _song(site)
    address = f"/download/song/{song.id}/0/mp3/x.mp3"
    answers = await asyncio.gather(*(site.http.get(address) for _ in range(12)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize(
    "name", ['a"; filename=b', "a\r\nset-cookie: x", "..\\x", "Grüße 🎵", "%41", "a;b", "\x00"]
)
def test_a_name_stays_a_name(name: str) -> None:
    told = disposition(name)
    Response(headers={"content-disposition": told})
    plain, extended = re.fullmatch(
        r'attachment; filename="([^"\\]*)"; filename\*=UTF-8\'\'([\w.~%-]*)', told
    ).groups()  # pyright: ignore[reportOptionalMemberAccess]
    assert unquote(extended) == name
    assert not set(plain) & {"\r", "\n", "\x00"}
