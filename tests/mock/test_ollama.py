"""What Ollama answers to requests that its SDK would not send."""

import json

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mock.schema_samples import sample
from tests.mock.json_values import any_json

CHAT, GENERATE = "/api/chat", "/api/generate"


def test_streaming_is_the_default_and_one_object_a_line(client: httpx.Client) -> None:
    body = {"model": "llama3.2", "messages": [{"role": "user", "content": "Hello"}]}
    answer = client.post(CHAT, json=body)
    assert answer.headers["content-type"] == "application/x-ndjson"
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert lines[0]["message"] == {"role": "assistant", "content": "You"}
    assert lines[-1]["done"] is True
    assert {"total_duration", "eval_count", "eval_duration"} <= lines[-1].keys()


def test_no_token_is_needed(client: httpx.Client) -> None:
    body = {"model": "llama3.2", "prompt": "Hello", "stream": False}
    assert httpx.post(f"{client.base_url}{GENERATE}", json=body).status_code == 200
    assert httpx.get(f"{client.base_url}/api/tags").status_code == 200
    assert httpx.get(f"{client.base_url}/api/version").json()["version"]


@pytest.mark.parametrize(
    ("path", "body", "status", "message"),
    [
        (CHAT, {}, 400, "model is required"),
        (CHAT, {"model": "", "messages": []}, 400, "model is required"),
        (GENERATE, {"model": "nobody"}, 404, "model 'nobody' not found"),
        (CHAT, {"model": 5}, 400, "json: cannot unmarshal"),
        (CHAT, {"model": "llama3.2", "messages": "Hello"}, 400, "json: cannot unmarshal"),
        (CHAT, {"model": "llama3.2", "messages": ["Hello"]}, 400, "json: cannot unmarshal"),
        (CHAT, {"model": "llama3.2", "messages": [{"content": 5}]}, 400, "json: cannot unmarshal"),
        (GENERATE, {"model": "llama3.2", "prompt": []}, 400, "json: cannot unmarshal"),
        (GENERATE, {"model": "llama3.2", "stream": "no"}, 400, "json: cannot unmarshal"),
        (GENERATE, {"model": "llama3.2", "options": 5}, 400, "json: cannot unmarshal"),
        (GENERATE, {"model": "llama3.2", "format": "xml"}, 400, "invalid format"),
        (GENERATE, {"model": "llama3.2", "think": "hard"}, 400, "invalid think value"),
        ("/api/show", {}, 400, "model is required"),
        ("/api/show", {"model": "nobody"}, 404, "model 'nobody' not found"),
    ],
)
def test_a_wrong_field_is_refused_in_ollamas_words(
    client: httpx.Client, path: str, body: object, status: int, message: str
) -> None:
    answer = client.post(path, json=body)
    assert answer.status_code == status
    assert answer.json().keys() == {"error"}
    assert answer.json()["error"].startswith(message)


def test_an_empty_body_is_missing(client: httpx.Client) -> None:
    assert client.post(CHAT, content=b"").json() == {"error": "missing request body"}


def test_a_wrong_path_or_method_is_plain_text(client: httpx.Client) -> None:
    answers = client.get("/api/nothing"), client.get(CHAT)
    assert [answer.status_code for answer in answers] == [404, 405]
    assert [answer.text for answer in answers] == ["404 page not found", "405 method not allowed"]


FUZZED = settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WORDS = st.sampled_from(
    [
        "type",
        "properties",
        "items",
        "anyOf",
        "allOf",
        "enum",
        "const",
        "$ref",
        "minimum",
        "maximum",
        "minItems",
        "maxItems",
        "minLength",
        "maxLength",
    ]
)
TYPES = st.sampled_from(["object", "array", "string", "integer", "number", "boolean", "#/items"])
SCHEMAS = st.recursive(
    any_json | TYPES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=20,
)


@FUZZED
@given(schema=st.dictionaries(WORDS, SCHEMAS, max_size=5))
def test_any_schema_is_answered_with_json(schema: dict[str, object]) -> None:
    json.loads(sample(schema, lambda name: f"about {name}"))


def test_a_schema_that_refers_to_itself_comes_to_an_end() -> None:
    tree = {
        "type": "object",
        "properties": {
            name: {"type": "array", "items": {"$ref": "#/$defs/tree"}, "minItems": 9}
            for name in "abc"
        },
    }
    value = json.loads(sample({"$ref": "#/$defs/tree", "$defs": {"tree": tree}}, lambda name: name))
    assert value.keys() == {"a", "b", "c"}
    loop = {"$ref": "#/$defs/loop", "$defs": {"loop": {"$ref": "#/$defs/loop"}}}
    assert sample(loop, lambda name: name) == "null"


def test_bounds_of_a_schema_are_kept() -> None:
    schema = {
        "type": "object",
        "properties": {
            "bpm": {"type": "integer", "minimum": 60, "maximum": 180},
            "energy": {"type": "number", "minimum": 0, "maximum": 1},
            "happy": {"type": "boolean"},
            "key": {"const": "C"},
            "note": {"anyOf": [{"type": "string", "minLength": 12}, {"type": "null"}]},
            "none": {"type": "null"},
            "pair": {"type": "array", "items": {"type": "integer"}, "maxItems": 1},
        },
    }
    value = json.loads(sample(schema, lambda name: name))
    assert 60 <= value["bpm"] <= 180
    assert 0 <= value["energy"] <= 1
    assert (value["happy"], value["key"], value["none"]) == (True, "C", None)
    assert len(value["note"]) == 12
    assert len(value["pair"]) == 1
