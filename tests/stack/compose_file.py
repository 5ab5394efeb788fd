"""The compose file as it is, on loopback: where no bridge network can be made, all containers share
this machine's."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.integration.programs import ROOT

_HERE = ["postgres:127.0.0.1", "redis:127.0.0.1", "mock:127.0.0.1"]
_ENVIRONMENT: Mapping[str, Mapping[str, str]] = {
    "api": {"HOST": "127.0.0.1"},
    "worker": {"METRICS_HOST": "127.0.0.1"},
    "nginx": {"API": "http://127.0.0.1:5050", "HTTP_LISTEN": "127.0.0.1:8080",
              "HTTPS_LISTEN": "127.0.0.1:8443", "HTTPS_SUFFIX": ":8443"},
}  # fmt: skip
_COMMANDS = {
    "postgres": ["postgres", "-c", "listen_addresses=127.0.0.1"],
    "mock": ["mock", "--host", "127.0.0.1", "--port", "8000", "--state", "/data/mock-state.json"],
}
_STUDIO = "mac-ki-service/studio"


def on_loopback(next_version: Path | None) -> Mapping[str, Any]:
    """`next_version`: what the studio's image is built from, instead of this folder."""
    told = yaml.safe_load((ROOT / "compose.yaml").read_text())
    for name, service in told["services"].items():
        service.pop("networks", None)
        service.pop("ports", None)
        if "build" in service:
            service["build"] |= {"context": str(ROOT), "network": "host"}
        if next_version and service["image"].startswith(_STUDIO):
            service["build"] = {"context": str(next_version), "network": "host"}
        if service.get("network_mode") != "none":
            service |= {"network_mode": "host", "extra_hosts": _HERE}
        if name in _ENVIRONMENT:
            service["environment"] |= _ENVIRONMENT[name]
        if name in _COMMANDS:
            service["command"] = _COMMANDS[name]
    told["services"]["redis"]["command"] += ["--bind", "127.0.0.1"]
    told.pop("networks")
    return told
