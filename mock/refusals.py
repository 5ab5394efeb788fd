"""What the vendors have in common when they refuse."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from mock.outcomes import Reason

RETRY_AFTER_SECONDS = 1

_PROXY_PAGE = """<html>
<head><title>500 Internal Server Error</title></head>
<body><center><h1>500 Internal Server Error</h1></center><hr><center>nginx</center></body>
</html>
"""
_STORE_ERROR = '<?xml version="1.0" encoding="utf-8"?><Error><Code>{}</Code></Error>'


def proxy_error() -> Response:
    """500 from something in front of the vendor, which knows no JSON."""
    return HTMLResponse(_PROXY_PAGE, 500)


def has_token(request: Request) -> bool:
    """Whether the request carries a Bearer token; any that is not empty will do."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return scheme.lower() == "bearer" and token.strip() != ""


def store_error(status: int, code: str) -> Response:
    """An answer of the store that keeps the vendors' files."""
    return Response(_STORE_ERROR.format(code), status, media_type="application/xml")


def refused_by_store(reason: Reason) -> Response:
    """The store's answer for a reason of the table."""
    if reason is Reason.PROXY:
        return proxy_error()
    if reason is Reason.SERVER_ERROR:
        return store_error(500, "InternalError")
    return store_error(503, "SlowDown")
