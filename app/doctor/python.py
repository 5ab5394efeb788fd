"""The Python that runs us."""

import platform
import sys

from app.doctor.finding import Finding, ok, problem, warning
from app.settings import Settings

OLDEST, UNTRIED = (3, 11), (3, 15)
"""As `requires-python` in pyproject.toml says."""


async def examine(settings: Settings) -> Finding:
    return judged((sys.version_info.major, sys.version_info.minor), platform.python_version())


def judged(version: tuple[int, int], name: str) -> Finding:
    if version < OLDEST:
        return problem("Python", f"Python {name} is too old.", "Install Python 3.11 or newer.")
    if version >= UNTRIED:
        return warning(
            "Python",
            f"This version of the studio was never tried with Python {name}.",
            "Use Python 3.14 if something breaks, or update the studio.",
        )
    return ok("Python", f"Python {name} in {sys.prefix}")
