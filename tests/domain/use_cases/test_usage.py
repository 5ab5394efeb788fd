"""What was spent on which days."""

import zoneinfo
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.errors import InvalidRequest
from domain.image import ImageRequest
from domain.job_state import Provider
from domain.use_cases.usage import DAYS_LIMIT, Usage
from tests.domain.examples import BROKEN, REFUSED, UNKNOWN, painted
from tests.domain.studio import Studio
from tests.fakes import FakeGenerator

TODAY = date(2026, 12, 1)
REQUEST = ImageRequest(prompt="A red door", model="gpt-image-2", quality="low", n=1)


def _usage(studio: Studio) -> Usage:
    return Usage(database=studio.database)


async def test_what_was_accepted_refused_and_lost_is_told_apart() -> None:
    studio = Studio(images=FakeGenerator(painted(), REFUSED, UNKNOWN, BROKEN))
    for _ in range(4):
        job = await studio.orders.order_image(REQUEST)
        await studio.submission.submit(job.id)
    report = await _usage(studio).between(TODAY, TODAY, "UTC")
    sums = report.at_vendor
    assert (sums.jobs, sums.results, sums.estimated_usd) == (1, 1, Decimal("0.006"))
    assert (sums.needs_check, sums.possibly_charged, sums.possible_usd) == (1, 2, Decimal("0.012"))


async def test_a_doubtful_job_that_was_cancelled_may_still_be_charged() -> None:
    studio = Studio(images=FakeGenerator(UNKNOWN))
    job = await studio.orders.order_image(REQUEST)
    await studio.submission.submit(job.id)
    await studio.jobs.cancel(job.id)
    sums = (await _usage(studio).between(TODAY, TODAY, "UTC")).at_vendor
    assert (sums.jobs, sums.needs_check, sums.possibly_charged) == (0, 0, 1)


async def test_what_the_mock_makes_is_charged_to_nobody() -> None:
    studio = Studio(images=FakeGenerator(painted()), vendors=frozenset({Provider.MUREKA}))
    job = await studio.orders.order_image(REQUEST)
    await studio.submission.submit(job.id)
    report = await _usage(studio).between(TODAY, TODAY, "UTC")
    assert (report.at_vendor.jobs, report.at_vendor.estimated_usd) == (0, None)
    assert (report.elsewhere.jobs, report.elsewhere.estimated_usd) == (1, Decimal("0.006"))


async def test_a_year_and_a_month_can_be_asked_for(studio: Studio) -> None:
    first = TODAY - timedelta(days=DAYS_LIMIT - 1)
    assert (await _usage(studio).between(first, TODAY, "Europe/Berlin")).groups == []
    with pytest.raises(InvalidRequest, match="at most 400 days"):
        await _usage(studio).between(first - timedelta(days=1), TODAY, "UTC")


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (TODAY, date(2026, 11, 30), "to"),
        (date.min, date.min, "from"),
        (date.max, date.max, "from"),
        (TODAY, date.max, "to"),
    ],
)
async def test_days_that_make_no_sense_are_refused(
    studio: Studio, first: date, last: date, field: str
) -> None:
    with pytest.raises(InvalidRequest) as refused:
        await _usage(studio).between(first, last, "UTC")
    assert field in [problem.field for problem in refused.value.problems]


@pytest.mark.parametrize(
    "time_zone",
    [
        "",
        "Mars/Olympus",
        "Europe",
        "../../etc/passwd",
        "/etc/localtime",
        "a\x00b",
        "\ud800",
        "x" * 9999,
    ],
)
async def test_what_is_no_time_zone_is_refused(studio: Studio, time_zone: str) -> None:
    with pytest.raises(InvalidRequest, match="is no time zone") as refused:
        await _usage(studio).between(TODAY, TODAY, time_zone)
    assert len(str(refused.value)) < 200
    assert str(refused.value).encode()


async def test_time_zones_come_from_a_package_where_the_system_has_none(
    studio: Studio,
) -> None:
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    try:
        assert (await _usage(studio).between(TODAY, TODAY, "America/New_York")).groups == []
    finally:
        zoneinfo.reset_tzpath()
