"""What Prometheus reads, and that dashboard and alerts ask for nothing else."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import promql_parser
import yaml
from prometheus_client.parser import text_string_to_metric_families

from app.observing.figures import Figures
from app.observing.instruments import Instruments
from app.server import migrated
from app.settings import load_settings
from app.web import create_app
from app.wiring import embedded
from domain.job_state import EventKind, JobState
from persistence.engine import create_engine
from persistence.unit_of_work import SqlDatabase
from providers.watching import Exchange, Outcome
from tests.app.site import client_of
from tests.fakes import FakeClock, FakeDatabase
from tests.integration.programs import ROOT
from tests.persistence.examples import add, image_job

MONITORING = ROOT / "docker" / "monitoring"
_NAME = re.compile(r"\b(?:macki|process|python)_\w+")
_SUFFIXES = ("_bucket", "_count", "_sum")
_ALWAYS = ("up",)


def _expressions() -> Iterator[tuple[str, str]]:
    dashboard: Any = json.loads((MONITORING / "dashboard.json").read_text())
    for panel in dashboard["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"].replace("$__rate_interval", "1m")
    rules: Any = yaml.safe_load((MONITORING / "alerts.yaml").read_text())
    for group in rules["groups"]:
        for rule in group["rules"]:
            yield rule["alert"], rule["expr"]


async def _metrics(folder: Path) -> str:
    (folder / "data" / "media").mkdir(parents=True, exist_ok=True)
    settings = load_settings()
    await migrated(settings)
    app = create_app(embedded(settings), settings)
    async with app.router.lifespan_context(app), client_of(app) as http:
        await http.get("/health/live")
        answer = await http.get("/metrics")
        assert answer.headers["content-type"].startswith("text/plain; version=")
        return answer.text


async def test_dashboard_and_alerts_ask_for_what_there_is(folder: Path) -> None:
    families = {family.name for family in text_string_to_metric_families(await _metrics(folder))}
    for place, expression in _expressions():
        promql_parser.parse(expression)  # raises where it is no PromQL
        names = set(_NAME.findall(expression))
        assert names or "up" in expression, place
        for name in names:
            base = next((name.removesuffix(end) for end in _SUFFIXES if name.endswith(end)), name)
            assert base.removesuffix("_total") in families, (place, name)


async def test_every_metric_of_ours_is_shown_or_watched(folder: Path) -> None:
    asked = " ".join(expression for _, expression in _expressions())
    for family in text_string_to_metric_families(await _metrics(folder)):
        if family.name.startswith("macki_"):
            assert family.name in asked, family.name


async def test_names_and_help_are_as_prometheus_wants_them(folder: Path) -> None:
    for family in text_string_to_metric_families(await _metrics(folder)):
        if family.name.startswith("macki_"):
            assert family.documentation.endswith(".")
            assert re.fullmatch(r"[a-z_]+", family.name)
            assert family.type in ("counter", "gauge", "histogram")
            for sample in family.samples:
                assert family.type != "counter" or sample.name.endswith("_total")


def test_every_alert_says_what_is_wrong_and_what_to_do() -> None:
    rules: Any = yaml.safe_load((MONITORING / "alerts.yaml").read_text())
    for rule in rules["groups"][0]["rules"]:
        assert rule["annotations"].keys() == {"summary", "description"}, rule["alert"]
        assert rule["labels"]["severity"] in ("critical", "warning")
        assert rule["for"]


def test_panels_lie_beside_each_other_and_have_a_unit() -> None:
    dashboard: Any = json.loads((MONITORING / "dashboard.json").read_text())
    taken: set[tuple[int, int]] = set()
    ids = [panel["id"] for panel in dashboard["panels"]]
    assert len(ids) == len(set(ids))
    for panel in dashboard["panels"]:
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken, panel["title"]
        assert all(x < 24 for x, _ in cells)
        taken |= cells
        assert panel["fieldConfig"]["defaults"]["unit"]


# ── what is measured ─────────────────────────────────────────────────────────────────────────


def _value(instruments: Instruments, name: str, **labels: str) -> float | None:
    return instruments.registry.get_sample_value(name, labels)


def test_exchanges_are_counted_by_their_outcome() -> None:
    instruments = Instruments()
    instruments.watch_exchange(Exchange("openai", Outcome.BUSY, 0.2))
    told = {"service": "openai", "outcome": "busy"}
    assert _value(instruments, "macki_provider_requests_total", **told) == 1
    sum_name = "macki_provider_request_duration_seconds_sum"
    assert _value(instruments, sum_name, service="openai") == 0.2


async def test_what_waits_for_another_try_is_a_retry_and_readers_are_counted() -> None:
    instruments = Instruments()
    hub = instruments.hub()
    [event] = image_job().news
    instruments.watch_committed([event, replace(event, kind=EventKind.WAITING)])
    assert _value(instruments, "macki_retries_total") == 1
    with hub.attach(), hub.attach(event.job_id):
        assert _value(instruments, "macki_feed_subscribers") == 2
        await hub.publish([event])
    assert _value(instruments, "macki_feed_subscribers") == 0
    assert _value(instruments, "macki_feed_lag_seconds_count") == 1


async def test_the_figures_are_those_of_the_database(database_url: str, folder: Path) -> None:
    async def nobody(events: object) -> None:
        """Nobody listens."""

    engine = create_engine(database_url)
    database, clock = SqlDatabase(engine, nobody), FakeClock()
    job = image_job()
    await add(database, job)
    clock.now = job.created_at + timedelta(minutes=7)
    figures = Figures(database=database, media=folder, clock=clock)
    await figures.refresh()
    await engine.dispose()
    value = figures.registry.get_sample_value
    assert value("macki_figures_up") == 1
    assert value("macki_jobs", {"state": JobState.PENDING.value}) == 1
    assert value("macki_jobs", {"state": JobState.FAILED.value}) == 0
    assert value("macki_queue_waiting_jobs") == 1
    assert value("macki_queue_oldest_waiting_age_seconds") == 420
    assert value("macki_workers") == 0
    assert value("macki_estimated_spend_today_usd", {"provider": "openai"}) == 0
    assert (value("macki_media_disk_free_bytes") or 0) > 0


async def test_figures_that_cannot_be_read_are_not_those_of_before(folder: Path) -> None:
    figures = Figures(database=FakeDatabase(), media=folder / "gone", clock=FakeClock())
    await figures.refresh()
    value = figures.registry.get_sample_value
    assert value("macki_figures_up") == 0
    assert value("macki_jobs", {"state": "PENDING"}) is None
    assert str(value("macki_workers")) == "nan"
