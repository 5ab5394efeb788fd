"""Asking for a running job: the part of it that thousands of questions need.

A whole job, with its lyrics and its files, is only read where the answer is news.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.job_state import JobKind, Provider
from domain.report import UNDER_WAY, ProviderReport
from domain.schedule import poll_delay


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """`revision`, `word` and `progress` are those of the job when it was read."""

    job_id: UUID
    revision: int
    kind: JobKind
    provider: Provider
    provider_job_id: str
    accepted_at: datetime | None
    deadline: datetime | None
    word: str | None
    progress: float | None

    def ask_again_at(self, report: ProviderReport, now: datetime) -> datetime | None:
        """When to look again if the report says nothing new; None if it is news."""
        overdue = self.deadline is not None and now >= self.deadline
        if overdue or report.status not in UNDER_WAY or self._tells_more(report):
            return None
        return now + poll_delay(now - (self.accepted_at or now))

    def _tells_more(self, report: ProviderReport) -> bool:
        return (report.word, report.progress) != (self.word, self.progress)
