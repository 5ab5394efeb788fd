"""Mureka: songs, instrumentals and extensions, asked for until they are finished; stems at once.

The base is `https://api.mureka.ai/v1/song`, or the root of a server in the older dialect, which
says `complete`, `audio_url` and `mp3_url`. Facts as of November 2026, from Mureka's documentation
and from captured answers.
"""

from dataclasses import replace

import aiohttp
import httpx

from domain.errors import FailureCode, OutcomeUnknown, ProviderError, QueryFailed, Refused
from domain.job import Job
from domain.job_state import JobKind
from domain.media import Role
from domain.ports.providers import Show
from domain.report import Acceptance, Account, ProviderReport, ProviderStatus, RemoteFile, Result
from providers.json_reader import LONGEST_IDENTITY, Record
from providers.mureka_answers import report_of, unreadable
from providers.mureka_requests import Addresses, body_of
from providers.questions import Questions
from providers.quoting import quoted
from providers.refusals import Vendor
from providers.wire import Wire

MUREKA = Vendor(
    name="Mureka",
    key="MUREKA_API_KEY",
    doubt="Look at your songs at Mureka: if it is there, adopt its job id; "
    "else submit again (may be charged twice), or cancel.",
    forbidden=FailureCode.REGION,
    codes={},
)
_STEMS_DOUBT = (
    "Look at what your account at Mureka was charged: stems cannot be fetched again. "
    "Submit again (may be charged twice), or cancel."
)

_LARGEST_ANSWER = 16 * 1024 * 1024
_LONGEST_S = 120.0
_LONGEST_STEMS_S = 900.0
"""The answer comes when the song is taken apart, and nothing before; Mureka names no time."""

_MOST_CENTS = 10**15


class MurekaSongs:
    """Generator and Follower: the request is answered with an id to ask for; for stems, with the
    address of their archive.

    `questions` asks how songs are, where that shall go another way than paid requests.
    """

    def __init__(
        self, client: httpx.AsyncClient, questions: aiohttp.ClientSession | None = None
    ) -> None:
        self._wire = Wire(client, MUREKA, limit=_LARGEST_ANSWER, total_s=_LONGEST_S)
        self._slow_wire = Wire(
            client,
            replace(MUREKA, doubt=_STEMS_DOUBT),
            limit=_LARGEST_ANSWER,
            total_s=_LONGEST_STEMS_S,
            silence_s=_LONGEST_STEMS_S,
        )
        self._questions = self._wire
        if questions is not None:
            base_url = str(client.base_url)
            self._questions = Questions(questions, base_url, MUREKA, limit=_LARGEST_ANSWER)
        self._addresses = Addresses(client.base_url)

    async def submit(self, job: Job, show: Show) -> Acceptance:
        body = body_of(job)
        if job.kind is JobKind.STEMS:
            return await self._take_apart(body)
        async with self._wire.paid_post(self._addresses.order(job.kind), body) as answer:
            task_id = (await answer.record()).identity("id")
        if task_id is None or not _fits_a_path(task_id):
            raise OutcomeUnknown(
                "Mureka took the request, but gave no id to ask for the song with.",
                hint=MUREKA.doubt,
            )
        return Acceptance(provider_job_id=task_id)

    async def _take_apart(self, body: dict[str, object]) -> Acceptance:
        """The archive has to be fetched before `expires_at`, which is done at once."""
        address = self._addresses.order(JobKind.STEMS)
        async with self._slow_wire.paid_post(address, body) as answer:
            url = (await answer.record()).text("zip_url")
        files = (RemoteFile(role=Role.ZIP, url=url),) if url else ()
        result = Result(index=0, files=files)
        report = ProviderReport(status=ProviderStatus.SUCCEEDED, results=(result,))
        return Acceptance(report=report)

    async def query(self, provider_job_id: str, kind: JobKind = JobKind.SONG) -> ProviderReport:
        if not _fits_a_path(provider_job_id):
            raise _unknown(f"'{quoted(provider_job_id)}' cannot be the id of a song at Mureka.")
        try:
            answer = await self._questions.free_get(self._addresses.question(kind, provider_job_id))
        except QueryFailed as error:
            if error.http_status in (400, 404):
                raise _unknown(error.message, error.http_status) from error
            raise
        return report_of(answer)

    async def account(self) -> Account:
        """Balance and limits; one request at a time, the lowest tier's, where no limit is named.

        Raises Refused, Busy or QueryFailed.
        """
        answer = await self._wire.free_get(self._addresses.account)
        account_id = answer.identity("account_id")
        if account_id is None:
            raise unreadable("names no account")
        return Account(
            account_id=account_id,
            balance_cents=_cents(answer, "balance"),
            spending_cents=_cents(answer, "total_spending"),
            recharge_cents=_optional_cents(answer, "total_recharge"),
            concurrent_requests=answer.nearest("concurrent_request_limit", least=1, most=10_000)
            or 1,
        )


def _fits_a_path(task_id: str) -> bool:
    """An id of dots would lead out of the path even when it is quoted."""
    return 0 < len(task_id) <= LONGEST_IDENTITY and task_id.strip(". ") != ""


def _unknown(message: str, http_status: int | None = None) -> ProviderError:
    return Refused(
        message,
        hint="Check that MUREKA_API_KEY belongs to the account that made the song, and the address "
        "that is set for Mureka. A retry asks again, free; to pay for a new song, order it anew.",
        code=FailureCode.UNKNOWN_TO_PROVIDER,
        http_status=http_status,
    )


def _cents(answer: Record, name: str) -> int:
    cents = _optional_cents(answer, name)
    if cents is None:
        raise unreadable(f"has no {name}")
    return cents


def _optional_cents(answer: Record, name: str) -> int | None:
    return answer.nearest(name, least=-_MOST_CENTS, most=_MOST_CENTS)
