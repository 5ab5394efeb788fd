"""Failures that we find ourselves, worded for the person who reads the job."""

from domain.errors import Conflict, Failure, FailureCode, GenerationFailed, MediaRejected
from domain.job_state import JobEvent, JobState
from domain.report import ProviderReport, ProviderStatus

NO_RESULT = Failure(
    code=FailureCode.NO_RESULT,
    message="The provider says that it succeeded, but names no file.",
    hint="Ask the provider about it; a retry is charged again.",
)

DEADLINE = Failure(
    code=FailureCode.DEADLINE,
    message="The provider still called it running when our patience ended.",
    hint="Retry: that follows the same job again, without paying again.",
)

INTERRUPTED = Failure(
    code=FailureCode.OUTCOME_UNKNOWN,
    message="The studio was interrupted while the request was on its way; "
    "nobody here knows whether the provider took it.",
    hint="Look at the provider: if a song was made there, adopt its job id; an image or stems "
    "cannot be fetched again. Else submit again (may be charged twice), or cancel.",
)

RESTORED = Failure(
    code=FailureCode.OUTCOME_UNKNOWN,
    message="The library was restored from a backup in which this request had not been sent; "
    "nobody here knows whether it was sent later.",
    hint="Look at the provider: if a song was made there, adopt its job id; an image or stems "
    "cannot be fetched again. Submit it again if it was not sent (else it is charged twice), or "
    "cancel.",
)

CANCELLED = Failure(
    code=FailureCode.CONFLICT,
    message="The job was cancelled.",
    hint="Order it again if you still want it.",
)

_PROVIDER_ENDS = {
    ProviderStatus.FAILED: (
        FailureCode.PROVIDER_FAILED,
        "The provider failed to make it",
        "Change the request if the reason asks for it, then retry; a retry is charged again.",
    ),
    ProviderStatus.TIMED_OUT: (
        FailureCode.PROVIDER_TIMEOUT,
        "The provider gave up because it took too long",
        "Retry later; a retry is charged again.",
    ),
    ProviderStatus.CANCELLED: (
        FailureCode.PROVIDER_CANCELLED,
        "It was cancelled at the provider",
        "Retry if you still want it; a retry is charged again.",
    ),
}


def provider_end(report: ProviderReport) -> Failure:
    code, message, hint = _PROVIDER_ENDS[report.status]
    reason = f": {report.reason}" if report.reason else "."
    return Failure(code=code, message=message + reason, hint=hint)


def postponed(event: JobEvent, *, cancelled: bool) -> Failure:
    """The provider asks for a longer wait than whoever ordered has patience for."""
    return Failure(
        code=event.code or FailureCode.PROVIDER_UNAVAILABLE,
        message=event.message,
        hint="Nothing was charged and nothing follows; send it again after the wait."
        if cancelled
        else "The job goes on by itself after the wait; the same idempotency key leads to it.",
        http_status=event.http_status,
    )


def unusable_answer(rejected: MediaRejected) -> GenerationFailed:
    return GenerationFailed(
        rejected.message,
        hint="The provider answered with it and has probably charged it; a retry is charged again.",
        code=rejected.code,
    )


def cannot_cancel(state: JobState) -> Conflict:
    if state is JobState.ARCHIVING:
        return Conflict(
            "It is finished at the provider and paid for; its files are being saved.",
            hint="Wait for them; there is nothing left to save by cancelling.",
        )
    return Conflict(f"The job has ended already: {state}.", hint="There is nothing left to cancel.")


def cannot_dismiss(state: JobState) -> Conflict:
    if state is JobState.ARCHIVING:
        return Conflict(
            "It is finished at the provider, and its files are being saved.",
            hint="Wait for its end, and delete it then.",
        )
    return Conflict(f"The job is {state}.", hint="Cancel it first, and delete it then.")


def still_running(where: str) -> Failure:
    """For whoever cannot be answered but with a result."""
    return Failure(
        code=FailureCode.DEADLINE,
        message="The image is still being made.",
        hint=f"Do not order it again: it will be in the library. How it is: {where}",
    )
