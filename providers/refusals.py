"""What an answer that is no success means: surely not taken, failed, or nobody knows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.errors import (
    Busy,
    FailureCode,
    GenerationFailed,
    OutcomeUnknown,
    ProviderError,
    QueryFailed,
    Refused,
)
from providers.json_reader import NotAnObject, Record
from providers.quoting import quoted
from providers.retry_after import retry_after

_QUOTA_WORDS = re.compile(
    r"exceeded your current quota|billing hard limit|insufficient balance", re.I
)
_NO_MODEL_WORDS = re.compile(
    r"\bmodel\b.{0,80}\b(does not exist|not found|was (shut down|retired))", re.I
)
_HARDLY_REFUSALS = (408, 499)
"""Statuses of the 4xx range that speak of a broken connection, not of the request."""

_HINTS = {
    FailureCode.AUTHORIZATION: "Check {key}: it must be a working key of your {name} account.",
    FailureCode.REGION: "{name} does not serve the country this request came from; "
    "check your VPN or your network, or ask {name}.",
    FailureCode.QUOTA: "Top up your {name} account or raise its spending limit, then retry.",
    FailureCode.MODERATION: "Describe it in other words, then send it again.",
    FailureCode.MODEL_UNAVAILABLE: "Choose another model; {name} no longer offers this one to you.",
    FailureCode.REQUEST_REJECTED: "Change what the reason names, then send it again; "
    "if it names nothing, check the address that is set for {name}.",
    FailureCode.RATE_LIMIT: "Nothing to do: it is sent again by itself.",
    FailureCode.PROVIDER_UNAVAILABLE: "Nothing to do: it is tried again by itself.",
}
_FREE_AGAIN = " A retry follows the same job again, without paying again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """What differs between providers when they refuse.

    `key` is the setting that holds the API key, `codes` what their error codes mean, `forbidden`
    what HTTP 403 means, and `doubt` what a person can do where nobody knows the outcome.
    """

    name: str
    key: str
    doubt: str
    forbidden: FailureCode
    codes: Mapping[str, FailureCode]

    def hint(self, code: FailureCode) -> str:
        words = _HINTS.get(code, _HINTS[FailureCode.REQUEST_REJECTED])
        return words.format(name=self.name, key=self.key)


@dataclass(frozen=True, slots=True)
class Complaint:
    """An error in the vendors' own shape: `{"error": {"message", "type", "code"}}`."""

    reason: str
    code: str = ""
    type: str = ""

    @classmethod
    def of(cls, answer: Record) -> "Complaint | None":
        error = answer.record("error")
        reason = error and error.text("message")
        if not error or not reason:
            return None
        return cls(quoted(reason), error.text("code") or "", error.text("type") or "")

    @classmethod
    def within(cls, body: bytes) -> "Complaint | None":
        try:
            return cls.of(Record.parse(body))
        except NotAnObject:
            return None


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is no success; `body` is what of it could be read."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def complaint(self) -> Complaint | None:
        return Complaint.within(self.body)


def refused_post(vendor: Vendor, refusal: Refusal) -> ProviderError:
    """What the answer to a paid request means."""
    complaint, status = refusal.complaint, refusal.status
    wait = retry_after(refusal.headers, datetime.now(UTC))
    code = meaning(vendor, status, complaint)
    said = _said(vendor, status, complaint)
    if code is FailureCode.RATE_LIMIT or (status == 503 and wait is not None):
        busy = code if status < 500 else FailureCode.PROVIDER_UNAVAILABLE
        hint = vendor.hint(busy)
        return Busy(said, hint=hint, code=busy, http_status=status, retry_after=wait)
    if 400 <= status < 500 and status not in _HARDLY_REFUSALS:
        return Refused(said, hint=vendor.hint(code), code=code, http_status=status)
    if status >= 500 and complaint:
        return failed(vendor, said, http_status=status)
    return OutcomeUnknown(
        f"{said} Nobody knows whether the request was taken.",
        hint=vendor.doubt,
        http_status=status,
    )


def refused_get(vendor: Vendor, refusal: Refusal) -> ProviderError:
    """What the answer to a free question means; whatever says nothing final changes nothing."""
    complaint, status = refusal.complaint, refusal.status
    wait = retry_after(refusal.headers, datetime.now(UTC))
    code = meaning(vendor, status, complaint)
    said = _said(vendor, status, complaint)
    if code is FailureCode.RATE_LIMIT:
        hint = "Nothing to do: it is asked again by itself."
        return Busy(said, hint=hint, http_status=status, retry_after=wait)
    if status in (401, 402, 403, 429):
        return Refused(said, hint=vendor.hint(code) + _FREE_AGAIN, code=code, http_status=status)
    return QueryFailed(
        said,
        hint=f"Nothing to do: it is asked again by itself. "
        f"If it goes on, check the address that is set for {vendor.name}.",
        http_status=status,
        retry_after=wait,
    )


def failed(
    vendor: Vendor,
    message: str,
    *,
    code: FailureCode | None = None,
    http_status: int | None = None,
) -> GenerationFailed:
    return GenerationFailed(
        message,
        hint=f"It may have been charged: look at your {vendor.name} account before you retry.",
        code=code,
        http_status=http_status,
    )


def meaning(vendor: Vendor, status: int, complaint: Complaint | None) -> FailureCode:
    """By the vendor's code, else by its words, else by the status."""
    if complaint:
        for word in (complaint.code, complaint.type):
            if word in vendor.codes:
                return vendor.codes[word]
        if _QUOTA_WORDS.search(complaint.reason):
            return FailureCode.QUOTA
        if status in (400, 404) and _NO_MODEL_WORDS.search(complaint.reason):
            return FailureCode.MODEL_UNAVAILABLE
    return _by_status(vendor, status)


def _by_status(vendor: Vendor, status: int) -> FailureCode:
    by_status = {
        401: FailureCode.AUTHORIZATION,
        402: FailureCode.QUOTA,
        403: vendor.forbidden,
        429: FailureCode.RATE_LIMIT,
    }
    rest = FailureCode.REQUEST_REJECTED if status < 500 else FailureCode.PROVIDER_UNAVAILABLE
    return by_status.get(status, rest)


def _said(vendor: Vendor, status: int, complaint: Complaint | None) -> str:
    if complaint is None:
        return f"{vendor.name} answered HTTP {status} without a reason."
    end = "" if complaint.reason.endswith((".", "!", "?", "…")) else "."
    return f"{vendor.name} answered HTTP {status}: {complaint.reason}{end}"
