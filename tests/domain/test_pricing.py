"""What requests cost, and what a job remembers of it."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from domain.image import ImageRequest
from domain.job import Job
from domain.job_state import JobState
from domain.money import written_out
from domain.pricing import list_price
from domain.retry import retry
from domain.schedule import PATIENCE
from domain.song import SongRequest
from tests.domain.examples import FAILURE, TAKEN, UNKNOWN, WORKER, image_job, job_in, song_job
from tests.fakes import NOON

PRICED = ImageRequest(prompt="A red door", model="gpt-image-2", quality="medium", n=2)


@pytest.mark.parametrize(
    ("request_", "usd"),
    [
        (PRICED, "0.106"),
        (replace(PRICED, quality="high", size="1024x1024", n=1), "0.211"),
        (replace(PRICED, quality="auto"), None),
        (replace(PRICED, quality=None), None),
        (replace(PRICED, size="1536x1024"), None),
        (replace(PRICED, model="gpt-image-2.5"), None),
        (replace(PRICED, model="dall-e-3", quality=None, n=1), "0.04"),
        (replace(PRICED, model="a model that was removed"), None),
        (SongRequest(lyrics="la", model="mureka-9"), "0.09"),
        (SongRequest(lyrics="la", model="mureka-9.5", n=3), "0.45"),
        (SongRequest(lyrics="la", model="auto"), None),
        (SongRequest(lyrics="la", model="a model that was removed"), None),
    ],
)
def test_a_price_counts_every_result_and_is_known_or_not(
    request_: ImageRequest | SongRequest, usd: str | None
) -> None:
    assert list_price(request_) == (None if usd is None else Decimal(usd))


@pytest.mark.parametrize(
    ("usd", "written"),
    [("0.090", "0.09"), ("0.006", "0.006"), ("3", "3.00"), ("120", "120.00"), ("0", "0.00")],
)
def test_an_amount_is_written_with_its_cents_and_with_no_idle_digit(usd: str, written: str) -> None:
    assert str(written_out(Decimal(usd))) == written


def _priced() -> Job:
    return image_job(request=PRICED)


def test_before_it_is_sent_a_job_costs_what_the_catalogue_says_today() -> None:
    assert _priced().cost_usd == Decimal("0.106")
    assert song_job().cost_usd is None


def test_what_a_job_costs_is_settled_when_its_request_leaves() -> None:
    sent = _priced().claim(WORKER, NOON)
    assert sent.estimated_usd == Decimal("0.106")
    later = replace(sent, request=replace(PRICED, n=1))
    assert later.cost_usd == Decimal("0.106")


def test_a_request_without_a_price_stays_unknown_when_prices_come_to_be_known() -> None:
    sent = song_job().claim(WORKER, NOON)
    later = replace(sent, request=SongRequest(lyrics="la", model="mureka-9"))
    assert later.cost_usd is None


def test_a_request_in_doubt_has_its_price_too() -> None:
    assert _priced().claim(WORKER, NOON).doubt(UNKNOWN.failure, NOON).cost_usd == Decimal("0.106")


def test_a_retry_that_goes_on_without_a_request_costs_nothing() -> None:
    cancelled = job_in(JobState.CANCELLED)
    free = retry(cancelled, UUID(int=1), NOON)
    assert (free.attempt, free.cost_usd, free.estimated_usd) == (0, Decimal(), None)


def test_a_retry_that_asks_again_costs_as_much_as_a_new_order() -> None:
    failed = _priced().claim(WORKER, NOON).accept(TAKEN, NOON, patience=PATIENCE)
    failed = replace(failed, provider_job_id=None).fail(FAILURE, NOON)
    again = retry(failed, UUID(int=1), NOON)
    assert (again.state, again.cost_usd) == (JobState.PENDING, Decimal("0.106"))


@pytest.mark.parametrize("at_vendor", [True, False])
def test_a_job_remembers_whether_its_vendor_was_asked(at_vendor: bool) -> None:
    sent = _priced().claim(WORKER, NOON, at_vendor=at_vendor)
    assert sent.accept(TAKEN, NOON, patience=PATIENCE).at_vendor is at_vendor
