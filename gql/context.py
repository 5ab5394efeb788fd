"""What resolvers work with: the use cases, and loaders that answer many with one query."""

from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeVar
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader

from domain.collection import Collection, Excerpt, Place
from domain.errors import StudioError
from domain.health import Checkup, nothing_to_check
from domain.image import Image
from domain.job import Job
from domain.job_state import JobEvent, JobKind, Provider
from domain.library import ItemFilter
from domain.ports import Clock, ProgressFeed
from domain.song import LyricsSection, Song
from domain.use_cases.account import Accounts
from domain.use_cases.again import Again
from domain.use_cases.collections import Collections
from domain.use_cases.curation import Curation
from domain.use_cases.importing import Importing
from domain.use_cases.jobs import Jobs
from domain.use_cases.library import Library
from domain.use_cases.many_jobs import ManyJobs
from domain.use_cases.orders import Orders
from domain.use_cases.queue_watch import QueueWatch
from domain.use_cases.takeaway import Takeaway
from domain.use_cases.templates import Templates
from domain.use_cases.usage import Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCases:
    """What the GraphQL face needs of the application. `mocked` providers cost nothing."""

    orders: Orders
    again: Again
    jobs: Jobs
    many_jobs: ManyJobs
    library: Library
    curation: Curation
    collections: Collections
    importing: Importing
    takeaway: Takeaway
    templates: Templates
    usage: Usage
    accounts: Accounts
    queue_watch: QueueWatch
    feed: ProgressFeed
    clock: Clock
    default_models: Mapping[JobKind, str]
    mocked: frozenset[Provider] = frozenset()
    checkup: Checkup = nothing_to_check


Loaded = TypeVar("Loaded")
Absent = TypeVar("Absent")
Part = TypeVar("Part", bound=Hashable)

Shown = tuple[Place, Image | Song]
"""Something in a collection, and where it stands there."""

_AT_ONCE = 1_000
"""Ids of one statement: databases take some ten thousand values."""


class Loaders:
    """They batch but do not remember: a websocket keeps its context for hours. Each is made when it
    is first asked for something; most operations need none."""

    def __init__(self, library: Library, collections: Collections) -> None:
        self._library = library
        self._collections = collections

    @cached_property
    def job(self) -> DataLoader[UUID, Job | None]:
        return _loader(self._library.jobs_by_id, None)

    @cached_property
    def images_of_job(self) -> DataLoader[UUID, Sequence[Image]]:
        return _loader(self._library.images_of_jobs, ())

    @cached_property
    def events_of_job(self) -> DataLoader[UUID, Sequence[JobEvent]]:
        return _loader(self._library.events_of_jobs, ())

    @cached_property
    def song_of_job(self) -> DataLoader[UUID, Song | None]:
        return _loader(self._library.songs_of_jobs, None)

    @cached_property
    def song_of_choice(self) -> DataLoader[UUID, Song | None]:
        return _loader(self._library.songs_of_choices, None)

    @cached_property
    def lyrics_of_song(self) -> DataLoader[UUID, str | None]:
        return _loader(self._library.lyrics_of_songs, None)

    @cached_property
    def sections_of_choice(self) -> DataLoader[UUID, Sequence[LyricsSection]]:
        return _loader(self._library.sections_of_choices, ())

    @cached_property
    def collections_of_item(self) -> DataLoader[UUID, Sequence[Collection]]:
        return _loader(self._collections.of_items, ())

    @cached_property
    def count_within(self) -> DataLoader[tuple[UUID, ItemFilter], int]:
        """Of a collection what fits."""
        return _loader_of_parts(self._collections.counts, 0)

    @cached_property
    def shown_of_collection(self) -> DataLoader[tuple[UUID, Excerpt], Sequence[Shown]]:
        return _loader_of_parts(self._collections.items, ())

    @cached_property
    def cover_of_collection(self) -> DataLoader[UUID, Image | None]:
        return _loader(self._collections.covers, None)


def _loader(
    read: Callable[[Sequence[UUID]], Awaitable[Mapping[UUID, Loaded]]], absent: Absent
) -> DataLoader[UUID, Loaded | Absent]:
    async def load(ids: list[UUID]) -> list[Loaded | Absent]:
        found = await _found(read, ids)
        return [found.get(each, absent) for each in ids]

    return DataLoader(load_fn=load, cache=False)


def _loader_of_parts(
    read: Callable[[Sequence[UUID], Part], Awaitable[Mapping[UUID, Loaded]]], absent: Absent
) -> DataLoader[tuple[UUID, Part], Loaded | Absent]:
    """Of each thing a part; all those at once of which the same part is asked for. What is asked
    for wrongly fails alone."""

    async def load(keys: list[tuple[UUID, Part]]) -> list[Loaded | Absent | StudioError]:
        found: dict[tuple[UUID, Part], Loaded | StudioError] = {}
        for part in dict.fromkeys(part for _, part in keys):
            ids = [id for id, theirs in keys if theirs == part]
            try:
                parts = await _found(partial(_read_part, read, part), ids)
            except StudioError as error:
                found |= {(id, part): error for id in ids}
            else:
                found |= {(id, part): parts[id] for id in ids if id in parts}
        return [found.get(each, absent) for each in keys]

    return DataLoader(load_fn=load, cache=False)  # pyright: ignore[reportArgumentType]


def _read_part(
    read: Callable[[Sequence[UUID], Part], Awaitable[Mapping[UUID, Loaded]]],
    part: Part,
    ids: Sequence[UUID],
) -> Awaitable[Mapping[UUID, Loaded]]:
    return read(ids, part)


async def _found(
    read: Callable[[Sequence[UUID]], Awaitable[Mapping[UUID, Loaded]]], ids: Sequence[UUID]
) -> Mapping[UUID, Loaded]:
    """Asks for each id once, however many want to know, and for no more at once than a statement
    takes."""
    wanted, found = list(dict.fromkeys(ids)), dict[UUID, Loaded]()
    for start in range(0, len(wanted), _AT_ONCE):
        found |= await read(wanted[start : start + _AT_ONCE])
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`live` tells a websocket's operations from those of a request."""

    use_cases: UseCases
    loaders: Loaders
    request_id: str
    live: bool


Info = strawberry.Info[Context, None]
