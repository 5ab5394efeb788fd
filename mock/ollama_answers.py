"""How a text is answered: as one JSON object, or as a stream of them, one a line."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

from starlette.responses import JSONResponse, Response, StreamingResponse

from mock.broken_answers import delivered
from mock.ollama_errors import BROKE_OFF, ollama_error
from mock.ollama_requests import TextRequest
from mock.outcomes import Answer
from mock.text_writing import Writing, written

_NDJSON = "application/x-ndjson"
_WORD = re.compile(r"\s*\S+|\s+$")
_LOADING_NS = 40_000_000
_WORD_NS = 30_000_000
Piece = dict[str, object]


def _base(asked: TextRequest) -> Piece:
    now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    return {"model": asked.name, "created_at": now}


def _said(asked: TextRequest, content: str, thinking: str = "") -> Piece:
    """Chat answers a message, generate a response; `thinking` stands beside the words."""
    thought: Piece = {"thinking": thinking} if thinking else {}
    if asked.is_chat:
        return {"message": {"role": "assistant", "content": content, **thought}}
    return {"response": content, **thought}


def loaded(asked: TextRequest) -> Response:
    """The answer where nothing was said: the model was loaded, or unloaded."""
    reason = "unload" if asked.unload else "load"
    body = {**_base(asked), **_said(asked, ""), "done": True, "done_reason": reason}
    return JSONResponse(body)


class TextAnswer:
    """One answer: its words, and why they end. Durations are in nanoseconds."""

    def __init__(self, asked: TextRequest, answer: Answer) -> None:
        self._asked = asked
        self._answer = answer
        self._began = time.perf_counter_ns()
        whole = written(asked.asked, asked.form)
        self._writing, self._reason = self._cut(whole)

    def _cut(self, whole: Writing) -> tuple[Writing, str]:
        words = _WORD.findall(whole.content)
        most = len(words) // 2 if self._answer is Answer.CUT_SHORT else self._asked.most_words
        if most is None or most >= len(words):
            return whole, "stop"
        return Writing(whole.thinking, "".join(words[:most])), "length"

    @property
    def _thinking(self) -> str:
        return self._writing.thinking if self._asked.think else ""

    def _end(self) -> Piece:
        count = len(_WORD.findall(self._thinking)) + len(_WORD.findall(self._writing.content))
        end: Piece = {
            "done": True,
            "done_reason": self._reason,
            "total_duration": time.perf_counter_ns() - self._began + _LOADING_NS,
            "load_duration": _LOADING_NS,
            "prompt_eval_count": len(self._asked.asked.split()) + 1,
            "prompt_eval_duration": _WORD_NS,
            "eval_count": count,
            "eval_duration": count * _WORD_NS,
        }
        return end if self._asked.is_chat else {**end, "context": list(range(1, count + 1))}

    def whole(self) -> Response:
        """With `stream: false`."""
        if self._answer is Answer.BROKEN_STREAM:
            return ollama_error(500, BROKE_OFF)
        said = _said(self._asked, self._writing.content, self._thinking)
        return delivered(self._answer, JSONResponse({**_base(self._asked), **said, **self._end()}))

    def _pieces(self) -> Iterator[Piece]:
        """Thoughts come first, then words; the last piece has none, but says how it went."""
        for thought in _WORD.findall(self._thinking):
            yield {**_said(self._asked, "", thought), "done": False}
        words = _WORD.findall(self._writing.content)
        if self._answer is Answer.BROKEN_STREAM:
            words = words[: len(words) // 2]
        for word in words:
            yield {**_said(self._asked, word), "done": False}
        yield {**_said(self._asked, ""), **self._end()}

    def _lines(self) -> Iterator[bytes]:
        for piece in self._pieces():
            broke = self._answer is Answer.BROKEN_STREAM and piece["done"]
            shown = {"error": BROKE_OFF} if broke else {**_base(self._asked), **piece}
            yield json.dumps(shown, ensure_ascii=False).encode() + b"\n"

    def streamed(self, word_seconds: float) -> Response:
        """One line for each word, with a pause after it."""
        if self._answer in (Answer.TRUNCATED, Answer.NEVER, Answer.DROPPED):
            return delivered(self._answer, Response(b"".join(self._lines()), media_type=_NDJSON))
        return StreamingResponse(_paced(self._lines(), word_seconds), media_type=_NDJSON)


async def _paced(lines: Iterator[bytes], seconds: float) -> AsyncIterator[bytes]:
    for line in lines:
        yield line
        await asyncio.sleep(seconds)
