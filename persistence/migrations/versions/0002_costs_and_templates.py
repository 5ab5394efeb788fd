"""What the paid request of a job costs and whether its vendor was asked; and the templates.

Of the jobs before, the price is unknown, and that the vendor was asked is assumed: nobody is told
that nothing was charged where something may have been.

There is no way back but the backup that was made before.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)
DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    tell_costs()
    create_templates()


def tell_costs() -> None:
    op.add_column("jobs", sa.Column("estimated_usd_micros", sa.BigInteger()))
    op.add_column(
        "jobs", sa.Column("at_vendor", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    create_index("ix_jobs_accepted_at", "accepted_at", "accepted_at IS NOT NULL")
    create_index("ix_jobs_unaccepted", "submitted_at", "accepted_at IS NULL")


def create_index(name: str, column: str, where: str) -> None:
    rows = sa.text(where)
    op.create_index(name, "jobs", [column], sqlite_where=rows, postgresql_where=rows)


def create_templates() -> None:
    op.create_table(
        "templates",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("request", DOCUMENT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_templates"),
        sa.UniqueConstraint("kind", "name", name="uq_templates_kind_name"),
    )
