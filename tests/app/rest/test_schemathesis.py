"""Schemathesis asks for everything in the OpenAPI document, rightly and wrongly."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.testing import capture_logs

from tests.app.rest.studio import opened
from tests.gql.socket import serve

_EXAMPLES = {GenerationMode.POSITIVE: 6, GenerationMode.NEGATIVE: 6}


class _Fuzzer:
    """Holds every answer against the document, with all checks that there are."""

    def __init__(self) -> None:
        self.statuses: Counter[tuple[str, int]] = Counter()

    def run(self, url: str) -> None:
        loaded: Any = schemathesis.openapi.from_url(url)
        for operation in loaded.get_all_operations():
            for mode, examples in _EXAMPLES.items():
                self._ask(operation.ok(), mode, examples)

    def _ask(self, operation: Any, mode: GenerationMode, examples: int) -> None:
        if mode is GenerationMode.NEGATIVE and not (operation.query or operation.body):
            return  # nothing can be wrong but the address, and that is another one then

        @settings(
            derandomize=True,
            database=None,
            max_examples=examples,
            deadline=None,
            suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def check(case: Any) -> None:
            response = case.call_and_validate()
            self.statuses[operation.label, response.status_code] += 1

        check()


async def test_whatever_the_document_allows_or_forbids_is_answered_as_it_says(
    engine: AsyncEngine, folder: Path
) -> None:
    fuzzer = _Fuzzer()
    async with opened(engine, folder) as studio, serve(studio.app) as server:
        url = f"http://127.0.0.1:{server.port}/api/v1/openapi.json"
        with capture_logs() as logs:
            await asyncio.to_thread(fuzzer.run, url)
    assert [each for each in logs if each["log_level"] == "error"] == []
    operations = {label for label, _ in fuzzer.statuses}
    accepted = {label for label, status in fuzzer.statuses if status < 300}
    assert len(operations) == 22
    assert len(accepted) == 22 - 9  # ids that chance does not find
    assert any(status == 400 for _, status in fuzzer.statuses)
    assert not any(status >= 500 for _, status in fuzzer.statuses)
