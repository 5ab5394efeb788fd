"""Collections of images and songs; and every request that was ever ordered, once.

There is no way back but the backup that was made before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0003"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_collections()
    for items in ("images", "songs"):
        create_places(items)


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
