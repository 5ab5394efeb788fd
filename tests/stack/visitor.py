"""Somebody who uses the studio through nginx, and looks at the mock's bill."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import httpx

from tests.stack.promises import Broken, promise, wait_until

_URL = "https://127.0.0.1:8443"
_BILL = "http://127.0.0.1:8000/_mock/requests"
_PATIENCE_S = 120.0
_IMAGE = """mutation { generateImage(input: {prompt: "A test image"}) {
  ... on GenerateImageSuccess { job { id } } } }"""
_SONG = """mutation ($prompt: String!) {
  generateSong(input: {lyrics: "la la", prompt: $prompt, n: 1}) {
    ... on GenerateSongSuccess { job { id } } } }"""
_JOB = """query ($id: ID!) { job(id: $id) { state failure { message }
  images { file { url sizeBytes } } song { choices { mp3 { url sizeBytes } } } } }"""
_ORDERED = ("RUNNING", "ARCHIVING", "SUCCEEDED")
_HOPELESS = ("FAILED", "NEEDS_CHECK", "CANCELLED")


class Visitor:
    """`token`: as somebody who is signed in. The certificate is one that nobody has vouched for."""

    def __init__(self, token: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        self._http = httpx.Client(
            base_url=_URL, headers=headers, verify=False, trust_env=False, timeout=30
        )

    def is_ready(self) -> bool:
        try:
            return self._http.get("/health/ready").is_success
        except httpx.TransportError:
            return False

    def what_is_not_ready(self) -> set[str]:
        found = self._http.get("/health/ready").json()["dependencies"]
        return {name for name, told in found.items() if not told["ok"]}

    def page(self) -> httpx.Response:
        return self._http.get("/", headers={"Accept": "text/html"})

    def order_image(self) -> bytes:
        job_id = self._execute(_IMAGE)["generateImage"]["job"]["id"]
        return self._file_of(self._finished(job_id)["images"][0]["file"])

    def order_song(self) -> bytes:
        return self.finish_song(self._begin_song("folk 0s"))

    def begin_song(self, *, seconds: int) -> str:
        """Answers the job's id once the song is on its way, which takes so long."""
        job_id = self._begin_song(f"folk {seconds}s")
        wait_until(lambda: self._job(job_id)["state"] in _ORDERED, "the song to be on its way")
        return job_id

    def finish_song(self, job_id: str) -> bytes:
        [choice] = self._finished(job_id)["song"]["choices"]
        return self._file_of(choice["mp3"])

    def count_images(self) -> int:
        return self._execute("{ images(first: 1) { totalCount } }")["images"]["totalCount"]

    def count_paid(self) -> int:
        """What the mock was asked for money, ever."""
        return httpx.get(_BILL, trust_env=False).json()["totals"]["accepted_paid_posts"]

    def _begin_song(self, prompt: str) -> str:
        return self._execute(_SONG, prompt=prompt)["generateSong"]["job"]["id"]

    def _file_of(self, file: Mapping[str, Any]) -> bytes:
        content = self._http.get(file["url"]).raise_for_status().content
        promise(len(content) == file["sizeBytes"], f"{file} has {len(content)} bytes.")
        return content

    def _finished(self, job_id: str) -> Mapping[str, Any]:
        """The job, once it has succeeded; where the studio is away for a moment, asked again."""
        found: Mapping[str, Any] = {}

        def has_succeeded() -> bool:
            nonlocal found
            with suppress(httpx.TransportError, json.JSONDecodeError):
                found = self._job(job_id)
                promise(found["state"] not in _HOPELESS, f"The job came to nothing: {found}")
            return bool(found) and found["state"] == "SUCCEEDED"

        wait_until(has_succeeded, f"job {job_id}", patience_s=_PATIENCE_S)
        return found

    def _job(self, job_id: str) -> Mapping[str, Any]:
        return self._execute(_JOB, id=job_id)["job"]

    def _execute(self, query: str, **variables: Any) -> Mapping[str, Any]:
        answer = self._http.post("/graphql", json={"query": query, "variables": variables})
        told = json.loads(answer.content)
        if "data" not in told or told.get("errors"):
            raise Broken(f"The API answered {answer.status_code}: {told}")
        return told["data"]
