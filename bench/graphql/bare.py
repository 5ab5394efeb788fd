"""One statement with asyncpg, a dictionary per row, orjson: what a list costs at least."""

import base64
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from typing import Any

import asyncpg  # pyright: ignore[reportMissingTypeStubs]
import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.graphql.question import cursor, media_url
from bench.graphql.serving import database_url, serve

_ROWS = """
    SELECT s.id, s.title, s.model, s.created_at, s.tags,
        c.ordinal, c.duration_ms, f.sha256, f.size_bytes, f.duration_ms AS mp3_ms
    FROM (SELECT * FROM songs WHERE trashed_at IS NULL ORDER BY created_at DESC, id DESC LIMIT $1) s
    LEFT JOIN song_choices c ON c.song_id = s.id
    LEFT JOIN media_files f ON f.sha256 = c.mp3_sha256
    ORDER BY s.created_at DESC, s.id DESC, c.ordinal
"""

Song = dict[str, Any]


async def _songs(request: Request) -> Response:
    first = int(request.query_params["first"])
    rows: Any = await request.app.state.pool.fetch(_ROWS, first + 1)
    songs, last = _grouped(rows, first)
    answer = {"songs": songs[:first], "hasNextPage": len(songs) > first, "endCursor": last}
    return Response(orjson.dumps(answer), media_type="application/json")


def _grouped(rows: Iterable[Any], first: int) -> tuple[list[Song], str]:
    """The songs, and the cursor of the last one that is shown."""
    songs: list[Song] = []
    current = last = None
    for row in rows:
        if current != row["id"]:
            current = row["id"]
            songs.append(_song(row))
            last = row if len(songs) <= first else last
        songs[-1]["choices"].append(_choice(row))
    return songs, cursor(last["created_at"], last["id"]) if last else ""


def _song(row: Any) -> Song:
    return {
        "id": base64.b64encode(f"Song:{row['id']}".encode()).decode(),
        "title": row["title"],
        "model": row["model"],
        "createdAt": row["created_at"],
        "tags": orjson.loads(row["tags"]),
        "choices": [],
    }


def _choice(row: Any) -> Song:
    url = media_url(row["sha256"], row["title"], row["ordinal"])
    return {
        "index": row["ordinal"],
        "durationMs": row["duration_ms"],
        "mp3": {"url": url, "sizeBytes": row["size_bytes"], "durationMs": row["mp3_ms"]},
    }


def create_app() -> Starlette:
    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncGenerator[None]:
        pool: Any = asyncpg.create_pool(database_url("postgresql"), min_size=1)  # pyright: ignore
        async with pool:
            app.state.pool = pool
            yield

    return Starlette(lifespan=lifespan, routes=[Route("/songs", _songs)])


if __name__ == "__main__":
    serve(create_app())
