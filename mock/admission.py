"""How a request gets into Mureka: with a token, in good shape, and unless a scenario refuses it."""

from collections.abc import Callable
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from mock.bodies import MalformedBody, json_object
from mock.mureka_errors import invalid_authentication, mureka_error, refused_by_mureka
from mock.outcomes import Kind, Scenario
from mock.parameters import ParameterError
from mock.recorder import Intake
from mock.refusals import has_token
from mock.scenarios import scenario_in

Asked = TypeVar("Asked")


class Refused(Exception):
    """The request ends here, with this answer."""

    def __init__(self, answer: Response) -> None:
        super().__init__(answer.status_code)
        self.answer = answer


async def refused(_request: Request, error: Exception) -> Response:
    """The exception handler for `Refused`."""
    if not isinstance(error, Refused):
        raise error
    return error.answer


def check_token(request: Request) -> None:
    """Raises `Refused` for a request without one."""
    if not has_token(request):
        raise Refused(invalid_authentication())


def bad_request(reason: object) -> Refused:
    """400 in Mureka's words."""
    return Refused(mureka_error(400, f"Invalid Request: {reason}"))


async def parsed(request: Request, parse: Callable[[dict[str, object]], Asked]) -> Asked:
    """What is asked for. Raises `Refused` without a token or for a malformed body."""
    check_token(request)
    try:
        return parse(json_object(await request.body()))
    except (MalformedBody, ParameterError) as error:
        raise bad_request(error) from error


def admitted(intake: Intake, request: Request, text: str) -> Scenario:
    """The row of the table that `text` asks for. Raises `Refused` if it says so."""
    intake.describe(request, text)
    scenario = scenario_in(text, Kind.SONG)
    if scenario.refusal and intake.memory.refuses(scenario, text):
        raise Refused(refused_by_mureka(scenario.refusal))
    return scenario
