"""Each row of the table does what it says, for each kind it applies to."""

import httpx
import pytest

from mock.outcomes import Kind, Scenario
from mock.scenarios import SUCCESS, TABLE, scenario_in
from tests.mock.asker import Asker
from tests.mock.effects import CHECKS


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


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/lyrics/generate", {"prompt": "rain 0103"}),
        ("/v1/lyrics/extend", {"lyrics": "rain 0103"}),
        ("/v1/instrumental/generate", {"prompt": "rain 0103"}),
        ("/v1/song/stem", {"url": "https://example.org/0103.mp3"}),
        ("/v1/song/describe", {"url": "https://example.org/0103.mp3"}),
    ],
)
def test_the_rest_of_mureka_obeys_the_codes_that_refuse(
    client: httpx.Client, path: str, body: dict[str, object]
) -> None:
    answer = client.post(path, json=body)
    assert answer.status_code == 429
    assert answer.json()["error"]["message"].startswith("You exceeded your current quota")
