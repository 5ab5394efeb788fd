"""What Alembic runs: the migrations, on the connection that `persistence.migrate` hands over, or
for a developer, who writes the next one, on a database named on the command line:

    alembic -c persistence/migrations/alembic.ini -x url=sqlite+aiosqlite:///studio.db \\
        revision --autogenerate --rev-id 0002 -m "what changes"
"""

import asyncio

from alembic import context
from sqlalchemy import Connection

from persistence.engine import create_engine
from persistence.facts import concerns
from persistence.tables import metadata


def run(connection: Connection) -> None:
    # SQLite cannot alter most of a table in place: batch mode copies it.
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        include_object=concerns(connection.dialect.name),
    )
    with context.begin_transaction():
        context.run_migrations()


async def run_on_named_database() -> None:
    engine = create_engine(context.get_x_argument(as_dictionary=True)["url"])
    async with engine.begin() as connection:
        await connection.run_sync(run)
    await engine.dispose()


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    asyncio.run(run_on_named_database())
