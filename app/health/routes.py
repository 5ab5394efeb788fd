"""`/health/live`: whether this process answers. `/health/ready`: whether it can do its work.

A process is restarted for the first only: no restart mends a database, and one that is away would
become a loop of restarts.
"""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from domain.health import Checkup

LIVE = {"status": "live", "service": "mac-ki-service"}
_NO_STORE = {"cache-control": "no-store"}


def health_routes(checkup: Callable[[], Checkup]) -> tuple[BaseRoute, ...]:
    """`checkup` is asked for when it is needed, since the studio is opened later."""

    async def live(request: Request) -> Response:
        return JSONResponse(LIVE, headers=_NO_STORE)

    async def ready(request: Request) -> Response:
        found = await checkup()()
        is_ready = all(each.is_ok for each in found)
        told = {
            "status": "ready" if is_ready else "not ready",
            "dependencies": {
                each.name: {
                    "ok": each.is_ok,
                    "message": each.message,
                    "duration_ms": round(each.took.total_seconds() * 1000, 1),
                }
                for each in found
            },
        }
        return JSONResponse(told, 200 if is_ready else 503, _NO_STORE)

    return Route("/health/live", live), Route("/health/ready", ready)
