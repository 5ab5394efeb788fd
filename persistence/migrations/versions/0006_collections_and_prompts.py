"""Collections of images and songs; and every request that was ever ordered, once.

There is no way back but the backup that was made before.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"

MOMENT = sa.DateTime(timezone=True)
DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
AT_ONCE = 500

JOBS = sa.table(
    "jobs",
    sa.column("id", sa.Uuid()),
    sa.column("kind", sa.String()),
    sa.column("request", DOCUMENT),
    sa.column("created_at", MOMENT),
    sa.column("retry_of", sa.Uuid()),
)
PAST_REQUESTS = sa.table(
    "past_requests",
    sa.column("key", sa.String()),
    sa.column("kind", sa.String()),
    sa.column("search_text", sa.Text()),
    sa.column("times", sa.Integer()),
    sa.column("last_job_id", sa.Uuid()),
    sa.column("last_at", MOMENT),
)

Ordered = tuple[datetime, UUID]


def upgrade() -> None:
    create_collections()
    for items in ("images", "songs"):
        create_places(items)
    create_past_requests()
    write_down_what_was_ordered()


def create_collections() -> None:
    op.create_table(
        "collections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("arrangement", sa.String(20), nullable=False),
        sa.Column("cover_id", sa.Uuid()),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_collections"),
        sa.ForeignKeyConstraint(
            ["cover_id"], ["images.id"], name="fk_collections_cover_id", ondelete="SET NULL"
        ),
        sa.UniqueConstraint("name", name="uq_collections_name"),
    )
    op.create_index("ix_collections_cover_id", "collections", ["cover_id"])


def create_places(items: str) -> None:
    table = f"collection_{items}"
    op.create_table(
        table,
        sa.Column("collection_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("collection_id", "item_id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["collection_id"],
            ["collections.id"],
            name=f"fk_{table}_collection_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], [f"{items}.id"], name=f"fk_{table}_item_id", ondelete="CASCADE"
        ),
    )
    op.create_index(f"ix_{table}_item_id", table, ["item_id"])
    op.create_index(
        f"ix_{table}_collection_id_number_item_id", table, ["collection_id", "number", "item_id"]
    )


def create_past_requests() -> None:
    op.create_table(
        "past_requests",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("last_job_id", sa.Uuid(), nullable=False),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_past_requests"),
        sa.ForeignKeyConstraint(["last_job_id"], ["jobs.id"], name="fk_past_requests_last_job_id"),
    )
    op.create_index(
        "ix_past_requests_last_at_last_job_id", "past_requests", ["last_at", "last_job_id"]
    )


def write_down_what_was_ordered() -> None:
    """First who was the last to order what, then the texts of those alone: all at once they may
    be larger than the memory."""
    times, last = dict[str, int](), dict[str, Ordered]()
    orders = sa.select(JOBS).where(JOBS.c.retry_of.is_(None)).execution_options(yield_per=AT_ONCE)
    for row in op.get_bind().execute(orders):
        key = key_of(row.kind, row.request)
        times[key] = times.get(key, 0) + 1
        last[key] = max(last.get(key, (row.created_at, row.id)), (row.created_at, row.id))
    for some in in_portions(list(last.items())):
        insert_past_requests(dict(some), times)


def in_portions(
    entries: Sequence[tuple[str, Ordered]],
) -> Iterator[Sequence[tuple[str, Ordered]]]:
    for start in range(0, len(entries), AT_ONCE):
        yield entries[start : start + AT_ONCE]


def insert_past_requests(last: dict[str, Ordered], times: dict[str, int]) -> None:
    keys = {job_id: key for key, (_, job_id) in last.items()}
    rows = op.get_bind().execute(sa.select(JOBS).where(JOBS.c.id.in_(keys))).all()
    values = [
        {
            "key": keys[row.id],
            "kind": row.kind,
            "search_text": search_text_of(row.request),
            "times": times[keys[row.id]],
            "last_job_id": row.id,
            "last_at": row.created_at.replace(tzinfo=UTC),
        }
        for row in rows
    ]
    op.get_bind().execute(sa.insert(PAST_REQUESTS), values)


def key_of(kind: str, request: dict[str, Any]) -> str:
    """As `persistence.history` had it when this was written."""
    said = {name: value for name, value in request.items() if value is not None}
    whole = json.dumps([kind, said], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(whole.encode()).hexdigest()


def search_text_of(request: dict[str, Any]) -> str:
    """As `persistence.history` had it when this was written."""
    texts = (request.get(name) for name in ("title", "prompt", "lyrics"))
    text = unicodedata.normalize("NFC", "\n".join(each for each in texts if each))
    return unicodedata.normalize("NFC", text.casefold())
