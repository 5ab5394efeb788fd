"""Searches find by trigrams: pg_trgm in PostgreSQL, FTS5 in SQLite, which also gets slim rows of
what images and songs are filtered by. And a job is found by the provider's id of it.

The texts that are there are indexed here: some seconds for 100,000 images.

There is no way back but the backup that was made before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

FACTS = ("id", "job_id", "model", "created_at", "title_key", "favourite", "rating", "trashed_at")


def upgrade() -> None:
    find_jobs_of_providers()
    for tags in ("image_tags", "song_tags"):
        op.create_index(f"ix_{tags}_key_tag_item_id", tags, ["key", "tag", "item_id"])
        op.drop_index(f"ix_{tags}_key_item_id", tags)
    if op.get_bind().dialect.name == "sqlite":
        for name, items in (("image", "images"), ("song", "songs")):
            create_facts(name, items)
            fill_facts(name, items)
    else:
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for items in ("images", "songs"):
            index_items(items)


def find_jobs_of_providers() -> None:
    known = sa.text("provider_job_id IS NOT NULL")
    op.create_index(
        "ix_jobs_provider_job_id",
        "jobs",
        ["provider_job_id"],
        sqlite_where=known,
        postgresql_where=known,
    )


def index_items(items: str) -> None:
    op.create_index(
        f"ix_{items}_search_text",
        items,
        ["search_text"],
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
    op.create_index(
        f"ix_{items}_facets",
        items,
        ["model", "rating", "favourite"],
        postgresql_include=["id", "job_id", "created_at"],
        postgresql_where=sa.text("trashed_at IS NULL"),
    )
    op.create_index(
        f"ix_{items}_trashed",
        items,
        ["created_at", "id"],
        postgresql_where=sa.text("trashed_at IS NOT NULL"),
    )


def create_facts(name: str, items: str) -> None:
    facts, trigrams, columns = f"{name}_facts", f"{name}_trigrams", ", ".join(FACTS)
    new = ", ".join(f"new.{each}" for each in FACTS)
    changes = ", ".join(f"{each} = new.{each}" for each in FACTS)
    forget = (
        f"INSERT INTO {trigrams} ({trigrams}, rowid, search_text)"
        f" SELECT 'delete', number, old.search_text FROM {facts} WHERE id = old.id"
    )
    learn = (
        f"INSERT INTO {trigrams} (rowid, search_text)"
        f" SELECT number, new.search_text FROM {facts} WHERE id = new.id"
    )
    for statement in (
        f"CREATE TABLE {facts} (number INTEGER NOT NULL PRIMARY KEY, id CHAR(32) NOT NULL UNIQUE,"
        " job_id CHAR(32) NOT NULL, model TEXT NOT NULL, created_at DATETIME NOT NULL,"
        " title_key TEXT NOT NULL, favourite BOOLEAN NOT NULL, rating INTEGER NOT NULL,"
        " trashed_at DATETIME)",
        f"CREATE INDEX ix_{facts}_facets ON {facts} (model, rating, favourite)"
        " WHERE trashed_at IS NULL",
        f"CREATE INDEX ix_{facts}_trashed ON {facts} (created_at, id) WHERE trashed_at IS NOT NULL",
        f"CREATE INDEX ix_{facts}_job_id ON {facts} (job_id)",
        f"CREATE VIRTUAL TABLE {trigrams} USING fts5"
        " (search_text, content='', tokenize='trigram case_sensitive 1')",
        f"CREATE TRIGGER {items}_added AFTER INSERT ON {items} BEGIN"
        f" INSERT INTO {facts} ({columns}) VALUES ({new}); {learn}; END",
        f"CREATE TRIGGER {items}_changed AFTER UPDATE ON {items} BEGIN"
        f" UPDATE {facts} SET {changes} WHERE id = old.id; END",
        f"CREATE TRIGGER {items}_reworded AFTER UPDATE ON {items}"
        f" WHEN new.search_text <> old.search_text BEGIN {forget}; {learn}; END",
        f"CREATE TRIGGER {items}_removed AFTER DELETE ON {items} BEGIN"
        f" {forget}; DELETE FROM {facts} WHERE id = old.id; END",
    ):
        op.execute(statement)


def fill_facts(name: str, items: str) -> None:
    columns = ", ".join(FACTS)
    op.execute(
        f"INSERT INTO {name}_facts ({columns}) SELECT {columns} FROM {items} ORDER BY created_at"
    )
    op.execute(
        f"INSERT INTO {name}_trigrams (rowid, search_text) SELECT number, search_text"
        f" FROM {name}_facts JOIN {items} USING (id)"
    )
