"""Mureka's account: what is left, and how much may be asked for at once."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from mock.admission import check_token
from mock.recorder import Intake
from mock.settings import Settings

_ACCOUNT_ID = 100_001
_RECHARGE_CENTS = 10_000


class MurekaAccount:
    """The account that all songs are charged to."""

    def __init__(self, intake: Intake, settings: Settings) -> None:
        self._memory = intake.memory
        self._settings = settings

    async def billing(self, request: Request) -> Response:
        """`GET /v1/account/billing`, money in cents. An empty account fills itself up again."""
        check_token(request)
        spent = self._memory.spent // 10
        recharged = _RECHARGE_CENTS * (1 + spent // _RECHARGE_CENTS)
        return JSONResponse(
            {
                "account_id": _ACCOUNT_ID,
                "balance": recharged - spent,
                "total_recharge": recharged,
                "total_spending": spent,
                "concurrent_request_limit": self._settings.concurrency,
            }
        )
