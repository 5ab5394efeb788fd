"""Which workers live."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select

from persistence.tables import workers
from persistence.transaction import Transaction

_FORGET_AFTER = timedelta(days=1)


class SqlWorkers:
    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def beat(self, worker_id: UUID, now: datetime) -> None:
        insert = self._transaction.insert(workers).values(id=worker_id, heard_at=now)
        await self._transaction.write(
            insert.on_conflict_do_update(index_elements=["id"], set_={"heard_at": now})
        )
        await self._transaction.write(
            delete(workers).where(workers.c.heard_at < now - _FORGET_AFTER)
        )

    async def leave(self, worker_id: UUID) -> None:
        await self._transaction.write(delete(workers).where(workers.c.id == worker_id))

    async def count_since(self, moment: datetime) -> int:
        return await self._transaction.value(
            select(func.count()).select_from(workers).where(workers.c.heard_at >= moment)
        )
