"""What `macki doctor` says about the backups."""

from datetime import UTC, datetime, timedelta

import pytest

from app.doctor.backups import judged
from app.doctor.finding import Status
from persistence.backup.folder import Attempt

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("last", "attempt", "has_files", "status", "part"),
    [
        (None, None, False, Status.OK, "None yet"),
        (None, None, True, Status.WARNING, "none that was verified"),
        (NOW - HOUR, None, True, Status.OK, "1 hour old"),
        (NOW - 47 * HOUR, None, True, Status.OK, "47 hours old"),
        (NOW - 72 * HOUR, None, True, Status.WARNING, "3 days old"),
        (NOW - HOUR, Attempt(NOW - 2 * HOUR, "full"), True, Status.OK, "1 hour old"),
        (NOW - 9 * HOUR, Attempt(NOW - HOUR, "full"), True, Status.PROBLEM, "failed: full"),
        (None, Attempt(NOW, "full"), False, Status.PROBLEM, "failed: full"),
        (NOW - HOUR, Attempt(NOW, ""), True, Status.OK, "1 hour old"),
    ],
)
def test_it_says_how_old_the_last_good_one_is_and_what_failed_since(
    last: datetime | None, attempt: Attempt | None, has_files: bool, status: Status, part: str
) -> None:
    finding = judged(last, attempt, NOW, has_files=has_files)
    assert finding.status is status
    assert part in finding.message
    assert (finding.remedy == "") is (status is Status.OK)
