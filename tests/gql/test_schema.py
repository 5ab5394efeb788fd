"""The schema as clients read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    get_introspection_query,
    parse,
    validate,
)
from strawberry.printer import print_schema

from gql.export import SCHEMA_FILE
from gql.schema import create_schema
from tests.gql.studio import Studio, schema

_ROOT = Path(__file__).parents[2]
_DOCUMENTS = [
    *sorted((_ROOT / "app/cli/documents").glob("*.graphql")),
    *sorted((_ROOT / "frontend/graphiql/src/examples").glob("*.graphql")),
]


def _built() -> GraphQLSchema:
    return build_schema(print_schema(schema()))


def _parts(type_: GraphQLNamedType) -> Iterator[tuple[str, str | None]]:
    """Everything of a type that can be described, by its coordinate."""
    yield type_.name, type_.description
    if isinstance(type_, GraphQLEnumType):
        for name, value in type_.values.items():
            yield f"{type_.name}.{name}", value.description
    if isinstance(type_, GraphQLInputObjectType):
        for name, field in type_.fields.items():
            yield f"{type_.name}.{name}", field.description
    if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
        for name, field in type_.fields.items():
            yield f"{type_.name}.{name}", field.description
            for argument, definition in field.args.items():
                yield f"{type_.name}.{name}({argument}:)", definition.description


def test_everything_in_the_schema_has_a_description() -> None:
    types = [each for each in _built().type_map.values() if not each.name.startswith("__")]
    parts = [part for each in types for part in _parts(each)]
    assert len(parts) > 250
    assert [name for name, description in parts if not description] == []


def test_the_committed_schema_is_what_the_code_says() -> None:
    printed = print_schema(schema()) + "\n"
    assert SCHEMA_FILE.read_text(encoding="utf-8") == printed


def test_the_schema_can_be_built_more_than_once() -> None:
    assert print_schema(create_schema()) == print_schema(schema())


def test_there_are_documents_of_each_client() -> None:
    assert {each.parent.name for each in _DOCUMENTS} == {"documents", "examples"}


@pytest.mark.parametrize("file", _DOCUMENTS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_document_of_a_client_fits_the_schema(file: Path) -> None:
    assert validate(_built(), parse(file.read_text(encoding="utf-8"))) == []


async def test_graphiqls_introspection_stays_within_the_limits(studio: Studio) -> None:
    query = get_introspection_query(
        specified_by_url=True,
        directive_is_repeatable=True,
        schema_description=True,
        input_value_deprecation=True,
    )
    data = await studio.data(query)
    assert data["__schema"]["queryType"]["name"] == "Query"
