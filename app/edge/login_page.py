"""The login page: one file without a script, for any browser, any eye and any language of ours."""

from base64 import b64encode
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlencode

from starlette.responses import HTMLResponse

from app.edge.login_words import WORDS, Words
from app.edge.places import HOME, LOGIN

_HERE = Path(__file__).parent


class LoginPage:
    """`place` is where to go afterwards."""

    def __init__(self) -> None:
        self._page = Template((_HERE / "login.html").read_text(encoding="utf-8"))
        self._style = (_HERE / "login.css").read_text(encoding="utf-8")
        digest = b64encode(sha256(self._style.encode()).digest()).decode()
        self._headers = {
            "content-security-policy": f"default-src 'none'; style-src 'sha256-{digest}'; "
            "img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            # Stricter, browsers would not say that the form is sent from here.
            "referrer-policy": "same-origin",
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "cache-control": "no-store",
            "vary": "Accept-Language, Cookie",
        }

    def form(self, language: str, place: str, problem: str = "", status: int = 200) -> HTMLResponse:
        words = WORDS[language]
        content = _form(words, language, place, problem)
        return self._rendered(words.title, content, language, place, status)

    def inside(self, language: str) -> HTMLResponse:
        words = WORDS[language]
        return self._rendered(words.inside, _inside(words), language, HOME, 200)

    def _rendered(
        self, title: str, content: str, language: str, place: str, status: int
    ) -> HTMLResponse:
        page = self._page.substitute(
            language=language,
            title=escape(title),
            style=self._style,
            content=content,
            languages=escape(WORDS[language].languages),
            choice=_choice(language, place),
        )
        headers = {**self._headers, "content-language": language}
        return HTMLResponse(page, status, headers)


def _form(words: Words, language: str, place: str, problem: str) -> str:
    alert = f'<p role="alert" id="problem">{escape(problem)}</p>' if problem else ""
    described = "problem hint" if problem else "hint"
    invalid = ' aria-invalid="true"' if problem else ""
    return f"""<h1>{escape(words.title)}</h1>
<p>{escape(words.lead)}</p>
{alert}
<form method="post" action="{LOGIN}">
<input type="hidden" name="next" value="{escape(place)}">
<input type="hidden" name="lang" value="{language}">
<input type="text" name="username" value="studio" autocomplete="username" hidden>
<label for="token">{escape(words.label)}</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus
 spellcheck="false" autocapitalize="off" aria-describedby="{described}"{invalid}>
<p class="hint" id="hint">{escape(words.hint)}</p>
<button>{escape(words.submit)}</button>
</form>"""


def _inside(words: Words) -> str:
    return f"""<h1>{escape(words.inside)}</h1>
<p>{escape(words.inside_lead)}</p>
<a class="go" href="{HOME}">{escape(words.to_studio)}</a>
<form method="post" action="/logout">
<button class="quiet">{escape(words.sign_out)}</button>
</form>"""


def _choice(language: str, place: str) -> str:
    """The languages by their own names; the present one is no link."""
    return " ".join(
        f'<span lang="{each}" aria-current="true">{words.name}</span>'
        if each == language
        else f'<a lang="{each}" hreflang="{each}" href="{_to(each, place)}">{words.name}</a>'
        for each, words in WORDS.items()
    )


def _to(language: str, place: str) -> str:
    onward = {} if place == HOME else {"next": place}
    return escape(f"{LOGIN}?{urlencode({'lang': language, **onward})}")
