"""The same with Ariadne: a schema in its own language, resolvers, ORM objects loaded with what
belongs to them."""

import base64
from typing import Any

from ariadne import ObjectType, QueryType, make_executable_schema
from ariadne.asgi import GraphQL
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import selectinload
from starlette.applications import Starlette
from starlette.routing import Route

from bench.graphql.question import cursor, media_url
from bench.graphql.rows import ChoiceRow, SongRow, newest
from bench.graphql.serving import database_url, serve

_SCHEMA = """
    type Query { songs(first: Int!): SongConnection! }
    type SongConnection { edges: [SongEdge!]! pageInfo: PageInfo! }
    type SongEdge { node: Song! }
    type PageInfo { hasNextPage: Boolean! endCursor: String }
    type Song {
      id: ID! title: String! model: String! createdAt: String! tags: [String!]!
      choices: [SongChoice!]!
    }
    type SongChoice { index: Int! durationMs: Int mp3: MediaFile }
    type MediaFile { url: String! sizeBytes: Int! durationMs: Int }
"""

_engine = create_async_engine(database_url("postgresql+asyncpg"))
_sessions = async_sessionmaker(_engine, expire_on_commit=False)
_query, _song = QueryType(), ObjectType("Song")
_choice: Any = ObjectType("SongChoice")
_file: Any = ObjectType("MediaFile")
_choice.set_alias("index", "ordinal")
_choice.set_alias("durationMs", "duration_ms")
_file.set_alias("sizeBytes", "size_bytes")
_file.set_alias("durationMs", "duration_ms")


@_query.field("songs")
async def _songs(_root: None, _info: Any, first: int) -> dict[str, Any]:
    with_choices = selectinload(SongRow.choices).joinedload(ChoiceRow.mp3)
    async with _sessions() as session:
        rows = (await session.scalars(newest(first + 1).options(with_choices))).all()
    shown = rows[:first]
    return {
        "edges": [{"node": each} for each in shown],
        "pageInfo": {
            "hasNextPage": len(rows) > first,
            "endCursor": cursor(shown[-1].created_at, shown[-1].id),
        },
    }


@_song.field("id")
def _id(song: SongRow, _info: Any) -> str:
    return base64.b64encode(f"Song:{song.id}".encode()).decode()


@_song.field("createdAt")
def _created_at(song: SongRow, _info: Any) -> str:
    return song.created_at.isoformat()


@_song.field("choices")
def _choices(song: SongRow, _info: Any) -> list[ChoiceRow]:
    for each in song.choices:
        each.song_title = song.title  # pyright: ignore[reportAttributeAccessIssue]
    return song.choices


@_choice.field("mp3")
def _mp3(choice: Any, _info: Any) -> dict[str, Any] | None:
    file = choice.mp3
    return file and {
        "url": media_url(file.sha256, choice.song_title, choice.ordinal),
        "size_bytes": file.size_bytes,
        "duration_ms": file.duration_ms,
    }


if __name__ == "__main__":
    schema = make_executable_schema(_SCHEMA, _query, _song, _choice, _file)
    serve(Starlette(routes=[Route("/graphql", GraphQL(schema))]))
