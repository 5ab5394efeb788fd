"""Log lines with fields, to standard error: for people at a terminal, as JSON everywhere else."""

import logging
import re
import sys
from collections.abc import Sequence
from typing import Any, Literal

import structlog

Format = Literal["json", "console", "auto"]

_TALKATIVE = (
    "aiosqlite",
    "asyncio",
    "dramatiq",
    "hpack",
    "httpcore",
    "uvicorn.error",
    "websockets",
)
"""At DEBUG these write whole headers, frames and statements, with all that is in them."""

_CREDENTIALS = re.compile(
    r"(bearer\s+|authorization['\"]?\s*[:=,]\s*b?['\"]?(?:[a-z]+\s+)?|(?:__Host-)?macki=)"
    r"[^\s'\",;}\])]+",
    re.IGNORECASE,
)
"""Whoever's they are, and whatever library shows them."""

_ROWS = re.compile(
    r"(Failing row contains |Key \([^()]{1,200}\)=)"
    r"\(.*?\)(?= already| is not|\.(?:\\n|\n|\"|$| +\[))",
    re.DOTALL,
)
"""What PostgreSQL quotes of a row that it refuses: prompts and lyrics, maybe."""


def configure_logs(level: str, form: Format = "console", secrets: Sequence[str] = ()) -> None:
    """Our own lines and those of the libraries in one form. Nothing below `level` is written, and
    none of the `secrets`, longest first, is ever."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    as_json = form == "json" or (form == "auto" and not sys.stderr.isatty())
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _Discreet(
            tuple(secrets),
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder()],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *(_json() if as_json else _console()),
            ],
        )
    )
    handler.addFilter(_is_worth_a_line)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(root.level, logging.INFO))
    # Whole addresses at INFO, those of files with their signatures; ours say as much without.
    logging.getLogger("httpx").setLevel(max(root.level, logging.WARNING))


class _Discreet(structlog.stdlib.ProcessorFormatter):
    """Looks at each line when it is all there, so that no part of it can be forgotten."""

    def __init__(self, secrets: Sequence[str], **options: Any) -> None:
        super().__init__(**options)
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, "[secret]")
        return _ROWS.sub(r"\1[row]", _CREDENTIALS.sub(r"\1[secret]", line))


def _json() -> list[structlog.typing.Processor]:
    return [
        # Text and no structure of frames, whose local variables may be anything.
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
    ]


def _console() -> list[structlog.typing.Processor]:
    # Plain tracebacks: the decorated ones show local variables, passwords among them, and take
    # seconds to draw while every thread that wants to log waits.
    return [
        structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    ]


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    """Not the traceback that uvicorn makes of a client's text that is no UTF-8."""
    return record.msg != "Invalid UTF-8 sequence received from client."
