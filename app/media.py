"""Serving stored files, and what is made of them: whole or in part, cached for good, since neither
ever changes."""

import re
from pathlib import Path

from starlette.endpoints import HTTPEndpoint
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from app.accel import Accel
from app.container import Studio
from app.refusals import not_found, unavailable
from domain.errors import MediaRejected, NotFound, StorageFull
from domain.media import Derivative, MediaFile
from persistence.media_store import FileMediaStore

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_DERIVATIVES = {each.value: each for each in Derivative}
_TYPES = {
    Derivative.SMALL: "image/webp",
    Derivative.LARGE: "image/webp",
    Derivative.PEAKS: "application/json",
}
_HEADERS = {
    # For the owner's browser; a proxy between must not show it to whoever else asks.
    "cache-control": "private, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'",
}


class Media(HTTPEndpoint):
    """`/media/{sha256}/{filename}`: the hash names the file, the rest is for people."""

    async def get(self, request: Request) -> Response:
        file = await _known(request)
        if file is None:
            return _not_found(request.path_params["sha256"])
        store = request.app.state.studio.media
        return file_response(request, store, file, request.path_params["filename"])


class Derived(HTTPEndpoint):
    """`/media/{sha256}/derived/{name}`: a thumbnail or a waveform, made first if it is missing."""

    async def get(self, request: Request) -> Response:
        studio: Studio = request.app.state.studio
        file, derivative = await _known(request), _DERIVATIVES.get(request.path_params["name"])
        if file is None or derivative is None:
            return _not_found(request.path_params["sha256"])
        try:
            path = await studio.derivatives.path(file, derivative)
        except (NotFound, MediaRejected) as error:
            return not_found(error.message, error.hint)
        except StorageFull as error:
            return unavailable(error.failure)
        return _response(request, path, _etag(path), _TYPES[derivative], derivative.value)


def file_response(
    request: Request, store: FileMediaStore, file: MediaFile, filename: str
) -> Response:
    """The file under a name for people, or 404 where it is not on this machine's disk."""
    path = store.path(file.sha256)
    if not path.is_file():
        return _not_found(file.sha256)
    return _response(request, path, f'"{file.sha256}"', file.media_type.value, filename)


async def _known(request: Request) -> MediaFile | None:
    studio: Studio = request.app.state.studio
    sha256: str = request.path_params["sha256"]
    known = _SHA256.fullmatch(sha256) is not None
    return await studio.use_cases.library.media_file(sha256) if known else None


def _response(request: Request, path: Path, etag: str, media_type: str, filename: str) -> Response:
    headers = {"etag": etag, **_HEADERS}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    response = FileResponse(
        path,
        headers=headers,
        media_type=media_type,
        filename=filename,
        content_disposition_type="attachment" if "download" in request.query_params else "inline",
    )
    accel: Accel | None = request.app.state.studio.accel
    return accel.instead_of(response, request) if accel else response


def _etag(path: Path) -> str:
    """Of these very bytes: made again, by another version of a decoder, they may be others."""
    stat = path.stat()
    return f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'


def _not_found(sha256: str) -> Response:
    return not_found(
        f"There is no file {sha256[:64]}.", "Take the address from the image or song again."
    )
