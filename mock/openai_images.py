"""`POST /v1/images/generations` in both dialects: GPT image models and dall-e-3."""

import time

from starlette.requests import Request
from starlette.responses import Response

from mock.bodies import MalformedBody, json_object
from mock.image_answers import base64_answer, streamed_answer, url_answer
from mock.image_requests import ImageRequest, image_request
from mock.memory import Picture
from mock.openai_errors import body_refused, marked, missing_key, openai_error, refused_by_openai
from mock.outcomes import Kind, Scenario
from mock.parameters import ParameterError
from mock.recorder import Intake
from mock.refusals import has_token
from mock.scenarios import scenario_in


class OpenAIImages:
    """The endpoint; what is behind an image URL is kept in memory."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    async def generate(self, request: Request) -> Response:
        """Check, then refuse or draw, as the prompt's scenario says."""
        if not has_token(request):
            return missing_key()
        try:
            asked = image_request(json_object(await request.body()))
        except MalformedBody as error:
            return body_refused(str(error))
        except ParameterError as error:
            return openai_error(400, error.message, param=error.param, code=error.code)
        self._intake.describe(request, asked.prompt)
        scenario = scenario_in(asked.prompt, Kind.IMAGE)
        if scenario.refusal and self._intake.memory.refuses(scenario, asked.prompt):
            return refused_by_openai(scenario.refusal, asked.model)
        return await self._accepted(request, asked, scenario)

    async def _accepted(
        self, request: Request, asked: ImageRequest, scenario: Scenario
    ) -> Response:
        name, now = f"{self._intake.accept(request)}.png", time.time()
        if asked.as_url:
            picture = Picture(name, now, asked.prompt, asked.model, asked.width, asked.height)
            self._intake.memory.add_picture(picture)
        await self._intake.save()
        if asked.as_url:
            url = f"{request.base_url}static/images/{name}"
            return marked(url_answer(asked, url, scenario.answer, int(now)))
        answer = streamed_answer if asked.stream else base64_answer
        return marked(await answer(asked, scenario.answer, int(now)))
