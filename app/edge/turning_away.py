"""What is said to those who may not enter, each in the form of the face that they ask."""

from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import Scope

from app.rest.addresses import API, OPENAI

LOGIN = "/login"

_HINT = (
    "Send the token that is set as APP_TOKEN as `Authorization: Bearer …`; with a browser, sign in "
    f"at {LOGIN}."
)
_REALM = 'Bearer realm="Mac KI Service"'
_LONGEST_NEXT = 2_000


def unauthenticated(scope: Scope, *, wrong: bool) -> Response:
    """`wrong`: a token was sent, and is not the right one. A person is led to the login page."""
    if not wrong and _is_a_person(scope):
        return RedirectResponse(_login(scope), 303, {"cache-control": "no-store"})
    message = "The token is wrong." if wrong else "This needs a token."
    challenge = f'{_REALM}, error="invalid_token"' if wrong else _REALM
    return _told(scope, 401, "UNAUTHENTICATED", message, _HINT, {"www-authenticate": challenge})


def too_many(scope: Scope, wait_s: int) -> Response:
    return _told(
        scope,
        429,
        "TOO_MANY_ATTEMPTS",
        "Too many wrong tokens were tried.",
        f"Wait {wait_s} seconds, then try again with the right one.",
        {"retry-after": str(wait_s)},
    )


def foreign(scope: Scope) -> Response:
    return _told(
        scope,
        403,
        "FORBIDDEN_ORIGIN",
        "A session may be used by the studio's own pages only.",
        "Programs and other pages send `Authorization: Bearer …` instead of the cookie. If this "
        "is the studio's own page behind a proxy, set PUBLIC_URL to its address.",
        {},
    )


def is_under(path: str, prefix: str) -> bool:
    return path == prefix or path.startswith(f"{prefix}/")


def _is_a_person(scope: Scope) -> bool:
    """A browser that goes to a page, and not a page's program that fetches something."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return False
    headers = Headers(scope=scope)
    mode = headers.get("sec-fetch-mode")
    wants_page = "text/html" in headers.get("accept", "")
    return wants_page if mode is None else mode == "navigate"


def _login(scope: Scope) -> str:
    place = quote(scope["path"], safe="/")
    if query := scope["query_string"].decode("latin-1"):
        place = f"{place}?{query}"
    if len(place) > _LONGEST_NEXT or place == "/":
        return LOGIN
    return f"{LOGIN}?next={quote(place, safe='/')}"


def _told(
    scope: Scope, status: int, code: str, message: str, hint: str, headers: dict[str, str]
) -> Response:
    headers = {**headers, "cache-control": "no-store", "x-content-type-options": "nosniff"}
    return JSONResponse(_body(scope["path"], code, message, hint), status, headers)


def _body(path: str, code: str, message: str, hint: str) -> dict[str, object]:
    if is_under(path, "/graphql"):
        extensions = {"code": code, "hint": hint}
        return {"errors": [{"message": message, "extensions": extensions}]}
    if is_under(path, OPENAI):
        kind = "invalid_request_error"
        told = {"message": f"{message} {hint}", "type": kind, "param": None, "code": code.lower()}
        return {"error": told}
    return {"error": code, "message": message, "hint": hint}


def for_pages_of(origin: str | None, allowed: tuple[str, ...], response: Response) -> Response:
    """The same, readable for pages that may use the REST interface: they would else be told of a
    broken network."""
    if origin and ("*" in allowed or origin in allowed):
        response.headers["access-control-allow-origin"] = origin
        response.headers["vary"] = "Origin"
        response.headers["access-control-expose-headers"] = "Retry-After, WWW-Authenticate"
    return response


def is_rest(path: str) -> bool:
    return is_under(path, API) or is_under(path, OPENAI)
