"""The tables. A change here needs a migration; a test compares both."""

from typing import Any

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    event,
    false,
    true,
)

from domain.job_state import JobState
from persistence.column_types import (
    COUNTER,
    Document,
    Dollars,
    Duration,
    Moment,
    Prose,
    SortedProse,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

event.listen(
    metadata,
    "before_create",
    DDL("CREATE EXTENSION IF NOT EXISTS pg_trgm").execute_if(dialect="postgresql"),
)

_STATES = ", ".join(f"'{state}'" for state in JobState)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Uuid(), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("provider", String(20), nullable=False),
    Column("model", Prose(), nullable=False),
    Column("request", Document(), nullable=False),
    Column("state", String(20), nullable=False),
    Column("created_at", Moment(), nullable=False),
    Column("due_at", Moment()),
    Column("submitted_at", Moment()),
    Column("accepted_at", Moment()),
    Column("finished_at", Moment()),
    Column("deadline", Moment()),
    Column("expected_us", Duration()),
    Column("lease_owner", Uuid()),
    Column("lease_until", Moment()),
    Column("attempt", Integer(), nullable=False),
    Column("tries", Integer(), nullable=False),
    Column("provider_job_id", Prose()),
    Column("provider_word", Prose()),
    Column("reported_progress", Float()),
    Column("deliveries", Document(), nullable=False),
    Column("failure", Document()),
    Column("cancel_requested", Boolean(), nullable=False),
    Column("idempotency_key", Prose(), unique=True),
    Column("retry_of", Uuid(), ForeignKey("jobs.id"), unique=True),
    Column("sequence", Integer(), nullable=False),
    Column("revision", Integer(), nullable=False),
    Column("estimated_usd_micros", Dollars()),
    Column("at_vendor", Boolean(), nullable=False, server_default=true()),
    Column("dismissed_at", Moment()),
    CheckConstraint(f"state IN ({_STATES})", name="state"),
    Index(None, "created_at", "id"),
    Index(None, "state", "due_at"),
)

Index(
    "ix_jobs_lease_owner",
    jobs.c.lease_owner,
    sqlite_where=jobs.c.lease_owner.is_not(None),
    postgresql_where=jobs.c.lease_owner.is_not(None),
)
Index(
    "ix_jobs_succeeded",
    jobs.c.provider,
    jobs.c.model,
    jobs.c.finished_at,
    sqlite_where=jobs.c.state == "SUCCEEDED",
    postgresql_where=jobs.c.state == "SUCCEEDED",
)

Index(
    "ix_jobs_provider_job_id",
    jobs.c.provider_job_id,
    sqlite_where=jobs.c.provider_job_id.is_not(None),
    postgresql_where=jobs.c.provider_job_id.is_not(None),
)
Index(
    "ix_jobs_accepted_at",
    jobs.c.accepted_at,
    sqlite_where=jobs.c.accepted_at.is_not(None),
    postgresql_where=jobs.c.accepted_at.is_not(None),
)
Index(
    "ix_jobs_unaccepted",
    jobs.c.submitted_at,
    sqlite_where=jobs.c.accepted_at.is_(None),
    postgresql_where=jobs.c.accepted_at.is_(None),
)

further_keys = Table(
    "further_keys",
    metadata,
    Column("key", Prose(), primary_key=True),
    Column("job_id", Uuid(), ForeignKey("jobs.id"), nullable=False),
)

past_requests = Table(
    "past_requests",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("search_text", Prose(), nullable=False),
    Column("times", Integer(), nullable=False),
    Column("last_job_id", Uuid(), ForeignKey("jobs.id"), nullable=False),
    Column("last_at", Moment(), nullable=False),
    Index(None, "last_at", "last_job_id"),
)

job_events = Table(
    "job_events",
    metadata,
    Column("cursor", COUNTER, Identity(), primary_key=True),
    Column("job_id", Uuid(), ForeignKey("jobs.id"), nullable=False),
    Column("sequence", Integer(), nullable=False),
    Column("at", Moment(), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("message", Prose(), nullable=False),
    Column("attempt", Integer(), nullable=False),
    Column("progress", Float()),
    Column("code", String(40)),
    Column("http_status", Integer()),
    Column("next_try_at", Moment()),
    Column("preview", String(64)),
    UniqueConstraint("job_id", "sequence"),
    sqlite_autoincrement=True,
)
Index(
    "ix_job_events_preview",
    job_events.c.preview,
    sqlite_where=job_events.c.preview.is_not(None),
    postgresql_where=job_events.c.preview.is_not(None),
)

media_files = Table(
    "media_files",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("media_type", String(40), nullable=False),
    Column("size_bytes", BigInteger(), nullable=False),
    Column("width", Integer()),
    Column("height", Integer()),
    Column("duration_ms", BigInteger()),
    Column("entries", Document()),
    Column("colour", String(7)),
    Column("oddity", Prose()),
)


media_home = Table(
    "media_home",
    metadata,
    Column("name", Uuid(), primary_key=True),
    Column("since", Moment(), nullable=False),
)


def _curation() -> list[Column[Any]]:
    """The owner's words about an image or a song. `rating` is 0 where there is none; `title_key`
    and `search_text` are the forms in which texts are sorted and searched."""
    return [
        Column("title", Prose(), nullable=False),
        Column("title_key", SortedProse(), nullable=False),
        Column("tags", Document(), nullable=False),
        Column("favourite", Boolean(), nullable=False),
        Column("rating", Integer(), nullable=False),
        Column("notes", Prose()),
        Column("trashed_at", Moment()),
        Column("search_text", Prose(), nullable=False),
    ]


def _find(items: Table) -> None:
    """What PostgreSQL finds and counts by; of SQLite see `persistence.facts`."""
    for index in (
        Index(
            f"ix_{items.name}_search_text",
            items.c.search_text,
            postgresql_using="gin",
            postgresql_ops={"search_text": "gin_trgm_ops"},
        ),
        Index(
            f"ix_{items.name}_facets",
            items.c.model,
            items.c.rating,
            items.c.favourite,
            postgresql_include=["id", "job_id", "created_at"],
            postgresql_where=items.c.trashed_at.is_(None),
        ),
        Index(
            f"ix_{items.name}_trashed",
            items.c.created_at,
            items.c.id,
            postgresql_where=items.c.trashed_at.is_not(None),
        ),
    ):
        index.ddl_if(dialect="postgresql")
        index.info["only"] = "postgresql"


def _tags_of(items: Table, name: str) -> Table:
    """The tags once more, to be searched and counted; `key` is alike for tags that are alike."""
    return Table(
        name,
        metadata,
        Column("item_id", Uuid(), ForeignKey(items.c.id), primary_key=True),
        Column("key", Prose(), primary_key=True),
        Column("tag", Prose(), nullable=False),
        Index(None, "key", "tag", "item_id"),
    )


images = Table(
    "images",
    metadata,
    Column("id", Uuid(), primary_key=True),
    Column("job_id", Uuid(), ForeignKey("jobs.id"), nullable=False),
    Column("ordinal", Integer(), nullable=False),
    Column("prompt", Prose(), nullable=False),
    Column("revised_prompt", Prose()),
    Column("model", Prose(), nullable=False),
    Column("sha256", String(64), ForeignKey("media_files.sha256"), nullable=False),
    Column("created_at", Moment(), nullable=False),
    *_curation(),
    UniqueConstraint("job_id", "ordinal"),
    Index(None, "created_at", "id"),
    Index(None, "title_key", "id"),
    Index(None, "rating", "id"),
    Index(None, "sha256"),
)
_find(images)
image_tags = _tags_of(images, "image_tags")

songs = Table(
    "songs",
    metadata,
    Column("id", Uuid(), primary_key=True),
    Column("job_id", Uuid(), ForeignKey("jobs.id"), nullable=False, unique=True),
    Column("lyrics", Prose(), nullable=False),
    Column("prompt", Prose()),
    Column("model", Prose(), nullable=False),
    Column("created_at", Moment(), nullable=False),
    Column("completed_at", Moment()),
    Column("instrumental", Boolean(), nullable=False, server_default=false()),
    # The choice that it goes on from; no reference, since choices are written anew with their song.
    Column("extends", Uuid()),
    *_curation(),
    Index(None, "created_at", "id"),
    Index(None, "title_key", "id"),
    Index(None, "rating", "id"),
)
_find(songs)
song_tags = _tags_of(songs, "song_tags")

song_choices = Table(
    "song_choices",
    metadata,
    Column("id", Uuid(), primary_key=True),
    Column("song_id", Uuid(), ForeignKey("songs.id"), nullable=False),
    Column("ordinal", Integer(), nullable=False),
    Column("provider_choice_id", Prose()),
    Column("duration_ms", BigInteger()),
    Column("sections", Document(), nullable=False),
    Column("mp3_sha256", String(64), ForeignKey("media_files.sha256")),
    Column("lossless_sha256", String(64), ForeignKey("media_files.sha256")),
    Column("stems_sha256", String(64), ForeignKey("media_files.sha256")),
    UniqueConstraint("song_id", "ordinal"),
    Index(None, "mp3_sha256"),
    Index(None, "lossless_sha256"),
    Index(None, "stems_sha256"),
)

collections = Table(
    "collections",
    metadata,
    Column("id", Uuid(), primary_key=True),
    Column("name", Prose(), nullable=False, unique=True),
    Column("description", Prose(), nullable=False),
    Column("arrangement", String(20), nullable=False),
    Column("cover_id", Uuid(), ForeignKey("images.id", ondelete="SET NULL")),
    Column("created_at", Moment(), nullable=False),
    Column("updated_at", Moment(), nullable=False),
    Index(None, "cover_id"),
)


def _places_of(items: Table, name: str) -> Table:
    """What is in which collection; gone with either of the two."""
    item, collection = items.c.id, collections.c.id
    return Table(
        name,
        metadata,
        Column(
            "collection_id", Uuid(), ForeignKey(collection, ondelete="CASCADE"), primary_key=True
        ),
        Column("item_id", Uuid(), ForeignKey(item, ondelete="CASCADE"), primary_key=True),
        Column("number", BigInteger(), nullable=False),
        Column("added_at", Moment(), nullable=False),
        Index(None, "item_id"),
        Index(None, "collection_id", "number", "item_id"),
    )


collection_images = _places_of(images, "collection_images")
collection_songs = _places_of(songs, "collection_songs")

templates = Table(
    "templates",
    metadata,
    Column("id", Uuid(), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("name", Prose(), nullable=False),
    Column("request", Document(), nullable=False),
    Column("created_at", Moment(), nullable=False),
    Column("updated_at", Moment(), nullable=False),
    UniqueConstraint("kind", "name"),
)

workers = Table(
    "workers",
    metadata,
    Column("id", Uuid(), primary_key=True),
    Column("heard_at", Moment(), nullable=False),
)
