"""The state machine: each legal move by its method, and no other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from domain.errors import Conflict, FailureCode
from domain.job import IllegalMove, Job, Lease
from domain.job_state import IN_FLIGHT, MOVES, OCCUPYING, EventKind, JobKind, JobState, Provider
from domain.media import Delivery, Role
from domain.report import ProviderStatus, Result
from domain.schedule import LEASE, PATIENCE, poll_delay
from tests.domain.examples import (
    BAD_END,
    BUSY,
    DONE,
    FAILURE,
    HOUR,
    JOB,
    MINUTE,
    SECOND,
    SILENT,
    SONG_REQUEST,
    STILL,
    TAKEN,
    UNKNOWN,
    WORKER,
    archiving,
    image_job,
    job_in,
    media_file,
    painted,
    report,
    running,
    song_job,
)
from tests.fakes import NOON

Move = Callable[[Job], Job]

LATER = NOON + SECOND
ALL_HERE = (Delivery(index=0, role=Role.MP3, file=media_file(Role.MP3)),)


def claim(job: Job) -> Job:
    return job.claim(WORKER, LATER)


def accept(job: Job) -> Job:
    return job.accept(TAKEN, LATER, patience=PATIENCE)


def adopt(job: Job) -> Job:
    return job.adopt("task-2", LATER, patience=PATIENCE)


def wait(job: Job) -> Job:
    return job.wait(LATER + MINUTE, BUSY.failure, LATER)


def submit_again(job: Job) -> Job:
    return job.submit_again(LATER)


def doubt(job: Job) -> Job:
    return job.doubt(UNKNOWN.failure, LATER)


def deliver(job: Job) -> Job:
    return job.advance(DONE, LATER)


def end_badly(job: Job) -> Job:
    return job.advance(BAD_END, LATER)


def succeed(job: Job) -> Job:
    return replace(job, deliveries=ALL_HERE).succeed(LATER)


def fail(job: Job) -> Job:
    return job.fail(FAILURE, LATER)


def cancel(job: Job) -> Job:
    return job.cancel(LATER)


METHODS: Mapping[JobState, Sequence[Move]] = {
    JobState.PENDING: (wait, submit_again),
    JobState.SUBMITTING: (claim,),
    JobState.RUNNING: (accept, adopt),
    JobState.ARCHIVING: (deliver,),
    JobState.SUCCEEDED: (succeed,),
    JobState.FAILED: (fail, end_badly),
    JobState.CANCELLED: (cancel,),
    JobState.NEEDS_CHECK: (doubt,),
}
"""Every method that leads into a state."""

LEGAL: Sequence[tuple[JobState, Move, JobState, EventKind]] = (
    (JobState.PENDING, claim, JobState.SUBMITTING, EventKind.MOVED),
    (JobState.PENDING, cancel, JobState.CANCELLED, EventKind.MOVED),
    (JobState.PENDING, doubt, JobState.NEEDS_CHECK, EventKind.MOVED),
    (JobState.SUBMITTING, accept, JobState.RUNNING, EventKind.MOVED),
    (JobState.SUBMITTING, wait, JobState.PENDING, EventKind.WAITING),
    (JobState.SUBMITTING, doubt, JobState.NEEDS_CHECK, EventKind.MOVED),
    (JobState.SUBMITTING, fail, JobState.FAILED, EventKind.MOVED),
    (JobState.RUNNING, deliver, JobState.ARCHIVING, EventKind.MOVED),
    (JobState.RUNNING, fail, JobState.FAILED, EventKind.MOVED),
    (JobState.RUNNING, end_badly, JobState.FAILED, EventKind.MOVED),
    (JobState.RUNNING, cancel, JobState.CANCELLED, EventKind.MOVED),
    (JobState.ARCHIVING, succeed, JobState.SUCCEEDED, EventKind.MOVED),
    (JobState.ARCHIVING, fail, JobState.FAILED, EventKind.MOVED),
    (JobState.NEEDS_CHECK, accept, JobState.RUNNING, EventKind.MOVED),
    (JobState.NEEDS_CHECK, adopt, JobState.RUNNING, EventKind.MOVED),
    (JobState.NEEDS_CHECK, submit_again, JobState.PENDING, EventKind.MOVED),
    (JobState.NEEDS_CHECK, cancel, JobState.CANCELLED, EventKind.MOVED),
)

ILLEGAL = [
    (start, move)
    for start, target in product(JobState, JobState)
    for move in METHODS[target]
    if target not in MOVES[start] and (start, move) != (JobState.SUBMITTING, cancel)
]
"""All but a cancel in mid-request, which is noted and waits for the answer."""


def test_the_legal_moves_of_these_tests_are_those_of_the_table() -> None:
    tested = {(start, target) for start, _, target, _ in LEGAL}
    assert tested == {(start, target) for start in MOVES for target in MOVES[start]}


@pytest.mark.parametrize(("start", "move", "target", "kind"), LEGAL)
def test_a_legal_move_leaves_exactly_its_event(
    start: JobState, move: Move, target: JobState, kind: EventKind
) -> None:
    before = job_in(start)
    after = move(before)
    assert after.state is target
    (event,) = after.news
    assert (event.job_id, event.kind, event.state, event.at) == (JOB, kind, target, LATER)
    assert event.sequence == after.sequence == before.sequence + 1
    assert event.message
    assert event.attempt == after.attempt


@pytest.mark.parametrize(("start", "move", "target", "kind"), LEGAL)
def test_a_move_sets_the_next_step_and_lets_go_of_the_job(
    start: JobState, move: Move, target: JobState, kind: EventKind
) -> None:
    after = move(job_in(start))
    assert (after.due_at is not None) == (target in IN_FLIGHT - {JobState.NEEDS_CHECK})
    assert (after.finished_at == LATER) == target.is_end
    assert (after.lease is not None) == (target is JobState.SUBMITTING)


@pytest.mark.parametrize(("start", "move"), ILLEGAL)
def test_an_illegal_move_raises_and_changes_nothing(start: JobState, move: Move) -> None:
    job, untouched = job_in(start), job_in(start)
    with pytest.raises((IllegalMove, Conflict)):
        move(job)
    assert job == untouched
    assert job.news == ()


def test_the_ends_lead_nowhere_and_everything_else_leads_on() -> None:
    ends = {state for state in JobState if state.is_end}
    assert ends == {JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED}
    assert set(JobState) - ends == IN_FLIGHT
    assert OCCUPYING < IN_FLIGHT


@pytest.mark.parametrize("state", JobState)
def test_each_state_can_be_reached_from_the_beginning(state: JobState) -> None:
    reached = {JobState.PENDING}
    for _ in JobState:
        reached |= {target for start in reached for target in MOVES[start]}
    assert state in reached


# ── the beginning ────────────────────────────────────────────────────────────────────────────────


def test_a_new_job_waits_for_its_turn_and_says_so() -> None:
    job = Job.begin(
        id=JOB,
        kind=JobKind.SONG,
        provider=Provider.MUREKA,
        request=SONG_REQUEST,
        now=NOON,
        idempotency_key="key",
    )
    assert (job.state, job.due_at, job.attempt) == (JobState.PENDING, NOON, 0)
    assert (job.model, job.idempotency_key) == (SONG_REQUEST.model, "key")
    assert [event.sequence for event in job.news] == [1]


# ── to the provider ──────────────────────────────────────────────────────────────────────────────


def test_a_claim_counts_the_request_and_holds_the_job() -> None:
    job = replace(job_in(JobState.PENDING), tries=3, attempt=1, failure=FAILURE)
    claimed = job.claim(WORKER, LATER, expected=MINUTE)
    assert (claimed.attempt, claimed.submitted_at) == (2, LATER)
    assert claimed.lease == Lease(WORKER, LATER + LEASE)
    assert claimed.expected == MINUTE
    assert claimed.tries == 3  # so that a provider which stays busy is asked less and less
    assert claimed.failure is None


def test_an_accepted_job_is_followed_until_its_deadline() -> None:
    job = accept(job_in(JobState.SUBMITTING))
    assert job.provider_job_id == "task-1"
    assert job.due_at == LATER + poll_delay(timedelta())
    assert job.deadline == LATER + PATIENCE
    assert job.accepted_at == LATER
    assert "task-1" in job.news[0].message


def test_a_result_inside_the_answer_goes_straight_to_the_files() -> None:
    job = image_job().claim(WORKER, NOON).accept(painted(), LATER, patience=PATIENCE)
    assert job.state is JobState.ARCHIVING
    states = [event.state for event in job.news]
    assert states == [JobState.SUBMITTING, JobState.RUNNING, JobState.ARCHIVING]
    assert [event.sequence for event in job.news] == [2, 3, 4]


def test_a_waiting_job_says_why_and_until_when() -> None:
    job = wait(job_in(JobState.SUBMITTING))
    until = LATER + MINUTE
    assert (job.due_at, job.tries) == (until, 1)
    (event,) = job.news
    assert (event.code, event.http_status, event.next_try_at) == (
        FailureCode.RATE_LIMIT,
        429,
        until,
    )


def test_a_doubtful_job_keeps_the_reason_and_waits_for_its_owner() -> None:
    job = doubt(job_in(JobState.SUBMITTING))
    assert job.failure == UNKNOWN.failure
    assert job.due_at is None
    assert job.finished_at is None


def test_a_preview_is_told_by_the_hash_of_its_picture() -> None:
    job = job_in(JobState.SUBMITTING).show("abc", 1, LATER)
    (event,) = job.news
    assert (event.kind, event.preview, event.message) == (EventKind.PREVIEW, "abc", "Preview 2.")
    assert job.state is JobState.SUBMITTING


# ── at the provider ──────────────────────────────────────────────────────────────────────────────

NOTHING_NEW = (ProviderStatus.WAITING, ProviderStatus.RUNNING, ProviderStatus.UNRECOGNISED)


@pytest.mark.parametrize("status", NOTHING_NEW)
def test_a_running_job_tells_what_is_new_and_only_that(status: ProviderStatus) -> None:
    job = running(tries=4, lease=Lease(WORKER, LATER))
    told = job.advance(report(status, "streaming", progress=0.25), LATER)
    (event,) = told.news
    assert (event.kind, event.progress) == (EventKind.PROGRESS, 0.25)
    assert "streaming" in event.message
    assert (told.tries, told.lease) == (0, None)
    again = told.advance(report(status, "streaming", progress=0.25), LATER + SECOND)
    assert again.news == told.news
    assert again.due_at is not None
    assert again.due_at > LATER + SECOND


def test_the_older_a_job_the_less_often_it_is_asked_for() -> None:
    job = running(accepted_at=NOON)
    now = NOON + 40 * SECOND
    assert job.advance(STILL, now).due_at == now + 5 * SECOND


def test_a_job_that_runs_past_its_deadline_fails() -> None:
    job = running(deadline=LATER)
    assert job.advance(STILL, LATER - SECOND / 2).state is JobState.RUNNING
    late = job.advance(STILL, LATER)
    assert late.state is JobState.FAILED
    assert late.failure is not None
    assert late.failure.code is FailureCode.DEADLINE


def test_a_result_counts_even_after_the_deadline() -> None:
    assert running(deadline=NOON).advance(DONE, LATER).state is JobState.ARCHIVING


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (ProviderStatus.FAILED, FailureCode.PROVIDER_FAILED),
        (ProviderStatus.TIMED_OUT, FailureCode.PROVIDER_TIMEOUT),
        (ProviderStatus.CANCELLED, FailureCode.PROVIDER_CANCELLED),
    ],
)
def test_a_bad_end_at_the_provider_is_ours_with_its_reason(
    status: ProviderStatus, code: FailureCode
) -> None:
    failed = running().advance(report(status, reason="too long"), LATER)
    assert failed.failure is not None
    assert failed.failure.code is code
    assert failed.failure.message.endswith(": too long")
    assert failed.failure.hint
    assert running().advance(report(status), LATER).news[0].message.endswith(".")


@pytest.mark.parametrize("results", [(), (Result(index=0, files=()),)])
def test_a_success_without_any_file_is_a_failure(results: tuple[Result, ...]) -> None:
    failed = running().advance(report(ProviderStatus.SUCCEEDED, results=results), LATER)
    assert failed.failure is not None
    assert failed.failure.code is FailureCode.NO_RESULT


def test_a_finished_job_owes_every_file_of_every_result() -> None:
    job = running().advance(DONE, LATER)
    assert [each.role for each in job.deliveries] == [Role.MP3, Role.FLAC]
    assert job.missing == job.deliveries
    assert "2 files" in job.news[0].message
    assert job.due_at == LATER


@pytest.mark.parametrize("state", [JobState.RUNNING, JobState.ARCHIVING])
def test_a_postponed_step_keeps_the_state_and_lets_go(state: JobState) -> None:
    job = replace(job_in(state), lease=Lease(WORKER, LATER), tries=2)
    later = job.postpone(LATER + MINUTE, SILENT.failure, LATER)
    assert (later.state, later.tries, later.lease) == (state, 3, None)
    assert later.due_at == LATER + MINUTE
    (event,) = later.news
    assert (event.kind, event.next_try_at) == (EventKind.WAITING, LATER + MINUTE)


@pytest.mark.parametrize("state", set(JobState) - {JobState.RUNNING, JobState.ARCHIVING})
def test_where_nothing_is_tried_nothing_is_postponed(state: JobState) -> None:
    with pytest.raises(IllegalMove):
        job_in(state).postpone(LATER, SILENT.failure, LATER)


@pytest.mark.parametrize("state", set(JobState) - {JobState.RUNNING})
def test_only_a_running_job_follows_its_provider(state: JobState) -> None:
    with pytest.raises(IllegalMove):
        job_in(state).advance(STILL, LATER)


# ── our files ────────────────────────────────────────────────────────────────────────────────────


def test_files_arrive_one_by_one() -> None:
    job = archiving(tries=3)
    mp3, flac = job.deliveries
    half = job.store(mp3, media_file(Role.MP3), LATER)
    assert half.missing == (flac,)
    assert (half.tries, half.news[-1].progress) == (0, 0.5)
    whole = half.store(flac, media_file(Role.FLAC), LATER)
    assert whole.missing == ()
    assert whole.news[-1].progress == 1.0
    assert whole.succeed(LATER).state is JobState.SUCCEEDED


def test_a_job_does_not_succeed_while_a_file_is_missing() -> None:
    job = archiving()
    half = job.store(job.deliveries[0], media_file(Role.MP3), LATER)
    with pytest.raises(IllegalMove):
        half.succeed(LATER)


def test_a_job_does_not_succeed_without_files() -> None:
    with pytest.raises(IllegalMove):
        archiving(deliveries=()).succeed(LATER)


def test_holding_a_job_makes_no_news() -> None:
    held = archiving().hold(WORKER, LATER)
    assert held.lease == Lease(WORKER, LATER + LEASE)
    assert held.news == ()


@pytest.mark.parametrize("state", set(JobState) - {JobState.ARCHIVING})
def test_only_a_job_with_files_to_fetch_is_held(state: JobState) -> None:
    with pytest.raises(IllegalMove):
        job_in(state).hold(WORKER, LATER)


# ── its owner's word ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("state", "charged"),
    [(JobState.PENDING, False), (JobState.RUNNING, True), (JobState.NEEDS_CHECK, True)],
)
def test_a_cancel_says_whether_it_may_be_charged(state: JobState, charged: bool) -> None:
    cancelled = job_in(state).cancel(LATER)
    assert cancelled.state is JobState.CANCELLED
    assert ("may still charge" in cancelled.news[0].message) is charged


@pytest.mark.parametrize("state", [*(state for state in JobState if state.is_end)])
def test_what_has_ended_is_not_cancelled(state: JobState) -> None:
    with pytest.raises(Conflict, match=state):
        job_in(state).cancel(LATER)


def test_files_that_are_paid_for_are_not_cancelled() -> None:
    with pytest.raises(Conflict, match="paid for"):
        job_in(JobState.ARCHIVING).cancel(LATER)


def test_a_cancel_in_mid_request_is_noted_once() -> None:
    asked = job_in(JobState.SUBMITTING).cancel(LATER)
    assert (asked.state, asked.cancel_requested) == (JobState.SUBMITTING, True)
    assert [event.kind for event in asked.news] == [EventKind.NOTED]
    assert asked.cancel(LATER) is asked


@pytest.mark.parametrize("answer", [accept, wait, doubt])
def test_a_noted_cancel_happens_as_soon_as_there_is_an_answer(answer: Move) -> None:
    ended = answer(job_in(JobState.SUBMITTING).cancel(LATER))
    assert ended.state is JobState.CANCELLED
    assert ended.finished_at == LATER
    sequences = [event.sequence for event in ended.news]
    assert sequences == list(range(3, 6))


def test_a_refused_request_failed_even_if_a_cancel_was_asked_for() -> None:
    assert fail(job_in(JobState.SUBMITTING).cancel(LATER)).state is JobState.FAILED


def test_a_result_inside_the_answer_is_kept_although_a_cancel_was_asked_for() -> None:
    asked = image_job().claim(WORKER, NOON).cancel(LATER)
    assert asked.accept(painted(), LATER, patience=PATIENCE).state is JobState.ARCHIVING


def test_an_image_cannot_be_adopted_since_its_provider_knows_no_id() -> None:
    doubtful = image_job().claim(WORKER, NOON).doubt(UNKNOWN.failure, NOON)
    with pytest.raises(Conflict, match="no job id"):
        adopt(doubtful)


def test_an_adopted_job_is_followed_under_its_id() -> None:
    adopted = adopt(job_in(JobState.NEEDS_CHECK))
    assert adopted.provider_job_id == "task-2"
    assert adopted.failure is None
    assert adopted.deadline == LATER + PATIENCE


def test_a_job_that_is_submitted_again_is_due_at_once() -> None:
    again = submit_again(job_in(JobState.NEEDS_CHECK))
    assert (again.due_at, again.tries, again.attempt) == (LATER, 0, 1)
    assert claim(again).attempt == 2


@pytest.mark.parametrize("state", set(JobState) - {JobState.NEEDS_CHECK})
@pytest.mark.parametrize("resolve", [adopt, submit_again])
def test_only_a_job_in_doubt_is_resolved(state: JobState, resolve: Move) -> None:
    with pytest.raises(Conflict, match="nothing to resolve"):
        resolve(job_in(state))


# ── the timeline ─────────────────────────────────────────────────────────────────────────────────


def test_a_whole_life_has_no_gap_in_its_sequence() -> None:
    job = song_job()
    for move in (claim, wait, claim, doubt, submit_again, claim, accept, deliver):
        job = move(job)
    for delivery in job.missing:
        job = job.store(delivery, media_file(delivery.role), LATER)
    job = job.succeed(LATER)
    assert [event.sequence for event in job.news] == list(range(2, job.sequence + 1))
    assert [event.attempt for event in job.news] == sorted(event.attempt for event in job.news)
    assert job.attempt == 3


@pytest.mark.parametrize("state", JobState)
def test_only_an_ended_job_is_dismissed_and_keeps_its_first_day(state: JobState) -> None:
    job = job_in(state)
    if not state.is_end:
        with pytest.raises(Conflict, match=r"saved|is [A-Z_]+\."):
            job.dismiss(NOON)
        return
    dismissed = job.dismiss(NOON)
    assert dismissed.dismissed_at == NOON
    assert dismissed.dismiss(NOON + HOUR) is dismissed
