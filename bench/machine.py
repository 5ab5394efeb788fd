"""What the figures were measured on: no names, no paths."""

import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil

_PACKAGES = ("strawberry-graphql", "starlette", "uvicorn", "sqlalchemy", "asyncpg", "dramatiq")


def described() -> str:
    memory = psutil.virtual_memory().total / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in (*_PACKAGES, "httpx", "redis"))
    return "\n".join(
        (
            f"- {psutil.cpu_count()} cores, {_cpu()}, {memory:.0f} GiB of memory",
            f"- {_system()}, Python {platform.python_version()}",
            f"- {packages}",
            f"- Load before the start: {_busy():.0%} of all cores; {datetime.now(UTC):%Y-%m-%d}",
        )
    )


def _cpu() -> str:
    listed = Path("/proc/cpuinfo")
    if listed.exists():
        for line in listed.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _system() -> str:
    return f"{platform.system()} {platform.release()} {platform.machine()}"


def _busy() -> float:
    return psutil.cpu_percent(interval=2) / 100
