"""The name of the media folder that belongs to the database.

There is no way back but the backup that was made before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "media_home",
        sa.Column("name", sa.Uuid(), primary_key=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
    )
