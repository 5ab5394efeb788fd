"""Time is skipped in tests that run on a loop; those of threads and workers bring their own."""

import asyncio
from collections.abc import Callable, Mapping

import pytest

from tests.domain.skipping_loop import SkippingLoop


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    return {"skipping": SkippingLoop}
