"""What each row of the mock's table has to do, by its code."""

import base64
import binascii
import json
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock.outcomes import Kind
from tests.mock.asker import Asker


def _error(answer: httpx.Response) -> Any:
    return answer.json()["error"]


def succeeds(ask: Asker) -> None:
    if ask.kind is Kind.SONG:
        assert ask.finished()["status"] == "succeeded"
    elif ask.kind is Kind.IMAGE:
        assert base64.b64decode(ask.post().json()["data"][0]["b64_json"], validate=True)
    else:
        assert ask.post().json()["message"]["content"]
    assert ask.totals()["accepted_paid_posts"] == (ask.kind is not Kind.TEXT)


def refuses(
    status: int, *, image: str = "", song: str = "", text: str = ""
) -> Callable[[Asker], None]:
    """Always refuses: an image with this code, a song or a text with words that begin like this."""

    def check(ask: Asker) -> None:
        for _ in range(3):
            answer = ask.post()
            assert answer.status_code == status
            ask.assert_error(answer, image, song if ask.kind is Kind.SONG else text)
        paid = 0 if ask.kind is Kind.TEXT else 3
        assert ask.totals() == {"paid_posts": paid, "accepted_paid_posts": 0}

    return check


def refuses_at_first(status: int, times: int) -> Callable[[Asker], None]:
    def check(ask: Asker) -> None:
        answers = [ask.post() for _ in range(times + 1)]
        assert [answer.status_code for answer in answers] == [status] * times + [200]
        waits = {answer.headers.get("retry-after") for answer in answers[:times]}
        assert waits == {None if ask.kind is Kind.TEXT else "1"}
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
    if ask.kind is Kind.TEXT:
        refuses(404, text="model 'llama3.2' not found")(ask)
        return
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
    entry, paid = ask.last_request(), ask.kind is not Kind.TEXT
    assert (entry["paid_post"], entry["accepted"], entry["status"]) == (paid, paid, status)
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


def breaks_the_stream(ask: Asker) -> None:
    if ask.kind is Kind.IMAGE:
        events = ask.post(stream=True, partial_images=2).text.strip().split("\n\n")
        assert [event.split("\n")[0] for event in events[:-1]] == [
            "event: image_generation.partial_image"
        ] * 2
        assert json.loads(events[-1].split("data: ")[1])["error"]["code"] == "server_error"
        return
    answer = ask.post(stream=True)
    assert answer.status_code == 200
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert all(line["message"]["content"] and not line["done"] for line in lines[:-1])
    assert lines[-1].keys() == {"error"}


def ends_in_the_middle(ask: Asker) -> None:
    answer = ask.post(format="json").json()
    assert answer["done_reason"] == "length"
    with pytest.raises(json.JSONDecodeError):
        json.loads(answer["message"]["content"])


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
    "0107": refuses(
        500,
        image="server_error",
        song="Song generation failed",
        text="model runner has unexpectedly stopped",
    ),
    "0108": refuses_at_first(503, 1),
    "0109": answers_like_a_proxy,
    "0110": refuses(403, song="Country, region"),
    "0201": hangs,
    "0202": drops,
    "0203": truncates,
    "0204": garbles_base64,
    "0205": breaks_the_stream,
    "0206": ends_in_the_middle,
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
