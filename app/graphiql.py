"""GraphiQL, built by us and served by us: it works without the network."""

from pathlib import Path

from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Message, Receive, Scope, Send

DIST = Path(__file__).parents[1] / "frontend" / "graphiql" / "dist"

_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "font-src 'self' data:; worker-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class _Page:
    """Static files with this page's own policy; its hashed assets are cached for good."""

    def __init__(self, directory: Path) -> None:
        self._files = StaticFiles(directory=directory, html=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        hashed = "/assets/" in scope["path"]
        cache = b"public, max-age=31536000, immutable" if hashed else b"no-cache"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message["headers"],
                    (b"content-security-policy", _POLICY.encode()),
                    (b"x-content-type-options", b"nosniff"),
                    (b"cache-control", cache),
                ]
            await send(message)

        await self._files(scope, receive, send_with_headers)


def graphiql_route(dist: Path = DIST) -> BaseRoute:
    if dist.is_dir():
        return Mount("/graphiql", _Page(dist))
    message = "GraphiQL is not built yet. Run `make run`, which builds it."
    return Route("/graphiql/", PlainTextResponse(message, status_code=503))
