"""What an owner does with images and songs, one by one and by the hundred."""

import pytest

from domain.errors import Conflict, InvalidRequest, NotFound
from domain.image import Image
from domain.job_state import JobState
from domain.library import Edit, ItemFilter, ItemKind, Selection
from domain.song import Song
from domain.use_cases.curation import SHOWN, Curation
from domain.use_cases.selecting import PORTION
from tests.fakes import FakeClock, FakeDatabase, FakeMediaStore
from tests.persistence.examples import add, choice, image_job, image_of, new_id, song_job, song_of

EVERYTHING = ItemFilter(trashed=None)


class Shelves:
    """Some images and a song, and what their owner can do with them."""

    def __init__(self) -> None:
        self.database, self.media, self.clock = FakeDatabase(), FakeMediaStore(), FakeClock()
        self.curation = Curation(database=self.database, media=self.media, clock=self.clock)

    async def images(self, count: int) -> list[Image]:
        job = image_job(state=JobState.SUCCEEDED)
        images = [image_of(job, n) for n in range(count)]
        await add(self.database, job)
        async with self.database.begin() as work:
            for image in images:
                await work.images.add(image)
                self.media.files[image.file.sha256] = b"picture"
            await work.commit()
        return images

    async def song(self, state: JobState = JobState.SUCCEEDED) -> Song:
        job = song_job(state=state)
        song = song_of(job, choices=(choice(0),))
        await add(self.database, job)
        async with self.database.begin() as work:
            await work.songs.add(song)
            await work.commit()
        return song

    async def titles(self) -> set[str]:
        async with self.database.read() as work:
            images, songs = await work.images.ids(EVERYTHING), await work.songs.ids(EVERYTHING)
            return {(await work.images.get(id)).title for id in images} | {
                (await work.songs.get(id)).title for id in songs
            }

    async def count(self, kind: ItemKind, wanted: ItemFilter = EVERYTHING) -> int:
        async with self.database.read() as work:
            return await (work.images if kind is ItemKind.IMAGE else work.songs).count(wanted)


@pytest.fixture
def shelves() -> Shelves:
    return Shelves()


def named(*items: Image | Song) -> Selection:
    return Selection(
        ids={
            ItemKind.IMAGE: tuple(item.id for item in items if isinstance(item, Image)),
            ItemKind.SONG: tuple(item.id for item in items if isinstance(item, Song)),
        }
    )


async def test_images_and_songs_are_changed_together(shelves: Shelves) -> None:
    (image,), song = await shelves.images(1), await shelves.song()
    changed = await shelves.curation.edit(named(image, song), Edit(add_tags=("gift",), rating=5))
    assert changed.count == 2
    assert [item.rating for item in changed.items] == [5, 5]
    assert all("gift" in item.tags for item in changed.items)


async def test_naming_something_twice_changes_it_once(shelves: Shelves) -> None:
    (image,) = await shelves.images(1)
    assert (await shelves.curation.trash(named(image, image))).count == 1


async def test_what_is_named_is_changed_all_or_not_at_all(shelves: Shelves) -> None:
    images, song = await shelves.images(2), await shelves.song()
    absent = Selection(
        ids={ItemKind.IMAGE: tuple(i.id for i in images), ItemKind.SONG: (song.id, new_id())}
    )
    with pytest.raises(NotFound):
        await shelves.curation.trash(absent)
    assert await shelves.count(ItemKind.IMAGE, ItemFilter(trashed=True)) == 0


async def test_a_filter_reaches_more_than_one_portion(shelves: Shelves) -> None:
    await shelves.images(PORTION * 2 + 1)
    changed = await shelves.curation.edit(Selection(), Edit(favourite=True))
    assert changed.count == PORTION * 2 + 1
    assert len(changed.items) == SHOWN
    assert await shelves.count(ItemKind.IMAGE, ItemFilter(favourite=True)) == PORTION * 2 + 1


async def test_a_filter_may_be_about_one_kind(shelves: Shelves) -> None:
    await shelves.images(1)
    await shelves.song()
    assert (await shelves.curation.trash(Selection(kinds=(ItemKind.SONG,)))).count == 1
    assert await shelves.count(ItemKind.IMAGE, ItemFilter()) == 1


async def test_the_trash_gives_back(shelves: Shelves) -> None:
    (image,) = await shelves.images(1)
    await shelves.curation.trash(Selection())
    assert await shelves.count(ItemKind.IMAGE, ItemFilter()) == 0
    assert (await shelves.curation.restore(Selection())).count == 1
    async with shelves.database.read() as work:
        assert await work.images.get(image.id) == image


async def test_purging_removes_the_files_too(shelves: Shelves) -> None:
    images = await shelves.images(3)
    await shelves.curation.trash(named(images[0]))
    assert await shelves.curation.purge(Selection()) == 1
    assert images[0].file.sha256 not in shelves.media.files
    assert images[1].file.sha256 in shelves.media.files
    assert await shelves.count(ItemKind.IMAGE) == 2


async def test_only_what_is_in_the_trash_can_be_purged(shelves: Shelves) -> None:
    first, second = await shelves.images(2)
    await shelves.curation.trash(named(first))
    with pytest.raises(Conflict, match="not in the trash"):
        await shelves.curation.purge(named(first, second))
    assert await shelves.count(ItemKind.IMAGE) == 2


async def test_what_is_still_being_made_stays(shelves: Shelves) -> None:
    making, doubtful = (
        await shelves.song(JobState.RUNNING),
        await shelves.song(JobState.NEEDS_CHECK),
    )
    await shelves.curation.trash(named(making, doubtful))
    with pytest.raises(Conflict, match="still being made"):
        await shelves.curation.purge(named(making))
    assert await shelves.curation.purge(Selection()) == 0
    assert await shelves.count(ItemKind.SONG) == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (Edit(title=" "), "title"),
        (Edit(title="x" * 201), "title"),
        (Edit(rating=0), "rating"),
        (Edit(rating=6), "rating"),
        (Edit(notes="x" * 10_001), "notes"),
        (Edit(notes="\x00"), "notes"),
        (Edit(tags=("x" * 51,)), "tags"),
        (Edit(add_tags=tuple(map(str, range(51)))), "addTags"),
    ],
)
async def test_bad_words_are_refused_by_their_field(
    shelves: Shelves, change: Edit, field: str
) -> None:
    (image,) = await shelves.images(1)
    with pytest.raises(InvalidRequest) as refusal:
        await shelves.curation.edit(named(image), change)
    assert [problem.field for problem in refusal.value.problems] == [field]


async def test_a_title_is_for_one_thing(shelves: Shelves) -> None:
    images = await shelves.images(2)
    for selection in (named(*images), Selection()):
        with pytest.raises(InvalidRequest, match="one thing at a time"):
            await shelves.curation.edit(selection, Edit(title="All alike"))


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (ItemFilter(text="x" * 201), "text"),
        (ItemFilter(text=" ".join("x" * 17)), "text"),
        (ItemFilter(text="\x00"), "text"),
        (ItemFilter(rating_from=0), "ratingFrom"),
        (ItemFilter(tags=("x" * 51,)), "tags"),
    ],
)
async def test_a_bad_filter_is_refused(shelves: Shelves, wanted: ItemFilter, field: str) -> None:
    with pytest.raises(InvalidRequest) as refusal:
        await shelves.curation.trash(Selection(wanted=wanted))
    assert [problem.field for problem in refusal.value.problems] == [field]


async def test_a_list_has_one_to_a_thousand_names(shelves: Shelves) -> None:
    for ids in ((), tuple(new_id() for _ in range(1_001))):
        with pytest.raises(InvalidRequest, match="1 to 1,000"):
            await shelves.curation.trash(Selection(ids={ItemKind.IMAGE: ids}))
