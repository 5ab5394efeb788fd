"""How many requests each provider takes at the same time."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from domain.errors import StudioError
from domain.job_state import Provider
from domain.ports.time_and_ids import Clock
from domain.report import Account

_FRESH_FOR, _RETRY_AFTER = timedelta(minutes=10), timedelta(seconds=30)


class Slots:
    """OpenAI's number is a setting; Mureka's comes from the account unless a setting names it.

    While the account cannot be asked, the last known number holds, at first 1: Mureka's lowest
    tier, where a second request at the same time is refused.
    """

    def __init__(
        self,
        *,
        openai: int,
        mureka: int | None,
        account: Callable[[], Awaitable[Account]],
        clock: Clock,
    ) -> None:
        self._openai = openai
        self._mureka = mureka
        self._account = account
        self._clock = clock
        self._known = 1
        self._ask_again_at: datetime | None = None

    async def of(self, provider: Provider) -> int:
        if provider is Provider.OPENAI:
            return self._openai
        if provider is Provider.IMPORTED:
            return 0
        if self._mureka is not None:
            return self._mureka
        now = self._clock()
        if self._ask_again_at is None or now >= self._ask_again_at:
            await self._ask(now)
        return self._known

    async def _ask(self, now: datetime) -> None:
        self._ask_again_at = now + _RETRY_AFTER
        try:
            account = await self._account()
        except StudioError:
            return
        self._known = max(account.concurrent_requests, 1)
        self._ask_again_at = now + _FRESH_FOR
