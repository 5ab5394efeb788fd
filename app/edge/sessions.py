"""Sessions that no process has to remember: signed with a key that is made from the token.

They outlast restarts, hold in every process, end by themselves, and all end when the token is
changed. Signing out makes a browser forget its own.
"""

import hashlib
import secrets
from collections.abc import Iterator
from datetime import timedelta

from itsdangerous import BadSignature, TimestampSigner
from starlette.datastructures import Headers
from starlette.types import Scope

_SALT = "macki.session.1"
_LONGEST = 200
"""Characters; ours have about 80."""


class Sessions:
    def __init__(self, token: str, lifetime: timedelta) -> None:
        self._lifetime = lifetime
        self._signer = TimestampSigner(
            token, salt=_SALT, key_derivation="hmac", digest_method=hashlib.sha256
        )

    def begin(self, scope: Scope) -> str:
        """A Set-Cookie header."""
        session = self._signer.sign(secrets.token_urlsafe(16)).decode()
        return _cookie(scope, session, round(self._lifetime.total_seconds()))

    def end(self, scope: Scope) -> str:
        """A Set-Cookie header."""
        return _cookie(scope, "", 0)

    def is_in(self, scope: Scope) -> bool:
        """Whether the request brings a session that still lasts."""
        name = cookie_name(scope)
        return any(self._is_valid(value) for key, value in _cookies(scope) if key == name)

    def _is_valid(self, session: str) -> bool:
        if len(session) > _LONGEST:
            return False
        try:
            self._signer.unsign(session, max_age=round(self._lifetime.total_seconds()))
        except BadSignature:
            return False
        return True


def is_secure(scope: Scope) -> bool:
    return scope["scheme"] in ("https", "wss")


def cookie_name(scope: Scope) -> str:
    """Browsers take the longer name over https only, and from nobody but this host itself."""
    return "__Host-macki" if is_secure(scope) else "macki"


def _cookie(scope: Scope, value: str, max_age: int) -> str:
    secure = "; Secure" if is_secure(scope) else ""
    limits = f"Path=/; Max-Age={max_age}; HttpOnly; SameSite=Strict{secure}"
    return f"{cookie_name(scope)}={value}; {limits}"


def _cookies(scope: Scope) -> Iterator[tuple[str, str]]:
    """All of them, also those that other paths or programs on this host have set by our name."""
    for header in Headers(scope=scope).getlist("cookie"):
        for part in header.split(";"):
            key, _, value = part.strip().partition("=")
            yield key, value
