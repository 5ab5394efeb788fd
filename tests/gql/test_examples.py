"""GraphiQL's examples run as they are, with the variables that they bring along."""

import json
from pathlib import Path
from typing import Any

import pytest
from graphql import OperationDefinitionNode, OperationType, parse

from tests.gql.socket import Server
from tests.gql.stories import fill
from tests.gql.studio import Studio, until

_FOLDER = Path(__file__).parents[2] / "frontend/graphiql/src/examples"


def _operation(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _variables(file: Path) -> dict[str, Any]:
    values = file.with_suffix(".json")
    return json.loads(values.read_text(encoding="utf-8")) if values.exists() else {}


def _is_live(file: Path) -> bool:
    operations = parse(_operation(file)).definitions
    return any(
        isinstance(each, OperationDefinitionNode) and each.operation is OperationType.SUBSCRIPTION
        for each in operations
    )


_READY = [
    file for file in sorted(_FOLDER.glob("*.graphql")) if "paste a" not in str(_variables(file))
]


def _by_liveness(live: bool) -> Any:
    files = [file for file in _READY if _is_live(file) is live]
    return pytest.mark.parametrize("file", files, ids=lambda file: file.stem)


@_by_liveness(False)
async def test_an_example_runs_as_it_is(studio: Studio, file: Path) -> None:
    await fill(studio.database, 2)
    data = await studio.data(_operation(file), **_variables(file))
    assert not any("fields" in (answer or {}) for answer in data.values())


@_by_liveness(True)
async def test_a_live_example_runs_as_it_is(studio: Studio, server: Server, file: Path) -> None:
    async with server.socket() as socket:
        await socket.subscribe("1", _operation(file), _variables(file))
        await until(lambda: studio.hub.readers == 1)
        await fill(studio.database, 1)
        assert (await socket.receive())["type"] == "next"


def test_examples_are_numbered_without_a_gap() -> None:
    numbers = [int(file.name[:2]) for file in sorted(_FOLDER.glob("*.graphql"))]
    assert numbers == list(range(1, len(numbers) + 1))
