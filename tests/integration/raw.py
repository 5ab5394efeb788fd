"""A client that sends what no decent client would: bytes."""

import base64
import os
import socket
from contextlib import suppress
from types import TracebackType

_PATIENCE_S = 20
_MASK = b"\x01\x02\x03\x04"

CONTINUATION, TEXT, BINARY, CLOSE, PING = 0, 1, 2, 8, 9
"""Opcodes."""


class RawClient:
    """One TCP connection. What the server says is read until it closes, or until it is enough."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), _PATIENCE_S)
        self._said = b""

    def __enter__(self) -> "RawClient":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()

    def send(self, data: bytes) -> None:
        """All of it, unless the server has heard enough."""
        with suppress(ConnectionError):
            self._socket.sendall(data)

    def finish_sending(self) -> None:
        with suppress(OSError):  # the server has hung up already
            self._socket.shutdown(socket.SHUT_WR)

    def reset(self) -> None:
        """As a process does that is killed."""
        linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self._socket.close()

    def status(self) -> int | None:
        """Of the first answer; None if the server closes without one."""
        line = self._line()
        return int(line.split()[1]) if line.startswith(b"HTTP/1.1 ") else None

    def _line(self) -> bytes:
        while b"\r\n" not in self._said and self._hear_more():
            pass
        return self._said.split(b"\r\n")[0]

    def _hear_more(self) -> bool:
        with suppress(ConnectionError):
            chunk = self._socket.recv(65_536)
            self._said += chunk
            return bool(chunk)
        return False

    # ── websocket ────────────────────────────────────────────────────────────────────────────

    def open_websocket(self, port: int) -> None:
        key = base64.b64encode(os.urandom(16)).decode()
        self.send(
            f"GET /graphql HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n".encode()
        )
        while b"\r\n\r\n" not in self._said:
            assert self._hear_more(), self._said
        head, self._said = self._said.split(b"\r\n\r\n", 1)
        assert head.startswith(b"HTTP/1.1 101 "), head

    def next_frame(self) -> tuple[int, bytes] | None:
        """Opcode and payload; None if the server closes without one. Only of short frames."""
        while len(self._said) < 2 or len(self._said) < 2 + self._said[1]:
            if not self._hear_more():
                return None
        opcode, length = self._said[0] & 0x0F, self._said[1]
        assert length < 126, self._said
        payload, self._said = self._said[2 : 2 + length], self._said[2 + length :]
        return opcode, payload

    def close_code(self) -> int | None:
        """That of the server's close frame; None if it closes without one."""
        while heard := self.next_frame():
            opcode, payload = heard
            if opcode == CLOSE:
                return int.from_bytes(payload[:2], "big")
        return None


def frame(opcode: int, payload: bytes, *, first: int = 0x80, masked: bool = True) -> bytes:
    """A client's frame; `first` holds FIN and the reserved bits."""
    mask_bit = 0x80 if masked else 0
    if len(payload) < 126:
        length = bytes([mask_bit | len(payload)])
    elif len(payload) < 65_536:
        length = bytes([mask_bit | 126]) + len(payload).to_bytes(2, "big")
    else:
        length = bytes([mask_bit | 127]) + len(payload).to_bytes(8, "big")
    body = bytes(byte ^ _MASK[i % 4] for i, byte in enumerate(payload)) if masked else payload
    return bytes([first | opcode]) + length + (_MASK if masked else b"") + body
