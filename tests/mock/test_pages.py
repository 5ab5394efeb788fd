"""The pages of the mock itself."""

import html
import json
import re
import shlex

import httpx
import pytest

from mock.scenarios import TABLE


def test_the_table_can_be_read_without_a_token(client: httpx.Client) -> None:
    answer = httpx.get(client.base_url)
    assert answer.headers["content-type"].startswith("text/html")
    for row in TABLE:
        assert html.escape(row.effect) in answer.text
        assert html.escape(row.example) in answer.text
    assert "prefers-color-scheme" in answer.text


def test_every_example_is_a_command_that_a_shell_understands(client: httpx.Client) -> None:
    page = client.get("/").text
    commands = [html.unescape(found) for found in re.findall(r"<pre>(.*?)</pre>", page)]
    assert len(commands) == sum(len(row.kinds) for row in TABLE)
    texts: set[str] = set()
    for command in commands:
        words = shlex.split(command)
        assert words[:2] == ["curl", words[1]]
        assert words[1].startswith(str(client.base_url))
        body = json.loads(words[words.index("-d") + 1])
        said = body.get("messages", [{}])[0].get("content")
        texts.add(body.get("lyrics") or body.get("prompt") if said is None else said)
    assert texts == {row.example for row in TABLE}


def test_an_example_works_as_it_stands(client: httpx.Client) -> None:
    page = client.get("/").text
    command = html.unescape(re.findall(r"<pre>(.*?)</pre>", page)[1])
    words = shlex.split(command)
    headers = dict(words[at + 1].split(": ", 1) for at, word in enumerate(words) if word == "-H")
    answer = httpx.post(words[1], content=words[words.index("-d") + 1], headers=headers)
    assert answer.json()["status"] == "preparing"


def test_the_commands_below_the_table_work_as_they_stand(client: httpx.Client) -> None:
    page = client.get("/").text
    random, reset = re.findall(r"<pre class='command'>(.*?)</pre>", page)
    words = shlex.split(html.unescape(random))
    answer = httpx.post(words[1], content=words[words.index("-d") + 1])
    assert answer.json()["rates"] == {"rate_limit": 0.1, "drop": 0.05}
    assert shlex.split(html.unescape(reset)) == [
        *("curl", "-X", "POST"),
        f"{client.base_url}/_mock/reset",
    ]


def test_every_command_has_a_button_that_copies_it(client: httpx.Client) -> None:
    page = client.get("/").text
    assert page.count("<pre") == page.count(">Copy</button>")


def test_a_hostile_host_is_escaped_on_the_page(client: httpx.Client) -> None:
    page = client.get("/", headers={"Host": "<script>alert(1)</script>"}).text
    assert "<script>" not in page


def test_requests_are_written_down_in_order(client: httpx.Client) -> None:
    song = client.post("/v1/song/generate", json={"lyrics": "first\n line", "prompt": "0s"}).json()
    client.post("/v1/images/generations", json={"prompt": "0103"})
    client.get(f"/v1/song/query/{song['id']}")
    client.post("/v1/lyrics/generate", json={"prompt": "rain"}, headers={"Authorization": ""})
    client.get("/")
    log = client.get("/_mock/requests").json()
    shown = [
        (entry["method"], entry["path"], entry["paid_post"], entry["accepted"], entry["status"])
        for entry in log["requests"]
    ]
    assert shown == [
        ("POST", "/v1/song/generate", True, True, 200),
        ("POST", "/v1/images/generations", True, False, 429),
        ("GET", f"/v1/song/query/{song['id']}", False, False, 200),
        ("POST", "/v1/lyrics/generate", True, False, 401),
    ]
    assert log["requests"][0]["task_id"] == song["id"]
    assert [entry["prompt"] for entry in log["requests"]] == ["first line", "0103", None, None]
    assert [entry["id"] for entry in log["requests"]] == [1, 2, 3, 4]
    assert log["totals"] == {"paid_posts": 3, "accepted_paid_posts": 1}


@pytest.mark.parametrize("path", ["/v1/images/variations", "/v1/models/a/b"])
def test_an_unknown_openai_path_is_refused_in_its_shape(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["error"]["message"] == f"Invalid URL (GET {path})"


def test_openai_refuses_a_wrong_method(client: httpx.Client) -> None:
    answer = client.get("/v1/images/generations")
    assert answer.status_code == 405
    assert answer.json()["error"]["code"] == "method_not_supported"
