"""Where Prometheus reads of the API: behind the door."""

from collections.abc import Callable

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from app.observing.figures import Figures
from app.observing.instruments import Instruments


def metrics_route(instruments: Instruments, figures: Callable[[], Figures]) -> BaseRoute:
    """It needs the token like everything else: what is made, and for how much, is private."""

    async def metrics(request: Request) -> Response:
        known = figures()
        await known.refresh()
        text = generate_latest(instruments.registry) + generate_latest(known.registry)
        return Response(text, headers={"cache-control": "no-store"}, media_type=CONTENT_TYPE_LATEST)

    return Route("/metrics", metrics)
