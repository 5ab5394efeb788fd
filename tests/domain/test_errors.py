"""Errors carry what a person needs: what happened, and what to do next."""

from datetime import timedelta

import pytest

from domain import failures
from domain.errors import (
    Busy,
    Conflict,
    DownloadFailed,
    FailureCode,
    InvalidRequest,
    NotFound,
    Problem,
    ProviderError,
    Refused,
    StaleJob,
    StudioError,
)
from domain.report import ProviderStatus
from tests.domain.examples import report


def test_an_error_becomes_the_failure_of_a_job() -> None:
    error = Refused("No.", hint="Ask for less.", code=FailureCode.QUOTA, http_status=402)
    failure = error.failure
    assert (failure.code, failure.message, failure.hint) == (
        FailureCode.QUOTA,
        "No.",
        "Ask for less.",
    )
    assert failure.http_status == 402


@pytest.mark.parametrize("kind", ProviderError.__subclasses__())
def test_each_error_of_a_provider_has_a_code_of_its_kind(kind: type[ProviderError]) -> None:
    error = kind("No.", hint="Wait.", retry_after=timedelta(seconds=3))
    assert error.code is kind.code
    assert error.retry_after == timedelta(seconds=3)
    assert isinstance(error, StudioError)


def test_an_invalid_request_names_every_field() -> None:
    error = InvalidRequest(Problem("n", "Too many."), Problem("size", "Too big."))
    assert str(error) == "n: Too many. size: Too big."
    assert [problem.field for problem in error.problems] == ["n", "size"]
    assert error.code is FailureCode.INVALID_REQUEST


def test_what_is_missing_is_named() -> None:
    assert NotFound("song", "17").message == "There is no song 17."
    assert NotFound("song", "17").hint


def test_a_stale_job_is_a_conflict_that_can_be_repeated() -> None:
    assert isinstance(StaleJob(1), Conflict)
    assert "again" in StaleJob(1).hint or "repeat" in StaleJob(1).hint


def test_a_file_server_is_thought_reachable_unless_it_was_not() -> None:
    assert DownloadFailed("No.", hint="Retry.").reachable
    assert not DownloadFailed("No.", hint="Retry.", reachable=False).reachable


def test_a_busy_provider_without_a_wish_has_none() -> None:
    assert Busy("No.", hint="Wait.").retry_after is None


@pytest.mark.parametrize("failure", [failures.NO_RESULT, failures.DEADLINE, failures.INTERRUPTED])
def test_our_own_failures_say_what_to_do_next(failure: failures.Failure) -> None:
    assert failure.message.endswith(".")
    assert failure.hint.endswith(".")


def test_a_failure_at_the_provider_gives_its_reason() -> None:
    with_reason = failures.provider_end(report(ProviderStatus.FAILED, reason="too long"))
    assert with_reason.message == "The provider failed to make it: too long"
    assert failures.provider_end(report(ProviderStatus.FAILED)).message.endswith("make it.")
