"""Random faults: as often as asked, where asked, and the same ones again for the same seed."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest

from mock.fault_plan import Fault, FaultPlan, Occasion
from mock.settings import Settings

SONG = {"lyrics": "la", "prompt": "0s", "n": 1}


def _plan(client: httpx.Client, **plan: object) -> Any:
    answer = client.post("/_mock/faults", json=plan)
    assert answer.status_code == 200, answer.text
    return answer.json()


def _fates(client: httpx.Client, count: int) -> list[int | None]:
    """The status of each of so many orders, None where no answer came."""

    def fate() -> int | None:
        try:
            return client.post("/v1/song/generate", json=SONG).status_code
        except httpx.TransportError:
            return None

    return [fate() for _ in range(count)]


def test_the_same_seed_brings_the_same_faults(client: httpx.Client) -> None:
    rates = {"rate_limit": 0.2, "server_error": 0.2, "drop": 0.2}
    _plan(client, seed=3, rates=rates)
    first = _fates(client, 30)
    assert set(first) == {200, 429, 500, None}
    _plan(client, seed=3, rates=rates)
    for _ in range(3):
        client.get("/v1/account/billing", timeout=1)
    assert _fates(client, 30) == first, "questions in between change nothing"
    _plan(client, seed=4, rates=rates)
    assert _fates(client, 30) != first


def test_faults_are_as_frequent_as_asked() -> None:
    plan = FaultPlan(seed=1, rates={"overload": 0.3, "hang": 0.1})
    drawn = Counter(plan.draw(Occasion.POST) for _ in range(10_000))
    assert drawn[Fault.OVERLOAD] == pytest.approx(3_000, abs=150)
    assert drawn[Fault.HANG] == pytest.approx(1_000, abs=100)
    assert drawn[None] == pytest.approx(6_000, abs=200)


@pytest.mark.parametrize(
    ("fault", "status"), [("rate_limit", 429), ("server_error", 500), ("overload", 503)]
)
def test_a_refusal_creates_nothing_and_has_the_vendors_shape(
    client: httpx.Client, fault: str, status: int
) -> None:
    _plan(client, rates={fault: 1})
    song = client.post("/v1/song/generate", json=SONG)
    image = client.post("/v1/images/generations", json={"prompt": "A fox"})
    assert (song.status_code, image.status_code) == (status, status)
    assert song.json()["error"].keys() == {"message"}
    assert image.json()["error"].keys() == {"message", "type", "param", "code"}
    text = client.post("/api/chat", json={"model": "llama3.2"})
    assert text.status_code == (500 if status == 500 else 503)
    assert text.json().keys() == {"error"}
    assert client.get("/static/audio/1-0.mp3").headers["content-type"] == "application/xml"
    log = client.get("/_mock/requests").json()
    assert log["totals"] == {"paid_posts": 2, "accepted_paid_posts": 0}
    assert {entry["fault"] for entry in log["requests"]} == {fault}


def test_a_proxy_answers_in_html(client: httpx.Client) -> None:
    _plan(client, rates={"proxy": 1})
    for path in ("/v1/account/billing", "/v1/models", "/api/tags", "/static/images/1.png"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["content-type"][:9]) == (500, "text/html")


@pytest.mark.parametrize("fault", ["hang", "drop", "truncate"])
def test_what_is_lost_on_the_way_back_was_carried_out(client: httpx.Client, fault: str) -> None:
    _plan(client, rates={fault: 1}, on=["post"])
    with pytest.raises(httpx.TransportError):
        client.post("/v1/song/generate", json=SONG, timeout=1)
    (entry,) = client.get("/_mock/requests").json()["requests"]
    assert (entry["accepted"], entry["fault"]) == (True, fault)
    song = client.get(f"/v1/song/query/{entry['task_id']}").json()
    assert song["status"] == "succeeded"


def test_faults_happen_only_where_they_are_asked_for(client: httpx.Client) -> None:
    _plan(client, rates={"server_error": 1}, on=["download"])
    song = client.post("/v1/song/generate", json=SONG).json()
    url = client.get(f"/v1/song/query/{song['id']}").json()["choices"][0]["url"]
    assert client.get(url).status_code == 500
    assert _plan(client)["rates"] == {}
    assert client.get(url).status_code == 200


def test_a_reset_and_an_empty_plan_end_them(client: httpx.Client) -> None:
    _plan(client, rates={"server_error": 1})
    assert client.get("/").status_code == 200, "pages of the mock's own are spared"
    assert client.post("/_mock/reset").status_code == 204
    assert _fates(client, 3) == [200] * 3
    told = client.get("/_mock/faults").json()
    assert told == {"seed": 0, "rates": {}, "on": ["post", "query", "download"], "drawn": {}}


@pytest.mark.parametrize(
    ("plan", "word"),
    [
        ({"rates": {"earthquake": 0.1}}, "earthquake"),
        ({"rates": {"drop": 1.1}}, "drop"),
        ({"rates": {"drop": "often"}}, "drop"),
        ({"rates": {"drop": 0.6, "hang": 0.6}}, "together"),
        ({"rates": []}, "rates"),
        ({"seed": "x"}, "seed"),
        ({"on": ["everywhere"]}, "on"),
        ({"on": "post"}, "on"),
        ({"rate": {}}, "rate"),
    ],
)
def test_a_wrong_plan_is_refused_and_changes_nothing(
    client: httpx.Client, plan: dict[str, object], word: str
) -> None:
    before = _plan(client, seed=5, rates={"drop": 0.5})
    answer = client.post("/_mock/faults", json=plan)
    assert answer.status_code == 400
    assert word in answer.json()["error"]
    assert client.get("/_mock/faults").json() == before


def test_faults_go_on_after_a_restart(
    start_mock: Callable[[Settings], httpx.Client], tmp_path: Path
) -> None:
    whole, rates = start_mock(Settings()), {"overload": 0.5}
    _plan(whole, seed=9, rates=rates)
    fates = _fates(whole, 20)
    path = tmp_path / "state.json"
    first = start_mock(Settings(state_file=path))
    _plan(first, seed=9, rates=rates)
    assert _fates(first, 10) == fates[:10]
    client = start_mock(Settings(state_file=path))
    drawn = client.get("/_mock/faults").json()["drawn"].get("post", 0)
    assert drawn > 0
    assert _fates(client, 20 - drawn) == fates[drawn:]


def test_the_sdk_gets_through_faults_that_pass(client: httpx.Client) -> None:
    _plan(client, seed=2, rates={"rate_limit": 0.3, "overload": 0.3})
    with openai.OpenAI(api_key="any", base_url=f"{client.base_url}/v1", max_retries=9) as sdk:
        assert sdk.images.generate(model="dall-e-3", prompt="A fox").data
