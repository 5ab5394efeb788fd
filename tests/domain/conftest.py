"""Time is skipped in these tests, never waited for."""

import asyncio
from collections.abc import Callable, Mapping

import pytest

from tests.domain.skipping_loop import SkippingLoop
from tests.domain.studio import Studio


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    return {"skipping": SkippingLoop}


@pytest.fixture
def studio() -> Studio:
    return Studio()
