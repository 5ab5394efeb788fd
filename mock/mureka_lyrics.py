"""Mureka's lyrics; they obey the song codes that refuse or garble an answer."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from mock.admission import admitted, parsed
from mock.broken_answers import delivered
from mock.lyrics_writing import next_line, written_lyrics
from mock.mureka_requests import lyrics_prompt, lyrics_to_extend
from mock.prices import LINE, LYRICS
from mock.recorder import Intake


class MurekaLyrics:
    """Both endpoints answer at once."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    async def generate(self, request: Request) -> Response:
        """`POST /v1/lyrics/generate`."""
        prompt = await parsed(request, lyrics_prompt)
        return await self._answered(request, prompt, written_lyrics(prompt), LYRICS)

    async def extend(self, request: Request) -> Response:
        """`POST /v1/lyrics/extend`: one more line."""
        lyrics = await parsed(request, lyrics_to_extend)
        return await self._answered(request, lyrics, {"lyrics": next_line(lyrics)}, LINE)

    async def _answered(
        self, request: Request, text: str, answer: dict[str, str], price: int
    ) -> Response:
        scenario = admitted(self._intake, request, text)
        self._intake.accept(request, price=price)
        await self._intake.save()
        return delivered(scenario.answer, JSONResponse(answer))
