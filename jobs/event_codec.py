"""Events as bytes, on their way through Redis."""

from pydantic import TypeAdapter, ValidationError

from domain.job_state import JobEvent

_EVENT = TypeAdapter(JobEvent)


def encode(event: JobEvent) -> bytes:
    return _EVENT.dump_json(event)


def decode(data: bytes) -> JobEvent | None:
    """None for what another version wrote and this one cannot read; the table has it."""
    try:
        return _EVENT.validate_json(data)
    except ValidationError:
        return None
