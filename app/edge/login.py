"""Signing in with a browser, and out again."""

from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from app.edge.keeper import Keeper, TooManyAttempts, WrongToken
from app.edge.login_page import LoginPage
from app.edge.login_words import WORDS, language_of
from app.edge.own_pages import is_foreign
from app.edge.places import LOGIN, place_of

_FORM_LIMIT = 8 * 1024
"""Bytes: room for a token and a place to go."""

_NO_STORE = {"cache-control": "no-store"}


def sign_in_routes(keeper: Keeper | None, public_url: str | None) -> tuple[BaseRoute, ...]:
    """Without a keeper everybody is inside already."""
    desk = _Desk(keeper, public_url)
    return (
        Route(LOGIN, desk.show, methods=["GET"]),
        Route(LOGIN, desk.sign_in, methods=["POST"]),
        Route("/logout", desk.sign_out, methods=["POST"]),
    )


class _Desk:
    def __init__(self, keeper: Keeper | None, public_url: str | None) -> None:
        self._keeper = keeper
        self._public_url = public_url
        self._page = LoginPage()

    async def show(self, request: Request) -> Response:
        wanted = request.query_params.get("next")
        if self._keeper is None:
            return RedirectResponse(place_of(wanted), 303, _NO_STORE)
        language = _language(request, request.query_params.get("lang"))
        if self._keeper.sessions.is_in(request.scope):
            if wanted:
                return RedirectResponse(place_of(wanted), 303, _NO_STORE)
            return self._page.inside(language)
        return self._page.form(language, place_of(wanted))

    async def sign_in(self, request: Request) -> Response:
        form = await _form_of(request)
        place, language = place_of(form.get("next")), _language(request, form.get("lang"))
        if self._keeper is None:
            return RedirectResponse(place, 303, _NO_STORE)
        words = WORDS[language]
        if is_foreign(request.scope, self._public_url):
            return self._page.form(language, place, words.foreign, 403)
        if not (token := form.get("token", "").strip()):
            return self._page.form(language, place, words.empty, 400)
        try:
            await self._keeper.check(token, request.scope)
        except WrongToken:
            return self._page.form(language, place, words.wrong, 401)
        except TooManyAttempts as error:
            page = self._page.form(language, place, words.wait.format(error.wait_s), 429)
            page.headers["retry-after"] = str(error.wait_s)
            return page
        session = self._keeper.sessions.begin(request.scope)
        return RedirectResponse(place, 303, {**_NO_STORE, "set-cookie": session})

    async def sign_out(self, request: Request) -> Response:
        headers = dict(_NO_STORE)
        if self._keeper:
            headers["set-cookie"] = self._keeper.sessions.end(request.scope)
            headers["clear-site-data"] = '"cache"'
        return RedirectResponse(LOGIN, 303, headers)


def _language(request: Request, chosen: str | None) -> str:
    return language_of(chosen, request.headers.get("accept-language", ""))


async def _form_of(request: Request) -> dict[str, str]:
    """The first value of each field; nothing of a form that is too long, or is none."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > _FORM_LIMIT:
                return {}
    except ClientDisconnect:
        return {}
    if kind != "application/x-www-form-urlencoded":
        return {}
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=20)
    except ValueError:
        return {}
    return {name: values[0] for name, values in fields.items()}
