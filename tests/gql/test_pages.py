"""The web application's own documents: the schema takes each, and the studio answers each query."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    DefinitionNode,
    FieldNode,
    FragmentDefinitionNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    OperationType,
    build_schema,
    parse,
    print_ast,
    validate,
)
from sqlalchemy import update

from persistence.tables import media_files
from tests.gql.stories import fill
from tests.gql.studio import Studio

_ROOT = Path(__file__).parents[2]
_SCHEMA = build_schema((_ROOT / "gql/schema.graphql").read_text(encoding="utf-8"))


def _definitions() -> Iterator[DefinitionNode]:
    for file in sorted((_ROOT / "frontend/src/app").rglob("*.graphql")):
        yield from parse(file.read_text(encoding="utf-8")).definitions


_ALL = list(_definitions())
_FRAGMENTS = [each for each in _ALL if isinstance(each, FragmentDefinitionNode)]
_OPERATIONS = [each for each in _ALL if isinstance(each, OperationDefinitionNode)]
_QUERIES = [each for each in _OPERATIONS if each.operation is OperationType.QUERY]


def _named(operations: list[OperationDefinitionNode]) -> Any:
    return pytest.mark.parametrize("operation", operations, ids=_name)


def _name(definition: OperationDefinitionNode | FragmentDefinitionNode) -> str:
    assert definition.name
    return definition.name.value


def _document(operation: OperationDefinitionNode) -> str:
    """With all fragments that it needs, and no others."""
    text, missing = print_ast(operation), list(_FRAGMENTS)
    while needed := next((each for each in missing if f"...{_name(each)}\n" in text), None):
        missing.remove(needed)
        text += "\n" + print_ast(needed)
    return text


@_named(_OPERATIONS)
def test_the_schema_takes_what_the_pages_send(operation: OperationDefinitionNode) -> None:
    assert validate(_SCHEMA, parse(_document(operation))) == []


@_named(_QUERIES)
async def test_what_the_pages_ask_is_answered(
    studio: Studio, operation: OperationDefinitionNode
) -> None:
    await fill(studio.database, 2)
    async with studio.engine.begin() as connection:  # no stored file is as large as the examples
        await connection.execute(update(media_files).values(size_bytes=9))
    given: dict[str, Any] = {
        "id": await _id_for(studio, operation),
        "jobId": await _first(studio, "jobs"),
        "first": 9,
        "from": "2026-11-01",
        "to": "2026-11-30",
        "timeZone": "Europe/Berlin",
    }
    asked = [each for each in operation.variable_definitions or () if _is_required(each.type)]
    variables = {each.variable.name.value: given[each.variable.name.value] for each in asked}
    assert await studio.data(_document(operation), **variables)


def _is_required(type: object) -> bool:
    return isinstance(type, NonNullTypeNode)


async def _id_for(studio: Studio, operation: OperationDefinitionNode) -> str:
    """Of something that the first field of the operation shows."""
    [field, *_] = operation.selection_set.selections
    assert isinstance(field, FieldNode)
    if field.name.value == "collection":
        return await _collection(studio)
    lists = {"image": "images", "song": "songs"}
    return await _first(studio, lists.get(field.name.value, "jobs"))


async def _collection(studio: Studio) -> str:
    """With all that there is."""
    made = await studio.data(
        'mutation { saveCollection(input: {name: "All"}) '
        "{ ... on SaveCollectionSuccess { collection { id } } } }"
    )
    id = made["saveCollection"]["collection"]["id"]
    put = "addToCollection(input: {collectionId: $id, select: {filter: {}}}) { __typename }"
    added = await studio.data(f"mutation($id: ID!) {{ {put} }}", id=id)
    assert added["addToCollection"]["__typename"] == "CollectionChanged"
    return str(id)


async def _first(studio: Studio, field: str) -> str:
    found = await studio.data(f"{{ {field}(first: 1) {{ edges {{ node {{ id }} }} }} }}")
    return found[field]["edges"][0]["node"]["id"]
