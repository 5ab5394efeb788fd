"""`macki collections` and `macki collect`: what belongs together."""

import click
from rich.markup import escape
from rich.table import Table

from app.cli import exits, screen
from app.cli.client import Fields, Refused, StudioClient
from app.cli.ids import global_id_of
from app.cli.session import json_option, run, server_option

_WORDS = {"BY_HAND": "by hand", "BY_DATE": "by date"}


@click.command()
@json_option
@server_option
def collections(as_json: bool, server: str | None) -> None:
    """List the collections."""

    async def show(client: StudioClient) -> int:
        found = (await client.execute("collections", {}))["collections"]
        if as_json:
            for each in found:
                screen.print_json(each)
        elif found:
            screen.out.print(_table(found))
        else:
            screen.out.print("No collections yet. Try: macki collect NAME JOB")
        return exits.SUCCEEDED

    run(server, show)


@click.command()
@click.argument("name")
@click.argument("jobs", nargs=-1, required=True, metavar="JOB...")
@json_option
@server_option
def collect(name: str, jobs: tuple[str, ...], as_json: bool, server: str | None) -> None:
    """Put what each JOB made into the collection NAME, which is made if there is none."""

    async def fill(client: StudioClient) -> int:
        items = [item for job in jobs for item in await _made(client, job)]
        collection_id = await _called(client, name) or await _new(client, name)
        given = {"collectionId": collection_id, "select": {"ids": items}}
        data = await client.execute("collect", {"input": given})
        changed = _succeeded(data["addToCollection"], "collection")
        if as_json:
            screen.print_json(changed)
        else:
            collection = changed["collection"]
            screen.out.print(
                f"{changed['count']} new in “{escape(collection['name'])}”, which now has "
                f"{collection['itemCount']}.",
                soft_wrap=True,
            )
        return exits.SUCCEEDED

    run(server, fill)


async def _made(client: StudioClient, job: str) -> list[str]:
    """The global ids of what a job made."""
    job_id = await global_id_of(client, job)
    found = (await client.execute("made", {"id": job_id}))["job"]
    made = [*found["images"], *([found["song"]] if found["song"] else [])]
    if not made:
        raise Refused("CONFLICT", f"{job} has made nothing.", "`macki watch` shows how it is.")
    return [each["id"] for each in made]


async def _called(client: StudioClient, name: str) -> str | None:
    """By its name, else by the only one that differs from it in case alone."""
    found = (await client.execute("collections", {}))["collections"]
    exact = [each["id"] for each in found if each["name"] == name.strip()]
    alike = [each["id"] for each in found if each["name"].casefold() == name.strip().casefold()]
    return exact[0] if exact else alike[0] if len(alike) == 1 else None


async def _new(client: StudioClient, name: str) -> str:
    data = await client.execute("collection", {"input": {"name": name}})
    return _succeeded(data["saveCollection"], "collection")["collection"]["id"]


def _succeeded(result: Fields, field: str) -> Fields:
    """Raises Refused."""
    if field not in result:
        raise Refused(result["code"], result["message"], result["hint"])
    return result


def _table(found: list[Fields]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("ITEMS", justify="right")
    table.add_column("ORDER", no_wrap=True)
    table.add_column("NAME", overflow="fold")
    for each in found:
        table.add_row(str(each["itemCount"]), _WORDS[each["arrangement"]], escape(each["name"]))
    return table
