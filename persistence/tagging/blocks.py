"""Copying from file to file in pieces, however large they are."""

from typing import BinaryIO

BLOCK_BYTES = 1 << 20


class Malformed(Exception):
    """The file does not have the structure of its format."""


def exactly(source: BinaryIO, size: int) -> bytes:
    """So many bytes. Raises Malformed at an earlier end."""
    content = source.read(size)
    if len(content) != size:
        raise Malformed("it ends too early")
    return content


def pass_on(source: BinaryIO, target: BinaryIO, size: int) -> None:
    """Copy so many bytes. Raises Malformed at an earlier end."""
    while size:
        block = exactly(source, min(size, BLOCK_BYTES))
        target.write(block)
        size -= len(block)


def pass_rest(source: BinaryIO, target: BinaryIO) -> None:
    while block := source.read(BLOCK_BYTES):
        target.write(block)
