"""REST with Flask, SQLAlchemy's ORM and gunicorn with one worker, as the specification has it."""

import base64
import sys
from typing import Any

from flask import Flask, request
from gunicorn.app.base import BaseApplication
from sqlalchemy import create_engine
from sqlalchemy.orm import selectinload, sessionmaker

from bench.graphql.question import cursor, media_url
from bench.graphql.rows import ChoiceRow, SongRow, newest
from bench.graphql.serving import database_url

app = Flask(__name__)
_sessions = sessionmaker(create_engine(database_url("postgresql+psycopg")))


@app.get("/songs")
def songs() -> dict[str, Any]:
    first = int(request.args["first"])
    with_choices = selectinload(SongRow.choices).joinedload(ChoiceRow.mp3)
    with _sessions() as session:
        rows = session.scalars(newest(first + 1).options(with_choices)).all()
        return {
            "songs": [_song(row) for row in rows[:first]],
            "hasNextPage": len(rows) > first,
            "endCursor": cursor(rows[first - 1].created_at, rows[first - 1].id),
        }


def _song(song: SongRow) -> dict[str, Any]:
    return {
        "id": base64.b64encode(f"Song:{song.id}".encode()).decode(),
        "title": song.title,
        "model": song.model,
        "createdAt": song.created_at.isoformat(),
        "tags": song.tags,
        "choices": [_choice(song, choice) for choice in song.choices],
    }


def _choice(song: SongRow, choice: ChoiceRow) -> dict[str, Any]:
    return {
        "index": choice.ordinal,
        "durationMs": choice.duration_ms,
        "mp3": choice.mp3
        and {
            "url": media_url(choice.mp3.sha256, song.title, choice.ordinal),
            "sizeBytes": choice.mp3.size_bytes,
            "durationMs": choice.mp3.duration_ms,
        },
    }


class _Gunicorn(BaseApplication):
    """One worker of the usual kind; it prints its address when it listens."""

    def load_config(self) -> None:
        for key, value in {"bind": "127.0.0.1:0", "workers": 1, "when_ready": _say}.items():
            self.cfg.set(key, value)

    def load(self) -> Any:
        return app


def _say(server: Any) -> None:
    sys.stdout.write(f"{server.LISTENERS[0]}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _Gunicorn().run()
