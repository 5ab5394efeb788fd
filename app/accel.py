"""Letting nginx send the bytes of a stored file, once the studio has said who may have it."""

from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

_OFFERED = "x-accel-offered"
_OF_THE_BYTES = ("content-length", "last-modified", "accept-ranges", "etag")
"""Headers that nginx makes itself, of the file that it reads."""


@dataclass(frozen=True, slots=True)
class Accel:
    """`prefix`: nginx's internal location, whose files are those under `root`."""

    prefix: str
    root: Path

    def instead_of(self, response: FileResponse, request: Request) -> Response:
        """The same without its bytes for a proxy that offers to send them; whoever asks the
        studio itself gets them from it."""
        if request.headers.get(_OFFERED) != self.prefix:
            return response
        place = Path(response.path).relative_to(self.root).as_posix()
        headers = {
            name: value for name, value in response.headers.items() if name not in _OF_THE_BYTES
        }
        return Response(headers={**headers, "x-accel-redirect": f"{self.prefix}{place}"})


def accel_of(prefix: str | None, root: Path) -> Accel | None:
    return Accel(prefix, root) if prefix else None
