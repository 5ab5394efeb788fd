"""Schemathesis asks for everything in the schema, rightly and wrongly."""

import asyncio
from collections import Counter
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from graphql import build_schema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import response_schema_conformance
from schemathesis.graphql import nodes
from schemathesis.specs.graphql.scalars import CUSTOM_SCALARS
from structlog.testing import capture_logs

from gql.export import SCHEMA_FILE
from tests.gql.socket import Server
from tests.gql.stories import fill
from tests.gql.studio import Answer, Studio, global_id

_EXAMPLES = {GenerationMode.POSITIVE: 20, GenerationMode.NEGATIVE: 10}

_MISTAKES = {"BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED", "NOT_FOUND"}
"""Codes of errors that a client can cause."""


_KEEP = """
mutation {
  saveTemplate(input: {name: "t", image: {prompt: "p"}}) {
    ... on SaveTemplateSuccess { template { id } } }
  saveCollection(input: {name: "c"}) { ... on SaveCollectionSuccess { collection { id } } } }
"""


async def _known_ids(studio: Studio) -> list[str]:
    """One of each kind, and one of nothing."""
    await fill(studio.database, 1)
    query = "{ jobs { edges { node { id images { id } song { id choices { id } } } } } }"
    jobs = [edge["node"] for edge in (await studio.data(query))["jobs"]["edges"]]
    image = next(job["images"][0]["id"] for job in jobs if job["images"])
    song = next(job["song"] for job in jobs if job["song"])
    kept = await studio.data(_KEEP)
    template = kept["saveTemplate"]["template"]["id"]
    collection = kept["saveCollection"]["collection"]["id"]
    put = "mutation($id: ID!) { addToCollection(input: {collectionId: $id, select: {filter: {}}}) "
    await studio.data(put + "{ __typename } }", id=collection)
    past = (await studio.data("{ promptHistory { edges { node { id } } } }"))["promptHistory"]
    return [
        *(jobs[0]["id"], image, song["id"], song["choices"][0]["id"], template, collection),
        *(past["edges"][0]["node"]["id"], global_id("Job", UUID(int=404))),
    ]


@pytest.fixture
def real_ids(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids that the generated operations use beside nonsense, once the list is filled."""
    ids: list[str] = []
    any_id = st.deferred(lambda: st.one_of(*map(st.just, ids), st.text()))
    monkeypatch.setitem(CUSTOM_SCALARS, "ID", any_id.map(nodes.String))
    return ids


class _Fuzzer:
    """Counts by operation what came of it."""

    def __init__(self) -> None:
        self.answered: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    def run(self, url: str) -> None:
        loaded: Any = schemathesis.graphql.from_url(url)
        for operation in loaded.get_all_operations():
            for mode, examples in _EXAMPLES.items():
                self._ask(operation.ok(), mode, examples)

    def _ask(self, operation: Any, mode: GenerationMode, examples: int) -> None:
        @settings(
            derandomize=True,
            database=None,
            max_examples=examples,
            deadline=None,
            suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def check(case: Any) -> None:
            response = case.call()
            case.validate_response(response, checks=[response_schema_conformance])
            self._judge(operation.label, response.status_code, response.json())

        check()

    def _judge(self, label: str, status: int, answer: Answer) -> None:
        assert status == 200
        codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
        assert codes <= _MISTAKES, answer
        (self.refused if codes else self.answered)[label] += 1


def _labels() -> set[str]:
    schema = build_schema(SCHEMA_FILE.read_text(encoding="utf-8"))
    roots = (schema.query_type, schema.mutation_type)
    return {f"{root.name}.{field}" for root in roots if root for field in root.fields}


async def test_whatever_the_schema_allows_or_forbids_is_no_mistake_of_ours(
    studio: Studio, server: Server, real_ids: list[str]
) -> None:
    real_ids += await _known_ids(studio)
    fuzzer = _Fuzzer()
    with capture_logs() as logs:
        await asyncio.to_thread(fuzzer.run, f"http://127.0.0.1:{server.port}/graphql")
    assert [each for each in logs if each["log_level"] == "error"] == []
    labels = _labels()
    assert fuzzer.answered.keys() | fuzzer.refused.keys() == labels
    assert len(fuzzer.answered) > len(labels) * 3 // 4  # some ask for more than chance can give
    assert sum(fuzzer.refused.values()) > len(labels)
