"""What both vendors have in common when they refuse."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

RETRY_AFTER_SECONDS = 1

_PROXY_PAGE = """<html>
<head><title>500 Internal Server Error</title></head>
<body><center><h1>500 Internal Server Error</h1></center><hr><center>nginx</center></body>
</html>
"""


def proxy_error() -> Response:
    """500 from something in front of the vendor, which knows no JSON."""
    return HTMLResponse(_PROXY_PAGE, 500)


def has_token(request: Request) -> bool:
    """Whether the request carries a Bearer token; any that is not empty will do."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return scheme.lower() == "bearer" and token.strip() != ""
