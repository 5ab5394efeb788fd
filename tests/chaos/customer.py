"""Somebody who orders, repeats what was not answered, and sometimes changes their mind."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import cycle

from app.cli.client import Refused, StudioClient, Unreachable
from tests.chaos.orders import Made, Order, Wish

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
        self._songs: list[str] = []

    async def order_all(self, orders: Sequence[Order]) -> None:
        """Returns when every order is acknowledged, and cancelled where it is to be."""
        async with asyncio.TaskGroup() as group:
            for order in orders:
                group.create_task(self._serve(order))

    async def _serve(self, order: Order) -> None:
        await asyncio.sleep(order.at)
        wish = order.wish(await self._extendable() if order.made is Made.EXTENSION else None)
        servers = range(order.number, order.number + (len(self._clients) if order.twice else 1))
        await asyncio.gather(*(self._order(order, wish, server) for server in servers))
        if order.may_be_extended:
            self._songs.extend(self.answers[order.number])
        if order.cancel_after is not None:
            await asyncio.sleep(order.cancel_after)
            for job_id in sorted(self.answers[order.number]):
                await self._cancel(job_id)

    async def _order(self, order: Order, wish: Wish, first: int) -> None:
        try:
            job = await self._insist(wish.document, wish.field, wish.input, first)
        except Refused as refused:
            self.refusals[order.number] = f"{refused.code}: {refused}"
        else:
            self.answers[order.number].add(str(job["id"]))

    async def _extendable(self) -> str | None:
        """The id of a choice of the oldest song that is here; None while there is none, or nobody
        can say so."""
        for job_id in self._songs:
            try:
                job = (await self._clients[0].execute("job", {"id": job_id}))["job"]
                if job["state"] == "SUCCEEDED":
                    told = await self._clients[0].execute("choices_of_job", {"id": job_id})
                    return str(told["job"]["song"]["choices"][0]["id"])
            except (Unreachable, Refused):
                self.complaints["no answer about songs"] += 1
        return None

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
