"""The vendor's own SDK against the mock's Ollama."""

# The SDK leaves open what the functions return that a model may call, and so the type of `chat`.
# pyright: reportUnknownMemberType=false

import json
from collections.abc import Iterator, Sequence
from contextlib import closing

import httpx
import ollama
import pytest

from mock.lyrics_timing import lyrics_sections

MODEL = "llama3.2"
THINKER = "qwen3:8b"


@pytest.fixture
def sdk(client: httpx.Client) -> Iterator[ollama.Client]:
    with closing(ollama.Client(str(client.base_url))) as sdk:
        yield sdk


def _said(text: str) -> Sequence[ollama.Message]:
    return [
        ollama.Message(role="system", content="You write songs."),
        ollama.Message(role="user", content=text),
    ]


def test_the_models_are_listed(sdk: ollama.Client) -> None:
    models = sdk.list().models
    assert {f"{MODEL}:latest", THINKER} <= {model.model for model in models}
    for model in models:
        assert model.size
        assert model.digest
        assert model.modified_at
        assert model.details
        assert model.details.parameter_size


def test_a_model_tells_what_it_can_do(sdk: ollama.Client) -> None:
    assert "thinking" not in (sdk.show(MODEL).capabilities or [])
    assert "thinking" in (sdk.show(THINKER).capabilities or [])
    assert list(sdk.ps().models) == []
    with pytest.raises(ollama.ResponseError):
        sdk.show("nobody")


def test_a_chat_is_answered_in_one_piece(sdk: ollama.Client) -> None:
    answer = sdk.chat(MODEL, _said("Write the lyrics of a song about rain"))
    sections = lyrics_sections(answer.message.content or "", 60_000)
    assert [section["section_type"] for section in sections] == [
        "verse",
        "chorus",
        "verse",
        "outro",
    ]
    assert answer.message.role == "assistant"
    assert answer.message.thinking is None
    assert (answer.done, answer.done_reason) == (True, "stop")
    assert answer.eval_count
    assert answer.total_duration
    assert answer.total_duration > 0


def test_a_streamed_chat_is_the_same_word_by_word(sdk: ollama.Client) -> None:
    whole = sdk.chat(MODEL, _said("Hello"))
    pieces = list(sdk.chat(MODEL, _said("Hello"), stream=True))
    assert len(pieces) > 10
    assert "".join(piece.message.content or "" for piece in pieces) == whole.message.content
    assert [piece.done for piece in pieces] == [False] * (len(pieces) - 1) + [True]
    assert {piece.done_reason for piece in pieces[:-1]} == {None}
    assert pieces[-1].eval_count == whole.eval_count
    assert {piece.model for piece in pieces} == {MODEL}


def test_thoughts_come_before_words(sdk: ollama.Client) -> None:
    pieces = list(sdk.chat(THINKER, _said("Hello"), stream=True, think=True))
    thoughts = [bool(piece.message.thinking) for piece in pieces]
    words = [bool(piece.message.content) for piece in pieces]
    assert thoughts == sorted(thoughts, reverse=True)
    assert not any(thought and word for thought, word in zip(thoughts, words, strict=True))
    assert words.index(True) == sum(thoughts) > 3
    whole = sdk.generate(THINKER, "Hello", think=True)
    assert whole.thinking
    assert whole.response


def test_a_model_that_can_think_does_unless_told_not_to(sdk: ollama.Client) -> None:
    assert sdk.chat(THINKER, _said("Hello")).message.thinking
    assert sdk.chat(THINKER, _said("Hello"), think=False).message.thinking is None
    with pytest.raises(ollama.ResponseError, match="does not support thinking") as caught:
        sdk.chat(MODEL, _said("Hello"), think=True)
    assert caught.value.status_code == 400


def test_generate_answers_whole_and_streamed(sdk: ollama.Client) -> None:
    whole = sdk.generate(MODEL, "A lullaby, please")
    pieces = list(sdk.generate(MODEL, "A lullaby, please", stream=True))
    assert "".join(piece.response or "" for piece in pieces) == whole.response
    assert whole.context
    assert pieces[-1].done_reason == "stop"


def test_json_is_json_and_a_schema_is_kept(sdk: ollama.Client) -> None:
    free = sdk.chat(MODEL, _said("A song about rain"), format="json")
    assert json.loads(free.message.content or "").keys() == {"title", "lyrics"}
    schema = {
        "type": "object",
        "properties": {
            "title": {"type": "string"},
            "lyrics": {"type": "string", "maxLength": 20},
            "tags": {"type": "array", "items": {"type": "string"}, "minItems": 3},
            "gender": {"enum": ["female", "male"]},
        },
        "required": ["title", "lyrics", "tags", "gender"],
    }
    pieces = list(sdk.chat(MODEL, _said("A song about rain"), format=schema, stream=True))
    song = json.loads("".join(piece.message.content or "" for piece in pieces))
    assert song.keys() == {"title", "lyrics", "tags", "gender"}
    assert song["title"] == "A song about rain"
    assert len(song["lyrics"]) == 20
    assert len(song["tags"]) == 3


def test_a_limit_of_words_cuts_the_text_short(sdk: ollama.Client) -> None:
    answer = sdk.generate(MODEL, "Hello", options={"num_predict": 3})
    assert len((answer.response or "").split()) == 3
    assert answer.done_reason == "length"


def test_saying_nothing_loads_or_unloads_the_model(sdk: ollama.Client) -> None:
    assert sdk.generate(MODEL).done_reason == "load"
    assert sdk.generate(MODEL, keep_alive=0).done_reason == "unload"
    assert sdk.chat(MODEL).done_reason == "load"


def test_an_unknown_model_is_not_found(sdk: ollama.Client) -> None:
    with pytest.raises(ollama.ResponseError) as caught:
        sdk.chat("nobody", _said("Hello"))
    assert (caught.value.status_code, caught.value.error) == (404, "model 'nobody' not found")
    with pytest.raises(ollama.ResponseError) as caught:
        next(iter(sdk.chat("nobody", _said("Hello"), stream=True)))
    assert caught.value.status_code == 404


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        ("0105", 404, "not found"),
        ("0107", 500, "unexpectedly stopped"),
        ("0108", 503, "server busy"),
        ("0109", 500, "nginx"),
    ],
)
def test_refusals_become_the_sdks_errors(
    sdk: ollama.Client, code: str, status: int, words: str
) -> None:
    with pytest.raises(ollama.ResponseError, match=words) as caught:
        sdk.generate(MODEL, f"Hello {code}")
    assert caught.value.status_code == status


def test_a_stream_may_end_with_an_error(sdk: ollama.Client) -> None:
    heard: list[str] = []
    with pytest.raises(ollama.ResponseError, match="unexpected EOF"):
        heard.extend(
            piece.message.content or ""
            for piece in sdk.chat(MODEL, _said("A thread that breaks 0205"), stream=True)
        )
    with pytest.raises(ollama.ResponseError, match="unexpected EOF"):
        sdk.chat(MODEL, _said("A thread that breaks 0205"))


@pytest.mark.parametrize("code", ["0202", "0203"])
@pytest.mark.parametrize("stream", [False, True])
def test_a_lost_answer_is_a_transport_error(sdk: ollama.Client, code: str, stream: bool) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        list(sdk.chat(MODEL, _said(code), stream=stream))


async def test_the_asynchronous_client_works_as_well(client: httpx.Client) -> None:
    sdk = ollama.AsyncClient(str(client.base_url))
    stream = await sdk.chat(MODEL, _said("Hello"), stream=True)
    pieces = [piece async for piece in stream]
    await sdk.close()
    assert pieces[-1].done


def test_what_was_asked_is_written_down_and_costs_nothing(
    sdk: ollama.Client, client: httpx.Client
) -> None:
    sdk.chat(MODEL, _said("Hello"))
    log = client.get("/_mock/requests").json()
    assert log["totals"] == {"paid_posts": 0, "accepted_paid_posts": 0}
    assert [(entry["path"], entry["prompt"]) for entry in log["requests"]] == [
        ("/api/chat", "Hello")
    ]
