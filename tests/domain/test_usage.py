"""Paid requests summed up."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from domain.job_state import JobKind, JobState, Provider
from domain.usage import Group, PaidRequest, Sums, report_of
from tests.fakes import NOON

SONG = PaidRequest(
    kind=JobKind.SONG,
    provider=Provider.MUREKA,
    model="mureka-9",
    state=JobState.SUCCEEDED,
    at=NOON,
    accepted=True,
    at_vendor=True,
    results=2,
    usd=Decimal("0.09"),
)
IMAGE = replace(
    SONG,
    kind=JobKind.IMAGE,
    provider=Provider.OPENAI,
    model="gpt-image-2",
    results=1,
    usd=Decimal("0.006"),
)
UNPRICED = replace(SONG, model="auto", usd=None)
DOUBTFUL = replace(SONG, state=JobState.NEEDS_CHECK, accepted=False)


def test_what_was_accepted_is_counted_by_how_it_ended() -> None:
    states = (JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED, JobState.RUNNING)
    sums = Sums.of([replace(SONG, state=state) for state in states])
    assert (sums.jobs, sums.succeeded, sums.failed, sums.cancelled) == (4, 1, 1, 1)
    assert (sums.results, sums.estimated_usd, sums.unpriced_jobs) == (8, Decimal("0.36"), 0)


def test_an_unknown_price_is_never_nothing() -> None:
    assert Sums.of([UNPRICED, UNPRICED]).estimated_usd is None
    assert Sums.of([]).estimated_usd is None
    mixed = Sums.of([UNPRICED, SONG])
    assert (mixed.estimated_usd, mixed.unpriced_jobs) == (Decimal("0.09"), 1)


def test_what_may_have_been_charged_stands_apart() -> None:
    cancelled = replace(DOUBTFUL, state=JobState.CANCELLED)
    sums = Sums.of([SONG, DOUBTFUL, cancelled, replace(DOUBTFUL, usd=None)])
    assert (sums.jobs, sums.results, sums.cancelled) == (1, 2, 0)
    assert (sums.needs_check, sums.possibly_charged) == (2, 3)
    assert (sums.estimated_usd, sums.possible_usd) == (Decimal("0.09"), Decimal("0.18"))


def test_groups_come_by_day_provider_kind_and_model() -> None:
    earlier = replace(SONG, at=datetime(2026, 11, 30, 23, 59, tzinfo=UTC))
    report = report_of([SONG, IMAGE, earlier, SONG, UNPRICED], UTC)
    assert [(group.day.day, group.model, sums.jobs) for group, sums in report.groups] == [
        (30, "mureka-9", 1),
        (1, "auto", 1),
        (1, "mureka-9", 2),
        (1, "gpt-image-2", 1),
    ]
    assert report.at_vendor == Sums.of([SONG, IMAGE, earlier, SONG, UNPRICED])


def test_what_no_vendor_was_asked_for_is_summed_up_by_itself() -> None:
    mocked = replace(SONG, at_vendor=False)
    report = report_of([SONG, mocked, mocked], UTC)
    assert [(group.at_vendor, sums.jobs) for group, sums in report.groups] == [
        (False, 2),
        (True, 1),
    ]
    assert (report.at_vendor, report.elsewhere) == (Sums.of([SONG]), Sums.of([mocked, mocked]))


def test_a_day_begins_and_ends_in_the_asked_time_zone() -> None:
    """In Berlin, summer time ended on 2026-10-25: that day had 25 hours."""
    berlin = ZoneInfo("Europe/Berlin")
    moments = [
        datetime(2026, 10, 24, 21, 59, tzinfo=UTC),
        datetime(2026, 10, 24, 22, 0, tzinfo=UTC),
        datetime(2026, 10, 25, 22, 59, tzinfo=UTC),
        datetime(2026, 10, 25, 23, 0, tzinfo=UTC),
    ]
    report = report_of([replace(SONG, at=moment) for moment in moments], berlin)
    days = [date(2026, 10, 24), date(2026, 10, 25), date(2026, 10, 26)]
    groups = [Group(day, Provider.MUREKA, JobKind.SONG, "mureka-9", True) for day in days]
    assert [(group, sums.jobs) for group, sums in report.groups] == list(
        zip(groups, (1, 2, 1), strict=True)
    )
