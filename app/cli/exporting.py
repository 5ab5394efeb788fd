"""`macki export`: the library in plain folders that need no studio to be read.

It asks the running studio, as any client does: so it works beside `make run`, and from another
machine, and nothing is read from under the studio's feet.
"""

import errno
import hashlib
import json
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from app.cli import exits, screen
from app.cli.client import Fields, Refused, StudioClient, Unreachable
from app.cli.ids import uuid_of
from app.cli.ledger import Ledger, opened
from app.cli.session import json_option, run, server_option
from app.cli.transfer import Transfer, name_in, transfer

_PAGE = 50
_PARTIAL = ".macki-export.part"
_ARCHIVE = "application/zip"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--text", help="Only what has these words in its texts.")
@click.option("--tag", "tags", multiple=True, help="Only with this tag; several: with all.")
@click.option("--favourites", is_flag=True, help="Only favourites.")
@click.option("--rating", type=click.IntRange(1, 5), help="Only what is rated so, or better.")
@click.option("--model", "models", multiple=True, help="Only of this model; several: of any.")
@click.option("--trash", is_flag=True, help="Also what lies in the trash.")
@json_option
@server_option
def export(
    folder: Path,
    text: str | None,
    tags: tuple[str, ...],
    favourites: bool,
    rating: int | None,
    models: tuple[str, ...],
    trash: bool,
    as_json: bool,
    server: str | None,
) -> None:
    """Write the library to FOLDER: tagged files, lyrics, and a JSON with all that is known.

    Run it again for what is new or changed. Files that it did not write, or that you changed, stay
    as they are; what was removed from the library stays in the folder.
    """
    wanted: dict[str, Any] = {
        "text": text,
        "tags": list(tags) or None,
        "favourite": True if favourites else None,
        "ratingFrom": rating,
        "models": list(models) or None,
        "trashed": None if trash else False,
    }

    async def write(client: StudioClient) -> int:
        await client.execute("jobs", {"first": 1, "filter": None})  # says at once if none answers
        with opened(folder) as ledger:
            async with transfer(client) as files:
                return await Export(client, files, ledger, folder, as_json=as_json).run(wanted)

    run(server, write)


class Export:
    def __init__(
        self,
        client: StudioClient,
        files: Transfer,
        ledger: Ledger,
        folder: Path,
        *,
        as_json: bool,
    ) -> None:
        self._client = client
        self._files = files
        self._ledger = ledger
        self._folder = folder
        self._as_json = as_json
        self._count = Counter[str]()

    async def run(self, wanted: Fields) -> int:
        """The exit code. Everything that was finished before a failure stays finished."""
        partial = self._folder / _PARTIAL
        try:
            async for node in self._nodes(wanted):
                await self._one(node)
        except OSError as error:
            if error.errno not in _FULL:
                raise
            screen.print_error(
                f"The disk of {self._folder} is full.",
                "Free some space and run the same command again: it goes on where it stopped.",
            )
            self._count["failed"] += 1
        except Unreachable as error:
            screen.print_error(str(error), "Run the same command again: it goes on from there.")
            self._sum_up()
            return exits.UNREACHABLE
        finally:
            partial.unlink(missing_ok=True)
        self._sum_up()
        return exits.FAILED if self._count["failed"] else exits.SUCCEEDED

    async def _nodes(self, wanted: Fields) -> AsyncIterator[Fields]:
        after: str | None = None
        while True:
            variables = {"first": _PAGE, "after": after, "filter": wanted}
            page = (await self._client.execute("library", variables))["library"]
            for edge in page["edges"]:
                yield edge["node"]
            if not page["pageInfo"]["hasNextPage"]:
                return
            after = page["pageInfo"]["endCursor"]

    async def _one(self, node: Fields) -> None:
        try:
            outcome = await self._exported(node)
        except Refused as error:
            screen.print_error(f"{node['title']}: {error.message}", error.hint)
            outcome = "failed"
        self._count[outcome] += 1
        if self._as_json:
            screen.print_json({"id": node["id"], "title": node["title"], "outcome": outcome})
        elif outcome in ("new", "changed"):
            screen.out.print(f"{outcome:<8} {node['title']}", soft_wrap=True, markup=False)

    async def _exported(self, node: Fields) -> str:
        content = await self._files.fetch(node["recordUrl"])
        record, before = json.loads(content), hashlib.sha256(content).hexdigest()
        digest = _digest(record)
        if record["format"] == "macki-song" and not any(_sounds(each) for each in node["choices"]):
            return "unfinished"
        # Older exports noted the hash of the record as it came.
        if any(self._ledger.is_unchanged(node["id"], each) for each in (digest, before)):
            return "unchanged"
        outcome = "changed" if self._ledger.is_known(node["id"]) else "new"
        write = self._image if record["format"] == "macki-image" else self._song
        written = await write(node, record)
        self._ledger.finish(node["id"], digest, written)
        return outcome

    async def _image(self, node: Fields, record: dict[str, Any]) -> list[tuple[str, str]]:
        moment = datetime.fromisoformat(record["created_at"])
        wanted = f"images/{moment:%Y/%m}/{name_in(node['downloadUrl'])}"
        picture = await self._file(node, node["downloadUrl"], wanted)
        _note(record["file"], *picture)
        told = self._record(node, record, f"{picture[0].rpartition('.')[0]}.json")
        return [picture, told]

    async def _song(self, node: Fields, record: dict[str, Any]) -> list[tuple[str, str]]:
        name = name_in(node["recordUrl"]).removesuffix(".json")
        other = f"songs/{name} ({uuid_of(node['id'])[-6:]})"
        folder = self._ledger.folder_of(node["id"], f"songs/{name}", other)
        written = list[tuple[str, str]]()
        by_index = {each["index"]: each for each in record["choices"]}
        for choice in node["choices"]:
            told = by_index.get(choice["index"], {})
            for role, url in _sounds(choice).items():
                file = await self._file(node, url, f"{folder}/{name_in(url)}")
                written.append(file)
                _note(told[role], *file)
            written += await self._lyrics(node, choice, folder)
        return [*written, self._record(node, record, f"{folder}/{name}.json")]

    async def _lyrics(self, node: Fields, choice: Fields, folder: str) -> list[tuple[str, str]]:
        written = list[tuple[str, str]]()
        for kind in ("text", "lrc"):
            url: str = choice["downloads"][kind]
            try:
                written.append(await self._file(node, url, f"{folder}/{name_in(url)}"))
            except Refused as error:  # nothing is timed
                if error.code != "CONFLICT":
                    raise
        return written

    async def _file(self, node: Fields, url: str, wanted: str) -> tuple[str, str]:
        """The path that it got, and its hash."""
        partial = self._folder / _PARTIAL
        sha256 = await self._files.save(url, partial)
        return self._ledger.place(node["id"], partial, sha256, wanted), sha256

    def _record(self, node: Fields, record: Fields, wanted: str) -> tuple[str, str]:
        content = (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode()
        partial = self._folder / _PARTIAL
        partial.write_bytes(content)
        sha256 = hashlib.sha256(content).hexdigest()
        return self._ledger.place(node["id"], partial, sha256, wanted), sha256

    def _sum_up(self) -> None:
        order = ("new", "changed", "unchanged", "unfinished", "failed")
        parts = [f"{self._count[each]} {each}" for each in order if self._count[each]]
        if not self._as_json:
            screen.out.print(f"{', '.join(parts) or 'Nothing fits'}.", markup=False)


def _digest(record: Fields) -> str:
    """Of all that is said, but not of the bytes of images and sounds: those of a thing never
    change, but that an import has the tagged copies instead which are here."""
    said = json.loads(json.dumps(record), object_hook=_without_bytes)
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _without_bytes(part: Fields) -> Fields:
    if part.get("media_type", _ARCHIVE) == _ARCHIVE:
        return part
    return {name: each for name, each in part.items() if name not in ("sha256", "size_bytes")}


def _sounds(choice: Fields) -> dict[str, str]:
    downloads: Fields = choice["downloads"]
    return {role: downloads[role] for role in ("mp3", "lossless", "stems") if downloads[role]}


def _note(file: dict[str, Any], path: str, sha256: str) -> None:
    """The record names the file beside it; the stored one was without words."""
    file.update(name=path.rpartition("/")[2], original_sha256=file["sha256"], sha256=sha256)
