"""Why an archive was kept as it came, unopened.

There is no way back but the backup that was made before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("media_files", sa.Column("oddity", sa.Text()))
