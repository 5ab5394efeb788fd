"""The states of jobs in the words that clients from before the studio know."""

from typing import Literal

from domain.job_state import JobState

STATUS = Literal["PENDING", "PROGRESS", "SUCCESS", "FAILURE", "CANCELLED"]


def word_of(state: JobState) -> STATUS:
    """A job that needs a check is a failure with the code OUTCOME_UNKNOWN."""
    match state:
        case JobState.PENDING:
            return "PENDING"
        case JobState.SUBMITTING | JobState.RUNNING | JobState.ARCHIVING:
            return "PROGRESS"
        case JobState.SUCCEEDED:
            return "SUCCESS"
        case JobState.FAILED | JobState.NEEDS_CHECK:
            return "FAILURE"
        case JobState.CANCELLED:
            return "CANCELLED"
