"""Commands about jobs: what there are, what they are at, and what becomes of them."""

from pathlib import Path

import click

from app.cli import exits, screen
from app.cli.client import StudioClient
from app.cli.follow import follow
from app.cli.ids import global_id_of
from app.cli.session import json_option, output_option, run, server_option


@click.command()
@click.option("--all", "everything", is_flag=True, help="Also jobs that have ended long ago.")
@click.option("--running", is_flag=True, help="Only jobs that have not ended.")
@json_option
@server_option
def jobs(everything: bool, running: bool, as_json: bool, server: str | None) -> None:
    """List the jobs, the newest first."""

    async def show(client: StudioClient) -> int:
        wanted = {"inFlight": True} if running else None
        data = await client.execute("jobs", {"first": 100 if everything else 20, "filter": wanted})
        nodes = [edge["node"] for edge in data["jobs"]["edges"]]
        if as_json:
            for node in nodes:
                screen.print_json(node)
        elif nodes:
            screen.out.print(screen.jobs_table(nodes))
            if data["jobs"]["totalCount"] > len(nodes):
                screen.out.print(f"[dim]{len(nodes)} of {data['jobs']['totalCount']}[/]")
        else:
            screen.out.print('No jobs yet. Try: macki image "A lighthouse at dusk"')
        return exits.SUCCEEDED

    run(server, show)


@click.command(epilog=exits.EXIT_CODES)
@click.argument("job", required=False)
@click.option("--after", metavar="CURSOR", help="Without JOB: replay behind this cursor; 0 is all.")
@output_option
@json_option
@server_option
def watch(
    job: str | None, after: str | None, output: Path | None, as_json: bool, server: str | None
) -> None:
    """Watch JOB to its end; without JOB, everything that happens from now on."""

    async def watch_one(client: StudioClient, wanted: str) -> int:
        job_id = await global_id_of(client, wanted)
        await client.execute("job", {"id": job_id})  # says at once if there is no such job
        return await follow(client, job_id, as_json=as_json, output=output)

    async def watch_all(client: StudioClient) -> int:
        await client.execute("jobs", {"first": 1, "filter": None})  # says at once if none answers
        if not as_json:
            screen.err.print("[dim]Watching all jobs; Ctrl-C ends.[/]")
        async for event in client.feed(after):
            if as_json:
                screen.print_json(event)
            else:
                screen.out.print(screen.event_line(event), soft_wrap=True)
        return exits.SUCCEEDED

    run(server, lambda client: watch_one(client, job) if job else watch_all(client))


@click.command()
@click.argument("job")
@server_option
def cancel(job: str, server: str | None) -> None:
    """Stop JOB. There is no cancel at the provider: it may still charge."""

    async def stop(client: StudioClient) -> int:
        job_id = await global_id_of(client, job)
        changed = await client.mutate("cancel", "cancelJob", {"jobId": job_id})
        later = changed["state"] != "CANCELLED"
        screen.out.print(
            "It will be cancelled as soon as the provider has answered."
            if later
            else "Cancelled; the provider may still charge for it."
        )
        return exits.SUCCEEDED

    run(server, stop)


@click.command(epilog=exits.EXIT_CODES)
@click.argument("job")
@output_option
@json_option
@server_option
def retry(job: str, output: Path | None, as_json: bool, server: str | None) -> None:
    """Go on with a failed or cancelled JOB, free of charge where that is possible."""

    async def again(client: StudioClient) -> int:
        job_id = await global_id_of(client, job)
        new = await client.mutate("retry", "retryJob", {"jobId": job_id})
        return await follow(client, new["id"], as_json=as_json, output=output)

    run(server, again)


@click.command(epilog=exits.EXIT_CODES)
@click.argument("job")
@click.option("--adopt", metavar="ID", help="It ran: follow it under the provider's id.")
@click.option("--again", is_flag=True, help="Submit it again; it may be charged twice.")
@output_option
@json_option
@server_option
def resolve(
    job: str, adopt: str | None, again: bool, output: Path | None, as_json: bool, server: str | None
) -> None:
    """Decide about a JOB that needs a check."""
    if (adopt is None) != again:
        raise click.UsageError("Decide: either --adopt ID or --again.")

    async def decide(client: StudioClient) -> int:
        job_id = await global_id_of(client, job)
        decision = {"resolution": "SUBMIT_AGAIN" if again else "ADOPT", "providerJobId": adopt}
        await client.mutate("resolve", "resolveJob", {"jobId": job_id, **decision})
        return await follow(client, job_id, as_json=as_json, output=output)

    run(server, decide)
