"""GraphQL the usual way: Strawberry with its defaults, ORM objects, a data loader for each list."""

from collections import defaultdict
from collections.abc import AsyncGenerator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry import relay
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader
from strawberry.extensions import SchemaExtension

from bench.graphql.question import cursor, media_url
from bench.graphql.rows import ChoiceRow, FileRow, SongRow, newest
from bench.graphql.serving import database_url, serve


class Loaders:
    def __init__(self, session: AsyncSession) -> None:
        async def choices(ids: list[UUID]) -> list[Sequence[ChoiceRow]]:
            query = select(ChoiceRow).where(ChoiceRow.song_id.in_(ids)).order_by(ChoiceRow.ordinal)
            by_song = defaultdict[UUID, list[ChoiceRow]](list)
            for each in await session.scalars(query):
                by_song[each.song_id].append(each)
            return [by_song[each] for each in ids]

        async def files(ids: list[str]) -> list[FileRow | None]:
            found = await session.scalars(select(FileRow).where(FileRow.sha256.in_(ids)))
            by_id = {each.sha256: each for each in found}
            return [by_id.get(each) for each in ids]

        self.choices = DataLoader(load_fn=choices)
        self.files = DataLoader(load_fn=files)


Info = strawberry.Info[dict[str, Any], None]


@strawberry.type
class MediaFile:
    url: str
    size_bytes: int
    duration_ms: int | None


@strawberry.type
class SongChoice:
    index: int
    duration_ms: int | None
    title: strawberry.Private[str]
    mp3_sha256: strawberry.Private[str | None]

    @strawberry.field
    async def mp3(self, info: Info) -> MediaFile | None:
        if self.mp3_sha256 is None:
            return None
        file = await info.context["loaders"].files.load(self.mp3_sha256)
        url = media_url(file.sha256, self.title, self.index)
        return MediaFile(url=url, size_bytes=file.size_bytes, duration_ms=file.duration_ms)


@strawberry.type
class Song(relay.Node):
    id: relay.NodeID[UUID]
    title: str
    model: str
    created_at: datetime
    tags: list[str]

    @strawberry.field
    async def choices(self, info: Info) -> list[SongChoice]:
        return [
            SongChoice(
                index=each.ordinal,
                duration_ms=each.duration_ms,
                title=self.title,
                mp3_sha256=each.mp3_sha256,
            )
            for each in await info.context["loaders"].choices.load(self.id)
        ]

    @classmethod
    def of(cls, row: SongRow) -> "Song":
        return cls(
            id=row.id,
            title=row.title,
            model=row.model,
            created_at=row.created_at,
            tags=row.tags,
        )


@strawberry.type
class Query:
    @strawberry.field
    async def songs(self, info: Info, first: int) -> relay.Connection[Song]:
        rows = (await info.context["session"].scalars(newest(first + 1))).all()
        edges = [
            relay.Edge(cursor=cursor(each.created_at, each.id), node=Song.of(each))
            for each in rows[:first]
        ]
        page_info = relay.PageInfo(
            has_next_page=len(rows) > first,
            has_previous_page=False,
            start_cursor=edges[0].cursor,
            end_cursor=edges[-1].cursor,
        )
        return relay.Connection[Song](edges=edges, page_info=page_info)


engine = create_async_engine(database_url("postgresql+asyncpg"))
sessions = async_sessionmaker(engine, expire_on_commit=False)


class Session(SchemaExtension):
    async def on_operation(self) -> AsyncGenerator[None]:
        async with sessions() as session:
            self.execution_context.context |= {"session": session, "loaders": Loaders(session)}
            yield


if __name__ == "__main__":
    schema = strawberry.Schema(query=Query, extensions=[Session])
    serve(Starlette(routes=[Route("/graphql", GraphQL(schema))]))
