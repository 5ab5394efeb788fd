"""Whatever arrives at the socket, the studio answers or hangs up, goes on, and logs no crash."""

import json
from collections.abc import Iterator, Mapping

import httpx
import pytest

from app.server import WEBSOCKET_MESSAGE_LIMIT
from gql.bodies import BODY_LIMIT
from tests.integration.programs import MockProgram, Studio
from tests.integration.raw import BINARY, CLOSE, CONTINUATION, PING, TEXT, RawClient, frame

_BODY = json.dumps({"query": "{ queue { waiting } }"}).encode()
_HEAD = b"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module")
def exposed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """One studio for all of them; at the end it still works and has no crash in its log."""
    folder = tmp_path_factory.mktemp("exposed")
    mock = MockProgram("--state", str(folder / "mock.json"))
    studio = Studio(folder, mock.url)
    studio.start()
    yield studio
    log = studio.log.read_text()
    studio.stop()
    mock.stop()
    assert "Traceback" not in log, log
    assert "graphql.failed" not in log, log


@pytest.fixture(autouse=True)
def _goes_on(exposed: Studio) -> Iterator[None]:  # pyright: ignore[reportUnusedFunction]
    yield
    assert exposed.execute("{ queue { waiting } }") == {"queue": {"waiting": 0}}


def _told(length: object) -> bytes:
    return _HEAD + f"Content-Length: {length}\r\n\r\n".encode()


# ── lengths ──────────────────────────────────────────────────────────────────────────────────


def test_a_decent_request_is_answered(exposed: Studio) -> None:
    with RawClient(exposed.port) as client:
        client.send(_told(len(_BODY)) + _BODY)
        assert client.status() == 200


def test_a_body_that_never_comes_in_full_is_no_crash(exposed: Studio) -> None:
    with RawClient(exposed.port) as client:
        client.send(_told(len(_BODY) + 1) + _BODY)
        client.finish_sending()
        assert client.status() is None


def test_a_client_that_vanishes_in_its_body_is_no_crash(exposed: Studio) -> None:
    client = RawClient(exposed.port)
    client.send(_told(1_000) + _BODY)
    client.reset()


def test_a_body_longer_than_told_is_cut_there(exposed: Studio) -> None:
    with RawClient(exposed.port) as client:
        client.send(_told(len(_BODY) - 5) + _BODY)
        client.finish_sending()
        assert client.status() == 400


@pytest.mark.parametrize("length", [BODY_LIMIT + 1, 10**12, 10**17])
def test_a_length_past_the_limit_is_refused_before_the_body(exposed: Studio, length: int) -> None:
    with RawClient(exposed.port) as client:
        client.send(_told(length))
        assert client.status() == 413


@pytest.mark.parametrize("length", ["-1", "abc", "1e3", "0x10", "1,2", "٣", "9" * 5_000])
def test_a_length_that_is_no_number_is_refused(exposed: Studio, length: str) -> None:
    with RawClient(exposed.port) as client:
        client.send(_told(length) + _BODY)
        client.finish_sending()
        assert client.status() in (400, 413, None)


def test_two_lengths_are_refused(exposed: Studio) -> None:
    with RawClient(exposed.port) as client:
        client.send(_HEAD + b"Content-Length: 5\r\n" + b"Content-Length: 40\r\n\r\n" + _BODY)
        client.finish_sending()
        assert client.status() in (400, None)


def test_an_endless_body_without_a_length_is_refused(exposed: Studio) -> None:
    chunk = b"10000\r\n" + b" " * 65_536 + b"\r\n"
    with RawClient(exposed.port) as client:
        client.send(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 20)
        assert client.status() == 413


@pytest.mark.parametrize("chunk", [b"zz\r\n", b"-5\r\n", b"5\r\nabc\r\n", b"\r\n", b"f" * 100])
def test_a_broken_chunk_is_refused(exposed: Studio, chunk: bytes) -> None:
    with RawClient(exposed.port) as client:
        client.send(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunk)
        client.finish_sending()
        assert client.status() in (400, None)


# ── heads ────────────────────────────────────────────────────────────────────────────────────

_HEADS: Mapping[str, bytes] = {
    "no HTTP": b"hello\r\n\r\n",
    "nothing": b"\r\n\r\n",
    "zeros": b"\x00" * 1_000,
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "a header without a colon": b"GET /graphql HTTP/1.1\r\nHost\r\n\r\n",
    "an endless header": b"GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"x" * 200_000,
    "an endless address": b"GET /graphql?query=" + b"x" * 200_000,
    "no host": b"GET /graphql HTTP/1.1\r\n\r\n",
    "bytes in the address": b"GET /graphql?query=\xff%ff%00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "a foreign host": b"GET /graphql HTTP/1.1\r\nHost: evil.example\r\n\r\n",
}


@pytest.mark.parametrize("head", _HEADS.values(), ids=_HEADS.keys())
def test_a_broken_head_is_refused(exposed: Studio, head: bytes) -> None:
    with RawClient(exposed.port) as client:
        client.send(head)
        client.finish_sending()
        status = client.status()
        assert status is None or 400 <= status < 500


@pytest.mark.parametrize("name", ["Accept", "Content-Type", "X-Request-ID", "Origin", "Cookie"])
@pytest.mark.parametrize("value", [b"\xff\xfe", b"x" * 8_000, b";;==,,q=x", b"\xc3\xa9" * 100])
def test_a_strange_header_is_no_crash(exposed: Studio, name: str, value: bytes) -> None:
    head = b"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
    if name != "Content-Type":
        head += b"Content-Type: application/json\r\n"
    with RawClient(exposed.port) as client:
        client.send(head + name.encode() + b": " + value + b"\r\n")
        client.send(b"Content-Length: %d\r\n\r\n" % len(_BODY) + _BODY)
        assert client.status() == (415 if name == "Content-Type" else 200)


# ── bodies ───────────────────────────────────────────────────────────────────────────────────

_BODIES: Mapping[str, bytes] = {
    "a string": b'"x"',
    "a number": b"1",
    "null": b"null",
    "an array": b"[]",
    "invalid UTF-8": b'{"query": "\xff"}',
    "UTF-16": '{"query": 1}'.encode("utf-16"),
    "5,000 digits": b'{"query": ' + b"1" * 5_000 + b"}",
    "10,000 levels": b"[" * 10_000 + b"]" * 10_000,
    "100,000 levels": b'{"a":' * 40_000,
    "compressed": b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
    "NUL": b"\x00",
}


@pytest.mark.parametrize("body", _BODIES.values(), ids=_BODIES.keys())
def test_a_hostile_body_is_refused_in_json(exposed: Studio, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    with httpx.Client(trust_env=False) as client:
        response = client.post(f"{exposed.url}/graphql", content=body, headers=headers)
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


# ── websocket frames ─────────────────────────────────────────────────────────────────────────

_INIT = frame(TEXT, b'{"type":"connection_init"}')

_FRAMES: Mapping[str, tuple[bytes, set[int | None]]] = {
    "not masked": (frame(TEXT, b'{"type":"ping"}', masked=False), {1002}),
    "reserved bits": (frame(TEXT, b'{"type":"ping"}', first=0xF0), {1002}),
    "an unknown opcode": (frame(3, b""), {1002}),
    "a continuation of nothing": (frame(CONTINUATION, b"x"), {1002}),
    "a ping in two": (frame(PING, b"x", first=0), {1002}),
    "a ping too long": (frame(PING, b"x" * 126), {1002}),
    "invalid UTF-8": (frame(TEXT, b"\xff\xfe"), {1007}),
    "half a character": (frame(TEXT, b'"\xf0\x9f'), {1007}),
    "binary": (frame(BINARY, b'{"type":"ping"}'), {4400}),
    "no JSON": (frame(TEXT, b"\x00"), {4400}),
    "10,000 levels": (frame(TEXT, b"[" * 10_000), {4400}),
    "a number": (frame(TEXT, b"1"), {4400}),
    "oversized": (frame(TEXT, b" " * (WEBSOCKET_MESSAGE_LIMIT + 1)), {1009}),
    "oversized in parts": (
        frame(TEXT, b" " * 700_000, first=0) + frame(CONTINUATION, b" " * 700_000),
        {1009},
    ),
    "a length of 2 ** 62": (b"\x81\xff" + (2**62).to_bytes(8, "big") + b"\x01\x02\x03\x04", {1009}),
    "a close code that is none": (frame(CLOSE, b"\x00\x01"), {1002}),
    "a close frame of one byte": (frame(CLOSE, b"\x03"), {1002}),
}


@pytest.mark.parametrize(("data", "codes"), _FRAMES.values(), ids=_FRAMES.keys())
@pytest.mark.parametrize("begun", [True, False], ids=["begun", "not begun"])
def test_a_hostile_frame_closes_the_websocket(
    exposed: Studio, data: bytes, codes: set[int | None], begun: bool
) -> None:
    with RawClient(exposed.port) as client:
        client.open_websocket(exposed.port)
        client.send((_INIT if begun else b"") + data)
        assert client.close_code() in codes


def test_a_message_in_many_frames_is_one_message(exposed: Studio) -> None:
    message = b'{"type":"connection_init"}'
    parts = [frame(TEXT, message[:1], first=0)]
    parts += [frame(CONTINUATION, message[i : i + 1], first=0) for i in range(1, len(message))]
    with RawClient(exposed.port) as client:
        client.open_websocket(exposed.port)
        client.send(b"".join(parts) + frame(CONTINUATION, b""))
        assert client.next_frame() == (TEXT, b'{"type":"connection_ack"}')


def test_a_websocket_that_vanishes_in_a_frame_is_no_crash(exposed: Studio) -> None:
    client = RawClient(exposed.port)
    client.open_websocket(exposed.port)
    client.send(_INIT + frame(TEXT, b"x" * 1_000)[:500])
    client.reset()
