"""Each row of the table does what it says, for each kind it applies to."""

import base64
import binascii
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock.scenarios import SUCCESS, TABLE, Kind, Scenario, scenario_in


class Asker:
    """Asks for one row of the table as one kind."""

    def __init__(self, client: httpx.Client, row: Scenario, kind: Kind) -> None:
        self.client = client
        self.row = row
        self.kind = kind

    def post(self, style: str = "0s", timeout: float = 20, **fields: object) -> httpx.Response:
        if self.kind is Kind.SONG:
            path, body = "/v1/song/generate", {"lyrics": self.row.example, "prompt": style}
        else:
            path, body = (
                "/v1/images/generations",
                {"model": "gpt-image-2", "prompt": self.row.example},
            )
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


def _error(answer: httpx.Response) -> Any:
    return answer.json()["error"]


def succeeds(ask: Asker) -> None:
    if ask.kind is Kind.SONG:
        assert ask.finished()["status"] == "succeeded"
    else:
        assert base64.b64decode(ask.post().json()["data"][0]["b64_json"], validate=True)
    assert ask.client.get("/_mock/requests").json()["totals"]["accepted_paid_posts"] == 1


def refuses(status: int, *, image: str = "", song: str = "") -> Callable[[Asker], None]:
    """Always refuses: an image with this code, a song with a message that begins like this."""

    def check(ask: Asker) -> None:
        for _ in range(3):
            answer = ask.post()
            assert answer.status_code == status
            if ask.kind is Kind.IMAGE:
                assert _error(answer).keys() >= {"message", "type", "param", "code"}
                assert _error(answer)["code"] == image
            else:
                assert answer.json().keys() == {"error", "trace_id"}
                assert _error(answer).keys() == {"message"}
                assert _error(answer)["message"].startswith(song)
        totals = ask.client.get("/_mock/requests").json()["totals"]
        assert totals == {"paid_posts": 3, "accepted_paid_posts": 0}

    return check


def refuses_at_first(status: int, times: int) -> Callable[[Asker], None]:
    def check(ask: Asker) -> None:
        answers = [ask.post() for _ in range(times + 1)]
        assert [answer.status_code for answer in answers] == [status] * times + [200]
        assert {answer.headers["retry-after"] for answer in answers[:times]} == {"1"}
        assert ask.post().status_code == status, "the same text starts over"

    return check


def rate_limits_forever(ask: Asker) -> None:
    refuses(429, image="rate_limit_exceeded", song="Rate limit reached")(ask)
    assert ask.post().headers["retry-after"] == "1"


def blocks(ask: Asker) -> None:
    refuses(400, image="moderation_blocked")(ask)
    error = _error(ask.post())
    assert error["type"] == "image_generation_user_error"
    assert error["moderation_details"]["moderation_stage"] == "input"


def retires_the_model(ask: Asker) -> None:
    refuses(400, image="invalid_value")(ask)
    assert _error(ask.post())["message"] == "The model 'gpt-image-2' does not exist."


def knows_no_parameter(ask: Asker) -> None:
    refuses(400, image="unknown_parameter")(ask)
    assert _error(ask.post())["message"] == "Unknown parameter: 'response_format'."


def answers_like_a_proxy(ask: Asker) -> None:
    answer = ask.post()
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith("text/html")


def _was_accepted(ask: Asker, status: int | None) -> None:
    entry = ask.last_request()
    assert (entry["paid_post"], entry["accepted"], entry["status"]) == (True, True, status)
    if ask.kind is Kind.SONG:
        song = ask.client.get(f"/v1/song/query/{entry['task_id']}").json()
        assert song["status"] == "succeeded"


def hangs(ask: Asker) -> None:
    with pytest.raises(httpx.ReadTimeout):
        ask.post(timeout=1)
    _was_accepted(ask, None)


def drops(ask: Asker) -> None:
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        ask.post()
    _was_accepted(ask, None)


def truncates(ask: Asker) -> None:
    with pytest.raises(httpx.RemoteProtocolError, match="complete message body"):
        ask.post()
    _was_accepted(ask, 200)


def garbles_base64(ask: Asker) -> None:
    answer = ask.post()
    assert answer.status_code == 200
    with pytest.raises(binascii.Error):
        base64.b64decode(answer.json()["data"][0]["b64_json"], validate=True)
    streamed = ask.post(stream=True, partial_images=1)
    assert streamed.text.count("this is no base64") == 2


def ends_as(word: str) -> Callable[[Asker], None]:
    def check(ask: Asker) -> None:
        song = ask.finished()
        assert song["status"] == word
        assert "choices" not in song
        assert ("failed_reason" in song) == (word == "failed")

    return check


def says_an_unknown_word(ask: Asker) -> None:
    song_id = ask.post("2s").json()["id"]
    seen: list[str] = []
    while "succeeded" not in seen:
        seen.append(ask.client.get(f"/v1/song/query/{song_id}").json()["status"])
        time.sleep(0.05)
    assert set(seen) - {"preparing", "queued"} == {"mastering", "succeeded"}


def has_no_choices(ask: Asker) -> None:
    song = ask.finished()
    assert (song["status"], song["choices"]) == ("succeeded", [])


def has_sparse_choices(ask: Asker) -> None:
    choices = ask.finished()["choices"]
    assert ["index" in choice for choice in choices] == [False, True]
    assert not any("id" in choice for choice in choices)
    sections = [section for choice in choices for section in choice["lyrics_sections"]]
    assert sections
    assert not any("lines" in section for section in sections)


def fails_the_first_download(ask: Asker) -> None:
    for url in ask.result_urls():
        assert [ask.client.get(url).status_code for _ in range(3)] == [503, 200, 200]


def has_lost_the_files(ask: Asker) -> None:
    for url in ask.result_urls():
        status = 403 if ask.kind is Kind.IMAGE else 404
        assert [ask.client.get(url).status_code for _ in range(2)] == [status, status]


def trickles(ask: Asker) -> None:
    url = ask.result_urls()[0]
    with ask.client.stream("GET", url, timeout=2) as answer:
        pieces = answer.iter_raw()
        first = next(pieces)
        assert 0 < len(first) < int(answer.headers["content-length"])
        with pytest.raises(httpx.ReadTimeout):
            next(pieces)


def cuts_the_files(ask: Asker) -> None:
    for url in ask.result_urls():
        with pytest.raises(httpx.RemoteProtocolError, match="complete message body"):
            ask.client.get(url)


def serves_html(ask: Asker) -> None:
    for url in ask.result_urls():
        answer = ask.client.get(url)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.text.startswith("<!doctype html>")


CHECKS: dict[str, Callable[[Asker], None]] = {
    "0001": succeeds,
    "0002": refuses(401, image="invalid_api_key", song="Invalid Authentication"),
    "0003": refuses(500, song="Song generation failed"),
    "0101": refuses_at_first(429, 2),
    "0102": rate_limits_forever,
    "0103": refuses(429, image="insufficient_quota", song="You exceeded your current quota"),
    "0104": blocks,
    "0105": retires_the_model,
    "0106": knows_no_parameter,
    "0107": refuses(500, image="server_error", song="Song generation failed"),
    "0108": refuses_at_first(503, 1),
    "0109": answers_like_a_proxy,
    "0110": refuses(403, song="Country, region"),
    "0201": hangs,
    "0202": drops,
    "0203": truncates,
    "0204": garbles_base64,
    "0301": ends_as("failed"),
    "0302": ends_as("timeouted"),
    "0303": ends_as("cancelled"),
    "0304": says_an_unknown_word,
    "0305": has_no_choices,
    "0306": has_sparse_choices,
    "0401": fails_the_first_download,
    "0402": has_lost_the_files,
    "0403": trickles,
    "0404": cuts_the_files,
    "0405": serves_html,
}


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        pytest.param(row, kind, id=f"{row.code}-{kind}-{row.title}")
        for row in TABLE
        for kind in row.kinds
    ],
)
def test_a_row_does_what_it_says(client: httpx.Client, row: Scenario, kind: Kind) -> None:
    CHECKS[row.code](Asker(client, row, kind))


def test_the_table_is_sound() -> None:
    codes = [row.code for row in TABLE]
    assert codes == sorted(set(codes))
    for row in TABLE:
        assert row.effect
        assert all(scenario_in(row.example, kind) is row for kind in row.kinds)


@pytest.mark.parametrize("text", ["", "no code", "the year 2024", "9999", "10002", "000", "00020"])
def test_text_without_a_known_code_succeeds(text: str) -> None:
    assert scenario_in(text, Kind.IMAGE) is SUCCESS
    assert scenario_in(text, Kind.SONG) is SUCCESS


def test_the_first_known_code_for_the_kind_counts() -> None:
    assert scenario_in("in 2024, 0301 and 0102", Kind.SONG).code == "0301"
    assert scenario_in("in 2024, 0301 and 0102", Kind.IMAGE).code == "0102"


def test_a_stream_can_be_truncated(client: httpx.Client) -> None:
    body = {"model": "gpt-image-2", "prompt": "0203", "stream": True, "partial_images": 1}
    with pytest.raises(httpx.RemoteProtocolError):
        client.post("/v1/images/generations", json=body)


@pytest.mark.parametrize(("code", "status"), [("0002", 401), ("0003", 500)])
def test_the_seeds_paths_obey_the_seeds_codes(client: httpx.Client, code: str, status: int) -> None:
    body = {"lyrics": f"Test lyrics {code}", "prompt": "acoustic folk 30s"}
    assert client.post("/generate", json=body).status_code == status


def test_lyrics_obey_the_codes_that_refuse(client: httpx.Client) -> None:
    assert client.post("/v1/lyrics/generate", json={"prompt": "rain 0103"}).status_code == 429
