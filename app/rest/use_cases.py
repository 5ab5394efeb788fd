"""What the REST face needs of the application."""

from dataclasses import dataclass

from domain.use_cases.account import Accounts
from domain.use_cases.attendance import Attendance
from domain.use_cases.jobs import Jobs
from domain.use_cases.listing import Listing
from domain.use_cases.messages import Messages
from domain.use_cases.tasks import Tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class RestUseCases:
    attendance: Attendance
    tasks: Tasks
    listing: Listing
    messages: Messages
    jobs: Jobs
    accounts: Accounts
