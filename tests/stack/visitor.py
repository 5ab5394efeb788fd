"""Somebody who uses the studio through nginx."""

import json
import time
from collections.abc import Mapping
from typing import Any

import httpx

_URL = "https://127.0.0.1:8443"
_PATIENCE_S = 120.0
_IMAGE = """mutation { generateImage(input: {prompt: "A test image"}) {
  ... on GenerateImageSuccess { job { id } } } }"""
_SONG = """mutation { generateSong(input: {lyrics: "la la", prompt: "folk 0s", n: 1}) {
  ... on GenerateSongSuccess { job { id } } } }"""
_JOB = """query ($id: ID!) { job(id: $id) { state failure { message }
  images { file { url sizeBytes } } song { choices { mp3 { url sizeBytes } } } } }"""


class Visitor:
    """`token`: as somebody who is signed in. The certificate is one that nobody has vouched for."""

    def __init__(self, token: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        self._http = httpx.Client(base_url=_URL, headers=headers, verify=False, trust_env=False)

    def is_ready(self) -> bool:
        try:
            return self._http.get("/health/ready").is_success
        except httpx.TransportError:
            return False

    def order_image(self) -> bytes:
        return self._file_of(self._ordered("generateImage", _IMAGE)["images"][0]["file"])

    def order_song(self) -> bytes:
        [choice] = self._ordered("generateSong", _SONG)["song"]["choices"]
        return self._file_of(choice["mp3"])

    def count_images(self) -> int:
        return self._execute("{ images(first: 1) { totalCount } }")["images"]["totalCount"]

    def page(self) -> httpx.Response:
        return self._http.get("/", headers={"Accept": "text/html"})

    def _file_of(self, file: Mapping[str, Any]) -> bytes:
        content = self._http.get(file["url"]).raise_for_status().content
        assert len(content) == file["sizeBytes"]
        return content

    def _ordered(self, mutation: str, query: str) -> Mapping[str, Any]:
        """The job, once it has succeeded; where the studio is away for a moment, asked again."""
        job_id = self._execute(query)[mutation]["job"]["id"]
        until = time.monotonic() + _PATIENCE_S
        while (job := self._execute(_JOB, id=job_id)["job"])["state"] != "SUCCEEDED":
            assert job["state"] not in ("FAILED", "NEEDS_CHECK"), job
            assert time.monotonic() < until, job
            time.sleep(0.5)
        return job

    def _execute(self, query: str, **variables: Any) -> Mapping[str, Any]:
        answer = self._http.post("/graphql", json={"query": query, "variables": variables})
        told = json.loads(answer.content)
        assert "errors" not in told, told
        return told["data"]
