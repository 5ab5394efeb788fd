"""What is said about providers, for nothing."""

from typing import Any

import pytest

from app.doctor.finding import Finding, Status
from app.doctor.providers import examine_mureka, examine_openai
from app.settings import Settings
from tests.app.doctor.conftest import SettingsOf
from tests.app.doctor.servers import answering
from tests.integration.programs import MockProgram

_KEY = "sk-do-not-tell-anyone"
_MODELS = {"object": "list", "data": [{"id": "gpt-image-2"}, {"id": "gpt-9"}]}
_BILLING = {"account_id": 1, "balance": 1234, "total_spending": 5, "concurrent_request_limit": 3}


def _error(message: str, **more: str) -> dict[str, Any]:
    return {"error": {"message": message, "type": "invalid_request_error", **more}}


async def _examined(settings_of: SettingsOf, name: str, status: int, body: object) -> Finding:
    async with answering(status, body) as url:
        if name == "OpenAI":
            return await examine_openai(
                settings_of(openai_base_url=f"{url}/v1", openai_api_key=_KEY)
            )
        return await examine_mureka(
            settings_of(mureka_base_url=f"{url}/v1/song", mureka_api_key=_KEY)
        )


async def test_the_mock_answers_and_nothing_is_paid(
    settings_of: SettingsOf, mock: MockProgram
) -> None:
    settings = settings_of(mock_port=int(mock.url.rpartition(":")[2]))
    openai, mureka = await examine_openai(settings), await examine_mureka(settings)
    assert (openai.status, mureka.status) == (Status.OK, Status.OK)
    assert openai.message.startswith("mock, at 127.0.0.1:")
    assert "gpt-image-2 is offered" in openai.message
    assert ", balance 100.00, songs at once: " in mureka.message
    assert mock.paid_posts == []


async def test_a_mock_that_is_not_running_is_started_by_the_studio(settings_of: SettingsOf) -> None:
    for examine in (examine_openai, examine_mureka):
        finding = await examine(settings_of())
        assert finding.status is Status.OK
        assert "`macki up` starts it" in finding.message


async def test_nobody_starts_the_mock_for_several_processes(settings_of: SettingsOf) -> None:
    settings = settings_of(redis_url="redis://127.0.0.1:1/0")
    for examine in (examine_openai, examine_mureka):
        finding = await examine(settings)
        assert finding.status is Status.WARNING
        assert "macki mock" in finding.remedy


@pytest.mark.parametrize("examine", [examine_openai, examine_mureka])
async def test_another_program_at_the_mocks_port_is_told(
    settings_of: SettingsOf, examine: Any
) -> None:
    async with answering(200, "<html>Hello</html>") as url:
        settings: Settings = settings_of(mock_port=int(url.rpartition(":")[2]))
        finding = await examine(settings)
    assert finding.status is Status.WARNING
    assert "MOCK_PORT" in finding.remedy


@pytest.mark.parametrize("name", ["OpenAI", "Mureka"])
async def test_a_wrong_key_is_told_by_its_variable(settings_of: SettingsOf, name: str) -> None:
    finding = await _examined(settings_of, name, 401, _error(f"Incorrect API key: {_KEY}"))
    assert finding.subject == name
    assert finding.status is Status.PROBLEM
    assert "401" in finding.message
    assert f"{name.upper()}_API_KEY" in finding.remedy
    assert _KEY not in str(finding)


@pytest.mark.parametrize("name", ["OpenAI", "Mureka"])
@pytest.mark.parametrize(
    ("status", "body", "expected", "told"),
    [
        (404, _error("No such path"), Status.WARNING, "_BASE_URL"),
        (302, "", Status.WARNING, "_BASE_URL"),
        (429, _error("Slow down"), Status.WARNING, "in a minute"),
        (402, _error("Pay"), Status.PROBLEM, "Top up"),
        (500, _error("Oh"), Status.WARNING, "later"),
        (503, "", Status.WARNING, "later"),
        (200, "<html>Sign in to this hotel</html>", Status.PROBLEM, "network"),
    ],
)
async def test_each_answer_says_what_to_do(
    settings_of: SettingsOf, name: str, status: int, body: object, expected: Status, told: str
) -> None:
    finding = await _examined(settings_of, name, status, body)
    assert finding.status is expected
    assert told in finding.remedy


@pytest.mark.parametrize("status", [401, 403])
async def test_a_restricted_key_may_still_make_images(settings_of: SettingsOf, status: int) -> None:
    message = "You have insufficient permissions for this operation. Missing scopes: x."
    finding = await _examined(settings_of, "OpenAI", status, _error(message))
    assert finding.status is Status.WARNING
    assert "may not list the models" in finding.message


async def test_a_country_that_is_not_served_is_told(settings_of: SettingsOf) -> None:
    error = _error("Not here", code="unsupported_country_region_territory")
    finding = await _examined(settings_of, "OpenAI", 403, error)
    assert finding.status is Status.PROBLEM
    assert "VPN" in finding.remedy


@pytest.mark.parametrize("name", ["OpenAI", "Mureka"])
async def test_a_provider_that_cannot_be_reached_is_told(
    settings_of: SettingsOf, name: str
) -> None:
    settings = settings_of(
        openai_base_url="http://127.0.0.1:1/v1", mureka_base_url="http://127.0.0.1:1/v1/song"
    )
    finding = await (examine_openai if name == "OpenAI" else examine_mureka)(settings)
    assert finding.status is Status.PROBLEM
    assert "could not be reached" in finding.message
    assert "Check your network" in finding.remedy


async def test_an_address_that_is_none_is_told(settings_of: SettingsOf) -> None:
    finding = await examine_openai(settings_of(openai_base_url="http://127.0.0.1\x7f/v1"))
    assert finding.status is Status.PROBLEM
    assert "OPENAI_BASE_URL is no address" in finding.message


async def test_the_chosen_model_has_to_be_among_those_offered(settings_of: SettingsOf) -> None:
    finding = await _examined(settings_of, "OpenAI", 200, _MODELS)
    assert finding.status is Status.OK
    finding = await _examined(settings_of, "OpenAI", 200, {"data": [{"id": "gpt-9"}]})
    assert finding.status is Status.WARNING
    assert "IMAGE_MODEL" in finding.remedy


async def test_an_empty_account_is_told(settings_of: SettingsOf) -> None:
    finding = await _examined(settings_of, "Mureka", 200, _BILLING)
    assert finding.status is Status.OK
    assert "balance 12.34, songs at once: 3" in finding.message
    finding = await _examined(settings_of, "Mureka", 200, {**_BILLING, "balance": 0})
    assert finding.status is Status.WARNING
    assert "Top up" in finding.remedy
