"""What the paid request of a job costs, and whether its vendor was asked.

Of the jobs before, the former is unknown, and the latter is assumed: nobody is told that nothing
was charged where something may have been. There is no way back but the backup that was made
before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("jobs", sa.Column("estimated_usd_micros", sa.BigInteger()))
    op.add_column(
        "jobs", sa.Column("at_vendor", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    create_index("ix_jobs_accepted_at", "accepted_at", "accepted_at IS NOT NULL")
    create_index("ix_jobs_unaccepted", "submitted_at", "accepted_at IS NULL")


def create_index(name: str, column: str, where: str) -> None:
    rows = sa.text(where)
    op.create_index(name, "jobs", [column], sqlite_where=rows, postgresql_where=rows)
