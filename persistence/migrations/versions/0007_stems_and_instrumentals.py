"""What an archive holds, the stems of a song choice, and which songs are instrumentals or extend
another one.

There is no way back but the backup that was made before.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("media_files", sa.Column("entries", DOCUMENT))
    op.add_column(
        "songs", sa.Column("instrumental", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("songs", sa.Column("extends", sa.Uuid()))
    with op.batch_alter_table("song_choices") as song_choices:
        song_choices.add_column(sa.Column("stems_sha256", sa.String(64)))
        song_choices.create_foreign_key(
            "fk_song_choices_stems_sha256", "media_files", ["stems_sha256"], ["sha256"]
        )
    op.create_index("ix_song_choices_stems_sha256", "song_choices", ["stems_sha256"])
