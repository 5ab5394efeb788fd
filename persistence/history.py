"""What was ordered, each request once: written down with its job, so that no list has to look
through all jobs for it."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select, tuple_

from domain.errors import NotFound
from domain.history import PastRequest
from domain.job import Job
from domain.job_state import JobKind
from domain.library import searchable
from domain.paging import Page
from domain.requests import wish_of
from persistence.column_types import storable
from persistence.documents import Json, read_request, request_document
from persistence.tables import jobs, past_requests
from persistence.transaction import Record, Transaction

_TEXTS = ("title", "prompt", "lyrics")
"""In which parts of a request a search looks, if it has them."""


class SqlHistory:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def page(
        self, page: Page, kind: JobKind | None = None, text: str | None = None
    ) -> Sequence[PastRequest]:
        past, query = past_requests.c, _past_requests()
        if kind is not None:
            query = query.where(past.kind == kind)
        for word in searchable(text or "").split():
            query = query.where(past.search_text.contains(word, autoescape=True))
        if page.after:
            place = tuple_(past.last_at, past.last_job_id)
            query = query.where(place < tuple_(page.after.value, page.after.id))
        query = query.order_by(past.last_at.desc(), past.last_job_id.desc()).limit(page.limit)
        return [_read(row) for row in await self._transaction.rows(query)]

    async def get(self, key: str) -> PastRequest:
        row = await self._transaction.row(_past_requests().where(past_requests.c.key == key))
        if row is None:
            raise NotFound("past request", key)
        return _read(row)


async def write_down(transaction: Transaction, job: Job) -> None:
    request = request_document(wish_of(job.request))
    new = transaction.insert(past_requests).values(
        key=key_of(job.kind, request),
        kind=job.kind,
        search_text=search_text_of(request),
        times=1,
        last_job_id=job.id,
        last_at=job.created_at,
    )
    again = {
        "times": past_requests.c.times + 1,
        "last_job_id": new.excluded.last_job_id,
        "last_at": new.excluded.last_at,
    }
    await transaction.write(new.on_conflict_do_update(index_elements=["key"], set_=again))


def key_of(kind: str, request: Json) -> str:
    """What was left open counts as not said, so that a field that comes later changes no key. A
    migration made the keys of earlier jobs: another rule needs another one."""
    said = {name: _stored(value) for name, value in request.items() if value is not None}
    whole = json.dumps([kind, said], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(whole.encode()).hexdigest()


def search_text_of(request: Json) -> str:
    texts = (request.get(name) for name in _TEXTS)
    return searchable("\n".join(text for text in texts if text))


def _stored(value: Any) -> Any:
    return storable(value) if isinstance(value, str) else value


def _past_requests() -> Select[*tuple[Any, ...]]:
    return select(past_requests, jobs.c.request).join(
        jobs, jobs.c.id == past_requests.c.last_job_id
    )


def _read(row: Record) -> PastRequest:
    kind = JobKind(row.kind)
    return PastRequest(
        key=row.key,
        kind=kind,
        request=read_request(kind, row.request),
        times=row.times,
        last_job_id=row.last_job_id,
        last_at=row.last_at,
    )
