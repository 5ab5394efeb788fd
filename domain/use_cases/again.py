"""Ordering once more what was ordered before, and finding it."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from domain.editing import valid_filter
from domain.history import PastRequest
from domain.image import ImageRequest
from domain.job import Job
from domain.job_state import JobKind
from domain.library import ItemFilter
from domain.paging import Page
from domain.ports import Database
from domain.requests import StemsRequest
from domain.song import ExtensionRequest, InstrumentalRequest, SongRequest
from domain.use_cases.orders import Orders


class Again:
    def __init__(self, *, database: Database, orders: Orders) -> None:
        self._database = database
        self._orders = orders

    async def order(self, job_id: UUID, key: str | None = None) -> Job:
        """A new job with the same request, paid like any other. Raises NotFound, InvalidRequest if
        it can no longer be ordered so (its model has ended), or Conflict if the key belongs to
        another request or the provider no longer has what it begins with."""
        async with self._database.read() as work:
            before = await work.jobs.get(job_id)
        match before.request:
            case ImageRequest():
                return await self._orders.order_image(before.request, key)
            case SongRequest():
                return await self._orders.order_song(before.request, key)
            case InstrumentalRequest():
                return await self._orders.order_instrumental(before.request, key)
            case ExtensionRequest():
                return await self._orders.order_extension(
                    replace(before.request, provider_song_id=None), key
                )
            case StemsRequest():
                return await self._orders.order_stems(before.request.choice_id, key)

    async def history(
        self, page: Page, kind: JobKind | None = None, text: str | None = None
    ) -> Sequence[PastRequest]:
        """Raises InvalidRequest."""
        valid_filter(ItemFilter(text=text))
        async with self._database.read() as work:
            return await work.history.page(page, kind, text)

    async def past_request(self, key: str) -> PastRequest:
        """Raises NotFound."""
        async with self._database.read() as work:
            return await work.history.get(key)
