"""`macki again`: an earlier order once more."""

from pathlib import Path

import click

from app.cli import exits
from app.cli.client import StudioClient
from app.cli.ids import global_id_of
from app.cli.session import (
    json_option,
    key_option,
    order_and_watch,
    output_option,
    run,
    server_option,
    wait_option,
)


@click.command(epilog=exits.EXIT_CODES)
@click.argument("job")
@output_option
@key_option
@wait_option
@json_option
@server_option
def again(
    job: str,
    output: Path | None,
    key: str | None,
    no_wait: bool,
    as_json: bool,
    server: str | None,
) -> None:
    """Order the same as JOB did, as a new job that is charged again."""

    async def order(client: StudioClient) -> int:
        wanted = {"jobId": await global_id_of(client, job), "idempotencyKey": key}
        return await order_and_watch(
            client,
            "again",
            "orderAgain",
            wanted,
            as_json=as_json,
            no_wait=no_wait,
            output=output,
        )

    run(server, order)
