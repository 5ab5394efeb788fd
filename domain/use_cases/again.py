"""Ordering once more what was ordered before, and finding it."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from domain.editing import valid_filter
from domain.errors import Conflict
from domain.history import PastRequest
from domain.image import ImageRequest
from domain.job import Job
from domain.job_state import JobKind, Provider
from domain.library import ItemFilter
from domain.paging import Page
from domain.ports.database import Database
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
        another request, the provider no longer has what it begins with, or nobody ordered it: it
        is of files that were imported."""
        async with self._database.read() as work:
            before = await work.jobs.get(job_id)
        if before.provider is Provider.IMPORTED:
            raise _not_made_here(before)
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
                return await self._orders.order_stems(before.request.choice_id, key, anew=True)

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


def _not_made_here(job: Job) -> Conflict:
    return Conflict(
        f"Job {job.id} stands for imported files: nothing was ordered that could be ordered again.",
        hint="Write an order of your own from its prompt or its lyrics. Nothing was charged.",
    )
