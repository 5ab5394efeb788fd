"""Finding images and songs, and what their owner does with them, over GraphQL."""

from typing import Any

import pytest

from domain.job_state import JobState
from tests.gql.stories import fill
from tests.gql.studio import Answer, Studio, code_of, global_id
from tests.persistence.examples import add, choice, image_job, image_of, song_job, song_of

_CHANGE = """
mutation($input: %s!) { change: %s(input: $input) { __typename
  ... on ItemsChanged { count items { __typename id title tags favourite rating notes trashedAt } }
  ... on Failure { code message hint }
  ... on ValidationError { fields { field message } } } }
"""
_PURGE = """
mutation($select: ItemSelectionInput!) { purgeItems(input: {select: $select}) { __typename
  ... on ItemsPurged { count } ... on Failure { code message hint } } }
"""
_FACETS = """
query($filter: LibraryFilterInput) { songs(filter: $filter) { totalCount facets {
  models { value count } tags { value count } ratings { rating count }
  states { state count } favourites } } }
"""


async def stock(studio: Studio) -> dict[str, str]:
    """One image and one song; the global id of each."""
    painted, sung = image_job(state=JobState.SUCCEEDED), song_job(state=JobState.SUCCEEDED)
    image = image_of(painted, title="Harbour", tags=("blue",), prompt="ships at night")
    song = song_of(sung, title="Ähre", tags=("Folk", "warm"), choices=(choice(0),))
    await add(studio.database, painted, sung)
    async with studio.database.begin() as work:
        await work.images.add(image)
        await work.songs.add(song)
        await work.commit()
    return {"image": global_id("Image", image.id), "song": global_id("Song", song.id)}


async def edit(studio: Studio, select: Answer, **change: Any) -> Answer:
    data = await studio.data(
        _CHANGE % ("EditItemsInput", "editItems"), input={"select": select, **change}
    )
    return data["change"]


async def move(studio: Studio, mutation: str, select: Answer) -> Answer:
    data = await studio.data(_CHANGE % ("ItemsInput", mutation), input={"select": select})
    return data["change"]


async def found(studio: Studio, field: str, filter: Answer | None = None) -> list[str]:
    query = f"query($filter: LibraryFilterInput) {{ {field}(filter: $filter) {{ totalCount edges "
    data = (await studio.data(query + "{ node { id } } } }", filter=filter))[field]
    ids = [edge["node"]["id"] for edge in data["edges"]]
    assert data["totalCount"] == len(ids)
    return ids


async def test_one_search_finds_images_and_songs(studio: Studio) -> None:
    ids = await stock(studio)
    await edit(studio, {"ids": list(ids.values())}, notes="for Grandma")
    assert set(await found(studio, "library", {"text": "GRANDMA"})) == set(ids.values())
    assert await found(studio, "library", {"text": "grandma ships"}) == [ids["image"]]
    assert await found(studio, "songs", {"tags": ["FOLK"]}) == [ids["song"]]
    assert await found(studio, "images", {"text": "folk"}) == []


async def test_a_list_of_both_follows_every_order(studio: Studio) -> None:
    ids = await stock(studio)
    await edit(studio, {"ids": [ids["image"]]}, rating=5)
    query = "query($o: LibraryOrderInput) { library(order: $o) { edges { node { title } } } }"
    for order, titles in (
        ({"by": "TITLE"}, ["Ähre", "Harbour"]),
        ({"by": "TITLE", "descending": True}, ["Harbour", "Ähre"]),
        ({"by": "RATING"}, ["Harbour", "Ähre"]),
        ({"by": "RATING", "descending": False}, ["Ähre", "Harbour"]),
    ):
        edges = (await studio.data(query, o=order))["library"]["edges"]
        assert [edge["node"]["title"] for edge in edges] == titles


async def test_a_cursor_belongs_to_its_order(studio: Studio) -> None:
    await fill(studio.database, 1)
    data = await studio.data("{ songs(order: {by: TITLE}) { pageInfo { endCursor } } }")
    error = await studio.refusal(
        "query($after: String) { songs(after: $after) { edges { cursor } } }",
        after=data["songs"]["pageInfo"]["endCursor"],
    )
    assert code_of(error) == "BAD_USER_INPUT"


async def test_facets_say_what_a_condition_would_leave(studio: Studio) -> None:
    ids = await stock(studio)
    await fill(studio.database, 2)
    await edit(studio, {"ids": [ids["song"]]}, rating=4, favourite=True)
    songs = (await studio.data(_FACETS, filter={"ratingFrom": 1}))["songs"]
    assert songs["totalCount"] == 1
    facets = songs["facets"]
    assert facets["ratings"] == [{"rating": None, "count": 2}, {"rating": 4, "count": 1}]
    assert facets["tags"] == [{"value": "Folk", "count": 1}, {"value": "warm", "count": 1}]
    assert facets["states"] == [{"state": "SUCCEEDED", "count": 1}]
    assert facets["favourites"] == 1


async def test_an_edit_answers_with_what_it_made(studio: Studio) -> None:
    ids = await stock(studio)
    changed = await edit(
        studio,
        {"ids": [ids["song"]]},
        title="Neu",
        addTags=["gift"],
        removeTags=["WARM"],
        favourite=True,
        rating=3,
        notes="n",
    )
    assert changed["count"] == 1
    assert changed["items"] == [
        {
            "__typename": "Song",
            "id": ids["song"],
            "title": "Neu",
            "tags": ["Folk", "gift"],
            "favourite": True,
            "rating": 3,
            "notes": "n",
            "trashedAt": None,
        }
    ]


async def test_null_takes_away_and_leaving_out_keeps(studio: Studio) -> None:
    ids = await stock(studio)
    select = {"ids": [ids["image"]]}
    await edit(studio, select, rating=3, notes="n", favourite=True)
    kept = (await edit(studio, select, title=None, tags=None, favourite=None))["items"][0]
    assert (kept["title"], kept["tags"], kept["favourite"]) == ("Harbour", ["blue"], True)
    assert (kept["rating"], kept["notes"]) == (3, "n")
    cleared = (await edit(studio, select, rating=None, notes=None))["items"][0]
    assert (cleared["rating"], cleared["notes"]) == (None, None)


async def test_the_way_through_the_trash(studio: Studio) -> None:
    ids = await stock(studio)
    select = {"ids": list(ids.values())}
    trashed = await move(studio, "trashItems", select)
    assert trashed["count"] == 2
    assert all(item["trashedAt"] for item in trashed["items"])
    assert await found(studio, "library") == []
    assert set(await found(studio, "library", {"trashed": True})) == set(ids.values())
    assert set(await found(studio, "library", {"trashed": None})) == set(ids.values())
    assert (await move(studio, "restoreItems", {"ids": [ids["song"]]}))["count"] == 1
    assert await found(studio, "library") == [ids["song"]]
    purged = await studio.data(_PURGE, select={"filter": {}})
    assert purged["purgeItems"] == {"__typename": "ItemsPurged", "count": 1}
    assert await found(studio, "library", {"trashed": None}) == [ids["song"]]


async def test_a_filter_reaches_all_that_match_of_one_kind_or_both(studio: Studio) -> None:
    await fill(studio.database, 60)
    changed = await edit(studio, {"filter": {"text": "folk"}, "kind": "SONG"}, addTags=["found"])
    assert changed["count"] == 60
    both = await move(studio, "trashItems", {"filter": {}})
    assert (both["count"], len(both["items"])) == (180, 100)


@pytest.mark.parametrize(
    "select", [{}, {"ids": [], "filter": {}}, {"ids": []}, {"ids": None, "filter": None}]
)
async def test_a_selection_is_a_list_or_a_filter(studio: Studio, select: Answer) -> None:
    await fill(studio.database, 1)
    refused = await move(studio, "trashItems", select)
    assert refused["__typename"] == "ValidationError"
    assert len(await found(studio, "library")) == 3


@pytest.mark.parametrize(("kind", "id"), [("Image", "x"), ("Song", ""), ("Job", "7"), ("Q", "7")])
async def test_what_is_not_there_changes_nothing(studio: Studio, kind: str, id: str) -> None:
    ids = await stock(studio)
    select = {"ids": [ids["song"], global_id(kind, id)]}
    for change in ("trashItems", "restoreItems"):
        refused = await move(studio, change, select)
        assert (refused["__typename"], refused["code"]) == ("NotFound", "NOT_FOUND")
    assert len(await found(studio, "library")) == 2


async def test_what_is_not_in_the_trash_is_not_purged(studio: Studio) -> None:
    ids = await stock(studio)
    refused = (await studio.data(_PURGE, select={"ids": [ids["image"]]}))["purgeItems"]
    assert refused["__typename"] == "Conflict"
    assert refused["hint"]


async def test_bad_words_are_named_by_their_field(studio: Studio) -> None:
    ids = await stock(studio)
    refused = await edit(studio, {"ids": [ids["image"]]}, rating=9, title="", addTags=["x" * 51])
    assert [each["field"] for each in refused["fields"]] == ["title", "addTags", "rating"]


async def test_a_bad_filter_is_the_clients_mistake(studio: Studio) -> None:
    error = await studio.refusal("{ images(filter: {ratingFrom: 9}) { edges { cursor } } }")
    assert code_of(error) == "BAD_USER_INPUT"


@pytest.mark.parametrize("field", ["createdFrom", "createdBefore"])
@pytest.mark.parametrize(
    "moment",
    [
        "2024-01-01T00:00:00",
        "2024-01-01",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
async def test_a_moment_without_a_place_in_time_is_refused(
    studio: Studio, field: str, moment: str
) -> None:
    for query in (
        "query($f: LibraryFilterInput) { library(filter: $f) { totalCount } }",
        "query($f: JobFilterInput) { jobs(filter: $f) { totalCount edges { cursor } } }",
    ):
        answer = await studio.ask(query, f={field: moment})
        assert {code_of(error) for error in answer["errors"]} == {"BAD_USER_INPUT"}


async def test_what_would_take_too_long_is_refused(studio: Studio) -> None:
    for filter in ({"tags": ["a"] * 2_000}, {"models": ["a" + str(n) for n in range(3_000)]}):
        error = await studio.refusal(
            "query($f: LibraryFilterInput) { songs(filter: $f) { totalCount } }", f=filter
        )
        assert code_of(error) == "BAD_USER_INPUT"
        assert "At most" in error["message"] or "at most" in error["message"]


async def test_tags_do_not_grow_without_end(studio: Studio) -> None:
    ids = await stock(studio)
    select = {"ids": [ids["image"]]}
    await edit(studio, select, tags=[f"a{n}" for n in range(50)])
    refused = await edit(studio, select, addTags=["one more"])
    assert (refused["__typename"], refused["fields"][0]["field"]) == ("ValidationError", "addTags")
