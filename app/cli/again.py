"""`macki again`: an earlier order once more."""

import click

from app.cli import exits
from app.cli.client import StudioClient
from app.cli.ids import global_id_of
from app.cli.ordering import Ordering, orders
from app.cli.session import run


@click.command(epilog=exits.EXIT_CODES)
@click.argument("job")
@orders
def again(
    ordering: Ordering,
    job: str,
) -> None:
    """Order the same as JOB did, as a new job that is charged again."""

    async def order(client: StudioClient) -> int:
        wanted = {"jobId": await global_id_of(client, job)}
        return await ordering.order_by(client, "again", "orderAgain", wanted)

    run(ordering.server, order)
