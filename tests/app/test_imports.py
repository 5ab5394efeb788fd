"""Importing over HTTP, on the real parts: both databases, the store, and hostile bodies."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio

from app.imports import import_routes
from domain.collection import Arrangement, Collection, CollectionDraft
from domain.image import Image
from domain.job import Job
from domain.job_state import JobKind, JobState, Provider
from domain.media import Derivative, MediaType, Role
from domain.record import ImageRecord, PlaceRecord, SongRecord, document_of
from domain.song import Song, SongMaking
from tests.app.site import Site, site_of
from tests.persistence.examples import (
    NOON,
    choice,
    extension_job,
    image_job,
    image_of,
    instrumental_job,
    song_job,
    song_of,
    stems_file,
)
from tests.persistence.recordings import sound
from tests.persistence.tagging.words import drawn
from tests.persistence.test_archives import zipped

_JSON = {"content-type": "application/json"}
_BYTES = {"content-type": "application/octet-stream"}


@pytest_asyncio.fixture
async def site(folder: Path) -> AsyncIterator[Site]:
    site = site_of(*import_routes(), media=folder / "media")
    async with site.http:
        yield site


async def _sent(site: Site, content: bytes, role: Role) -> Any:
    url = f"/import/file?role={role}"
    response = await site.http.post(url, content=content, headers=_BYTES)
    assert response.status_code == 201, response.text
    return response.json()


async def _item(site: Site, record: Any, query: str = "") -> tuple[int, Any]:
    content = json.dumps(record if isinstance(record, dict) else document_of(record))
    response = await site.http.post(f"/import/item{query}", content=content, headers=_JSON)
    return response.status_code, response.json()


def _finished(job: Job) -> Job:
    return replace(
        job, state=JobState.SUCCEEDED, attempt=1, submitted_at=NOON, accepted_at=NOON,
        finished_at=NOON, provider_job_id="17955",
    )  # fmt: skip


async def _image_record(site: Site, **changes: Any) -> ImageRecord:
    told = await _sent(site, drawn(MediaType.PNG), Role.IMAGE)
    job = _finished(image_job())
    image = image_of(job, tags=("a", "b"), rating=3, favourite=True, notes="n", **changes)
    record = ImageRecord.of(image, job)
    return replace(record, file=replace(record.file, sha256=told["sha256"]))


async def _song_record(site: Site) -> SongRecord[SongMaking]:
    mp3 = await _sent(site, sound(MediaType.MP3), Role.MP3)
    flac = await _sent(site, sound(MediaType.FLAC), Role.FLAC)
    job = _finished(song_job())
    made = choice(0)
    assert made.mp3
    assert made.lossless
    made = replace(
        made,
        mp3=replace(made.mp3, sha256=mp3["sha256"]),
        lossless=replace(made.lossless, sha256=flac["sha256"]),
    )
    return SongRecord.of(song_of(job, choices=(made,), completed_at=NOON), job)


async def _stored_image(site: Site, record: ImageRecord) -> tuple[Image, Job]:
    async with site.database.read() as work:
        return await work.images.get(record.id), await work.jobs.get(record.job.id)


async def _stored_song(site: Site, record: SongRecord[SongMaking]) -> tuple[Song, Job]:
    async with site.database.read() as work:
        return await work.songs.get(record.id), await work.jobs.get(record.job.id)


async def test_an_image_comes_back_as_it_was(site: Site) -> None:
    record = await _image_record(site)
    status, answer = await _item(site, record)
    assert (status, answer["outcome"]) == (201, "IMPORTED")
    image, job = await _stored_image(site, record)
    assert (image.file.width, image.file.height) == (65, 48)  # told by our own eyes
    assert ImageRecord.of(image, job) == replace(record, file=image.file)
    assert (job.state, job.attempt, job.news) == (JobState.SUCCEEDED, 0, ())


async def test_a_song_comes_back_as_it_was(site: Site) -> None:
    record = await _song_record(site)
    assert (await _item(site, record))[0] == 201
    song, job = await _stored_song(site, record)
    looked = replace(record.choices[0], mp3=song.choices[0].mp3, lossless=song.choices[0].lossless)
    assert SongRecord.of(song, job) == replace(record, choices=(looked,))


async def test_a_song_comes_back_with_its_stems(site: Site) -> None:
    plain = await _song_record(site)
    archive = await _sent(site, zipped(("vocals.flac", b"la")), Role.ZIP)
    stems = replace(stems_file(), sha256=archive["sha256"])
    record = replace(plain, choices=(replace(plain.choices[0], stems=stems),))
    assert (await _item(site, record))[0] == 201
    song, _ = await _stored_song(site, record)
    [taken] = song.choices
    assert taken.stems
    assert [each.name for each in taken.stems.entries] == ["vocals.flac"]
    async with site.database.read() as work:
        assert await work.songs.holding([taken.stems.sha256]) == [song.id]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (zipped(("../vocals.flac", b"la")), "It holds a file whose name leads astray."),
        (zipped(("vocals.flac", b"la"))[:-9], "It is damaged: File is not a zip file."),
    ],
)
async def test_an_archive_that_was_kept_as_it_came_comes_back_so(
    site: Site, content: bytes, told: str
) -> None:
    plain = await _song_record(site)
    archive = await _sent(site, content, Role.ZIP)
    stems = replace(stems_file(), sha256=archive["sha256"], entries=(), oddity="as it came")
    record = replace(plain, choices=(replace(plain.choices[0], stems=stems),))
    assert (await _item(site, record))[0] == 201
    song, _ = await _stored_song(site, record)
    [taken] = song.choices
    assert taken.stems
    assert (taken.stems.oddity, taken.stems.entries) == (told, ())


async def test_an_archive_that_was_damaged_on_its_way_is_not_taken(site: Site) -> None:
    plain = await _song_record(site)
    archive = await _sent(site, zipped(("vocals.flac", b"la"))[:-9], Role.ZIP)
    stems = replace(stems_file(), sha256=archive["sha256"])
    record = replace(plain, choices=(replace(plain.choices[0], stems=stems),))
    status, answer = await _item(site, record)
    assert (status, answer["error"]) == (502, "FILE_REJECTED")


@pytest.mark.parametrize("job", [instrumental_job(), extension_job(UUID(int=7))])
async def test_what_comes_of_other_requests_comes_back_as_it_was(site: Site, job: Job) -> None:
    plain, job = await _song_record(site), _finished(job)
    assert isinstance(job.request, SongMaking)
    made = Song.begin(id=plain.id, job_id=job.id, request=job.request, now=NOON)
    record = replace(SongRecord.of(made, job), choices=plain.choices)
    status, answer = await _item(site, record)
    assert status == 201, answer
    song, stored = await _stored_song(site, record)
    assert (stored.kind, stored.request) == (job.kind, job.request)
    assert (song.instrumental, song.extends) == (made.instrumental, made.extends)


async def test_it_is_put_into_its_collections_again(site: Site) -> None:
    begun = Collection.begin(id=UUID(int=1), draft=CollectionDraft(name="Sea"), now=NOON)
    async with site.database.begin() as work:
        await work.collections.add(begun)
        await work.commit()
    names = ("Küste", "Sea")
    image = replace(await _image_record(site), collections=names)
    song = replace(await _song_record(site), collections=names)
    for record in (image, song, image):
        assert (await _item(site, record))[0] < 300
    async with site.database.read() as work:
        there = {each.name: each.id for each in await work.collections.all()}
        assert sorted(there) == sorted(names)
        assert there["Sea"] == begun.id
        for each in there.values():
            members = await work.collections.members(each, [image.id, song.id])
            assert members == {image.id: 1, song.id: 2}


async def test_it_stands_where_it_stood_in_whatever_order_things_come(site: Site) -> None:
    sea, dark = (
        PlaceRecord(
            collection=UUID(int=n),
            name=name,
            description="As it was",
            arrangement=Arrangement.BY_DATE,
        )
        for n, name in ((1, "Sea"), (2, "Dark"))
    )
    told = [
        replace(await _image_record(site), places=(replace(sea, number=9, cover=True),)),
        replace(await _song_record(site), places=(replace(sea, number=7), replace(dark, number=1))),
        # It is in none, and the cover of two; and of the first that was told before.
        replace(await _image_record(site), places=(replace(dark, cover=True), sea)),
    ]
    taken = [told[0], told[1], told[0], told[2]]
    for record in taken:
        status, answer = await _item(site, record)
        assert status < 300, answer
    async with site.database.read() as work:
        there = {each.id: each for each in await work.collections.all()}
        assert set(there) == {sea.collection, dark.collection}
        kept = there[sea.collection]
        assert (kept.name, kept.description, kept.arrangement) == ("Sea", "As it was", "BY_DATE")
        assert [each.cover for each in (kept, there[dark.collection])] == [told[0].id, told[2].id]
        ids = [record.id for record in told]
        assert await work.collections.members(kept.id, ids) == {ids[0]: 9, ids[1]: 7}
        assert await work.collections.members(dark.collection, ids) == {ids[1]: 1}


async def test_a_collection_of_the_same_name_keeps_its_own_order_and_cover(site: Site) -> None:
    own = Collection.begin(id=UUID(int=1), draft=CollectionDraft(name="Sea"), now=NOON)
    first = replace(await _image_record(site), collections=("Sea",))
    theirs = PlaceRecord(collection=UUID(int=2), name="Sea", description="other", number=1)
    async with site.database.begin() as work:
        await work.collections.add(own)
        await work.commit()
    second = replace(await _image_record(site), places=(replace(theirs, cover=True),))
    third = replace(await _image_record(site), places=(replace(theirs, number=None, cover=True),))
    for record in (first, second, third):
        assert (await _item(site, record))[0] == 201
    async with site.database.read() as work:
        assert await work.collections.all() == [own]
        ids = [record.id for record in (first, second, third)]
        assert await work.collections.members(own.id, ids) == {ids[0]: 1, ids[1]: 2}


async def test_its_thumbnails_are_made_at_once(site: Site) -> None:
    record = await _image_record(site)
    await _item(site, record)
    assert site.store.derived_path(record.file.sha256, Derivative.SMALL).is_file()
    image, _ = await _stored_image(site, record)
    assert image.file.colour


async def test_what_was_imported_is_no_use_of_money_and_teaches_no_durations(site: Site) -> None:
    record = await _image_record(site)
    await _item(site, record)
    async with site.database.read() as work:
        paid = await work.usage.paid(NOON.replace(year=2000), NOON.replace(year=2100))
        usual = await work.jobs.usual_duration(Provider.OPENAI, JobKind.IMAGE, record.model)
    assert (list(paid), usual) == ([], None)


async def test_its_news_is_told(site: Site) -> None:
    record = await _image_record(site)
    await _item(site, record)
    async with site.database.read() as work:
        [event] = await work.events.of_job(record.job.id)
    assert (event.state, event.message) == (
        JobState.SUCCEEDED,
        "Imported; every file is here.",
    )


async def test_doing_it_again_changes_nothing(site: Site) -> None:
    record = await _image_record(site)
    await _item(site, record)
    status, answer = await _item(site, replace(record, title="another"))
    assert (status, answer["outcome"], answer["trashed"]) == (200, "ALREADY_THERE", False)
    assert (await _stored_image(site, record))[0].title == record.title


async def test_a_trial_changes_nothing_and_needs_no_files(site: Site) -> None:
    job = image_job()
    record = ImageRecord.of(image_of(job), job)
    assert (await _item(site, record, "?trial"))[1]["outcome"] == "NEW"
    assert (await _item(site, record))[0] == 400


async def test_what_others_made_is_known_by_its_bytes(site: Site) -> None:
    ours = await _image_record(site)
    await _item(site, ours)
    job = replace(image_job(), provider=Provider.IMPORTED)
    theirs = replace(ImageRecord.of(image_of(job), job), file=ours.file)
    status, answer = await _item(site, theirs)
    assert (status, answer["outcome"]) == (200, "ALREADY_THERE")


async def test_twins_of_our_own_both_come_back(site: Site) -> None:
    """Two images of one job with the same bytes."""
    first = await _image_record(site)
    second = replace(first, id=image_of(image_job()).id, index=1)
    assert [(await _item(site, each))[0] for each in (first, second)] == [201, 201]


async def test_the_place_of_something_else_is_not_taken(site: Site) -> None:
    first = await _image_record(site)
    await _item(site, first)
    other = replace(first, id=image_of(image_job()).id)
    status, answer = await _item(site, other)
    assert (status, answer["error"]) == (409, "CONFLICT")
    song = await _song_record(site)
    status, answer = await _item(site, replace(song, job=replace(song.job, id=first.job.id)))
    assert (status, answer["error"]) == (409, "CONFLICT")


async def test_a_job_that_is_still_at_work_is_left_alone(site: Site) -> None:
    running = image_job()
    async with site.database.begin() as work:
        await work.jobs.add(running)
        await work.commit()
    record = await _image_record(site)
    status, _ = await _item(site, replace(record, job=replace(record.job, id=running.id)))
    assert status == 409


@pytest.mark.parametrize(
    ("content", "role"),
    [
        (b"", Role.IMAGE),
        (b"<html>", Role.IMAGE),
        (drawn(MediaType.PNG)[:200], Role.IMAGE),
        (drawn(MediaType.PNG), Role.MP3),
        (sound(MediaType.FLAC), Role.MP3),
    ],
)
async def test_files_that_are_not_what_they_should_be_are_refused(
    site: Site, folder: Path, content: bytes, role: Role
) -> None:
    url = f"/import/file?role={role}"
    response = await site.http.post(url, content=content, headers=_BYTES)
    assert 400 <= response.status_code < 503
    assert response.json()["message"]
    assert [each for each in (folder / "media").rglob("*") if each.is_file()] == []


@pytest.mark.parametrize(
    ("path", "content", "headers", "status"),
    [
        ("/import/item", b"{}", {"content-type": "text/plain"}, 415),
        ("/import/item", b"{}", _JSON, 400),
        ("/import/item", b"[]", _JSON, 400),
        ("/import/item", b"", _JSON, 400),
        ("/import/item", b"\xff\xfe", _JSON, 400),
        ("/import/item", b"[" * 100_000, _JSON, 400),
        ("/import/item", b'{"format": "macki-image"}', _JSON, 400),
        ("/import/item", b'{"format": "macki-video"}', _JSON, 400),
        ("/import/item", b" " * (16 * 1024 * 1024 + 1), _JSON, 413),
        ("/import/file?role=IMAGE", b"x", {"content-type": "multipart/form-data"}, 415),
        ("/import/file?role=VIDEO", b"x", _BYTES, 400),
        ("/import/file", b"x", _BYTES, 400),
    ],
)
async def test_bodies_that_are_no_records_are_refused(
    site: Site, path: str, content: bytes, headers: dict[str, str], status: int
) -> None:
    response = await site.http.post(path, content=content, headers=headers)
    assert response.status_code == status, response.text
    assert len(response.content) < 5_000


async def test_each_field_that_is_wrong_is_named_as_it_is_called(site: Site) -> None:
    told = {**document_of(await _image_record(site)), "id": "x", "rating": "many"}
    status, answer = await _item(site, told)
    assert status == 400
    assert {each["field"] for each in answer["fields"]} == {"id", "rating"}
