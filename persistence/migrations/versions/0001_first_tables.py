"""The first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)
DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
PLAIN_ORDER = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
COUNTER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

STATES = (
    "'PENDING', 'SUBMITTING', 'RUNNING', 'ARCHIVING', "
    "'SUCCEEDED', 'FAILED', 'CANCELLED', 'NEEDS_CHECK'"
)


def upgrade() -> None:
    create_jobs()
    index_jobs()
    create_job_events()
    create_media_files()
    create_images()
    create_tags("image_tags", "images")
    create_songs()
    create_tags("song_tags", "songs")
    create_song_choices()
    create_workers()


def create_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("provider", sa.String(20), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("request", DOCUMENT, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT),
        sa.Column("submitted_at", MOMENT),
        sa.Column("accepted_at", MOMENT),
        sa.Column("finished_at", MOMENT),
        sa.Column("deadline", MOMENT),
        sa.Column("expected_us", sa.BigInteger()),
        sa.Column("lease_owner", sa.Uuid()),
        sa.Column("lease_until", MOMENT),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("provider_job_id", sa.Text()),
        sa.Column("provider_word", sa.Text()),
        sa.Column("reported_progress", sa.Float()),
        sa.Column("deliveries", DOCUMENT, nullable=False),
        sa.Column("failure", DOCUMENT),
        sa.Column("cancel_requested", sa.Boolean(), nullable=False),
        sa.Column("idempotency_key", sa.Text()),
        sa.Column("retry_of", sa.Uuid()),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("ck_jobs_state")),
        sa.UniqueConstraint("idempotency_key", name="uq_jobs_idempotency_key"),
        sa.ForeignKeyConstraint(["retry_of"], ["jobs.id"], name="fk_jobs_retry_of"),
        sa.UniqueConstraint("retry_of", name="uq_jobs_retry_of"),
    )


def index_jobs() -> None:
    op.create_index("ix_jobs_created_at_id", "jobs", ["created_at", "id"])
    op.create_index("ix_jobs_state_due_at", "jobs", ["state", "due_at"])
    held = sa.text("lease_owner IS NOT NULL")
    op.create_index(
        "ix_jobs_lease_owner", "jobs", ["lease_owner"], sqlite_where=held, postgresql_where=held
    )
    succeeded = sa.text("state = 'SUCCEEDED'")
    op.create_index(
        "ix_jobs_succeeded",
        "jobs",
        ["provider", "model", "finished_at"],
        sqlite_where=succeeded,
        postgresql_where=succeeded,
    )


def create_job_events() -> None:
    op.create_table(
        "job_events",
        sa.Column("cursor", COUNTER, sa.Identity(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("progress", sa.Float()),
        sa.Column("code", sa.String(40)),
        sa.Column("http_status", sa.Integer()),
        sa.Column("next_try_at", MOMENT),
        sa.Column("preview", sa.String(64)),
        sa.PrimaryKeyConstraint("cursor", name="pk_job_events"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_job_events_job_id"),
        sa.UniqueConstraint("job_id", "sequence", name="uq_job_events_job_id_sequence"),
        sqlite_autoincrement=True,
    )
    previews = sa.text("preview IS NOT NULL")
    op.create_index(
        "ix_job_events_preview",
        "job_events",
        ["preview"],
        sqlite_where=previews,
        postgresql_where=previews,
    )


def create_media_files() -> None:
    op.create_table(
        "media_files",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("media_type", sa.String(40), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("width", sa.Integer()),
        sa.Column("height", sa.Integer()),
        sa.Column("duration_ms", sa.BigInteger()),
        sa.PrimaryKeyConstraint("sha256", name="pk_media_files"),
    )


def curation() -> list[sa.Column[Any]]:
    return [
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", PLAIN_ORDER, nullable=False),
        sa.Column("tags", DOCUMENT, nullable=False),
        sa.Column("favourite", sa.Boolean(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("notes", sa.Text()),
        sa.Column("trashed_at", MOMENT),
        sa.Column("search_text", sa.Text(), nullable=False),
    ]


def index_items(table: str) -> None:
    for column in ("created_at", "title_key", "rating"):
        op.create_index(f"ix_{table}_{column}_id", table, [column, "id"])


def create_tags(name: str, items: str) -> None:
    op.create_table(
        name,
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("item_id", "key", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["item_id"], [f"{items}.id"], name=f"fk_{name}_item_id"),
    )
    op.create_index(f"ix_{name}_key_item_id", name, ["key", "item_id"])


def create_images() -> None:
    op.create_table(
        "images",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("revised_prompt", sa.Text()),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        *curation(),
        sa.PrimaryKeyConstraint("id", name="pk_images"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_images_job_id"),
        sa.ForeignKeyConstraint(["sha256"], ["media_files.sha256"], name="fk_images_sha256"),
        sa.UniqueConstraint("job_id", "ordinal", name="uq_images_job_id_ordinal"),
    )
    index_items("images")
    op.create_index("ix_images_sha256", "images", ["sha256"])


def create_songs() -> None:
    op.create_table(
        "songs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("lyrics", sa.Text(), nullable=False),
        sa.Column("prompt", sa.Text()),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("completed_at", MOMENT),
        *curation(),
        sa.PrimaryKeyConstraint("id", name="pk_songs"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_songs_job_id"),
        sa.UniqueConstraint("job_id", name="uq_songs_job_id"),
    )
    index_items("songs")


def create_song_choices() -> None:
    files = "media_files.sha256"
    op.create_table(
        "song_choices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("song_id", sa.Uuid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("provider_choice_id", sa.Text()),
        sa.Column("duration_ms", sa.BigInteger()),
        sa.Column("sections", DOCUMENT, nullable=False),
        sa.Column("mp3_sha256", sa.String(64)),
        sa.Column("lossless_sha256", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name="pk_song_choices"),
        sa.ForeignKeyConstraint(["song_id"], ["songs.id"], name="fk_song_choices_song_id"),
        sa.ForeignKeyConstraint(["mp3_sha256"], [files], name="fk_song_choices_mp3_sha256"),
        sa.ForeignKeyConstraint(
            ["lossless_sha256"], [files], name="fk_song_choices_lossless_sha256"
        ),
        sa.UniqueConstraint("song_id", "ordinal", name="uq_song_choices_song_id_ordinal"),
    )
    for column in ("mp3_sha256", "lossless_sha256"):
        op.create_index(f"ix_song_choices_{column}", "song_choices", [column])


def create_workers() -> None:
    op.create_table(
        "workers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("heard_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workers"),
    )
