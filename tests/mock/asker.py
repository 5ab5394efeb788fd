"""Asks the mock for one row of its table."""

from typing import Any

import httpx

from mock.outcomes import Kind, Scenario


def _conversation(text: str) -> dict[str, object]:
    messages = [{"role": "user", "content": text}]
    return {"model": "llama3.2", "messages": messages, "stream": False}


class Asker:
    """Asks for the row as one kind."""

    def __init__(self, client: httpx.Client, row: Scenario, kind: Kind) -> None:
        self.client = client
        self.row = row
        self.kind = kind

    def post(self, style: str = "0s", timeout: float = 20, **fields: object) -> httpx.Response:
        text = self.row.example
        path, body = {
            Kind.SONG: ("/v1/song/generate", {"lyrics": text, "prompt": style}),
            Kind.IMAGE: ("/v1/images/generations", {"model": "gpt-image-2", "prompt": text}),
            Kind.TEXT: ("/api/chat", _conversation(text)),
        }[self.kind]
        return self.client.post(path, json={**body, **fields}, timeout=timeout)

    def finished(self, style: str = "0s") -> Any:
        answer = self.post(style)
        assert answer.status_code == 200
        return self.client.get(f"/v1/song/query/{answer.json()['id']}").json()

    def result_urls(self) -> list[str]:
        if self.kind is Kind.IMAGE:
            return [self.post(model="dall-e-3").json()["data"][0]["url"]]
        choice = self.finished()["choices"][0]
        return [choice["url"], choice["flac_url"]]

    def last_request(self) -> Any:
        return self.client.get("/_mock/requests").json()["requests"][-1]

    def totals(self) -> Any:
        return self.client.get("/_mock/requests").json()["totals"]

    def assert_error(self, answer: httpx.Response, code: str, message: str) -> None:
        """It has the vendor's shape; OpenAI's has this code, the others' begins like this."""
        error = answer.json()["error"]
        if self.kind is Kind.IMAGE:
            assert error.keys() >= {"message", "type", "param", "code"}
            assert error["code"] == code
        elif self.kind is Kind.SONG:
            assert answer.json().keys() == {"error", "trace_id"}
            assert error.keys() == {"message"}
            assert error["message"].startswith(message)
        else:
            assert answer.json().keys() == {"error"}
            assert error.startswith(message)
