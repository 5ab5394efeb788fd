"""Events come out of Redis as they went in, and what cannot be read is left to the table."""

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import FailureCode
from domain.job_state import EventKind, JobEvent, JobState
from jobs.event_codec import decode, encode

_MOMENTS = st.datetimes(timezones=st.just(UTC))
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))

_EVENTS = st.builds(
    JobEvent,
    job_id=st.uuids(),
    sequence=st.integers(1, 2**31),
    at=_MOMENTS,
    kind=st.sampled_from(EventKind),
    state=st.sampled_from(JobState),
    message=_TEXTS,
    attempt=st.integers(0, 1000),
    progress=st.none() | st.floats(0, 1),
    code=st.none() | st.sampled_from(FailureCode),
    http_status=st.none() | st.integers(100, 599),
    next_try_at=st.none() | _MOMENTS,
    preview=st.none() | _TEXTS,
    cursor=st.integers(0, 2**62),
)


@given(_EVENTS)
def test_an_event_is_read_as_it_was_written(event: JobEvent) -> None:
    assert decode(encode(event)) == event


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"\xff", b'{"job_id": "x"}', b"null"])
def test_what_another_version_wrote_is_left_out(data: bytes) -> None:
    assert decode(data) is None
