"""What the provider says it was asked for and has charged."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx

from tests.chaos.orders import number_in

_OFTEN_S = 5.0


@dataclass(frozen=True, slots=True)
class Account:
    """Paid POSTs by the order they were for. `taken` have created a task; `sent` are all, as far
    as the log still has them. `charged` is the provider's own count of what it took."""

    taken: Mapping[int | None, int]
    sent: Mapping[int | None, int]
    charged: int


class Ledger:
    """Reads the mock's log again and again, since the mock forgets its oldest requests. What it
    took never gets lost, for it writes that down before it answers."""

    def __init__(self, mock_url: str) -> None:
        self._url = f"{mock_url}/_mock/requests"
        self._taken: dict[str, int | None] = {}

    async def keep(self) -> None:
        """Endlessly."""
        while True:
            with suppress(httpx.TransportError):  # it was killed just now
                await self.read()
            await asyncio.sleep(_OFTEN_S)

    async def read(self) -> Account:
        """Raises httpx.TransportError."""
        async with httpx.AsyncClient(trust_env=False, timeout=30) as http:
            told: Mapping[str, Any] = (await http.get(self._url)).json()
        paid = [entry for entry in told["requests"] if entry["paid_post"]]
        for entry in paid:
            if entry["accepted"]:
                self._taken[entry["task_id"]] = number_in(entry["prompt"] or "")
        return Account(
            taken=Counter(self._taken.values()),
            sent=Counter(number_in(entry["prompt"] or "") for entry in paid),
            charged=told["totals"]["accepted_paid_posts"],
        )
