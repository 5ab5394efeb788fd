"""The statements that change and claim jobs, built once, which costs more than sending them."""

from sqlalchemy import and_, bindparam, case, func, or_, select, update

from domain.job_state import OCCUPYING, JobState
from persistence.tables import jobs

_PROVIDER = jobs.c.provider == bindparam("of_provider")

PROVIDER_OF = select(jobs.c.provider).where(jobs.c.id == bindparam("of_job"))

ONE = select(jobs).where(jobs.c.id == bindparam("of_job"))

_UNTIL = bindparam("until", type_=jobs.c.lease_until.type)
_RENEWED = and_(jobs.c.lease_owner == bindparam("holder"), jobs.c.lease_until > _UNTIL)
SAVE = (
    update(jobs)
    .where(jobs.c.id == bindparam("of_job"), jobs.c.revision == bindparam("read_revision"))
    # A lease that was renewed after the job had been read is not cut short by saving the job.
    .values(lease_until=case((_RENEWED, jobs.c.lease_until), else_=_UNTIL))
)
"""The rest of what it sets are the names of the columns that it is given values for."""

OCCUPIED = (
    select(func.count())
    .select_from(jobs)
    .where(_PROVIDER, or_(*(jobs.c.state == state for state in sorted(OCCUPYING))))
)

WAITING = (
    select(jobs)
    .where(_PROVIDER, jobs.c.state == JobState.PENDING, jobs.c.due_at <= bindparam("now"))
    .order_by(jobs.c.created_at, jobs.c.id)
    .limit(bindparam("most"))
)

LAST_FINISHED = (
    select(jobs.c.submitted_at, jobs.c.finished_at)
    .where(_PROVIDER, jobs.c.model == bindparam("of_model"), jobs.c.kind == bindparam("of_kind"))
    .where(jobs.c.state == JobState.SUCCEEDED, jobs.c.attempt > 0)
    .order_by(jobs.c.finished_at.desc())
    .limit(bindparam("most"))
)
