"""The built web application, served wherever nothing else is."""

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

DIST = Path(__file__).parents[1] / "frontend" / "dist" / "browser"

# What is ours by name, served or not: no page of the application is ever under it.
_TAKEN = frozenset({"api", "graphql", "graphiql", "health", "media", "metrics", "v1"})

_ENCODINGS = {"br": ".br", "gzip": ".gz"}

# Angular and its components bring their styles as elements, which are inline to the policy.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; "
    "base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "vary": "Accept, Accept-Encoding",
}
_UNBUILT = (
    '<!doctype html><meta charset="utf-8"><title>Mac KI Service</title>'
    "<h1>The web application is not built yet</h1>"
    "<p>Stop the studio and run <code>make run</code>, which builds it. "
    'Until then there are <a href="/graphiql/">GraphiQL</a> and '
    '<a href="/api/v1/docs">the REST interface</a>.'
)


class Frontend:
    """Stands behind all routes: what it does not have either, `elsewhere` answers.

    Its pages have addresses that only the browser knows, so each of them is the same document.
    """

    def __init__(self, elsewhere: ASGIApp, dist: Path = DIST) -> None:
        self._elsewhere = elsewhere
        self._files = _BuiltFiles(directory=dist) if (dist / "index.html").is_file() else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._response(scope) if scope["type"] == "http" else None
        await (response or self._elsewhere)(scope, receive, send)

    async def _response(self, scope: Scope) -> Response | None:
        path = PurePosixPath(scope["path"])
        if scope["method"] not in ("GET", "HEAD") or _TAKEN.intersection(path.parts[1:2]):
            return None
        is_page = path.name == "" or ("." not in path.name and _wants_page(scope))
        if self._files is None:
            return HTMLResponse(_UNBUILT, 503, {"cache-control": "no-store"}) if is_page else None
        return await self._files.of("index.html" if is_page else str(path)[1:], scope)


class _BuiltFiles(StaticFiles):
    async def of(self, path: str, scope: Scope) -> Response | None:
        """Compressed where a client takes that and the build has made it so; None if there is no
        such file."""
        for encoding, suffix in _taken(scope):
            if response := await self._found(path + suffix, scope):
                if response.status_code == 200:
                    response.headers["content-encoding"] = encoding
                return _with_headers(response, path)
        response = await self._found(path, scope)
        return _with_headers(response, path) if response else None

    async def _found(self, path: str, scope: Scope) -> Response | None:
        try:
            return await self.get_response(path, scope)
        except HTTPException:
            return None


def _taken(scope: Scope) -> Iterable[tuple[str, str]]:
    wanted = Headers(scope=scope).get("accept-encoding", "")
    names = {each.split(";")[0].strip() for each in wanted.split(",")}
    return [(name, suffix) for name, suffix in _ENCODINGS.items() if name in names]


def _wants_page(scope: Scope) -> bool:
    """A browser that goes somewhere says so; a program that asks for nothing gets an error."""
    return "text/html" in Headers(scope=scope).get("accept", "")


def _with_headers(response: Response, path: str) -> Response:
    response.headers.update(_HEADERS)
    response.headers["cache-control"] = (
        "public, max-age=31536000, immutable" if _is_hashed(path) else "no-cache"
    )
    return response


def _is_hashed(path: str) -> bool:
    """The build names a file that never changes after its content: `main-QQFAAGZQ.js`."""
    file = PurePosixPath(path)
    digest = file.stem.rpartition("-")[2]
    return file.suffix in (".js", ".css", ".woff2") and len(digest) == 8
