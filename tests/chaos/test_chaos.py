"""A short chaos run: `python -m tests.chaos`, alias `make chaos`, is the long one."""

from pathlib import Path

import pytest

from tests.chaos.checks import judged
from tests.chaos.run import Size, execute

_SEED = 188
_SIZE = Size(jobs=20, seconds=11, gap=1.1, longest=2.5, patience=120, short=True)


@pytest.mark.timeout(300)
async def test_nothing_is_lost_or_paid_twice_whatever_is_killed(tmp_path: Path) -> None:
    outcome = await execute(_SEED, _SIZE, tmp_path, print)

    broken = {name: breaks for name, breaks in judged(outcome.evidence).items() if breaks}
    assert broken == {}, f"the logs are in {tmp_path}"
