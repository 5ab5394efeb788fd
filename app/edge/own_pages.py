"""Whether a request comes from a page of ours: browsers add our cookie to those of others too."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from app.edge.sessions import is_secure

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HARMLESS = ("GET", "HEAD", "OPTIONS")

Place = tuple[str, int]


def may_use_cookie(scope: Scope, public_url: str | None) -> bool:
    """What only looks may come from anywhere: others cannot read the answer. A websocket could be
    read by whoever opened it, so browsers name the page with each."""
    if scope["type"] == "http" and scope["method"] in _HARMLESS:
        return True
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is not None and not _is_ours(origin, scope, headers.get("host", ""), public_url):
        return False
    if scope["type"] == "websocket":
        return origin is not None
    site = headers.get("sec-fetch-site")
    return site == "same-origin" if site is not None else origin is not None


def is_foreign(scope: Scope, public_url: str | None) -> bool:
    """Whether a browser says that the request comes from a page of others."""
    headers = Headers(scope=scope)
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return True
    return origin is not None and not _is_ours(origin, scope, headers.get("host", ""), public_url)


def _is_ours(origin: str, scope: Scope, host: str, public_url: str | None) -> bool:
    place = _place(origin)
    if place is None:
        return False
    if public_url and place == _place(public_url):
        return True
    scheme = origin.partition("://")[0].lower()
    # Over https a page that came without it may have been another one's.
    if is_secure(scope) and scheme != "https":
        return False
    return place == _place(f"{scheme}://{host}")


def _place(address: str) -> Place | None:
    try:
        parts = urlsplit(address)
        port = parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)
    except ValueError:
        return None
    return (parts.hostname, port) if parts.hostname and port else None
