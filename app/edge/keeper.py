"""Who has the token, and who only says so."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import timedelta

import structlog
from starlette.datastructures import Headers
from starlette.types import Scope
from starlette.websockets import WebSocket

from app.edge.attempts import Attempts, RedisTally, client_of, counter_of
from app.edge.sessions import Sessions
from app.settings import Settings

SIGNED_IN = "macki.signed_in"
"""The key of a scope whose client has shown that it may enter."""

_log = structlog.get_logger(__name__)


class WrongToken(Exception):
    pass


class TooManyAttempts(Exception):
    """`wait_s`: seconds until the client may try again."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(wait_s)
        self.wait_s = wait_s


class Keeper:
    def __init__(self, token: str, sessions: Sessions, attempts: Attempts) -> None:
        self._token = token.encode()
        self.sessions = sessions
        self._attempts = attempts

    async def check(self, offered: str, scope: Scope) -> None:
        """Raises WrongToken, or TooManyAttempts before it has looked at the token."""
        counter = counter_of(scope)
        if wait_s := self._attempts.wait_s(counter):
            raise TooManyAttempts(wait_s)
        # Both as keyed hashes: of one length whatever was offered, and no use to anybody.
        right, guess = self._hash(self._token), self._hash(offered.encode("utf-8", "replace"))
        if not hmac.compare_digest(right, guess):
            _log.warning("sign_in.refused", client=client_of(scope))
            await self._attempts.count(counter, guess.hex()[:16])
            raise WrongToken
        self._attempts.welcome(counter)

    async def admits(self, socket: WebSocket, payload: Mapping[str, object]) -> bool:
        """Whether a websocket may go on after its connection_init with this payload."""
        if socket.scope.get(SIGNED_IN):
            return True
        offered = [value for key, value in payload.items() if key.lower() == "authorization"]
        token = _bearer(offered[0]) if offered and isinstance(offered[0], str) else None
        if token is None:
            return False
        try:
            await self.check(token, socket.scope)
        except (WrongToken, TooManyAttempts):
            return False
        return True

    async def close(self) -> None:
        await self._attempts.close()

    def _hash(self, text: bytes) -> bytes:
        return hmac.digest(self._token, text, hashlib.sha256)


def keeper_of(settings: Settings) -> Keeper | None:
    """None where no token is set, and so everybody who reaches the studio may enter."""
    if settings.app_token is None:
        return None
    token = settings.app_token.get_secret_value()
    tally = RedisTally(settings.redis_url) if settings.redis_url else None
    return Keeper(token, Sessions(token, timedelta(days=settings.session_days)), Attempts(tally))


def bearer_of(scope: Scope) -> str | None:
    """The token of the header Authorization; None where there is none of that kind."""
    return _bearer(Headers(scope=scope).get("authorization", ""))


def _bearer(value: str) -> str | None:
    kind, _, token = value.strip().partition(" ")
    return token.strip() or None if kind.lower() == "bearer" else None
