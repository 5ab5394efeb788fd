"""Lists: their pages, their cursors and what they cost."""

import base64
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cli.client import document
from domain.paging import SortKey
from gql.paging import PAGE_LIMIT
from tests.gql.stories import STORIES, fill
from tests.gql.studio import Studio, code_of, global_id
from tests.persistence.examples import NOON, add, image_job, song_job
from tests.statements import statements

_LISTS = ("jobs", "images", "songs", "library")


def _page(field: str) -> str:
    return (
        f"query($first: Int!, $after: String) {{ {field}(first: $first, after: $after) "
        "{ edges { cursor node { id } } pageInfo "
        "{ startCursor endCursor hasNextPage hasPreviousPage } } }"
    )


async def _pages(studio: Studio, field: str, first: int) -> list[list[str]]:
    pages: list[list[str]] = []
    after: str | None = None
    while True:
        page = (await studio.data(_page(field), first=first, after=after))[field]
        info, edges = page["pageInfo"], page["edges"]
        pages.append([edge["node"]["id"] for edge in edges])
        assert info["startCursor"] == edges[0]["cursor"]
        assert info["endCursor"] == edges[-1]["cursor"]
        assert info["hasPreviousPage"] == (after is not None)
        if not info["hasNextPage"]:
            return pages
        after = info["endCursor"]


@pytest.mark.parametrize("field", _LISTS)
async def test_paging_shows_entries_of_one_moment_once_each(studio: Studio, field: str) -> None:
    await fill(studio.database, 5)
    pages = await _pages(studio, field, 3)
    ids = [each for page in pages for each in page]
    wanted = {"jobs": 10, "images": 10, "songs": 5, "library": 15}[field]
    assert len(ids) == len(set(ids)) == wanted
    assert [len(page) for page in pages[:-1]] == [3] * (len(pages) - 1)
    assert await _pages(studio, field, 100) == [ids]


async def test_the_newest_is_first_down_to_the_microsecond(studio: Studio) -> None:
    jobs = [image_job(created_at=NOON + timedelta(microseconds=n)) for n in range(7)]
    await add(studio.database, *jobs)
    ids = [global_id("Job", job.id) for job in reversed(jobs)]
    assert await _pages(studio, "jobs", 2) == [ids[:2], ids[2:4], ids[4:6], ids[6:]]


async def test_a_new_entry_does_not_shift_the_next_page(studio: Studio) -> None:
    await add(studio.database, *(image_job() for _ in range(4)))
    before = (await studio.data(_page("jobs"), first=4))["jobs"]["edges"]
    first = (await studio.data(_page("jobs"), first=2))["jobs"]
    await add(studio.database, image_job(created_at=NOON + timedelta(seconds=1)))
    after = first["pageInfo"]["endCursor"]
    second = (await studio.data(_page("jobs"), first=2, after=after))["jobs"]
    assert second["edges"] == before[2:]


@pytest.mark.parametrize("field", _LISTS)
async def test_an_empty_list_has_no_pages(studio: Studio, field: str) -> None:
    assert (await studio.data(_page(field), first=1))[field] == {
        "edges": [],
        "pageInfo": {
            "startCursor": None,
            "endCursor": None,
            "hasNextPage": False,
            "hasPreviousPage": False,
        },
    }


@pytest.mark.parametrize("field", _LISTS)
@pytest.mark.parametrize("first", [0, -1, 101, 2**31 - 1, -(2**31)])
async def test_first_has_limits(studio: Studio, field: str, first: int) -> None:
    error = await studio.refusal(_page(field), first=first)
    assert code_of(error) == "BAD_USER_INPUT"
    assert "1 to 100" in error["message"]
    assert error["extensions"]["hint"]


@pytest.mark.parametrize("first", [2**31, 1.5, "1", None, True])
async def test_first_is_a_number(studio: Studio, first: object) -> None:
    error = await studio.refusal(_page("jobs"), first=first)
    assert code_of(error) in ("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED")


async def test_left_out_first_is_twenty(studio: Studio) -> None:
    await add(studio.database, *(image_job() for _ in range(21)))
    data = await studio.data("{ jobs { edges { cursor } pageInfo { hasNextPage } } }")
    assert len(data["jobs"]["edges"]) == 20
    assert data["jobs"]["pageInfo"] == {"hasNextPage": True}


async def test_a_hundred_at_once_are_allowed(studio: Studio) -> None:
    await add(studio.database, *(image_job() for _ in range(PAGE_LIMIT + 1)))
    page = (await studio.data(_page("jobs"), first=PAGE_LIMIT))["jobs"]
    assert len(page["edges"]) == PAGE_LIMIT
    assert page["pageInfo"]["hasNextPage"] is True


@pytest.mark.parametrize("field", _LISTS)
@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "0",
        "\ud800",
        "\x00",
        "é",
        "A" * 31,
        "A" * 33,
        "A" * 100_000,
        base64.urlsafe_b64encode(b"\xff" * 24).decode(),
        base64.urlsafe_b64encode(b"\xff" * 25).decode(),
        base64.b64encode(b"arrayconnection:1").decode(),
    ],
)
async def test_a_bad_cursor_is_the_clients_mistake(studio: Studio, field: str, cursor: str) -> None:
    error = await studio.refusal(_page(field), first=1, after=cursor)
    assert code_of(error) == "BAD_USER_INPUT"
    assert "cursor" in error["message"]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(by=st.sampled_from(SortKey), raw=st.binary(min_size=17, max_size=30))
async def test_whatever_looks_like_a_cursor_is_a_place_or_a_mistake(
    studio: Studio, by: SortKey, raw: bytes
) -> None:
    cursor = base64.urlsafe_b64encode(by[0].encode() + raw).decode()
    query = "query($after: String, $by: SortKey!) { library(after: $after, order: {by: $by}) "
    answer = await studio.ask(query + "{ edges { cursor } } }", after=cursor, by=by)
    codes = [code_of(error) for error in answer.get("errors", ())]
    assert codes in ([], ["BAD_USER_INPUT"])


@pytest.mark.parametrize("field", _LISTS)
async def test_the_total_does_not_depend_on_the_page(studio: Studio, field: str) -> None:
    await fill(studio.database, 3)
    data = await studio.data(f"{{ {field}(first: 1) {{ totalCount edges {{ cursor }} }} }}")
    totals = {"jobs": 6, "images": 6, "songs": 3, "library": 9}
    assert data[field]["totalCount"] == totals[field]
    assert len(data[field]["edges"]) == 1


@pytest.mark.parametrize("field", ["jobs", "images", "songs"])
async def test_only_who_asks_for_the_total_pays_for_it(studio: Studio, field: str) -> None:
    with statements(studio.engine) as without:
        await studio.data(f"{{ {field} {{ edges {{ cursor }} }} }}")
    with statements(studio.engine) as with_total:
        await studio.data(f"{{ {field} {{ edges {{ cursor }} totalCount }} }}")
    assert not any("count(" in each.lower() for each in without)
    assert sum("count(" in each.lower() for each in with_total) == 1
    assert len(with_total) == len(without) + 1


_ITEM = "id title tags job { id events { message } }"


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        (
            "jobs(first: 100) { edges { node { id events { message } images { file { url } } "
            "song { choices { mp3 { url } } } } } }",
            5,
        ),
        (
            "songs(first: 100) { edges { node { id choices { index } "
            "job { id events { message } song { choices { index } } } } } }",
            5,
        ),
        (
            "images(first: 100) { edges { node { id job { id events { message } "
            "images { id } } } } }",
            4,
        ),
        (
            f"library(first: 100) {{ totalCount edges {{ node {{ {_ITEM} ... on Song "
            "{ choices { mp3 { url } waveformUrl } } ... on Image { file { url } placeholder "
            "thumbnails { small { url } large { url } } } } } }",
            6,
        ),
        (
            "songs { totalCount facets { models { count } tags { count } } edges { cursor } }",
            5,
        ),
    ],
    ids=[*_LISTS, "facets"],
)
async def test_fifty_entries_cost_as_many_statements_as_one(
    studio: Studio, query: str, cost: int
) -> None:
    await fill(studio.database, 1)
    with statements(studio.engine) as for_one:
        await studio.data(f"{{ {query} }}")
    await fill(studio.database, 49)
    with statements(studio.engine) as for_fifty:
        await studio.data(f"{{ {query} }}")
    assert (len(for_one), len(for_fifty)) == (cost, cost)


async def test_jobs_are_filtered_by_state_kind_and_being_in_flight(studio: Studio) -> None:
    jobs = {state: story(song_job()) for state, story in STORIES.items()}
    painted = image_job()
    await add(studio.database, *jobs.values(), painted)

    async def found(**filter: object) -> tuple[set[str], int]:
        data = await studio.data(document("jobs"), first=100, filter=filter)
        edges, total = data["jobs"]["edges"], data["jobs"]["totalCount"]
        return {f"{edge['node']['kind']} {edge['node']['state']}" for edge in edges}, total

    everything = {"IMAGE PENDING", *(f"SONG {state}" for state in jobs)}
    ended = {"SONG SUCCEEDED", "SONG FAILED", "SONG CANCELLED"}
    assert await found() == (everything, 9)
    assert await found(kind="IMAGE") == ({"IMAGE PENDING"}, 1)
    assert await found(inFlight=False) == (ended, 3)
    assert await found(inFlight=True) == (everything - ended, 6)
    assert await found(states=["FAILED", "RUNNING"]) == ({"SONG FAILED", "SONG RUNNING"}, 2)
    assert await found(states=["FAILED", "RUNNING"], inFlight=True) == ({"SONG RUNNING"}, 1)
    assert await found(states=["FAILED"], inFlight=True) == (set(), 0)
    assert await found(states=[]) == (set(), 0)
    assert await found(states=["PENDING"], kind="SONG") == ({"SONG PENDING"}, 1)
    assert await found(provider="OPENAI") == ({"IMAGE PENDING"}, 1)
    assert await found(models=["gpt-image-2", "none"]) == ({"IMAGE PENDING"}, 1)
    assert await found(createdFrom=NOON.isoformat()) == (everything, 9)
    assert await found(createdBefore=NOON.isoformat()) == (set(), 0)


@pytest.mark.parametrize("field", _LISTS)
async def test_the_last_page_and_the_one_before_it(studio: Studio, field: str) -> None:
    await fill(studio.database, 5)
    [ids] = await _pages(studio, field, 100)
    query = (
        f"query($last: Int, $before: String) {{ {field}(last: $last, before: $before) "
        "{ edges { node { id } } pageInfo { startCursor hasNextPage hasPreviousPage } } }"
    )
    last = (await studio.data(query, last=2))[field]
    assert [edge["node"]["id"] for edge in last["edges"]] == ids[-2:]
    assert last["pageInfo"]["hasPreviousPage"] is True
    assert last["pageInfo"]["hasNextPage"] is False
    rest = (await studio.data(query, last=100, before=last["pageInfo"]["startCursor"]))[field]
    assert [edge["node"]["id"] for edge in rest["edges"]] == ids[:-2]
    assert rest["pageInfo"]["hasPreviousPage"] is False
    assert rest["pageInfo"]["hasNextPage"] is True


@pytest.mark.parametrize("field", _LISTS)
async def test_first_and_last_exclude_each_other(studio: Studio, field: str) -> None:
    error = await studio.refusal(f"{{ {field}(first: 1, last: 1) {{ edges {{ cursor }} }} }}")
    assert code_of(error) == "BAD_USER_INPUT"
    assert "not for both" in error["message"]
