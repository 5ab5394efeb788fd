"""What a check found, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """`remedy` says what to do; it is empty where there is nothing to be done."""

    status: Status
    subject: str
    message: str
    remedy: str = ""


def ok(subject: str, message: str) -> Finding:
    return Finding(Status.OK, subject, message)


def warning(subject: str, message: str, remedy: str) -> Finding:
    return Finding(Status.WARNING, subject, message, remedy)


def problem(subject: str, message: str, remedy: str) -> Finding:
    return Finding(Status.PROBLEM, subject, message, remedy)
