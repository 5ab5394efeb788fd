"""What the processes' logs complain of, counted."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

_LINE = re.compile(r"\[(warning|error|critical)\s*\] (.+?)(?:\s{2,}|$)")
_ERROR = re.compile(
    r"^([a-z_]+(?:\.\w+)*\.[A-Z]\w+|[A-Z]\w*(?:Error|Exception|Unavailable))(?::|$)"
)
_VARIABLE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+|'[^']*'")
_WIDTH = 88


def complaints(logs: Iterable[Path]) -> Counter[str]:
    """By level and text, without what differs from line to line; and the errors of tracebacks."""
    found = Counter[str]()
    for log in logs:
        for line in log.read_text(errors="replace").splitlines():
            if match := _LINE.search(line):
                found[f"{match[1]:8} {_VARIABLE.sub('…', match[2])[:_WIDTH]}"] += 1
            elif match := _ERROR.match(line):
                found[f"raised   {_VARIABLE.sub('…', line)[:_WIDTH]}"] += 1
    return found
