"""The keys of later orders that were answered with a job that was there; the key that a job was
made by stands in its own row.
"""

from uuid import UUID

from sqlalchemy import select

from persistence.tables import further_keys
from persistence.transaction import Transaction


async def job_by_further_key(transaction: Transaction, key: str) -> UUID | None:
    row = await transaction.row(select(further_keys.c.job_id).where(further_keys.c.key == key))
    return None if row is None else row.job_id


async def add_further_key(transaction: Transaction, key: str, job_id: UUID) -> None:
    """Leaves alone one that stands for a job already."""
    row = transaction.insert(further_keys).on_conflict_do_nothing()
    await transaction.write(row.values(key=key, job_id=job_id))
