"""Somebody who orders, repeats what was not answered, and sometimes changes their mind."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import cycle

from app.cli.client import Refused, StudioClient, Unreachable
from tests.chaos.orders import Order

_REPEAT_S = 0.5
_FINAL = frozenset({"INVALID_REQUEST", "CONFLICT", "NOT_FOUND"})


class Customer:
    """`answers` are the ids that each order was answered with: one, however often it was sent.
    `complaints` count what went wrong on the way, `refusals` are final."""

    def __init__(self, servers: Sequence[str]) -> None:
        self._clients = [StudioClient(server, on_lost=lambda: None) for server in servers]
        self.answers = defaultdict[int, set[str]](set)
        self.refusals = dict[int, str]()
        self.complaints = Counter[str]()

    async def order_all(self, orders: Sequence[Order]) -> None:
        """Returns when every order is acknowledged, and cancelled where it is to be."""
        async with asyncio.TaskGroup() as group:
            for order in orders:
                group.create_task(self._serve(order))

    async def _serve(self, order: Order) -> None:
        await asyncio.sleep(order.at)
        times = len(self._clients) if order.twice else 1
        await asyncio.gather(*(self._order(order, order.number + each) for each in range(times)))
        if order.cancel_after is not None:
            await asyncio.sleep(order.cancel_after)
            for job_id in sorted(self.answers[order.number]):
                await self._cancel(job_id)

    async def _order(self, order: Order, first: int) -> None:
        name, field = order.mutation
        try:
            job = await self._insist(name, field, order.input, first)
        except Refused as refused:
            self.refusals[order.number] = f"{refused.code}: {refused}"
        else:
            self.answers[order.number].add(str(job["id"]))

    async def _cancel(self, job_id: str) -> None:
        try:
            await self._insist("cancel", "cancelJob", {"jobId": job_id}, 0)
        except Refused as refused:
            if refused.code != "CONFLICT":  # which says that it has ended before
                self.complaints[f"cancel: {refused.code}: {refused}"] += 1

    async def _insist(
        self, name: str, field: str, variables: Mapping[str, object], first: int
    ) -> Mapping[str, object]:
        """Ask one server after the other until one has answered. Raises Refused."""
        start = first % len(self._clients)
        for client in cycle([*self._clients[start:], *self._clients[:start]]):
            try:
                return await client.mutate(name, field, variables)
            except Unreachable:
                self.complaints["no answer"] += 1
            except Refused as refused:
                if refused.code in _FINAL:
                    raise
                self.complaints[f"{refused.code}: {refused}"] += 1
            await asyncio.sleep(_REPEAT_S)
        raise AssertionError("there is no server")
