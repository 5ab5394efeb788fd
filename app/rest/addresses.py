"""Where things are, as clients see it."""

from urllib.parse import quote

from starlette.requests import Request

API, OPENAI = "/api/v1", "/v1"


class Addresses:
    """From the address under which the client itself asks, unless the settings name another."""

    def __init__(self, request: Request, public_url: str | None) -> None:
        self._base = public_url or str(request.base_url).rstrip("/")

    def image(self, filename: str) -> str:
        return f"{self._base}{API}/image/{quote(filename, safe='')}"

    def media(self, sha256: str, filename: str) -> str:
        return f"{self._base}/media/{sha256}/{quote(filename, safe='')}"

    def task(self, task_id: object) -> str:
        return f"{self._base}{API}/song/task/status/{task_id}"
