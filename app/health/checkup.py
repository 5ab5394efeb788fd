"""All checks at once, each with its own patience; none is begun anew while it still hangs."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from time import monotonic

import structlog

from domain.errors import StudioError
from domain.health import Dependency

PATIENCE_S = 2.0

Check = Callable[[], Awaitable[str]]
"""Answers what was found. Raises NotWell, or whatever the dependency's driver does."""

_log = structlog.get_logger(__name__)


class NotWell(Exception):
    """The message says what is wrong, and what to do."""


class Checkups:
    def __init__(self, checks: Mapping[str, Check], *, patience_s: float = PATIENCE_S) -> None:
        self._checks = checks
        self._patience_s = patience_s
        self._running: dict[str, asyncio.Task[str]] = {}
        self._ailing: set[str] = set()

    async def __call__(self) -> Sequence[Dependency]:
        return await asyncio.gather(*map(self._looked_at, self._checks))

    async def close(self) -> None:
        for task in self._running.values():
            task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await task

    async def _looked_at(self, name: str) -> Dependency:
        began = monotonic()
        is_ok, message = await self._found(name)
        took = timedelta(seconds=monotonic() - began)
        found = Dependency(name=name, is_ok=is_ok, message=message, took=took)
        self._tell(found)
        return found

    def _tell(self, found: Dependency) -> None:
        """What changed: whoever watches asks every few seconds."""
        if not found.is_ok and found.name not in self._ailing:
            _log.warning("health.not_well", dependency=found.name, reason=found.message)
            self._ailing.add(found.name)
        elif found.is_ok and found.name in self._ailing:
            _log.info("health.well_again", dependency=found.name)
            self._ailing.remove(found.name)

    async def _found(self, name: str) -> tuple[bool, str]:
        try:
            async with asyncio.timeout(self._patience_s):
                return True, await asyncio.shield(self._task(name))
        except TimeoutError:
            return False, f"No answer within {self._patience_s:g} seconds."
        except NotWell as error:
            return False, str(error)
        except StudioError as error:
            return False, error.message
        except Exception as error:
            # Its own words may quote an address with its password.
            return False, f"It cannot be used: {type(error).__name__}."

    def _task(self, name: str) -> asyncio.Task[str]:
        task = self._running.get(name)
        if task is None or task.done():
            task = asyncio.create_task(_awaited(self._checks[name]))
            task.add_done_callback(_retrieve)
            self._running[name] = task
        return task


async def _awaited(check: Check) -> str:
    return await check()


def _retrieve(task: asyncio.Task[str]) -> None:
    """It may fail when nobody waits for it any more."""
    if not task.cancelled():
        task.exception()
