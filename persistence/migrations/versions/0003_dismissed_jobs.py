"""When the owner took a job off the list of tasks.

There is no way back but the backup that was made before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("jobs", sa.Column("dismissed_at", sa.DateTime(timezone=True)))
