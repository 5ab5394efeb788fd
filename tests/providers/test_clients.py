"""What every request carries, and what it is spared."""

import httpx
import pytest

from providers.clients import download_client, mureka_client, openai_client


async def test_a_provider_gets_our_name_and_its_key() -> None:
    async with openai_client("https://api.openai.com/v1", " sk-key\n") as client:
        request = client.build_request("POST", "images/generations")
    assert str(request.url) == "https://api.openai.com/v1/images/generations"
    assert request.headers["authorization"] == "Bearer sk-key"
    assert request.headers["user-agent"] == "mac-ki-service"


async def test_an_absent_key_is_not_sent_at_all() -> None:
    async with mureka_client("https://api.mureka.ai/v1/song", "") as client:
        assert "authorization" not in client.headers


async def test_downloads_carry_no_key() -> None:
    async with download_client() as client:
        assert "authorization" not in client.headers
        assert not client.follow_redirects


@pytest.mark.parametrize("key", ["sk-\nkey", "sk-kéy", "sk-\x00"])
def test_a_key_that_cannot_be_sent_is_told_without_quoting_it(key: str) -> None:
    with pytest.raises(ValueError, match="copy it again") as caught:
        openai_client("https://api.openai.com/v1", key)
    assert key not in str(caught.value)
    assert caught.value.__cause__ is None


async def test_a_slow_image_is_waited_for_longer_than_a_song() -> None:
    async with openai_client("http://a", "k") as images, mureka_client("http://b", "k") as songs:
        assert (images.timeout.read, songs.timeout.read) == (180.0, 30.0)
        assert images.timeout.connect == songs.timeout.connect == 10.0


async def test_what_stays_on_this_machine_goes_through_no_proxy(
    mock_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    async with download_client() as client:
        assert (await client.get(mock_url)).status_code == 200
        with pytest.raises(httpx.ConnectError):
            await client.get("http://files.example/")
