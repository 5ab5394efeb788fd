"""What resolvers work with: the use cases, and loaders that answer many with one query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import strawberry

from domain.collection import Collection, Excerpt, Place
from domain.health import Checkup, nothing_to_check
from domain.image import Image
from domain.job import Job
from domain.job_state import JobEvent, JobKind, Provider
from domain.library import ItemFilter
from domain.ports.queue import ProgressFeed
from domain.ports.time_and_ids import Clock
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
from gql.batches import Loader, many, parts_of_many


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


Shown = tuple[Place, Image | Song]
"""Something in a collection, and where it stands there."""


class Loaders:
    """They batch but do not remember: a websocket keeps its context for hours. Each is made when it
    is first asked for something; most operations need none."""

    def __init__(self, library: Library, collections: Collections) -> None:
        self._library = library
        self._collections = collections

    @cached_property
    def job(self) -> Loader[UUID, Job | None]:
        return many(self._library.jobs_by_id, None)

    @cached_property
    def images_of_job(self) -> Loader[UUID, Sequence[Image]]:
        return many(self._library.images_of_jobs, ())

    @cached_property
    def events_of_job(self) -> Loader[UUID, Sequence[JobEvent]]:
        return many(self._library.events_of_jobs, ())

    @cached_property
    def song_of_job(self) -> Loader[UUID, Song | None]:
        return many(self._library.songs_of_jobs, None)

    @cached_property
    def song_of_choice(self) -> Loader[UUID, Song | None]:
        return many(self._library.songs_of_choices, None)

    @cached_property
    def lyrics_of_song(self) -> Loader[UUID, str | None]:
        return many(self._library.lyrics_of_songs, None)

    @cached_property
    def sections_of_choice(self) -> Loader[UUID, Sequence[LyricsSection]]:
        return many(self._library.sections_of_choices, ())

    @cached_property
    def collections_of_item(self) -> Loader[UUID, Sequence[Collection]]:
        return many(self._collections.of_items, ())

    @cached_property
    def count_within(self) -> Loader[tuple[UUID, ItemFilter], int]:
        """Of a collection what fits."""
        return parts_of_many(self._collections.counts, 0)

    @cached_property
    def shown_of_collection(self) -> Loader[tuple[UUID, Excerpt], Sequence[Shown]]:
        return parts_of_many(self._collections.items, ())

    @cached_property
    def cover_of_collection(self) -> Loader[UUID, Image | None]:
        return many(self._collections.covers, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`live` tells a websocket's operations from those of a request."""

    use_cases: UseCases
    loaders: Loaders
    request_id: str
    live: bool


Info = strawberry.Info[Context, None]
