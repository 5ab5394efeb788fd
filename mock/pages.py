"""What people and tests look at: the table of scenarios, the request log, and its reset."""

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from mock.recorder import Intake
from mock.scenario_page import scenario_page


class Pages:
    """No vendor has these paths, so none of them asks for a token or is logged."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    async def scenarios(self, request: Request) -> Response:
        """`GET /`: the table as a page."""
        return HTMLResponse(scenario_page(str(request.base_url)))

    async def requests(self, request: Request) -> Response:
        """`GET /_mock/requests`: what was asked, oldest first, and how much was to be paid."""
        memory = self._intake.memory
        totals = {
            "paid_posts": memory.paid_posts,
            "accepted_paid_posts": memory.accepted_paid_posts,
        }
        entries = [asdict(entry) for entry in memory.requests]
        return JSONResponse({"totals": totals, "requests": entries})

    async def reset(self, request: Request) -> Response:
        """`POST /_mock/reset`: forget requests and tasks."""
        self._intake.memory.clear()
        self._intake.save()
        return Response(status_code=204)
