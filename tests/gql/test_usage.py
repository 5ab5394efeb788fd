"""What was spent, as clients read it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes import NOON
from tests.gql.stories import doubtful, failed, running, succeeded
from tests.gql.studio import Answer, Studio, code_of, global_id
from tests.persistence.examples import SONG_REQUEST, add, image_job, song_job
from tests.statements import statements

_SUMS = """
  jobs succeeded failed cancelled results estimatedUsd unpricedJobs needsCheck possiblyCharged
  possibleUsd
"""
_USAGE = f"""
query($from: Date!, $to: Date!, $timeZone: String! = "UTC") {{
  usage(from: $from, to: $to, timeZone: $timeZone) {{
    entries {{ day provider kind model atVendor {_SUMS} }}
    totals {{ {_SUMS} }}
    elsewhere {{ jobs }}
  }}
}}
"""


async def _usage(studio: Studio, first: str, last: str, **more: object) -> Answer:
    return (await studio.data(_USAGE, **{"from": first, "to": last}, **more))["usage"]


async def test_a_day_is_told_by_model_with_its_money(studio: Studio) -> None:
    await add(
        studio.database,
        succeeded(song_job()),
        running(song_job()),
        doubtful(song_job()),
        failed(song_job()),
        running(image_job()),
    )
    usage = await _usage(studio, "2026-12-01", "2026-12-01")
    song, image = usage["entries"]
    assert song == {
        "day": "2026-12-01",
        "provider": "MUREKA",
        "kind": "SONG",
        "model": "mureka-9",
        "atVendor": True,
        "jobs": 2,
        "succeeded": 1,
        "failed": 0,
        "cancelled": 0,
        "results": 4,
        "estimatedUsd": "0.18",
        "unpricedJobs": 0,
        "needsCheck": 1,
        "possiblyCharged": 1,
        "possibleUsd": "0.09",
    }
    assert (image["provider"], image["estimatedUsd"], image["unpricedJobs"]) == ("OPENAI", None, 1)
    assert (usage["totals"]["jobs"], usage["totals"]["estimatedUsd"]) == (3, "0.18")
    assert usage["elsewhere"] == {"jobs": 0}


async def test_where_nothing_was_spent_nothing_is_known_to_be_spent(studio: Studio) -> None:
    usage = await _usage(studio, "2026-12-01", "2026-12-31")
    assert usage["entries"] == []
    assert (usage["totals"]["jobs"], usage["totals"]["estimatedUsd"]) == (0, None)


async def test_a_day_is_one_of_the_asked_time_zone(studio: Studio) -> None:
    late = replace(running(song_job()), accepted_at=NOON + timedelta(hours=11, minutes=30))
    await add(studio.database, late)

    async def days(time_zone: str) -> list[str]:
        usage = await _usage(studio, "2026-11-01", "2026-12-31", timeZone=time_zone)
        return [entry["day"] for entry in usage["entries"]]

    assert await days("UTC") == ["2026-12-01"]
    assert await days("Europe/Berlin") == ["2026-12-02"]


async def test_any_number_of_jobs_costs_one_statement(studio: Studio) -> None:
    for number in (1, 49):
        await add(studio.database, *(running(song_job()) for _ in range(number)))
        with statements(studio.engine) as sent:
            await _usage(studio, "2026-12-01", "2026-12-01")
        assert len(sent) == 1
        assert "deliveries" not in sent[0]


@pytest.mark.parametrize(
    ("first", "last", "time_zone", "word"),
    [
        ("2026-12-02", "2026-12-01", "UTC", "to: "),
        ("2025-01-01", "2026-12-01", "UTC", "at most 400 days"),
        ("0001-01-01", "0001-01-01", "UTC", "from: "),
        ("9999-12-31", "9999-12-31", "Asia/Tokyo", "from: "),
        ("2026-12-01", "2026-12-01", "Moon", "timeZone: "),
        ("2026-12-01", "2026-12-01", "a\x00\ud800", "timeZone: "),
    ],
)
async def test_a_range_that_makes_no_sense_is_the_clients_mistake(
    studio: Studio, first: str, last: str, time_zone: str, word: str
) -> None:
    error = await studio.refusal(_USAGE, **{"from": first, "to": last}, timeZone=time_zone)
    assert code_of(error) == "BAD_USER_INPUT"
    assert word in error["message"]
    assert error["extensions"]["hint"]


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", 20261201, None])
async def test_a_day_is_a_date(studio: Studio, day: object) -> None:
    error = await studio.refusal(_USAGE, **{"from": day, "to": "2026-12-01"})
    assert code_of(error) in ("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED")


async def test_a_job_says_what_it_costs_where_that_is_known(studio: Studio) -> None:
    unpriced = replace(SONG_REQUEST, model="auto")
    jobs = {
        "0.09": song_job(),
        "0.045": running(song_job(request=replace(SONG_REQUEST, n=1))),
        None: running(song_job(request=unpriced, model="auto")),
    }
    await add(studio.database, *jobs.values())
    query = "query($id: ID!) { job(id: $id) { estimatedUsd } }"
    for usd, job in jobs.items():
        shown = await studio.data(query, id=global_id("Job", job.id))
        assert shown["job"] == {"estimatedUsd": usd}


async def test_a_retry_without_a_paid_request_costs_nothing(studio: Studio) -> None:
    job = running(song_job())
    await add(studio.database, job)
    await studio.use_cases.jobs.cancel(job.id)
    free = await studio.use_cases.jobs.retry(job.id)
    query = "query($id: ID!) { job(id: $id) { estimatedUsd } }"
    shown = await studio.data(query, id=global_id("Job", free.id))
    assert shown["job"] == {"estimatedUsd": "0.00"}
    usage = await _usage(studio, "2026-12-01", "2026-12-01")
    assert [(each["jobs"], each["cancelled"]) for each in usage["entries"]] == [(1, 1)]
