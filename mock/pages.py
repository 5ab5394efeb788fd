"""What people and tests look at and turn: scenarios, the request log, random faults, reset."""

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from mock.bodies import MAX_BODY_BYTES, BodyTooLarge, MalformedBody, json_object, read_body
from mock.fault_plan import fault_plan
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

    async def faults(self, request: Request) -> Response:
        """`GET /_mock/faults`: the plan, and how many requests have met it."""
        return JSONResponse(asdict(self._intake.memory.faults))

    async def set_faults(self, request: Request) -> Response:
        """`POST /_mock/faults`: `{"seed": 7, "rates": {"drop": 0.1}, "on": ["post"]}`.

        `{}` ends them. See `fault_plan` for what there is.
        """
        try:
            body = await read_body(request.receive, MAX_BODY_BYTES)
            plan = fault_plan(json_object(body))
        except MalformedBody as error:
            return JSONResponse({"error": str(error)}, 400)
        except BodyTooLarge:
            return JSONResponse({"error": "The body is too large."}, 413)
        self._intake.memory.faults = plan
        await self._intake.save()
        return await self.faults(request)

    async def reset(self, request: Request) -> Response:
        """`POST /_mock/reset`: forget requests, tasks, money and faults."""
        self._intake.memory.clear()
        await self._intake.save()
        return Response(status_code=204)
