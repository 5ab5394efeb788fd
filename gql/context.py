"""What resolvers work with: the use cases, and loaders that answer many with one query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader

from domain.image import Image
from domain.job import Job
from domain.job_state import JobEvent, JobKind, Provider
from domain.ports import Clock, ProgressFeed
from domain.song import LyricsSection, Song
from domain.use_cases.account import Accounts
from domain.use_cases.curation import Curation
from domain.use_cases.jobs import Jobs
from domain.use_cases.library import Library
from domain.use_cases.orders import Orders
from domain.use_cases.queue_watch import QueueWatch
from domain.use_cases.templates import Templates
from domain.use_cases.usage import Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCases:
    """What the GraphQL face needs of the application. `mocked` providers cost nothing."""

    orders: Orders
    jobs: Jobs
    library: Library
    curation: Curation
    templates: Templates
    usage: Usage
    accounts: Accounts
    queue_watch: QueueWatch
    feed: ProgressFeed
    clock: Clock
    default_models: Mapping[JobKind, str]
    mocked: frozenset[Provider] = frozenset()


class Loaders:
    """They batch but do not remember: a websocket keeps its context for hours."""

    def __init__(self, library: Library) -> None:
        async def jobs(ids: list[UUID]) -> list[Job | None]:
            found = await library.jobs_by_id(ids)
            return [found.get(each) for each in ids]

        async def images(ids: list[UUID]) -> list[Sequence[Image]]:
            found = await library.images_of_jobs(ids)
            return [found.get(each, ()) for each in ids]

        async def songs(ids: list[UUID]) -> list[Song | None]:
            found = await library.songs_of_jobs(ids)
            return [found.get(each) for each in ids]

        async def events(ids: list[UUID]) -> list[Sequence[JobEvent]]:
            found = await library.events_of_jobs(ids)
            return [found.get(each, ()) for each in ids]

        async def lyrics(ids: list[UUID]) -> list[str | None]:
            found = await library.lyrics_of_songs(ids)
            return [found.get(each) for each in ids]

        async def sections(ids: list[UUID]) -> list[Sequence[LyricsSection]]:
            found = await library.sections_of_choices(ids)
            return [found.get(each, ()) for each in ids]

        self.job = DataLoader(load_fn=jobs, cache=False)
        self.images_of_job = DataLoader(load_fn=images, cache=False)
        self.events_of_job = DataLoader(load_fn=events, cache=False)
        self.song_of_job = DataLoader(load_fn=songs, cache=False)
        self.lyrics_of_song = DataLoader(load_fn=lyrics, cache=False)
        self.sections_of_choice = DataLoader(load_fn=sections, cache=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`live` tells a websocket's operations from those of a request."""

    use_cases: UseCases
    loaders: Loaders
    request_id: str
    live: bool


Info = strawberry.Info[Context, None]
