"""The questions that are on their way to providers, and the answers that have come."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.errors import QueryFailed, StudioError
from domain.inquiry import Inquiry
from domain.job_state import Provider
from domain.ports.providers import Follower
from domain.ports.time_and_ids import Clock
from domain.report import ProviderReport

_UNEXPECTED = QueryFailed(
    "The studio could not ask, through a mistake of its own.",
    hint="It is asked again by itself. The log says what went wrong; please report it.",
)

log = logging.getLogger(__name__)

Answer = ProviderReport | StudioError
Answered = tuple[Inquiry, Answer, datetime]
"""The last is when the answer came."""


class Questions:
    def __init__(
        self, followers: Mapping[Provider, Follower], clock: Clock, *, at_once: int
    ) -> None:
        self._followers = followers
        self._clock = clock
        self._most = 2 * at_once
        self._turn = asyncio.Semaphore(at_once)
        self._open: set[asyncio.Task[None]] = set()
        self._answers: list[Answered] = []

    @property
    def room(self) -> int:
        """How many more may be given: as many again as are asked at once, so that the next are
        at hand when those have been answered."""
        return self._most - len(self._open)

    @property
    def pending(self) -> bool:
        """Whether answers are waited for, or waiting to be taken."""
        return bool(self._open or self._answers)

    def ask(self, inquiries: Sequence[Inquiry]) -> None:
        for inquiry in inquiries:
            task = asyncio.create_task(self._ask(inquiry))
            self._open.add(task)
            task.add_done_callback(self._open.discard)

    def take_answers(self) -> Sequence[Answered]:
        """What has come since the last time."""
        answers, self._answers = self._answers, []
        return answers

    def cancel(self) -> None:
        for task in self._open:
            task.cancel()

    async def _ask(self, inquiry: Inquiry) -> None:
        async with self._turn:
            answer = await self._answer(inquiry)
        self._answers.append((inquiry, answer, self._clock()))

    async def _answer(self, inquiry: Inquiry) -> Answer:
        try:
            follower = self._followers[inquiry.provider]
            return await follower.query(inquiry.provider_job_id, inquiry.kind)
        except StudioError as error:
            return error
        except Exception:
            # A mistake of ours about one job must not end the questions about all the others.
            log.exception("The question about job %s failed", inquiry.job_id)
            return _UNEXPECTED
