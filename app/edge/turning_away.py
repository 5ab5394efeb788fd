"""What is said to those who may not enter, each in the form of the face that they ask."""

from html import escape
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import Scope

from app.edge.places import HOME, LOGIN, place_in
from app.rest.addresses import API, OPENAI

_HINT = (
    "Send the token that is set as APP_TOKEN as `Authorization: Bearer …`; with a browser, sign in "
    f"at {LOGIN}."
)
TOO_MANY_ATTEMPTS = "TOO_MANY_ATTEMPTS"
_REALM = 'Bearer realm="Mac KI Service"'
_PRIVATE = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


def unauthenticated(scope: Scope, *, wrong: bool) -> Response:
    """`wrong`: a token was sent, and is not the right one. A person is led to the login page."""
    if not wrong and _is_a_person(scope):
        elsewhere = Headers(scope=scope).get("sec-fetch-site") in ("cross-site", "same-site")
        return _sent_again(scope) if elsewhere else _to_login(scope)
    message = "The token is wrong." if wrong else "This needs a token."
    challenge = f'{_REALM}, error="invalid_token"' if wrong else _REALM
    return _told(scope, 401, "UNAUTHENTICATED", message, _HINT, {"www-authenticate": challenge})


def too_many(scope: Scope, wait_s: int) -> Response:
    return _told(
        scope,
        429,
        TOO_MANY_ATTEMPTS,
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


def _sent_again(scope: Scope) -> Response:
    """Browsers keep our cookie back where a page of others has led to us, and add it to what our
    own page asks for: so this one asks once more."""
    place = escape(place_in(scope))
    page = f'<!doctype html><meta http-equiv="refresh" content="0; url={place}">'
    return HTMLResponse(page, headers={**_PRIVATE, "content-security-policy": "default-src 'none'"})


def _to_login(scope: Scope) -> Response:
    place = place_in(scope)
    onward = "" if place == HOME else f"?next={quote(place, safe='/')}"
    return RedirectResponse(f"{LOGIN}{onward}", 303, _PRIVATE)


def _told(
    scope: Scope, status: int, code: str, message: str, hint: str, headers: dict[str, str]
) -> Response:
    body = _body(scope["path"], code, message, hint)
    return JSONResponse(body, status, {**headers, **_PRIVATE})


def _body(path: str, code: str, message: str, hint: str) -> dict[str, object]:
    if is_under(path, "/graphql"):
        extensions = {"code": code, "hint": hint}
        return {"errors": [{"message": message, "extensions": extensions}]}
    if is_under(path, OPENAI):
        return {"error": _like_openai(code, message, hint)}
    return {"error": code, "message": message, "hint": hint}


def _like_openai(code: str, message: str, hint: str) -> dict[str, object]:
    many = code == TOO_MANY_ATTEMPTS
    return {
        "message": f"{message} {hint}",
        "type": "rate_limit_error" if many else "invalid_request_error",
        "param": None,
        "code": code.lower(),
        "hint": hint,
        "job_id": None,
    }


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
