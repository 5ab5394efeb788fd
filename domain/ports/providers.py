"""Those who make images and songs."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from domain.job import Job
from domain.job_state import JobKind
from domain.report import Acceptance, Account, Preview, ProviderReport

Show = Callable[[Preview], Awaitable[None]]


class Generator(Protocol):
    """A provider that takes paid requests."""

    async def submit(self, job: Job, show: Show) -> Acceptance:
        """Send the one paid request. Raises Refused, Busy, GenerationFailed or OutcomeUnknown."""
        ...


class Follower(Protocol):
    """A provider whose jobs go on after the request was taken."""

    async def query(self, provider_job_id: str, kind: JobKind) -> ProviderReport:
        """Ask how a job of the kind is. Raises Refused, Busy or QueryFailed."""
        ...


class Billing(Protocol):
    """A provider that tells how its account is."""

    async def account(self) -> Account:
        """Raises Refused, Busy or QueryFailed."""
        ...
