"""Every stored file is looked at; what its provider still has comes back, whatever knows them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from domain.errors import DownloadFailed
from domain.job import Job
from domain.job_state import EventKind, JobState, Provider
from domain.media import Delivery, MediaFile, MediaType, Role
from domain.ports.database import Database
from domain.use_cases.verification import Verification
from domain.verification import Condition, FileFinding, Outcome, UseKind
from persistence.media_store import FileMediaStore
from tests.fakes import FakeDownloads, chunks_of
from tests.persistence.examples import (
    NOON,
    add,
    choice,
    image_job,
    image_of,
    media_file,
    song_job,
    song_of,
    stems_job,
)
from tests.persistence.recordings import picture, sound
from tests.persistence.test_archives import zipped

PNG, MP3, FLAC = picture(MediaType.PNG), sound(MediaType.MP3), sound(MediaType.FLAC)
MP3_URL, FLAC_URL = "http://provider/1.mp3", "http://provider/1.flac"


class Archive:
    """An image without an address, and a song whose provider still has its files."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.store = database, FileMediaStore(folder)
        self.told: list[MediaFile] = []

    async def fill(self) -> None:
        self.png = await self.store.store(chunks_of(PNG), Role.IMAGE)
        self.mp3 = await self.store.store(chunks_of(MP3), Role.MP3)
        self.flac = await self.store.store(chunks_of(FLAC), Role.FLAC)
        self.painted = image_job(
            state=JobState.SUCCEEDED,
            deliveries=(Delivery(index=0, role=Role.IMAGE, file=self.png),),
        )
        self.sung = song_job(
            state=JobState.SUCCEEDED,
            deliveries=(
                Delivery(index=0, role=Role.MP3, url=MP3_URL, file=self.mp3),
                Delivery(index=0, role=Role.FLAC, url=FLAC_URL, file=self.flac),
            ),
        )
        self.image = image_of(self.painted, file=self.png, title="A red door")
        self.song = song_of(
            self.sung,
            choices=(replace(choice(0), mp3=self.mp3, lossless=self.flac),),
            trashed_at=NOON,
        )
        await add(self.database, self.painted, self.sung)
        async with self.database.begin() as work:
            await work.images.add(self.image)
            await work.songs.add(self.song)
            await work.commit()

    async def verify(
        self, at_provider: Mapping[str, bytes | BaseException] | None = None, *, fetch: bool = True
    ) -> list[FileFinding]:
        self.downloads = FakeDownloads(at_provider or {})
        verification = self.verification()
        self.told = []
        found = verification.verify(decode=False, fetch=fetch, tell=self.told.append)
        return [finding async for finding in found]

    def verification(self) -> Verification:
        return Verification(
            database=self.database,
            media=self.store,
            downloads=dict.fromkeys(Provider, FakeDownloads({}))
            | {Provider.MUREKA: getattr(self, "downloads", FakeDownloads({}))},
        )

    def path(self, file: MediaFile) -> Path:
        return self.store.path(file.sha256)


@pytest.fixture
def archive(database: Database, tmp_path: Path) -> Archive:
    return Archive(database, tmp_path)


def told(findings: list[FileFinding]) -> dict[str, tuple[Condition, Outcome]]:
    return {each.file.sha256: (each.condition, each.outcome) for each in findings}


async def test_where_all_is_well_nothing_is_found_and_nothing_fetched(archive: Archive) -> None:
    await archive.fill()
    assert await archive.verify() == []
    assert {file.sha256 for file in archive.told} == {
        archive.png.sha256,
        archive.mp3.sha256,
        archive.flac.sha256,
    }
    assert archive.downloads.opened == []
    verification = archive.verification()
    assert await verification.total() == (3, len(PNG) + len(MP3) + len(FLAC))
    assert await verification.unneeded() == []


async def test_what_the_provider_still_has_comes_back(archive: Archive) -> None:
    await archive.fill()
    archive.path(archive.mp3).write_bytes(MP3[:-1])
    archive.path(archive.flac).unlink()
    findings = await archive.verify({MP3_URL: MP3, FLAC_URL: FLAC})
    assert told(findings) == {
        archive.mp3.sha256: (Condition.DAMAGED, Outcome.RESTORED),
        archive.flac.sha256: (Condition.MISSING, Outcome.RESTORED),
    }
    assert await archive.verify() == []


async def test_what_is_lost_is_told_by_its_item_and_left_as_it_is(archive: Archive) -> None:
    await archive.fill()
    damaged = PNG[:-1] + b"x"
    archive.path(archive.png).write_bytes(damaged)
    archive.path(archive.flac).unlink()
    gone = DownloadFailed("provider answered HTTP 404 instead of the file.", hint="")
    findings = await archive.verify({FLAC_URL: gone})
    lost = {each.file.sha256: each for each in findings}
    assert {each.outcome for each in findings} == {Outcome.LOST}
    [use] = lost[archive.png.sha256].uses
    assert (use.kind, use.item_id, use.job_id) == (
        UseKind.IMAGE,
        archive.image.id,
        archive.painted.id,
    )
    assert (use.title, use.trashed) == ("A red door", False)
    assert "no address" in lost[archive.png.sha256].reason
    [use] = lost[archive.flac.sha256].uses
    assert (use.kind, use.item_id, use.trashed) == (UseKind.SONG, archive.song.id, True)
    assert "404" in lost[archive.flac.sha256].reason
    assert archive.path(archive.png).read_bytes() == damaged


async def test_other_bytes_of_the_provider_are_not_taken(archive: Archive) -> None:
    await archive.fill()
    archive.path(archive.mp3).write_bytes(b"damaged")
    [finding] = await archive.verify({MP3_URL: FLAC})
    assert (finding.outcome, "other bytes" in finding.reason) == (Outcome.LOST, True)
    assert archive.path(archive.mp3).read_bytes() == b"damaged"


async def test_who_only_looks_fetches_nothing(archive: Archive) -> None:
    await archive.fill()
    archive.path(archive.mp3).unlink()
    [finding] = await archive.verify({MP3_URL: MP3}, fetch=False)
    assert finding.outcome is Outcome.LOST
    assert archive.downloads.opened == []


async def test_what_was_purged_meanwhile_is_no_finding(archive: Archive) -> None:
    await archive.fill()
    archive.path(archive.png).unlink()

    archive.path(archive.mp3).unlink()
    first, *_ = sorted((archive.png, archive.mp3), key=lambda file: file.sha256)
    found = archive.verification().verify(decode=False, fetch=True, tell=archive.told.append)
    seen = [(await anext(found)).file.sha256]
    async with archive.database.begin() as work:
        await work.images.remove([archive.image.id])
        await work.songs.remove([archive.song.id])
        await work.commit()
    seen += [finding.file.sha256 async for finding in found]
    assert seen == [first.sha256]


async def test_previews_and_what_jobs_still_hold_are_looked_at(archive: Archive) -> None:
    await archive.fill()
    preview, owed = media_file("preview", MediaType.PNG), media_file("owed")
    delivery = Delivery(index=0, role=Role.MP3, url="http://provider/owed.mp3", file=owed)
    waiting = song_job(state=JobState.FAILED, accepted_at=NOON, deliveries=(delivery,))
    drawn: Job = image_job()
    async with archive.database.begin() as work:
        await work.media.add(preview)
        await work.jobs.add(waiting)
        await work.jobs.add(drawn.tell(EventKind.PREVIEW, NOON, "", preview=preview.sha256))
        await work.commit()
    findings = {each.file.sha256: each for each in await archive.verify()}
    assert told(list(findings.values())) == {
        preview.sha256: (Condition.MISSING, Outcome.UNUSED),
        owed.sha256: (Condition.MISSING, Outcome.LOST),
    }
    assert [use.kind for use in findings[preview.sha256].uses] == [UseKind.PREVIEW]
    assert [use.item_id for use in findings[owed.sha256].uses] == [waiting.id]


async def test_files_that_nothing_needs_are_told_and_left(archive: Archive) -> None:
    await archive.fill()
    orphan = await archive.store.store(chunks_of(sound(MediaType.WAV)), Role.WAV)
    assert await archive.verify() == []
    assert await archive.verification().unneeded() == [orphan.sha256]
    assert archive.path(orphan).exists()


async def test_more_than_one_portion_is_looked_at(archive: Archive) -> None:
    files = [media_file(f"{n}") for n in range(450)]
    async with archive.database.begin() as work:
        for file in files:
            await work.media.add(file)
        await work.commit()
    findings = await archive.verify()
    assert {each.file.sha256 for each in findings} == {file.sha256 for file in files}
    assert {each.outcome for each in findings} == {Outcome.UNUSED}
    assert len(archive.told) == 450


async def test_stems_are_asked_of_the_job_that_brought_them(archive: Archive) -> None:
    await archive.fill()
    url, zips = "http://provider/1.zip", [zipped(("a.flac", each)) for each in (b"1", b"2")]
    files = [await archive.store.store(chunks_of(each), Role.ZIP) for each in zips]
    choice_id = archive.song.choices[0].id
    delivered = [(Delivery(index=0, role=Role.ZIP, url=url, file=each),) for each in files]
    apart = [stems_job(choice_id, state=JobState.SUCCEEDED, deliveries=each) for each in delivered]
    await add(archive.database, *apart)
    for each in files:
        async with archive.database.begin() as work:
            await work.songs.keep_stems(choice_id, each)
            await work.commit()
        archive.path(each).unlink()
    findings = await archive.verify({url: zips[1]})
    assert told(findings) == {
        files[0].sha256: (Condition.MISSING, Outcome.LOST),  # the one that was replaced
        files[1].sha256: (Condition.MISSING, Outcome.RESTORED),
    }
    for file, job in zip(files, apart, strict=True):
        [use] = next(each.uses for each in findings if each.file == file)
        assert (use.kind, use.item_id, use.job_id) == (UseKind.STEMS, archive.song.id, job.id)


async def test_stems_that_came_by_an_import_are_of_their_song(archive: Archive) -> None:
    await archive.fill()
    file = await archive.store.store(chunks_of(zipped(("a.flac", b"1"))), Role.ZIP)
    async with archive.database.begin() as work:
        await work.songs.keep_stems(archive.song.choices[0].id, file)
        await work.commit()
    archive.path(file).unlink()
    [finding] = await archive.verify()
    [use] = finding.uses
    assert (use.kind, use.job_id, finding.outcome) == (UseKind.SONG, archive.sung.id, Outcome.LOST)
