"""Cancelling and retrying many jobs over GraphQL."""

import pytest

from domain.job_state import JobState
from tests.gql.stories import STORIES
from tests.gql.studio import Answer, Studio, global_id
from tests.persistence.examples import add, song_job

_ANSWER = """{ __typename ... on JobsChanged { count jobs { id state }
  refused { jobId code message hint } } ... on Failure { code message hint } }"""
_CANCEL = (
    "mutation($s: JobSelectionInput!) { answer: cancelJobs(input: {select: $s}) " + _ANSWER + "}"
)
_RETRY = (
    "mutation($s: JobSelectionInput!, $paid: Boolean) "
    "{ answer: retryJobs(input: {select: $s, paidToo: $paid}) " + _ANSWER + "}"
)


async def stock(studio: Studio) -> dict[JobState, str]:
    jobs = {state: story(song_job()) for state, story in STORIES.items()}
    await add(studio.database, *jobs.values())
    return {state: global_id("Job", job.id) for state, job in jobs.items()}


async def answer(studio: Studio, query: str, select: Answer, **variables: object) -> Answer:
    return (await studio.data(query, s=select, **variables))["answer"]


async def test_a_filter_cancels_all_that_fit(studio: Studio) -> None:
    ids = await stock(studio)
    changed = await answer(studio, _CANCEL, {"filter": {"states": ["PENDING", "FAILED"]}})
    assert changed["count"] == 1
    assert changed["jobs"] == [{"id": ids[JobState.PENDING], "state": "CANCELLED"}]


async def test_a_list_says_what_it_refused(studio: Studio) -> None:
    ids = await stock(studio)
    some = [ids[JobState.RUNNING], ids[JobState.FAILED]]
    changed = await answer(studio, _CANCEL, {"ids": some})
    assert changed["count"] == 1
    [refused] = changed["refused"]
    assert (refused["jobId"], refused["code"]) == (ids[JobState.FAILED], "CONFLICT")


async def test_retries_that_cost_want_a_word(studio: Studio) -> None:
    ids = await stock(studio)
    select = {"ids": [ids[JobState.FAILED]]}
    assert (await answer(studio, _RETRY, select, paid=False))["count"] == 0
    assert (await answer(studio, _RETRY, select, paid=True))["count"] == 1


@pytest.mark.parametrize("select", [{}, {"ids": [], "filter": {}}, {"ids": []}])
async def test_a_selection_is_a_list_or_a_filter(studio: Studio, select: Answer) -> None:
    await stock(studio)
    refused = await answer(studio, _CANCEL, select)
    assert refused["__typename"] == "ValidationError"


async def test_what_is_no_job_is_not_found(studio: Studio) -> None:
    refused = await answer(studio, _CANCEL, {"ids": [global_id("Song", "7")]})
    assert refused["__typename"] == "NotFound"
