"""The templates."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update

from domain.errors import Conflict, NotFound
from domain.job_state import JobKind
from domain.template import Kept, Template
from persistence.documents import read_request, request_document
from persistence.tables import templates
from persistence.transaction import Record, Transaction


class SqlTemplates:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, template: Template) -> None:
        await self._hold_name(template)
        await self._transaction.write(
            insert(templates).values(
                id=template.id, created_at=template.created_at, **_values(template)
            )
        )

    async def save(self, template: Template) -> None:
        await self._hold_name(template)
        change = update(templates).where(templates.c.id == template.id).values(_values(template))
        if (await self._transaction.write(change)).rowcount == 0:
            raise NotFound("template", template.id)

    async def _hold_name(self, template: Template) -> None:
        """One after the other, so that no two transactions give away the same name."""
        await self._transaction.lock("templates")
        taken = select(templates.c.id).where(
            templates.c.kind == template.kind,
            templates.c.name == template.name,
            templates.c.id != template.id,
        )
        if await self._transaction.row(taken) is not None:
            raise Conflict(
                f"There is a template “{template.name}” already.",
                hint="Give another name, or change that template.",
            )

    async def get(self, template_id: UUID) -> Template:
        query = select(templates).where(templates.c.id == template_id)
        row = await self._transaction.row(query)
        if row is None:
            raise NotFound("template", template_id)
        return _read(row)

    async def of_kind(self, kind: JobKind | None) -> Sequence[Template]:
        query = select(templates)
        if kind is not None:
            query = query.where(templates.c.kind == kind)
        return [_read(row) for row in await self._transaction.rows(query)]

    async def remove(self, template_id: UUID) -> None:
        removed = await self._transaction.write(
            delete(templates).where(templates.c.id == template_id)
        )
        if removed.rowcount == 0:
            raise NotFound("template", template_id)


def _values(template: Template) -> dict[str, Any]:
    return {
        "kind": template.kind,
        "name": template.name,
        "request": request_document(template.request),
        "updated_at": template.updated_at,
    }


def _read(row: Record) -> Template:
    kind = JobKind(row.kind)
    request = read_request(kind, row.request)
    assert isinstance(request, Kept)
    return Template(
        id=row.id,
        name=row.name,
        kind=kind,
        request=request,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
