"""Plans outlive the request where nothing but arguments can differ between two askings."""

import pytest
from graphql import DocumentNode, FragmentDefinitionNode, OperationDefinitionNode, parse

from gql.planned import Planned, PlannedOperations
from tests.gql.studio import schema

SCHEMA = schema()._schema  # pyright: ignore[reportPrivateUsage]


def planned(memory: PlannedOperations, document: DocumentNode) -> Planned:
    operation, *fragments = document.definitions
    assert isinstance(operation, OperationDefinitionNode)
    by_name = {
        each.name.value: each for each in fragments if isinstance(each, FragmentDefinitionNode)
    }
    return memory.of(SCHEMA, operation, by_name)


@pytest.mark.parametrize(
    "query",
    [
        "query($n: Int) { songs(first: $n) { edges { cursor } } }",
        "{ songs { edges { ...E } } } fragment E on SongEdge { cursor }",
        "subscription { feed { cursor } }",
    ],
)
def test_an_operation_without_directives_is_planned_once(query: str) -> None:
    memory, document = PlannedOperations(), parse(query)
    first = planned(memory, document)
    assert first.is_kept
    assert planned(memory, document) is first
    assert planned(memory, parse(query)) is not first


@pytest.mark.parametrize(
    "query",
    [
        "query($yes: Boolean!) { songs { edges { cursor @skip(if: $yes) } } }",
        "query($yes: Boolean!) { ... @include(if: $yes) { queue { workers } } }",
        "query($yes: Boolean!) { songs { ...C } } "
        "fragment C on SongConnection { edges { cursor @include(if: $yes) } }",
        f"{{ queue {{ {'workers ' * 1_500} }} }}",
        "mutation { deleteTemplate(id: 1) { __typename } }",
    ],
)
def test_an_operation_whose_selections_may_differ_is_planned_each_time(query: str) -> None:
    memory, document = PlannedOperations(), parse(query)
    first = planned(memory, document)
    assert not first.is_kept
    assert planned(memory, document) is not first


def test_the_oldest_of_many_operations_is_forgotten() -> None:
    memory = PlannedOperations()
    documents = [parse(f"{{ a{number}: __typename }}") for number in range(201)]
    first, *_, last = [planned(memory, each) for each in documents]
    assert planned(memory, documents[-1]) is last
    assert planned(memory, documents[0]) is not first
