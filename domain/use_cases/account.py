"""How much is left at a provider, asked of the provider itself."""

import asyncio
from datetime import datetime, timedelta

from domain.errors import ProviderError, QueryFailed
from domain.ports.providers import Billing
from domain.ports.time_and_ids import Clock
from domain.report import Account

_FRESH_FOR = timedelta(seconds=5)
_PATIENCE_S = 10.0
"""A person is waiting; the adapters themselves wait for minutes."""


class Accounts:
    """Whoever asks while an answer is fresh gets the same one: a page that asks often, or several
    times at once, costs the provider one question."""

    def __init__(self, *, mureka: Billing, clock: Clock) -> None:
        self._mureka = mureka
        self._clock = clock
        self._turn = asyncio.Lock()
        self._outcome: Account | ProviderError | None = None
        self._fresh_until: datetime | None = None

    async def mureka(self) -> Account:
        """Raises Refused, Busy or QueryFailed."""
        async with self._turn:
            if self._fresh_until is None or self._clock() >= self._fresh_until:
                self._outcome = await self._ask()
                self._fresh_until = self._clock() + _FRESH_FOR
            outcome = self._outcome
        if isinstance(outcome, Account):
            return outcome
        raise (outcome or _silence()).with_traceback(None)

    async def _ask(self) -> Account | ProviderError:
        try:
            async with asyncio.timeout(_PATIENCE_S):
                return await self._mureka.account()
        except ProviderError as error:
            return error
        except TimeoutError:
            return _silence()


def _silence() -> QueryFailed:
    return QueryFailed(
        f"Mureka did not answer within {_PATIENCE_S:.0f} seconds.", hint="Ask again later."
    )
