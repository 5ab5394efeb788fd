"""Why an archive was kept as it came, unopened; and the keys of orders that were answered with a
job which was under way already.

There is no way back but the backup that was made before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("media_files", sa.Column("oddity", sa.Text()))
    op.create_table(
        "further_keys",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("job_id", sa.Uuid(), sa.ForeignKey("jobs.id"), nullable=False),
    )
