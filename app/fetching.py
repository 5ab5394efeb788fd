"""Fetching the files of results, from each provider in its own way."""

from collections.abc import Mapping

from httpx import AsyncClient

from app.settings import Settings
from domain.job_state import Provider
from persistence.media_store import ARCHIVE_LIMIT
from providers.downloads import HttpDownloads

_DOWNLOAD_TIMEOUT_S = 3600.0
"""For all of one file: the stems of a long song over a slow line."""


def downloads_of(settings: Settings, client: AsyncClient) -> Mapping[Provider, HttpDownloads]:
    """A vendor's files come from public addresses; those of a mock or of a local server may
    be on this machine."""
    return {
        provider: HttpDownloads(
            client,
            max_bytes=ARCHIVE_LIMIT,
            total_timeout=_DOWNLOAD_TIMEOUT_S,
            allow_private=provider not in settings.vendors,
        )
        for provider in Provider
    }
