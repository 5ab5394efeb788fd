"""Server-sent events, read tolerantly: any line ends, comments, data over several lines."""

from collections.abc import AsyncIterator


async def events(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The data of each event. One that the stream's end cuts off comes too: its reader judges."""
    data: list[bytes] = []
    async for line in _lines(chunks):
        if not line and data:
            yield b"\n".join(data)
            data = []
        field, _, value = line.partition(b":")
        if field == b"data":
            data.append(value.removeprefix(b" "))
    if data:
        yield b"\n".join(data)


async def _lines(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Lines end with CRLF, LF or CR; a CRLF may be torn between two chunks."""
    line = bytearray()
    async for chunk in chunks:
        if line.endswith(b"\r") and chunk[:1] not in (b"", b"\n"):
            yield bytes(line[:-1])
            line.clear()
        pieces = chunk.splitlines(keepends=True)
        for place, piece in enumerate(pieces, 1):
            line += piece
            torn = place == len(pieces) and piece.endswith(b"\r")
            if piece.endswith((b"\n", b"\r")) and not torn:
                yield bytes(line).rstrip(b"\r\n")
                line.clear()
    if line:
        yield bytes(line).rstrip(b"\r\n")
