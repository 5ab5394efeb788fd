"""Serving stored files: whole or in part, cached for good, since they never change."""

import re

from starlette.endpoints import HTTPEndpoint
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from app.container import Studio
from app.refusals import not_found
from domain.media import MediaFile
from persistence.media_store import FileMediaStore

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_FOREVER = "private, max-age=31536000, immutable"
"""For the owner's browser; a proxy between must not show it to whoever else asks."""


class Media(HTTPEndpoint):
    """`/media/{sha256}/{filename}`: the hash names the file, the rest is for people."""

    async def get(self, request: Request) -> Response:
        studio: Studio = request.app.state.studio
        sha256: str = request.path_params["sha256"]
        known = _SHA256.fullmatch(sha256) is not None
        file = await studio.use_cases.library.media_file(sha256) if known else None
        if file is None:
            return _not_found(sha256)
        return file_response(request, studio.media, file, request.path_params["filename"])


def file_response(
    request: Request, store: FileMediaStore, file: MediaFile, filename: str
) -> Response:
    """The file under a name for people, or 404 where it is not on this machine's disk."""
    path = store.path(file.sha256)
    if not path.is_file():
        return _not_found(file.sha256)
    headers = {
        "etag": f'"{file.sha256}"',
        "cache-control": _FOREVER,
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'",
    }
    if f'"{file.sha256}"' in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return FileResponse(
        path,
        headers=headers,
        media_type=file.media_type.value,
        filename=filename,
        content_disposition_type="attachment" if "download" in request.query_params else "inline",
    )


def _not_found(sha256: str) -> Response:
    return not_found(
        f"There is no file {sha256[:64]}.", "Take the address from the image or song again."
    )
