"""Images and songs in memory: what their owner says of them, and how they are found."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from domain.image import Image
from domain.job_state import JobState
from domain.library import Facets, Item, ItemFilter, searchable, tag_key
from domain.paging import Page, Position
from domain.ports.items import AnItem
from domain.requests import StemsRequest
from domain.song import Song
from tests.fake_tables import Tables, Transaction, found

_Thing = TypeVar("_Thing")

_WORDS = ("title", "tags", "favourite", "rating", "notes", "trashed_at")


class FakeItems(Generic[AnItem]):
    def __init__(self, transaction: Transaction, kind: str) -> None:
        self._transaction = transaction
        self._kind = kind

    def _items(self, tables: Tables) -> dict[UUID, AnItem]:
        return cast(Any, tables.images if self._kind == "image" else tables.songs)

    def _all(self) -> Sequence[AnItem]:
        return list(self._items(self._transaction.read()).values())

    async def get(self, id: UUID) -> AnItem:
        return found(self._items(self._transaction.read()), id, self._kind)

    async def page(self, page: Page, wanted: ItemFilter) -> Sequence[AnItem]:
        return paged(self.fitting(wanted), page, lambda item: item.position(page.order.by))

    async def count(self, wanted: ItemFilter) -> int:
        return len(self.fitting(wanted))

    async def ids(self, wanted: ItemFilter) -> Sequence[UUID]:
        fitting = sorted(self.fitting(wanted), key=lambda item: (item.created_at, item.id))
        return [item.id for item in fitting]

    async def find(self, ids: Sequence[UUID]) -> Sequence[AnItem]:
        return [item for item in self._all() if item.id in ids]

    async def holding(self, hashes: Sequence[str]) -> Sequence[UUID]:
        return [item.id for item in self._all() if set(hashes) & set(_hashes(item))]

    async def hold(self, ids: Sequence[UUID]) -> Sequence[AnItem]:
        return [item for item in self._all() if item.id in ids]

    async def curate(self, items: Sequence[AnItem]) -> None:
        stored = self._items(self._transaction.write())
        for item in items:
            words = {name: getattr(item, name) for name in _WORDS}
            stored[item.id] = replace(stored[item.id], **words)

    async def remove(self, ids: Sequence[UUID]) -> Sequence[str]:
        tables = self._transaction.write()
        removed = [self._items(tables).pop(id) for id in ids]
        hashes = {each for item in removed for each in (*_hashes(item), *_stems(tables, item))}
        orphans = sorted(hashes - _needed(tables))
        for orphan in orphans:
            tables.media.pop(orphan, None)
        _forget(tables, ids)
        return orphans

    async def facets(self, wanted: ItemFilter) -> Facets:
        def fitting(**without: Any) -> Sequence[AnItem]:
            return self.fitting(replace(wanted, **without))

        spelled = sorted({tag for item in fitting(tags=()) for tag in item.tags}, reverse=True)
        labels = {tag_key(tag): tag for tag in spelled}
        tags = Counter(tag_key(tag) for item in fitting(tags=()) for tag in item.tags)
        return Facets(
            models=_ranked(item.model for item in fitting(models=None)),
            states=_ranked(self._state(item) for item in fitting(states=None)),
            tags={labels[key]: tags[key] for key in _ranked(tags.elements())},
            ratings=_ranked(item.rating or 0 for item in fitting(rating_from=None)),
            favourites=len(fitting(favourite=True)),
        )

    def _state(self, item: Item) -> Any:
        return self._transaction.read().jobs[item.job_id].state

    def _is_in(self, collection_id: UUID, item: Item) -> bool:
        return (collection_id, item.id) in self._transaction.read().places

    def fitting(self, wanted: ItemFilter) -> Sequence[AnItem]:
        return [item for item in self._all() if self._fits(item, wanted)]

    def _fits(self, item: Item, wanted: ItemFilter) -> bool:
        keys = {tag_key(tag) for tag in item.tags}
        return all(
            (
                all(word in item.search_text for word in searchable(wanted.text or "").split()),
                wanted.models is None or item.model in wanted.models,
                wanted.states is None or self._state(item) in wanted.states,
                all(tag_key(tag) in keys for tag in wanted.tags),
                wanted.favourite in (None, item.favourite),
                wanted.rating_from is None or (item.rating or 0) >= wanted.rating_from,
                wanted.trashed in (None, item.trashed_at is not None),
                wanted.trashed_before is None
                or (item.trashed_at is not None and item.trashed_at < wanted.trashed_before),
                wanted.collection is None or self._is_in(wanted.collection, item),
                wanted.ids is None or item.id in wanted.ids,
                wanted.created_from is None or item.created_at >= wanted.created_from,
                wanted.created_before is None or item.created_at < wanted.created_before,
            )
        )


def paged(
    things: Iterable[_Thing], page: Page, place: Callable[[_Thing], Position]
) -> list[_Thing]:
    ordered = sorted(things, key=place, reverse=page.order.descending)
    between = [each for each in ordered if _is_between(place(each), page)]
    if page.backward:
        return between[: len(between) - page.offset][-page.limit :]
    return between[page.offset :][: page.limit]


def _is_between(place: Position, page: Page) -> bool:
    down = page.order.descending
    behind = page.after is None or (place < page.after if down else place > page.after)
    ahead = page.before is None or (place > page.before if down else place < page.before)
    return behind and ahead


def _ranked(values: Iterable[Any]) -> Mapping[Any, int]:
    counted = Counter(values)
    return dict(sorted(counted.items(), key=lambda each: (-each[1], each[0])))


def _hashes(item: Item) -> Iterable[str]:
    if isinstance(item, Image):
        return [item.file.sha256]
    assert isinstance(item, Song)
    files = (
        file for choice in item.choices for file in (choice.mp3, choice.lossless, choice.stems)
    )
    return [file.sha256 for file in files if file]


def _stems(tables: Tables, item: Item) -> Iterable[str]:
    """What jobs brought for its choices."""
    choices = [choice.id for choice in item.choices] if isinstance(item, Song) else []
    for job in tables.jobs.values():
        if isinstance(job.request, StemsRequest) and job.request.choice_id in choices:
            yield from (each.file.sha256 for each in job.deliveries if each.file)


def _forget(tables: Tables, ids: Sequence[UUID]) -> None:
    """What the database does by itself with what hangs on a removed thing."""
    for key in [key for key in tables.places if key[1] in ids]:
        del tables.places[key]
    for each in list(tables.collections.values()):
        if each.cover in ids:
            tables.collections[each.id] = replace(each, cover=None)


def _needed(tables: Tables) -> set[str]:
    items: list[Item] = [*tables.images.values(), *tables.songs.values()]
    unfinished = [job for job in tables.jobs.values() if job.state is not JobState.SUCCEEDED]
    owed = [delivery for job in unfinished for delivery in job.deliveries]
    return {
        *(each for item in items for each in _hashes(item)),
        *(event.preview for event in tables.events if event.preview),
        *(delivery.file.sha256 for delivery in owed if delivery.file),
    }
