"""Which jobs are wanted, as a condition."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_

from domain.ports.jobs import JobFilter
from persistence.tables import jobs


def fits(wanted: JobFilter) -> ColumnElement[bool]:
    return and_(True, *_conditions(wanted))


def _conditions(wanted: JobFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.states is not None:
        yield jobs.c.state.in_(wanted.states)
    if wanted.kind is not None:
        yield jobs.c.kind == wanted.kind
    if wanted.provider is not None:
        yield jobs.c.provider == wanted.provider
    if wanted.models is not None:
        yield jobs.c.model.in_(wanted.models)
    if wanted.created_from is not None:
        yield jobs.c.created_at >= wanted.created_from
    if wanted.created_before is not None:
        yield jobs.c.created_at < wanted.created_before
    yield from _marks(wanted)


def _marks(wanted: JobFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.provider_job_id is not None:
        yield jobs.c.provider_job_id == wanted.provider_job_id
    if wanted.choice_id is not None:
        yield jobs.c.request["choice_id"].as_string() == str(wanted.choice_id)
    if wanted.dismissed is not None:
        dismissed = jobs.c.dismissed_at
        yield dismissed.is_not(None) if wanted.dismissed else dismissed.is_(None)
