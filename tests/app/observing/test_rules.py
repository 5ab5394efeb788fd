"""The alert rules and the dashboard, as Prometheus itself reads and runs them."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.server import migrated
from app.settings import load_settings
from app.web import create_app
from app.wiring import embedded
from domain.job_state import JobState
from providers.watching import Outcome
from tests.app.site import client_of
from tests.integration.programs import ROOT
from tests.promtool import find_promtool

_MONITORING = ROOT / "docker" / "monitoring"
_RULES = _MONITORING / "alerts.yaml"
_CASES = Path(__file__).with_name("alerts_test.yaml")


@pytest.fixture(scope="session")
def promtool(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    terminal = request.config.pluginmanager.get_plugin("terminalreporter")
    say = terminal.write_line if terminal else print
    return find_promtool(tmp_path_factory.mktemp("promtool"), say)


def _says(promtool: Path, *arguments: str, told: str = "") -> str:
    done = subprocess.run(
        [promtool, *arguments], input=told, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_prometheus_takes_the_rules_and_the_configuration(promtool: Path) -> None:
    assert "rules found" in _says(promtool, "check", "rules", "--lint-fatal", str(_RULES))
    configuration = str(_MONITORING / "prometheus.yaml")
    _says(promtool, "check", "config", "--syntax-only", configuration)


def test_each_alert_fires_when_it_should_and_only_then(promtool: Path) -> None:
    _says(promtool, "test", "rules", str(_CASES))


def test_each_alert_was_seen_to_fire_and_to_be_silent() -> None:
    rules: Any = yaml.safe_load(_RULES.read_text())
    names = {rule["alert"] for group in rules["groups"] for rule in group["rules"]}
    cases: Any = yaml.safe_load(_CASES.read_text())
    asked = [(each["alertname"], bool(each["exp_alerts"])) for each in _asked(cases)]
    assert {name for name, fires in asked if fires} == names
    assert {name for name, fires in asked if not fires} == names


def _asked(cases: Any) -> Iterator[Any]:
    for test in cases["tests"]:
        yield from test["alert_rule_test"]


def test_prometheus_takes_what_the_dashboard_asks(promtool: Path, tmp_path: Path) -> None:
    dashboard: Any = json.loads((_MONITORING / "dashboard.json").read_text())
    asked = [
        target["expr"].replace("$__rate_interval", "1m")
        for panel in dashboard["panels"]
        for target in panel["targets"]
    ]
    rules = [{"record": f"macki:{n}", "expr": each} for n, each in enumerate(asked)]
    file = tmp_path / "dashboard.yaml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "dashboard", "rules": rules}]}))
    assert f"{len(asked)} rules found" in _says(promtool, "check", "rules", str(file))


async def test_prometheus_finds_no_fault_with_the_figures(promtool: Path, folder: Path) -> None:
    (folder / "data" / "media").mkdir(parents=True, exist_ok=True)
    settings = load_settings()
    await migrated(settings)
    app = create_app(embedded(settings), settings)
    async with app.router.lifespan_context(app), client_of(app) as http:
        figures = (await http.get("/metrics")).text
    assert _says(promtool, "check", "metrics", told=figures) == ""


def test_labels_are_asked_for_values_that_they_have() -> None:
    """Else a rule could wait for a state or an outcome that there never is."""
    scraped: Any = yaml.safe_load((_MONITORING / "prometheus.yaml").read_text())
    known = {
        "state": set(JobState),
        "outcome": set(Outcome),
        "route": {"/graphql"},
        "job": {each["job_name"] for each in scraped["scrape_configs"]},
        "status": {"429", "500"},
    }
    text = _RULES.read_text() + (_MONITORING / "dashboard.json").read_text().replace("\\", "")
    matchers = re.findall(r'(\w+)(?:=~|!~|!=|=)"([^"]+)"', text)
    assert len(matchers) >= 8
    for label, wanted in matchers:
        for each in wanted.split("|"):
            assert any(re.fullmatch(each, value) for value in known[label]), (label, each)
