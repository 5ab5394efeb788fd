"""Earlier orders, as clients find and repeat them."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain.catalogue import IMAGE_MODELS
from domain.job_state import Provider
from domain.use_cases.again import Again
from domain.use_cases.orders import Orders
from tests.gql.studio import Answer, Studio, code_of, global_id
from tests.persistence.examples import IMAGE_REQUEST, NOON, SECOND, add, image_job, song_job
from tests.statements import statements

_AGAIN = """
mutation($input: OrderAgainInput!) { orderAgain(input: $input) { __typename
  ... on JobSuccess { job { id request {
    ... on ImageRequest { prompt model n size } ... on SongRequest { lyrics } } } }
  ... on Failure { code message hint } ... on ValidationError { fields { field message } } } }
"""
_HISTORY = """
query($kind: JobKind, $text: String, $first: Int, $after: String) {
  promptHistory(kind: $kind, text: $text, first: $first, after: $after) {
    pageInfo { hasNextPage endCursor }
    edges { node { id kind times lastOrderedAt lastJob { id }
      request { ... on ImageRequest { prompt } ... on SongRequest { lyrics } } } } } }
"""


async def again(studio: Studio, job_id: UUID | str, **more: Any) -> Answer:
    given = {"jobId": global_id("Job", job_id), **more}
    return (await studio.data(_AGAIN, input=given))["orderAgain"]


async def page(studio: Studio, **arguments: Any) -> Answer:
    return (await studio.data(_HISTORY, **arguments))["promptHistory"]


async def test_an_order_is_repeated_as_a_new_job(studio: Studio) -> None:
    await add(studio.database, job := image_job(created_at=studio.clock()))
    new = (await again(studio, job.id))["job"]
    assert new["id"] != global_id("Job", job.id)
    assert new["request"]["prompt"] == IMAGE_REQUEST.prompt
    assert (new["request"]["n"], new["request"]["size"]) == (2, "1024x1024")
    assert [name for name, _ in studio.queue.messages] == ["submit"]
    edges = (await page(studio))["edges"]
    assert [(each["node"]["times"], each["node"]["lastJob"]["id"]) for each in edges] == [
        (2, new["id"])
    ]


async def test_files_that_were_brought_along_cannot_be_ordered(studio: Studio) -> None:
    await add(studio.database, job := replace(image_job(), provider=Provider.IMPORTED))
    refused = await again(studio, job.id)
    assert (refused["__typename"], refused["code"]) == ("Conflict", "CONFLICT")
    assert "stands for imported files" in refused["message"]
    assert studio.queue.messages == []


async def test_one_key_repeats_an_order_once(studio: Studio) -> None:
    await add(studio.database, job := song_job(), other := image_job())
    first = await again(studio, job.id, idempotencyKey="k")
    assert (await again(studio, job.id, idempotencyKey="k"))["job"]["id"] == first["job"]["id"]
    refused = await again(studio, other.id, idempotencyKey="k")
    assert (refused["__typename"], refused["code"]) == ("Conflict", "CONFLICT")
    assert len(studio.queue.messages) == 1


async def test_a_model_that_has_ended_is_refused_with_those_to_take(studio: Studio) -> None:
    orders = Orders(
        database=studio.database,
        queue=studio.queue,
        vendors=frozenset(Provider),
        clock=studio.clock,
        new_id=uuid4,
    )
    use_cases = replace(
        studio.use_cases, orders=orders, again=Again(database=studio.database, orders=orders)
    )
    vendor = studio.served_with(use_cases)
    old = replace(IMAGE_REQUEST, model="dall-e-3", n=1)
    await add(studio.database, job := image_job(request=old, model=old.model))
    refused = await again(vendor, job.id)
    assert refused["__typename"] == "ValidationError"
    [problem] = refused["fields"]
    assert problem["field"] == "model"
    current = [name for name, model in IMAGE_MODELS.items() if not model.ended(date(2026, 12, 1))]
    assert all(name in problem["message"] for name in current)
    assert studio.queue.messages == []


@pytest.mark.parametrize("absent", [UUID(int=1), "x"])
async def test_what_was_never_ordered_cannot_be_repeated(
    studio: Studio, absent: UUID | str
) -> None:
    assert (await again(studio, absent))["code"] == "NOT_FOUND"


async def test_the_history_is_paged_searched_and_costs_no_more_for_many(studio: Studio) -> None:
    for second, prompt in enumerate(["A red door", "A blue door", "A red sea", "A red door"]):
        request = replace(IMAGE_REQUEST, prompt=prompt)
        job = image_job(request=request, created_at=NOON + second * SECOND)
        await add(studio.database, job)
    await add(studio.database, song_job(created_at=NOON + 9 * SECOND))
    with statements(studio.engine) as sent:
        first = await page(studio, kind="IMAGE", first=2)
    assert len(sent) == 2
    assert [edge["node"]["request"]["prompt"] for edge in first["edges"]] == [
        "A red door",
        "A red sea",
    ]
    assert [edge["node"]["times"] for edge in first["edges"]] == [2, 1]
    assert first["pageInfo"]["hasNextPage"]
    rest = await page(studio, kind="IMAGE", first=2, after=first["pageInfo"]["endCursor"])
    assert [edge["node"]["request"]["prompt"] for edge in rest["edges"]] == ["A blue door"]
    assert not rest["pageInfo"]["hasNextPage"]
    found = await page(studio, text="RED door")
    assert [edge["node"]["times"] for edge in found["edges"]] == [2]


async def test_a_past_request_is_a_node(studio: Studio) -> None:
    await add(studio.database, image_job())
    [edge] = (await page(studio))["edges"]
    query = "query($id: ID!) { node(id: $id) { id ... on PastRequest { times } } }"
    found = await studio.data(query, id=edge["node"]["id"])
    assert found["node"] == {"id": edge["node"]["id"], "times": 1}
    for absent in ("x", "ü\ud7ff" * 400):
        refusal = await studio.refusal(query, id=global_id("PastRequest", absent))
        assert code_of(refusal) == "NOT_FOUND"


@pytest.mark.parametrize(
    "wrong", [{"text": "x" * 201}, {"text": "a\x00"}, {"first": 0}, {"first": 101}, {"after": "x"}]
)
async def test_a_wrong_question_is_the_clients_mistake(
    studio: Studio, wrong: dict[str, object]
) -> None:
    assert code_of(await studio.refusal(_HISTORY, **wrong)) == "BAD_USER_INPUT"
