"""Images and songs."""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar
from uuid import UUID

from domain.image import Image
from domain.library import Facets, Item, ItemFilter
from domain.media import MediaFile
from domain.paging import Page
from domain.song import LyricsSection, Song

AnItem = TypeVar("AnItem", bound=Item)


class ItemRepository(Protocol[AnItem]):
    """Images or songs, as their owner sees them."""

    async def get(self, id: UUID) -> AnItem:
        """Raises NotFound."""
        ...

    async def page(self, page: Page, wanted: ItemFilter) -> Sequence[AnItem]: ...

    async def count(self, wanted: ItemFilter) -> int: ...

    async def facets(self, wanted: ItemFilter) -> Facets: ...

    async def ids(self, wanted: ItemFilter) -> Sequence[UUID]:
        """Of all that fit, the oldest first."""
        ...

    async def find(self, ids: Sequence[UUID]) -> Sequence[AnItem]:
        """Those that there are, in any order."""
        ...

    async def holding(self, hashes: Sequence[str]) -> Sequence[UUID]:
        """The items that have one of these files."""
        ...

    async def hold(self, ids: Sequence[UUID]) -> Sequence[AnItem]:
        """Those that there are, to be changed: until this transaction ends, by nobody else."""
        ...

    async def curate(self, items: Sequence[AnItem]) -> None:
        """Store the owner's words: title, tags, favourite, rating, notes, trash."""
        ...

    async def remove(self, ids: Sequence[UUID]) -> Sequence[str]:
        """For good. Answers the hashes of the files that nothing needs any more, and forgets
        these files."""
        ...


class ImageRepository(ItemRepository[Image], Protocol):
    async def add(self, image: Image) -> None: ...

    async def of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Image]]:
        """By job, in order of their index; jobs without images are left out."""
        ...


class SongRepository(ItemRepository[Song], Protocol):
    async def add(self, song: Song) -> None: ...

    async def save(self, song: Song) -> None:
        """Store what its job made of it, and leave the owner's words alone. Raises NotFound."""
        ...

    async def page(self, page: Page, wanted: ItemFilter) -> Sequence[Song]:
        """Without their texts, which `lyrics_of` and `sections_of` read."""
        ...

    async def of_jobs(self, job_ids: Sequence[UUID]) -> Mapping[UUID, Song]: ...

    async def of_choices(self, choice_ids: Sequence[UUID]) -> Mapping[UUID, Song]:
        """By choice; unknown ones are left out."""
        ...

    async def keep_stems(self, choice_id: UUID, stems: MediaFile) -> bool:
        """Give a choice its stems and leave all else of the song alone; false if it is gone. An odd
        archive takes the place of none that is whole. All that came is kept as long as the song."""
        ...

    async def lyrics_of(self, song_ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """By song; unknown ones are left out."""
        ...

    async def sections_of(
        self, choice_ids: Sequence[UUID]
    ) -> Mapping[UUID, tuple[LyricsSection, ...]]:
        """By choice; unknown ones are left out."""
        ...
