"""Collections, as clients keep, fill and show them."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from domain.job_state import JobState
from tests.gql.studio import Answer, Studio, code_of, global_id
from tests.persistence.examples import (
    NOON,
    SECOND,
    add,
    choice,
    image_job,
    image_of,
    song_job,
    song_of,
)
from tests.statements import statements

_FAILURES = "... on Failure { code message hint } ... on ValidationError { fields { field } }"
_SAVE = f"""
mutation($input: SaveCollectionInput!) {{ saveCollection(input: $input) {{ __typename
  ... on SaveCollectionSuccess {{ collection {{
    id name description arrangement itemCount cover {{ id }} coverImageId createdAt updatedAt }} }}
  {_FAILURES} }} }}
"""
_DELETE = """
mutation($id: ID!) { deleteCollection(input: {collectionId: $id}) { __typename
  ... on DeleteCollectionSuccess { collectionId } ... on Failure { code } } }
"""
_FILL = f"""
mutation($input: %s!) {{ changed: %s(input: $input) {{ __typename
  ... on CollectionChanged {{ count collection {{ itemCount }} }} {_FAILURES} }} }}
"""
_ITEMS = """
query($id: ID!, $first: Int, $after: String, $last: Int, $before: String,
      $filter: LibraryFilterInput, $order: LibraryOrderInput) {
  collection(id: $id) { items(first: $first, after: $after, last: $last, before: $before,
      filter: $filter, order: $order) {
    totalCount edges { cursor node { __typename id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }
"""


async def stock(studio: Studio) -> list[str]:
    """Three images, each a second younger than the one before, and a song that is the newest."""
    painted, sung = image_job(state=JobState.SUCCEEDED), song_job(state=JobState.SUCCEEDED)
    images = [image_of(painted, n, created_at=NOON + n * SECOND) for n in range(3)]
    song = replace(song_of(sung, choices=(choice(0),)), created_at=NOON + 3 * SECOND)
    await add(studio.database, painted, sung)
    async with studio.database.begin() as work:
        for image in images:
            await work.images.add(image)
        await work.songs.add(song)
        await work.commit()
    return [*(global_id("Image", each.id) for each in images), global_id("Song", song.id)]


async def save(studio: Studio, **draft: Any) -> Answer:
    return (await studio.data(_SAVE, input=draft))["saveCollection"]


async def made(studio: Studio, *ids: str, **draft: Any) -> str:
    """The global id of a new collection with these things."""
    collection_id = (await save(studio, name="Summer", **draft))["collection"]["id"]
    if ids:
        await put(studio, collection_id, {"ids": list(ids)})
    return collection_id


async def put(studio: Studio, collection_id: str, select: Answer, **more: Any) -> Answer:
    query = _FILL % ("AddToCollectionInput", "addToCollection")
    given = {"collectionId": collection_id, "select": select, **more}
    return (await studio.data(query, input=given))["changed"]


async def take_out(studio: Studio, collection_id: str, select: Answer) -> Answer:
    query = _FILL % ("RemoveFromCollectionInput", "removeFromCollection")
    given = {"collectionId": collection_id, "select": select}
    return (await studio.data(query, input=given))["changed"]


async def page(studio: Studio, collection_id: str, **arguments: Any) -> Answer:
    return (await studio.data(_ITEMS, id=collection_id, **arguments))["collection"]["items"]


async def shown(studio: Studio, collection_id: str, **arguments: Any) -> list[str]:
    found = await page(studio, collection_id, **arguments)
    return [edge["node"]["id"] for edge in found["edges"]]


async def move(studio: Studio, mutation: str, *ids: str) -> None:
    query = "mutation($ids: [ID!]) { %s(input: {select: {ids: $ids}}) { __typename } }"
    answer = await studio.data(query % mutation, ids=list(ids))
    assert answer[mutation]["__typename"] in ("ItemsChanged", "ItemsPurged")


async def test_a_collection_is_made_changed_and_found_as_itself_and_as_a_node(
    studio: Studio,
) -> None:
    ids = await stock(studio)
    new = (await save(studio, name=" Summer "))["collection"]
    assert (new["name"], new["description"], new["arrangement"]) == ("Summer", "", "BY_HAND")
    assert (new["itemCount"], new["cover"]) == (0, None)
    studio.clock.advance(60)
    changed = (
        await save(
            studio,
            collectionId=new["id"],
            name="Sommer",
            description="At the sea",
            arrangement="BY_DATE",
            coverImageId=ids[0],
        )
    )["collection"]
    assert changed["id"] == new["id"]
    assert changed["cover"] == {"id": ids[0]}
    assert changed["updatedAt"] > changed["createdAt"] == new["createdAt"]
    for field in ("collection", "node"):
        query = f"query($id: ID!) {{ {field}(id: $id) {{ id ... on Collection {{ name }} }} }}"
        assert (await studio.data(query, id=new["id"]))[field] == {
            "id": new["id"],
            "name": "Sommer",
        }


async def test_the_chosen_cover_is_told_from_the_newest_so_that_a_new_name_keeps_either(
    studio: Studio,
) -> None:
    ids = await stock(studio)
    kept = await made(studio, ids[0])
    renamed = (await save(studio, collectionId=kept, name="Winter"))["collection"]
    assert (renamed["cover"], renamed["coverImageId"]) == ({"id": ids[0]}, None)
    chosen = (await save(studio, collectionId=kept, name="Winter", coverImageId=ids[0]))[
        "collection"
    ]
    assert (chosen["cover"], chosen["coverImageId"]) == ({"id": ids[0]}, ids[0])


async def test_what_is_named_comes_in_that_order_and_only_once(studio: Studio) -> None:
    ids = await stock(studio)
    order = [ids[2], ids[3], ids[0]]
    kept = await made(studio, *order)
    again = await put(studio, kept, {"ids": ids})
    assert (again["count"], again["collection"]["itemCount"]) == (1, 4)
    assert await shown(studio, kept) == [*order, ids[1]]


async def test_things_are_moved_ahead_of_another(studio: Studio) -> None:
    ids = await stock(studio)
    kept = await made(studio, *ids)
    moved = await put(studio, kept, {"ids": [ids[3], ids[1]]}, before=ids[0])
    assert moved["count"] == 2
    assert await shown(studio, kept) == [ids[3], ids[1], ids[0], ids[2]]
    refused = await put(studio, kept, {"ids": [ids[0]]}, before=global_id("Image", UUID(int=9)))
    assert [each["field"] for each in refused["fields"]] == ["before"]


async def test_a_filter_fills_and_empties_a_collection(studio: Studio) -> None:
    ids = await stock(studio)
    kept = await made(studio)
    assert (await put(studio, kept, {"filter": {}, "kind": "IMAGE"}))["count"] == 3
    assert await shown(studio, kept) == ids[:3]
    other = (await save(studio, name="Winter"))["collection"]["id"]
    assert (await put(studio, other, {"filter": {"collection": kept}}))["count"] == 3
    assert (await take_out(studio, kept, {"filter": {"models": ["nothing"]}}))["count"] == 0
    assert (await take_out(studio, kept, {"filter": {}}))["count"] == 3
    assert await shown(studio, kept) == []
    assert await shown(studio, other) == ids[:3]


async def test_a_collection_by_date_and_any_other_order(studio: Studio) -> None:
    ids = await stock(studio)
    kept = await made(studio, ids[1], ids[3], ids[0], arrangement="BY_DATE")
    assert await shown(studio, kept) == [ids[3], ids[1], ids[0]]
    oldest = {"by": "CREATED_AT", "descending": False}
    assert await shown(studio, kept, order=oldest) == [ids[0], ids[1], ids[3]]
    assert await shown(studio, kept, filter={"favourite": True}) == []


@pytest.mark.parametrize("arrangement", ["BY_HAND", "BY_DATE"])
async def test_pages_follow_each_other_without_gap_or_double(
    studio: Studio, arrangement: str
) -> None:
    kept = await made(studio, *await stock(studio), arrangement=arrangement)
    whole = await shown(studio, kept)
    first = await page(studio, kept, first=2)
    assert first["totalCount"] == 4
    assert first["pageInfo"]["hasNextPage"]
    rest = await page(studio, kept, first=2, after=first["pageInfo"]["endCursor"])
    assert not rest["pageInfo"]["hasNextPage"]
    back = await page(studio, kept, last=1, before=rest["pageInfo"]["startCursor"])
    assert back["pageInfo"]["hasPreviousPage"]
    ids = [[edge["node"]["id"] for edge in each["edges"]] for each in (first, rest, back)]
    assert [*ids[0], *ids[1]] == whole
    assert ids[2] == [whole[1]]


@pytest.mark.parametrize("cursor", ["", "x", "UA==", "\ud800", "Q" * 34, "UA" + "_" * 34])
async def test_what_is_no_cursor_of_its_own_is_refused(studio: Studio, cursor: str) -> None:
    kept = await made(studio, *await stock(studio))
    refusal = await studio.refusal(_ITEMS, id=kept, after=cursor)
    assert code_of(refusal) in ("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED")


async def test_a_cursor_of_another_order_is_refused(studio: Studio) -> None:
    kept = await made(studio, *await stock(studio))
    by_date = await page(studio, kept, first=1, order={"by": "CREATED_AT"})
    refusal = await studio.refusal(_ITEMS, id=kept, after=by_date["pageInfo"]["endCursor"])
    assert code_of(refusal) == "BAD_USER_INPUT"


async def test_the_trash_hides_restoring_shows_and_purging_removes(studio: Studio) -> None:
    ids = await stock(studio)
    kept = await made(studio, *ids)
    await move(studio, "trashItems", ids[1])
    assert await shown(studio, kept) == [ids[0], ids[2], ids[3]]
    await move(studio, "restoreItems", ids[1])
    assert await shown(studio, kept) == ids
    await move(studio, "trashItems", ids[1], ids[2])
    await move(studio, "purgeItems", ids[1])
    await move(studio, "restoreItems", ids[2])
    assert await shown(studio, kept) == [ids[0], ids[2], ids[3]]


async def test_deleting_a_collection_deletes_nothing_else(studio: Studio) -> None:
    ids = await stock(studio)
    kept = await made(studio, *ids)
    assert (await studio.data(_DELETE, id=kept))["deleteCollection"]["collectionId"] == kept
    assert (await studio.data(_DELETE, id=kept))["deleteCollection"]["code"] == "NOT_FOUND"
    data = await studio.data("{ library { totalCount } collections { id } }")
    assert data == {"library": {"totalCount": len(ids)}, "collections": []}


async def test_every_list_can_be_narrowed_to_a_collection(studio: Studio) -> None:
    ids = await stock(studio)
    kept = await made(studio, ids[0], ids[3])
    query = """query($f: LibraryFilterInput) {
      images(filter: $f) { totalCount facets { models { count } } edges { node { id } } }
      songs(filter: $f) { totalCount } library(filter: $f) { totalCount } }"""
    data = await studio.data(query, f={"collection": kept})
    assert data["images"] == {
        "totalCount": 1,
        "facets": {"models": [{"count": 1}]},
        "edges": [{"node": {"id": ids[0]}}],
    }
    assert data["songs"]["totalCount"] + data["library"]["totalCount"] == 3
    refusal = await studio.refusal(query, f={"collection": ids[0]})
    assert code_of(refusal) == "NOT_FOUND"


async def test_counts_covers_and_collections_of_items_cost_no_more_for_many(
    studio: Studio,
) -> None:
    ids = await stock(studio)
    kept = ""
    for name in "bcad":
        kept = (await save(studio, name=name))["collection"]["id"]
        await put(studio, kept, {"ids": ids})
    lists = "{ collections { name itemCount cover { id } } }"
    with statements(studio.engine) as sent:
        found = (await studio.data(lists))["collections"]
    assert [each["name"] for each in found] == ["a", "b", "c", "d"]
    assert {(each["itemCount"], each["cover"]["id"]) for each in found} == {(4, ids[2])}
    assert len(sent) == 4
    of_items = "{ library { edges { node { collections { name itemCount } } } } }"
    with statements(studio.engine) as sent:
        edges = (await studio.data(of_items))["library"]["edges"]
    names = [[each["name"] for each in edge["node"]["collections"]] for edge in edges]
    assert names == [["a", "b", "c", "d"]] * 4
    assert len(sent) == 4
    with statements(studio.engine) as sent:
        assert len(await shown(studio, kept)) == 4
    assert len(sent) == 5


_SHOWN = "items { totalCount edges { node { id job { id } } } }"
_PARTS = """
a: items(first: 2) { totalCount edges { cursor node { id } } }
b: items(last: 1, filter: {models: ["mureka-9"]}) { totalCount edges { node { id } } }
c: items(first: 3, order: {by: TITLE}) { totalCount edges { node { id } } }
"""


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        (f"{{ collections {{ {_SHOWN} }} }}", 6),
        (f"{{ collections {{ itemCount {_PARTS} }} }}", 11),
        (f"{{ library {{ edges {{ node {{ collections {{ {_SHOWN} }} }} }} }} }}", 8),
        (
            "{ collections { items(first: 2) { edges { node { collections { items(first: 2) "
            "{ edges { node { id } } } } } } } } }",
            6,
        ),
    ],
)
async def test_what_fifty_collections_show_costs_as_much_as_what_one_shows(
    studio: Studio, query: str, cost: int
) -> None:
    ids = await stock(studio)
    await made(studio, *ids)
    with statements(studio.engine) as for_one:
        await studio.data(query)
    for number in range(49):
        kept = (await save(studio, name=f"{number}"))["collection"]["id"]
        await put(studio, kept, {"ids": ids})
    with statements(studio.engine) as for_fifty:
        await studio.data(query)
    assert (len(for_one), len(for_fifty)) == (cost, cost)


@pytest.mark.parametrize("arrangement", ["BY_HAND", "BY_DATE"])
async def test_many_collections_show_what_each_shows_alone(
    studio: Studio, arrangement: str
) -> None:
    ids = await stock(studio)
    for name, inside in {"a": ids, "b": ids[::-1], "c": ids[1:3], "d": []}.items():
        kept = (await save(studio, name=name, arrangement=arrangement))["collection"]["id"]
        await put(studio, kept, {"ids": inside})
    together = (await studio.data(f"{{ collections {{ id {_PARTS} }} }}"))["collections"]
    for each in together:
        query = f"query($id: ID!) {{ collection(id: $id) {{ id {_PARTS} }} }}"
        assert (await studio.data(query, id=each["id"]))["collection"] == each
    assert [each["a"]["totalCount"] for each in together] == [4, 4, 2, 0]


async def test_a_wrong_wish_spoils_nothing_beside_it(studio: Studio) -> None:
    kept = await made(studio, *await stock(studio))
    answer = await studio.ask(
        "query($id: ID!) { collection(id: $id) { items(filter: {ratingFrom: 9}) { totalCount } } "
        "fine: collection(id: $id) { items { totalCount } } }",
        id=kept,
    )
    assert [code_of(error) for error in answer["errors"]] == ["BAD_USER_INPUT"]
    assert answer["data"] == {"collection": None, "fine": {"items": {"totalCount": 4}}}


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        ({"name": " "}, ["name"]),
        ({"name": "x" * 101, "description": "x" * 2_001}, ["name", "description"]),
        ({"name": "a\x00", "description": "\ud800"}, ["name", "description"]),
    ],
)
async def test_every_wrong_field_is_named(
    studio: Studio, draft: dict[str, str], fields: list[str]
) -> None:
    refused = await save(studio, **draft)
    assert [each["field"] for each in refused["fields"]] == fields


async def test_a_name_is_given_once(studio: Studio) -> None:
    await made(studio)
    assert (await save(studio, name="Summer "))["__typename"] == "Conflict"


@pytest.mark.parametrize("absent", [global_id("Collection", UUID(int=1)), global_id("Job", "x")])
async def test_what_is_not_there_is_not_found(studio: Studio, absent: str) -> None:
    ids = await stock(studio)
    kept = await made(studio)
    for refused in (
        await save(studio, name="a", collectionId=absent),
        await save(studio, name="a", coverImageId=absent),
        await put(studio, absent, {"ids": ids}),
        await put(studio, kept, {"ids": [absent]}),
        await take_out(studio, absent, {"ids": ids}),
        (await studio.data(_DELETE, id=absent))["deleteCollection"],
    ):
        assert refused["code"] == "NOT_FOUND"
    assert await shown(studio, kept) == []
