"""Ollama's endpoints for texts; no token is needed and nothing is charged."""

from starlette.requests import Request
from starlette.responses import Response

from mock.bodies import MalformedBody, json_object
from mock.ollama_answers import TextAnswer, loaded
from mock.ollama_errors import ollama_error, refused_by_ollama
from mock.ollama_requests import TextRefused, text_request
from mock.outcomes import Kind
from mock.recorder import Intake
from mock.scenarios import scenario_in
from mock.settings import Settings


class Ollama:
    """What was said last steers: the last message of the user, or the prompt."""

    def __init__(self, intake: Intake, settings: Settings) -> None:
        self._intake = intake
        self._word_seconds = settings.word_seconds

    async def chat(self, request: Request) -> Response:
        """`POST /api/chat`."""
        return await self._answered(request, is_chat=True)

    async def generate(self, request: Request) -> Response:
        """`POST /api/generate`."""
        return await self._answered(request, is_chat=False)

    async def _answered(self, request: Request, *, is_chat: bool) -> Response:
        body = await request.body()
        if not body.strip():
            return ollama_error(400, "missing request body")
        try:
            asked = text_request(json_object(body), is_chat=is_chat)
        except MalformedBody as error:
            return ollama_error(400, str(error))
        except TextRefused as error:
            return ollama_error(error.status, error.message)
        if not asked.asked:
            return loaded(asked)
        self._intake.describe(request, asked.asked)
        scenario = scenario_in(asked.asked, Kind.TEXT)
        if scenario.refusal and self._intake.memory.refuses(scenario, asked.asked):
            return refused_by_ollama(scenario.refusal, asked.name)
        answer = TextAnswer(asked, scenario.answer)
        return answer.streamed(self._word_seconds) if asked.stream else answer.whole()
