"""Clients whose exchanges are told to whoever measures, and whose paid requests bear our id."""

from time import monotonic
from types import SimpleNamespace
from typing import Any

import aiohttp
import httpx
import structlog

from providers.watching import Exchange, Outcome, Watch

REQUEST_ID = "x-client-request-id"
"""By this header OpenAI finds a request again (API reference, "Debugging requests"): up to 512
ASCII characters. Others pass it over."""


class WatchedClient(httpx.AsyncClient):
    """`service` such as `openai`."""

    def __init__(self, service: str, watch: Watch, **options: Any) -> None:
        super().__init__(**options)
        self._service = service
        self._watch = watch

    async def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        if request.method == "POST" and (id := _request_id()):
            request.headers[REQUEST_ID] = id
        began = monotonic()
        outcome = Outcome.SILENT
        try:
            response = await super().send(request, **options)
            outcome = Outcome.of(response.status_code)
            return response
        finally:
            self._watch(Exchange(self._service, outcome, monotonic() - began))


def _request_id() -> str:
    """That of the order that we are about, if it came by a request; else its job's."""
    context = structlog.contextvars.get_contextvars()
    return str(context.get("request_id") or context.get("job_id") or "")


def traced(service: str, watch: Watch) -> aiohttp.TraceConfig:
    """The same for aiohttp, which is never used for paid requests."""
    trace = aiohttp.TraceConfig()

    async def began(session: aiohttp.ClientSession, context: SimpleNamespace, _: object) -> None:
        context.began = monotonic()

    async def ended(
        session: aiohttp.ClientSession,
        context: SimpleNamespace,
        told: aiohttp.TraceRequestEndParams,
    ) -> None:
        outcome = Outcome.of(told.response.status)
        watch(Exchange(service, outcome, monotonic() - context.began))

    async def broke(session: aiohttp.ClientSession, context: SimpleNamespace, _: object) -> None:
        watch(Exchange(service, Outcome.SILENT, monotonic() - context.began))

    trace.on_request_start.append(began)
    trace.on_request_end.append(ended)
    trace.on_request_exception.append(broke)
    return trace
