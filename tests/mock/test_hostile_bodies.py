"""Whatever is sent, the answer is the vendor's refusal and never a 500."""

import json
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.mock.json_values import any_json

OPENAI = "/v1/images/generations"
OLLAMA = ("/api/chat", "/api/generate", "/api/show")
RECORDINGS = ("/v1/song/stem", "/v1/song/describe")
MUREKA = (
    "/v1/song/generate",
    "/v1/song/extend",
    "/v1/instrumental/generate",
    "/v1/lyrics/generate",
    "/v1/lyrics/extend",
    "/generate",
    *RECORDINGS,
)
LARGE = (*RECORDINGS, "/api/chat")
PATHS = (OPENAI, *MUREKA, *OLLAMA)
SONGS = ("/v1/song/generate", "/v1/song/extend", "/generate")
MEBIBYTE = 1024 * 1024


def _assert_refused(path: str, answer: httpx.Response, status: int = 400) -> None:
    assert answer.status_code == status, answer.text
    error = answer.json()["error"]
    if path in OLLAMA:
        assert answer.json().keys() == {"error"}
        assert isinstance(error, str)
        return
    keys = {"message", "type", "param", "code"} if path == OPENAI else {"message"}
    assert error.keys() == keys


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"5",
        b"\xff\xfe{}",
        b"\xef\xbb\xbf{}",
        b"\x00",
        b'{"prompt": "\xc3\x28"}',
        b"[" * 200_000,
        b'{"prompt": ' + b"[" * 200_000,
        b'{"prompt": "a", "lyrics": "a", "n": ' + b"9" * 5_000 + b"}",
        b'{"prompt": "a\\u0000b", "lyrics": "a\\u0000b"}',
        b'{"prompt": "\\ud800", "lyrics": "\\ud800"}',
        b'{"prompt": "a", "lyrics": "a", "\\ud800": 1}',
        b'{"prompt": "a", "lyrics": "a", "n": NaN}',
        b'{"prompt": ["a"], "lyrics": {"a": 1}}',
        b"prompt=a&lyrics=b",
    ],
    ids=lambda body: body[:24].decode("latin-1"),
)
def test_a_malformed_body_is_refused(client: httpx.Client, path: str, body: bytes) -> None:
    _assert_refused(path, client.post(path, content=body))


@pytest.mark.parametrize("path", [OPENAI, *SONGS])
@pytest.mark.parametrize("n", [-1, 10**30, 1e999, 1.5, "2", [], {}, False])
def test_a_strange_number_is_refused(client: httpx.Client, path: str, n: object) -> None:
    body = json.dumps({"prompt": "a", "lyrics": "a", "n": n}).replace("Infinity", "1e999")
    if path == OPENAI:
        body = body.replace('"lyrics": "a", ', "")
    _assert_refused(path, client.post(path, content=body))


@pytest.mark.parametrize("path", [path for path in PATHS if path not in LARGE])
def test_a_body_beyond_a_mebibyte_is_refused_and_not_counted(
    client: httpx.Client, path: str
) -> None:
    body = json.dumps({"prompt": "x" * MEBIBYTE, "lyrics": "x"}).encode()
    _assert_refused(path, client.post(path, content=body), 413)
    pieces = iter([body[at : at + 65_536] for at in range(0, len(body), 65_536)])
    _assert_refused(path, client.post(path, content=pieces), 413)
    log: Any = client.get("/_mock/requests").json()
    assert log["totals"] == {"paid_posts": 0, "accepted_paid_posts": 0}
    assert [entry["status"] for entry in log["requests"]] == [413, 413]


def test_a_body_of_a_mebibyte_is_read(client: httpx.Client) -> None:
    frame = len(json.dumps({"lyrics": "", "prompt": "0s", "other": ""}))
    body = json.dumps({"lyrics": "", "prompt": "0s", "other": "x" * (MEBIBYTE - frame)})
    assert len(body) == MEBIBYTE
    answer = client.post("/v1/song/generate", content=body)
    assert answer.status_code == 400
    assert "lyrics" in answer.json()["error"]["message"]


def test_a_backslash_before_u0000_is_text(client: httpx.Client) -> None:
    body = {"lyrics": "a literal \\u0000", "prompt": "0s"}
    assert client.post("/v1/song/generate", json=body).status_code == 200


def test_a_body_that_may_be_large_is_bounded_as_well(client: httpx.Client) -> None:
    for path in LARGE:
        _assert_refused(path, client.post(path, content=b" " * (16 * MEBIBYTE + 1)), 413)


FIELDS = st.sampled_from(
    (
        *("lyrics", "prompt", "model", "n", "size", "quality", "stream", "style", "gender"),
        *("url", "song_id", "extend_at", "messages", "format", "think", "options", "x"),
    )
)
FUZZED = settings(
    max_examples=150,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
LIKELY = {
    "model": st.sampled_from(["llama3.2", "qwen3:8b", "gpt-image-2", "mureka-8"]) | any_json,
    "messages": st.lists(
        st.dictionaries(st.sampled_from(["role", "content"]), st.just("user") | any_json),
        max_size=3,
    ),
}
ANYTHING = dict.fromkeys(("prompt", "stream", "format", "think", "options", "keep_alive"), any_json)


@FUZZED
@given(path=st.sampled_from(PATHS), body=st.dictionaries(FIELDS, any_json))
def test_any_object_is_taken_or_refused(
    client: httpx.Client, path: str, body: dict[str, object]
) -> None:
    answer = client.post(path, content=json.dumps(body))
    assert answer.status_code in (200, 400, 404), answer.text


@FUZZED
@given(path=st.sampled_from(OLLAMA), body=st.fixed_dictionaries(LIKELY, optional=ANYTHING))
def test_any_conversation_is_taken_or_refused(
    client: httpx.Client, path: str, body: dict[str, object]
) -> None:
    answer = client.post(path, content=json.dumps(body))
    assert answer.status_code in (200, 400, 404), answer.text


@FUZZED
@given(path=st.sampled_from(PATHS), body=st.binary(max_size=200))
def test_any_bytes_are_refused(client: httpx.Client, path: str, body: bytes) -> None:
    _assert_refused(path, client.post(path, content=body))


def _as_file(content: bytes) -> bytes:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.mp3"\r\n\r\n'
    return head + content + b"\r\n--x--\r\n"


@FUZZED
@given(body=st.binary(max_size=300) | st.binary(max_size=80).map(_as_file))
def test_any_form_is_refused(client: httpx.Client, body: bytes) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    path = "/v1/files/upload"
    _assert_refused(path, client.post(path, content=body, headers=headers))


@FUZZED
@given(body=st.dictionaries(st.sampled_from(["seed", "rates", "on", "x"]), any_json))
def test_any_plan_of_faults_is_taken_or_refused(
    client: httpx.Client, body: dict[str, object]
) -> None:
    answer = client.post("/_mock/faults", content=json.dumps(body))
    assert answer.status_code in (200, 400), answer.text
    assert client.get("/_mock/faults").status_code == 200


@pytest.mark.parametrize("host", [b"", b"[", b"a b", b"x:y", b"\xe4", b"a/../b?c#d"])
def test_a_strange_host_header_is_no_server_error(client: httpx.Client, host: bytes) -> None:
    headers = [(b"host", host), (b"authorization", b"Bearer x")]
    answer = client.post(OPENAI, json={"prompt": "A fox"}, headers=headers)
    assert answer.status_code in (200, 400)
