"""Where somebody wanted to go, as far as that is a place of ours."""

import re
from urllib.parse import quote

from starlette.types import Scope

HOME, LOGIN = "/", "/login"

_PLACE = re.compile(r"/(?![/\\])[!-\[\]-~]{0,2000}", re.ASCII)
"""An absolute path on this host: no second slash, no backslash, no space, no control character."""

_SIGNING = re.compile(r"/log(in|out)(?!\w)")


def place_of(wanted: str | None) -> str:
    """The same; home if it leads away from us, or back to the login page."""
    if wanted and _PLACE.fullmatch(wanted) and not _SIGNING.match(wanted):
        return wanted
    return HOME


def place_in(scope: Scope) -> str:
    """What the request asks for."""
    place = quote(scope["path"], safe="/")
    if query := scope["query_string"].decode("latin-1"):
        place = f"{place}?{query}"
    return place_of(place)
