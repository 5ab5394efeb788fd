"""News through nginx, also after a long silence. Judged at the end of the whole run."""

import httpx

from tests.docker.conftest import execute
from tests.docker.watcher import Watcher

_ORDER = """mutation {
  generateImage(input: {prompt: "A test image 0001"}) { ... on GenerateImageSuccess { job { id } } }
}"""
_LONGER_THAN_NGINX_WAITS_BY_DEFAULT_S = 65


def test_news_come_after_more_than_a_minute_of_silence(
    silent_watcher: Watcher, owner: httpx.Client
) -> None:
    silent_watcher.wait_until_silent_for(_LONGER_THAN_NGINX_WAITS_BY_DEFAULT_S)
    execute(owner, _ORDER)
    silent_watcher.wait_for_news()
