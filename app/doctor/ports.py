"""The ports: free, or a studio of ours is on them."""

import asyncio
from contextlib import suppress

import httpx

from app.doctor.finding import Finding, ok, problem
from app.health.routes import LIVE
from app.server import CannotStart, bound
from app.settings import Settings

_ANSWER_S = 2.0
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}


async def examine(settings: Settings) -> Finding:
    refusal = await asyncio.to_thread(_refusal, settings.host, settings.port, "PORT")
    if refusal is None:
        return ok("Port", f"{settings.port} on {settings.host} is free")
    if await _studio_answers(settings):
        return ok("Port", f"A studio is running at {_address(settings)}")
    return _in_the_way("Port", refusal)


async def examine_mock(settings: Settings) -> Finding:
    refusal = await asyncio.to_thread(_refusal, "127.0.0.1", settings.mock_port, "MOCK_PORT")
    if refusal is None:
        return ok("Mock port", f"{settings.mock_port} is free for the mock")
    if await _studio_answers(settings):
        return ok("Mock port", f"{settings.mock_port} is used while the studio is running")
    return _in_the_way("Mock port", refusal)


async def is_listening(host: str, port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    return True


def _refusal(host: str, port: int, variable: str) -> str | None:
    """What a start would say, if it could not have the port."""
    try:
        with bound(host, port, variable):
            return None
    except CannotStart as error:
        return str(error)


def _in_the_way(subject: str, refusal: str) -> Finding:
    message, _, remedy = refusal.partition(". ")
    return problem(subject, f"{message}.", remedy)


async def _studio_answers(settings: Settings) -> bool:
    """Whether it is a studio that lives there; its sign of life needs no token."""
    try:
        async with httpx.AsyncClient(timeout=_ANSWER_S, trust_env=False) as client:
            return (await client.get(f"{_address(settings)}/health/live")).json() == LIVE
    except (httpx.HTTPError, ValueError):
        return False


def _address(settings: Settings) -> str:
    host = _EVERYWHERE.get(settings.host, settings.host)
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"
