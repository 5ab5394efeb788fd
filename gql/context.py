"""What resolvers work with: the use cases, and loaders that answer many with one query."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader

from domain.job_state import JobKind, Provider
from domain.ports import Clock, ProgressFeed
from domain.use_cases.account import Accounts
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
    jobs: Jobs
    many_jobs: ManyJobs
    library: Library
    curation: Curation
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


Loaded = TypeVar("Loaded")
Absent = TypeVar("Absent")


class Loaders:
    """They batch but do not remember: a websocket keeps its context for hours."""

    def __init__(self, library: Library) -> None:
        self.job = _loader(library.jobs_by_id, None)
        self.images_of_job = _loader(library.images_of_jobs, ())
        self.events_of_job = _loader(library.events_of_jobs, ())
        self.song_of_job = _loader(library.songs_of_jobs, None)
        self.lyrics_of_song = _loader(library.lyrics_of_songs, None)
        self.sections_of_choice = _loader(library.sections_of_choices, ())


def _loader(
    read: Callable[[Sequence[UUID]], Awaitable[Mapping[UUID, Loaded]]], absent: Absent
) -> DataLoader[UUID, Loaded | Absent]:
    """Asks for each id once, however many want to know."""

    async def load(ids: list[UUID]) -> list[Loaded | Absent]:
        found = await read(list(dict.fromkeys(ids)))
        return [found.get(each, absent) for each in ids]

    return DataLoader(load_fn=load, cache=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`live` tells a websocket's operations from those of a request."""

    use_cases: UseCases
    loaders: Loaders
    request_id: str
    live: bool


Info = strawberry.Info[Context, None]
