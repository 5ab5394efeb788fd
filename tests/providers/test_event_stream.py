"""Server-sent events as their specification has them, and as servers write them."""

from collections.abc import AsyncIterator

import pytest

from providers.event_stream import events


async def arriving(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


@pytest.mark.parametrize(
    ("chunks", "read"),
    [
        ([b"data: a\n\ndata: b\n\n"], [b"a", b"b"]),
        ([b"data:a\r\n\r\n"], [b"a"]),
        ([b"data: a\r", b"\n\r", b"\ndata: b\r\n\r\n"], [b"a", b"b"]),
        ([b"data: a\r\rdata: b\r\r"], [b"a", b"b"]),
        ([b"data: a\r", b"\r", b"data: b\r", b"\r"], [b"a", b"b"]),
        ([b"data: a\ndata: b\n\n"], [b"a\nb"]),
        ([b": comment\nevent: x\nid: 1\nretry: 5\ndata: a\n\n"], [b"a"]),
        ([b"data:  two spaces\n\n"], [b" two spaces"]),
        ([b"\n\n\nevent: x\n\n"], []),
        ([b"data: cut off"], [b"cut off"]),
        ([b"da", b"ta: ", b"", b"a\n", b"\n"], [b"a"]),
        ([b"data\n\ndatabase: x\n\n"], [b""]),
        ([], []),
    ],
)
async def test_events_are_what_stands_between_empty_lines(
    chunks: list[bytes], read: list[bytes]
) -> None:
    assert [data async for data in events(arriving(*chunks))] == read
