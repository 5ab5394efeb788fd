"""What clients were promised with the last release, and whether the changelog tells of each breach.

`--check` compares; without it the present schema becomes the promise, as a release does.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from graphql import build_schema
from graphql.utilities import find_breaking_changes

from gql.export import SCHEMA_FILE

RELEASED_FILE = Path(__file__).with_name("released.graphql")
CHANGELOG = Path(__file__).parents[1] / "CHANGELOG.md"

_COORDINATES = (
    re.compile(r"(@\w+(?:\(\w+:\))?)"),
    re.compile(r"(\w+\.\w+(?:\(\w+:\))?)"),
    re.compile(r"union type (\w+)"),
    re.compile(r"^(\w+)"),
)
"""Where graphql-core's sentences name what changed; the first that is found holds."""

_IMPLIED = "Standard scalar "
"""Begins the sentence on a scalar that nothing uses any more: what used it has one of its own."""


def untold(released: str, current: str, changelog: str) -> list[tuple[str, str]]:
    """Each breaking change that is not named: its coordinate, and what happened to it."""
    announced = _section(_section(changelog, "## Unreleased"), "### Breaking")
    return [
        (coordinate, change)
        for coordinate, change in _breaking(released, current)
        if f"`{coordinate}`" not in announced
    ]


def _breaking(released: str, current: str) -> Iterator[tuple[str, str]]:
    for change in find_breaking_changes(build_schema(released), build_schema(current)):
        if not change.description.startswith(_IMPLIED):
            yield _coordinate(change.description), change.description


def _coordinate(sentence: str) -> str:
    found = (pattern.search(sentence) for pattern in _COORDINATES)
    return next(match[1] for match in found if match)


def _section(text: str, heading: str) -> str:
    """What stands below a heading, up to the next of its level; nothing where there is none."""
    level = heading.split()[0]
    found = re.search(rf"^{heading}$\n(.*?)(?=^{level} |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def main() -> int:
    current = SCHEMA_FILE.read_text(encoding="utf-8")
    if "--check" not in sys.argv:
        RELEASED_FILE.write_text(current, encoding="utf-8")
        return 0
    released = RELEASED_FILE.read_text(encoding="utf-8")
    breaches = untold(released, current, CHANGELOG.read_text(encoding="utf-8"))
    for coordinate, change in breaches:
        sys.stderr.write(
            f"{change} That breaks clients of the last release. Keep what they use and mark it "
            f"with a deprecation reason, or name `{coordinate}` in CHANGELOG.md, in Unreleased "
            "under Breaking.\n"
        )
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
