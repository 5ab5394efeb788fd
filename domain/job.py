"""A job: one order to a provider, from the wish to the files that are ours.

Every change is one method that returns the changed job; an illegal move raises. Each change that
a person would want to see leaves an event in `news`, stored with the job in one transaction.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from domain import failures
from domain.errors import Conflict, Failure
from domain.inquiry import Inquiry
from domain.job_state import (
    ANSWERED_AT_ONCE,
    MOVES,
    EventKind,
    JobEvent,
    JobKind,
    JobState,
    Provider,
)
from domain.media import Delivery, MediaFile
from domain.pricing import list_price
from domain.report import Acceptance, ProviderReport, ProviderStatus
from domain.requests import Request
from domain.schedule import LEASE, poll_delay


class IllegalMove(Exception):
    """A move that the state machine does not have: a mistake of ours, never of the caller."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Who works on a job, and until when that is believed without further word."""

    owner: UUID
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """`due_at`: not before then is the next step taken; None where only a person goes on.

    `tries` counts failures in a row within the state, `attempt` the paid requests that were sent.
    `revision` is the stored version that this value came from. `expected` is how long jobs of the
    model have taken, `deadline` ends a job that its provider still calls running. `estimated_usd`
    is what the last paid request costs by the prices of the day it was sent; `at_vendor` is false
    if it went to the mock or to a server of the owner's own. `dismissed_at` is when its owner took
    it off the list of tasks; it is kept all the same, for what it made and for what it cost.
    """

    id: UUID
    kind: JobKind
    provider: Provider
    model: str
    request: Request
    state: JobState
    created_at: datetime
    due_at: datetime | None
    submitted_at: datetime | None = None
    accepted_at: datetime | None = None
    finished_at: datetime | None = None
    deadline: datetime | None = None
    expected: timedelta | None = None
    lease: Lease | None = None
    attempt: int = 0
    tries: int = 0
    estimated_usd: Decimal | None = None
    at_vendor: bool = True
    provider_job_id: str | None = None
    provider_word: str | None = None
    reported_progress: float | None = None
    deliveries: tuple[Delivery, ...] = ()
    failure: Failure | None = None
    cancel_requested: bool = False
    idempotency_key: str | None = None
    retry_of: UUID | None = None
    sequence: int = 0
    revision: int = 0
    dismissed_at: datetime | None = None
    news: tuple[JobEvent, ...] = field(default=(), compare=False)

    @classmethod
    def begin(
        cls,
        *,
        id: UUID,
        kind: JobKind,
        provider: Provider,
        request: Request,
        now: datetime,
        idempotency_key: str | None = None,
    ) -> "Job":
        job = cls(
            id=id,
            kind=kind,
            provider=provider,
            model=request.model,
            request=request,
            state=JobState.PENDING,
            created_at=now,
            due_at=now,
            idempotency_key=idempotency_key,
        )
        return job.tell(EventKind.MOVED, now, "Accepted; waiting for its turn.")

    @property
    def was_ordered(self) -> bool:
        """Whether somebody wished for just this: not of a retry, nor of files brought along."""
        return self.retry_of is None and self.provider is not Provider.IMPORTED

    @property
    def cost_usd(self) -> Decimal | None:
        """What was estimated when its paid request was sent, before that by the prices of today;
        None where no price is known. A job that goes on with the request of another costs 0, one
        that was imported what it cost in the library that it came from."""
        if self.attempt or self.estimated_usd is not None:
            return self.estimated_usd
        if self.accepted_at is None:
            return list_price(self.request)
        return Decimal() if self.retry_of else None

    # ── to the provider ──────────────────────────────────────────────────────────────────────

    def claim(
        self,
        owner: UUID,
        now: datetime,
        expected: timedelta | None = None,
        *,
        at_vendor: bool = True,
    ) -> "Job":
        """Commit this before the paid request leaves: from here on its outcome may be unknown."""
        return self._move(
            JobState.SUBMITTING,
            now,
            f"Sending the request to {self.provider.display_name}.",
            due_at=now,
            tries=self.tries,
            submitted_at=now,
            attempt=self.attempt + 1,
            estimated_usd=list_price(self.request),
            at_vendor=at_vendor,
            expected=expected,
            lease=Lease(owner, now + LEASE),
            failure=None,
        )

    def accept(self, acceptance: Acceptance, now: datetime, *, patience: timedelta) -> "Job":
        """The provider took the request. Also from NEEDS_CHECK: a late answer settles the doubt.

        `patience` is how long the provider may call it running before we end it. A result that
        came with the answer is paid for, so it is kept even when a cancel was asked for.
        """
        named = f" as {acceptance.provider_job_id}" if acceptance.provider_job_id else ""
        accepted = self._move(
            JobState.RUNNING,
            now,
            f"{self.provider.display_name} took the request{named}.",
            due_at=now + poll_delay(timedelta()),
            accepted_at=now,
            deadline=now + patience,
            provider_job_id=acceptance.provider_job_id,
            failure=None,
        )
        if acceptance.report is not None:
            accepted = accepted.advance(acceptance.report, now)
        return accepted._cancel_if_asked(now) if accepted.state is JobState.RUNNING else accepted

    def wait(self, until: datetime, why: Failure, now: datetime) -> "Job":
        """The request was surely not taken: back into the queue until `until`."""
        waiting = self._move(
            JobState.PENDING,
            now,
            why.message,
            kind=EventKind.WAITING,
            because=why,
            due_at=until,
            tries=self.tries + 1,
        )
        return waiting._cancel_if_asked(now)

    def doubt(self, why: Failure, now: datetime) -> "Job":
        """Nobody knows whether the request was taken; only its owner may decide what follows."""
        doubtful = self._move(
            JobState.NEEDS_CHECK, now, why.message, because=why, due_at=None, failure=why
        )
        return doubtful._cancel_if_asked(now)

    def show(self, preview: str, index: int, now: datetime) -> "Job":
        """A picture of the unfinished image, by the hash of its stored bytes."""
        return self.tell(EventKind.PREVIEW, now, f"Preview {index + 1}.", preview=preview)

    # ── at the provider ──────────────────────────────────────────────────────────────────────

    def advance(self, report: ProviderReport, now: datetime) -> "Job":
        """Follow what the provider says; silent where it says nothing new."""
        if self.state is not JobState.RUNNING:
            raise IllegalMove(f"{self.state} job {self.id} cannot follow its provider")
        match report.status:
            case ProviderStatus.SUCCEEDED:
                return self._deliver(report, now)
            case ProviderStatus.FAILED | ProviderStatus.TIMED_OUT | ProviderStatus.CANCELLED:
                return self.fail(failures.provider_end(report), now)
            case ProviderStatus.WAITING | ProviderStatus.RUNNING | ProviderStatus.UNRECOGNISED:
                return self._keep_running(report, now)

    def _deliver(self, report: ProviderReport, now: datetime) -> "Job":
        deliveries = tuple(
            Delivery(
                index=result.index,
                role=file.role,
                url=file.url,
                file=file.file,
                revised_prompt=result.revised_prompt,
            )
            for result in report.results
            for file in result.files
        )
        if not deliveries:
            return self.fail(failures.NO_RESULT, now)
        return self._move(
            JobState.ARCHIVING,
            now,
            f"Finished at the provider; saving {len(deliveries)} "
            f"{'file' if len(deliveries) == 1 else 'files'}.",
            due_at=now,
            deliveries=deliveries,
            provider_word=report.word or self.provider_word,
            reported_progress=None,
        )

    def _keep_running(self, report: ProviderReport, now: datetime) -> "Job":
        if self.deadline is not None and now >= self.deadline:
            return self.fail(failures.DEADLINE, now)
        if ask_again_at := self.inquiry.ask_again_at(report, now):
            return replace(self, due_at=ask_again_at, tries=0, lease=None)
        known = replace(self, provider_word=report.word, reported_progress=report.progress)
        told = known.tell(
            EventKind.PROGRESS, now, f"At the provider: {report.word}.", progress=report.progress
        )
        return told._keep_running(report, now)

    @property
    def inquiry(self) -> Inquiry:
        """What a question about it needs."""
        return Inquiry(
            job_id=self.id,
            revision=self.revision,
            kind=self.kind,
            provider=self.provider,
            provider_job_id=self.provider_job_id or "",
            accepted_at=self.accepted_at,
            deadline=self.deadline,
            word=self.provider_word,
            progress=self.reported_progress,
        )

    def postpone(
        self, until: datetime, why: Failure, now: datetime, *, counts: bool = True
    ) -> "Job":
        """The step did not succeed and will be tried again; the state stays as it is. It `counts`
        as a failure unless it only waited for something of ours, such as room on the disk."""
        if self.state not in (JobState.RUNNING, JobState.ARCHIVING):
            raise IllegalMove(f"{self.state} job {self.id} has no step to postpone")
        later = replace(self, due_at=until, tries=self.tries + counts, lease=None)
        if not counts:
            if self.failure == why:
                return later  # told already: what is waited for may be away for days
            later = replace(later, failure=why)
        return later.tell(EventKind.WAITING, now, why.message, because=why, next_try_at=until)

    # ── our files ────────────────────────────────────────────────────────────────────────────

    def hold(self, owner: UUID, now: datetime) -> "Job":
        """Take the work on an ARCHIVING job, so that only one worker fetches its files."""
        if self.state is not JobState.ARCHIVING:
            raise IllegalMove(f"{self.state} job {self.id} has no files to fetch")
        return replace(self, lease=Lease(owner, now + LEASE))

    def store(self, delivery: Delivery, file: MediaFile, now: datetime) -> "Job":
        """One more file is here."""
        deliveries = tuple(
            replace(each, file=file) if each == delivery else each for each in self.deliveries
        )
        done = sum(each.file is not None for each in deliveries)
        stored = replace(self, deliveries=deliveries, tries=0, failure=None)
        return stored.tell(
            EventKind.PROGRESS,
            now,
            f"Saved file {done} of {len(deliveries)}{_as_it_came(file)}.",
            progress=done / len(deliveries),
        )

    @property
    def missing(self) -> tuple[Delivery, ...]:
        return tuple(each for each in self.deliveries if each.file is None)

    @property
    def brought(self) -> MediaFile | None:
        """The archive of a job that took a song apart; a later one may have brought another."""
        took_apart = self.kind is JobKind.STEMS and self.state is JobState.SUCCEEDED
        return next((each.file for each in self.deliveries), None) if took_apart else None

    def succeed(self, now: datetime) -> "Job":
        if self.missing or not self.deliveries:
            raise IllegalMove(f"job {self.id} still misses {len(self.missing)} files")
        return self._move(JobState.SUCCEEDED, now, "Done; every file is here.", finished_at=now)

    def fail(self, failure: Failure, now: datetime) -> "Job":
        return self._move(
            JobState.FAILED, now, failure.message, because=failure, failure=failure, finished_at=now
        )

    # ── its owner's word ─────────────────────────────────────────────────────────────────────

    def cancel(self, now: datetime) -> "Job":
        """Stop it. A request that is on its way is answered first, and cancelled then."""
        if self.state is JobState.SUBMITTING:
            if self.cancel_requested:
                return self
            asked = replace(self, cancel_requested=True)
            return asked.tell(
                EventKind.NOTED, now, "Will be cancelled as soon as the provider has answered."
            )
        if JobState.CANCELLED not in MOVES[self.state]:
            raise failures.cannot_cancel(self.state)
        charged = self.state is not JobState.PENDING
        return self._move(
            JobState.CANCELLED,
            now,
            "Cancelled; the provider may still charge for it." if charged else "Cancelled.",
            finished_at=now,
        )

    def adopt(self, provider_job_id: str, now: datetime, *, patience: timedelta) -> "Job":
        """It ran after all, under this id: follow it."""
        self._must_need_check()
        if self.kind in ANSWERED_AT_ONCE:
            what = "An image" if self.kind is JobKind.IMAGE else "A stems"
            raise Conflict(
                f"{what} request has no job id at its provider.",
                hint="Submit it again, or cancel it.",
            )
        return self.accept(Acceptance(provider_job_id=provider_job_id), now, patience=patience)

    def submit_again(self, now: datetime) -> "Job":
        """Its owner accepts that the first request may have been charged."""
        self._must_need_check()
        return self._move(
            JobState.PENDING, now, "To be submitted again, by your decision.", due_at=now
        )

    def dismiss(self, now: datetime) -> "Job":
        """Off the list of tasks. Raises Conflict while there is anything left to come."""
        if not self.state.is_end:
            raise failures.cannot_dismiss(self.state)
        return self if self.dismissed_at else replace(self, dismissed_at=now)

    # ── how every change is made ─────────────────────────────────────────────────────────────

    def _must_need_check(self) -> None:
        if self.state is not JobState.NEEDS_CHECK:
            raise Conflict(
                f"This job is {self.state}; there is nothing to resolve.",
                hint="Only a job that needs a check can be resolved.",
            )

    def _cancel_if_asked(self, now: datetime) -> "Job":
        return self.cancel(now) if self.cancel_requested else self

    def _move(
        self,
        state: JobState,
        now: datetime,
        message: str,
        *,
        kind: EventKind = EventKind.MOVED,
        because: Failure | None = None,
        due_at: datetime | None = None,
        tries: int = 0,
        **changes: Any,
    ) -> "Job":
        if state not in MOVES[self.state]:
            raise IllegalMove(f"job {self.id} cannot go from {self.state} to {state}")
        changes = {"lease": None, **changes}
        moved = replace(self, state=state, due_at=due_at, tries=tries, **changes)
        return moved.tell(
            kind,
            now,
            message,
            because=because,
            next_try_at=due_at if kind is EventKind.WAITING else None,
        )

    def tell(
        self,
        kind: EventKind,
        now: datetime,
        message: str,
        *,
        because: Failure | None = None,
        progress: float | None = None,
        next_try_at: datetime | None = None,
        preview: str | None = None,
    ) -> "Job":
        event = JobEvent(
            job_id=self.id,
            sequence=self.sequence + 1,
            at=now,
            kind=kind,
            state=self.state,
            message=message,
            attempt=self.attempt,
            progress=progress,
            code=because.code if because else None,
            http_status=because.http_status if because else None,
            next_try_at=next_try_at,
            preview=preview,
        )
        return replace(self, sequence=event.sequence, news=(*self.news, event))


def _as_it_came(file: MediaFile) -> str:
    return f", unopened and as it came. {file.oddity}".rstrip(".") if file.oddity else ""
