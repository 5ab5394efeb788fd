"""Whatever is sent, the answer is the vendor's refusal and never a 500."""

import json
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

OPENAI = "/v1/images/generations"
MUREKA = ("/v1/song/generate", "/v1/lyrics/generate", "/generate")
MEBIBYTE = 1024 * 1024


def _assert_refused(path: str, answer: httpx.Response, status: int = 400) -> None:
    assert answer.status_code == status, answer.text
    keys = {"message", "type", "param", "code"} if path == OPENAI else {"message"}
    assert answer.json()["error"].keys() == keys


@pytest.mark.parametrize("path", [OPENAI, *MUREKA])
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


@pytest.mark.parametrize("path", [OPENAI, "/v1/song/generate", "/generate"])
@pytest.mark.parametrize("n", [-1, 10**30, 1e999, 1.5, "2", [], {}, False])
def test_a_strange_number_is_refused(client: httpx.Client, path: str, n: object) -> None:
    body = json.dumps({"prompt": "a", "lyrics": "a", "n": n}).replace("Infinity", "1e999")
    if path == OPENAI:
        body = body.replace('"lyrics": "a", ', "")
    _assert_refused(path, client.post(path, content=body))


@pytest.mark.parametrize("path", [OPENAI, *MUREKA])
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


HOSTILE_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["lyrics", "prompt", "model", "n", "size", "quality", "stream", "style", "gender", "user", "x"]
)


@settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(path=st.sampled_from([OPENAI, *MUREKA]), body=st.dictionaries(FIELDS, HOSTILE_VALUES))
def test_any_object_is_taken_or_refused(
    client: httpx.Client, path: str, body: dict[str, object]
) -> None:
    answer = client.post(path, content=json.dumps(body))
    assert answer.status_code in (200, 400)


@settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(path=st.sampled_from([OPENAI, *MUREKA]), body=st.binary(max_size=200))
def test_any_bytes_are_refused(client: httpx.Client, path: str, body: bytes) -> None:
    _assert_refused(path, client.post(path, content=body))


@pytest.mark.parametrize("host", [b"", b"[", b"a b", b"x:y", b"\xe4", b"a/../b?c#d"])
def test_a_strange_host_header_is_no_server_error(client: httpx.Client, host: bytes) -> None:
    headers = [(b"host", host), (b"authorization", b"Bearer x")]
    answer = client.post(OPENAI, json={"prompt": "A fox"}, headers=headers)
    assert answer.status_code in (200, 400)
