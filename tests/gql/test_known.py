"""Documents that were seen before are neither parsed nor validated again; mistakes are."""

from collections.abc import Generator

import pytest
import strawberry
from graphql import GraphQLError, NoSchemaIntrospectionCustomRule
from strawberry.extensions import SchemaExtension

from gql.known import DocumentMemory, KnownDocuments
from tests.gql.studio import Studio


@strawberry.type
class Query:
    @strawberry.field
    def one(self) -> int:
        return 1


class _Watch(SchemaExtension):
    """Sees, behind the memory, what is left to do."""

    parsed: list[bool]
    rules: list[int]

    def on_parse(self) -> Generator[None]:
        self.parsed.append(self.execution_context.graphql_document is None)
        yield

    def on_validate(self) -> Generator[None]:
        self.rules.append(len(self.execution_context.validation_rules))
        yield


def watched(documents: KnownDocuments) -> tuple[strawberry.Schema, type[_Watch]]:
    class Watch(_Watch):
        parsed, rules = [], []

    extensions = [lambda: DocumentMemory(documents), Watch]
    return strawberry.Schema(query=Query, extensions=extensions), Watch


async def test_a_valid_document_is_parsed_and_validated_once() -> None:
    schema, watch = watched(KnownDocuments())
    for _ in range(3):
        assert (await schema.execute("{ one }")).data == {"one": 1}
    assert watch.parsed == [True, False, False]
    assert watch.rules[0] > 0
    assert watch.rules[1:] == [0, 0]


@pytest.mark.parametrize("query", ["{ one", "{ two }"])
async def test_a_document_with_mistakes_is_refused_each_time(query: str) -> None:
    schema, _ = watched(KnownDocuments())
    first, second = [(await schema.execute(query)).errors for _ in range(2)]
    assert first
    assert [str(each) for each in first] == [str(each) for each in second or ()]


async def test_a_document_is_judged_anew_where_other_rules_hold() -> None:
    documents = KnownDocuments()
    open_schema, _ = watched(documents)
    query = "{ __schema { description } }"
    assert not (await open_schema.execute(query)).errors

    class Closed(SchemaExtension):
        def on_operation(self) -> Generator[None]:
            self.execution_context.validation_rules += (NoSchemaIntrospectionCustomRule,)
            yield

    closed = strawberry.Schema(query=Query, extensions=[Closed, lambda: DocumentMemory(documents)])
    [error] = (await closed.execute(query)).errors or [GraphQLError("none")]
    assert "introspection has been disabled" in error.message


async def test_only_the_last_documents_are_kept() -> None:
    documents = KnownDocuments()
    schema, _ = watched(documents)
    for number in range(250):
        await schema.execute(f"{{ a{number}: one }}")
    assert documents.get("{ a0: one }") is None
    assert documents.get("{ a249: one }") is not None


async def test_half_a_surrogate_that_is_quoted_does_not_break_the_answer(studio: Studio) -> None:
    answer = await studio.ask("{ \ud800 }")
    assert answer["errors"]
