"""Fetching the files of results, from each provider in its own way."""

from collections.abc import Mapping

from httpx import AsyncClient

from app.settings import Settings
from domain.job_state import Provider
from providers.downloads import HttpDownloads

_FILE_LIMIT = 512 * 1024 * 1024
"""Bytes. A lossless song of five minutes has about 50 MB."""

_DOWNLOAD_TIMEOUT_S = 900.0


def downloads_of(settings: Settings, client: AsyncClient) -> Mapping[Provider, HttpDownloads]:
    """A vendor's files come from public addresses; those of a mock or of a local server may
    be on this machine."""
    return {
        provider: HttpDownloads(
            client,
            max_bytes=_FILE_LIMIT,
            total_timeout=_DOWNLOAD_TIMEOUT_S,
            allow_private=provider not in settings.vendors,
        )
        for provider in Provider
    }
