"""The mean colour of each image, to be shown until the image is there.

Of the images before, it is found out by the next worker, which takes its time.

There is no way back but the backup that was made before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("media_files", sa.Column("colour", sa.String(7)))
