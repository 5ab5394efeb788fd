"""One HTTP client per outside service. Whoever builds a client closes it."""

import aiohttp
import httpx

from domain.keys import presentable
from providers.watched import WatchedClient, traced
from providers.watching import Watch, unwatched

USER_AGENT = "mac-ki-service"

_CONNECT_S = 10.0
_QUESTIONS_AT_ONCE = 200
_KEPT_ALIVE_S = 2.0
"""Shorter than any server's own: a paid request on a connection that the server is just closing
would leave its outcome unknown."""
_LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "::1")
_LOOPBACK = ("all://localhost", "all://127.0.0.1", "all://[::1]")


def openai_client(
    base_url: str, api_key: str, *, read_timeout: float = 180.0, watch: Watch = unwatched
) -> httpx.AsyncClient:
    """`base_url` such as `https://api.openai.com/v1`; OpenAI names two minutes as its slowest."""
    return _client(
        "openai", read_timeout, watch, connections=20, base_url=base_url, api_key=api_key
    )


def mureka_client(
    base_url: str, api_key: str, *, read_timeout: float = 30.0, watch: Watch = unwatched
) -> httpx.AsyncClient:
    """`base_url` such as `https://api.mureka.ai/v1/song`, or the root of a mock."""
    return _client(
        "mureka", read_timeout, watch, connections=50, base_url=base_url, api_key=api_key
    )


def mureka_questions(
    base_url: str,
    api_key: str,
    *,
    read_timeout: float = 30.0,
    total_timeout: float = 120.0,
    watch: Watch = unwatched,
) -> aiohttp.ClientSession:
    """For the free questions about running songs, of which thousands may be running: aiohttp costs
    a fifth of httpx's CPU. Belongs to the event loop that it is made on."""
    return aiohttp.ClientSession(
        headers=_headers(api_key),
        connector=aiohttp.TCPConnector(limit=_QUESTIONS_AT_ONCE, keepalive_timeout=_KEPT_ALIVE_S),
        trace_configs=[traced("mureka", watch)],
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(
            total=total_timeout,
            connect=_CONNECT_S,
            sock_connect=_CONNECT_S,
            sock_read=read_timeout,
        ),
        # The system's proxies count, but not for what stays on this machine.
        trust_env=httpx.URL(base_url).host not in _LOOPBACK_HOSTS,
    )


def download_client(*, read_timeout: float = 30.0, watch: Watch = unwatched) -> httpx.AsyncClient:
    """Has no key, and follows no redirect by itself."""
    return _client("files", read_timeout, watch, connections=20)


def _client(
    service: str,
    read_timeout: float,
    watch: Watch,
    *,
    connections: int,
    base_url: str = "",
    api_key: str = "",
) -> httpx.AsyncClient:
    return WatchedClient(
        service,
        watch,
        base_url=base_url,
        headers=_headers(api_key),
        timeout=httpx.Timeout(read_timeout, connect=_CONNECT_S, pool=_CONNECT_S),
        limits=httpx.Limits(
            max_connections=connections,
            max_keepalive_connections=connections,
            keepalive_expiry=_KEPT_ALIVE_S,
        ),
        follow_redirects=False,
        # The system's proxies count, but httpx would also send what stays on this machine there.
        mounts=dict.fromkeys(_LOOPBACK),
    )


def _headers(api_key: str) -> dict[str, str]:
    headers = {"user-agent": USER_AGENT}
    if key := presentable(api_key):
        headers["authorization"] = f"Bearer {key}"
    return headers
