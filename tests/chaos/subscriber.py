"""Somebody who watches everything at one API process, through all its deaths."""

import asyncio
from collections import Counter
from dataclasses import dataclass

from app.cli.client import Refused, StudioClient

_AGAIN_S = 0.5


@dataclass(frozen=True, slots=True)
class Seen:
    cursor: int
    job: str
    """Its global id."""
    sequence: int


class Subscriber:
    """`refused` counts errors that ended the subscription although the connection held."""

    def __init__(self, name: str, server: str) -> None:
        self.name = name
        self.seen: list[Seen] = []
        self.lost = 0
        self.refused = Counter[str]()
        self._client = StudioClient(server, self._on_lost)

    @property
    def last(self) -> int:
        return self.seen[-1].cursor if self.seen else 0

    async def follow(self) -> None:
        """Endlessly."""
        while True:
            try:
                async for event in self._client.feed(str(self.last)):
                    seen = Seen(int(event["cursor"]), event["jobId"], event["sequence"])
                    self.seen.append(seen)
            except Refused as refused:
                self.refused[f"{refused.code}: {refused}"] += 1
                await asyncio.sleep(_AGAIN_S)

    def _on_lost(self) -> None:
        self.lost += 1
