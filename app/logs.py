"""Log lines with fields, to standard error: for people at a terminal, as JSON everywhere else."""

import json
import logging
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import RLock
from typing import Any, Literal

import orjson
import structlog
from structlog.typing import EventDict, Processor

Format = Literal["json", "console", "auto"]

_ONE_AT_A_TIME = RLock()
"""For our lines and those of libraries. A handler of signals may write within another line."""

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

_CREDENTIALS_WORDS = ("bearer", "authorization", "macki=")
"""Without one of these there are none: most lines need not be searched for them."""

_ROWS = re.compile(
    r"(Failing row contains |Key \([^()]{1,200}\)=)"
    r"\(.*?\)(?= already| is not|\.(?:\\n|\n|\"|$| +\[))",
    re.DOTALL,
)
"""What PostgreSQL quotes of a row that it refuses: prompts and lyrics, maybe."""


def configure_logs(level: str, form: Format = "console", secrets: Sequence[str] = ()) -> None:
    """Our own lines and those of the libraries in one form. Nothing below `level` is written, and
    none of the `secrets`, longest first, is ever."""
    discreet = _Discretion(secrets)
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    as_json = form == "json" or (form == "auto" and not _is_terminal())
    rendering = _json() if as_json else _console()
    structlog.configure(
        processors=[*shared, _rendered(rendering, discreet)],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=_Lines,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.lock = _ONE_AT_A_TIME  # pyright: ignore[reportAttributeAccessIssue]
    handler.setFormatter(
        _DiscreetFormatter(
            discreet,
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder(), _without_colours],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendering],
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


def _is_terminal() -> bool:
    """There is no standard error where whoever started us closed it."""
    return bool(sys.stderr) and sys.stderr.isatty()


class _Lines:
    """Where our own lines go: to standard error as they are, since the way through the standard
    library's records takes longer than all else about a line."""

    def __init__(self, name: str) -> None:
        self.name = name

    def msg(self, line: str) -> None:
        # A full disk behind standard error, or nobody there any more, is no reason to stop working.
        with suppress(OSError, ValueError, AttributeError), _ONE_AT_A_TIME:
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()

    debug = info = warning = error = critical = msg


class _Discretion:
    """Looks at each line when it is all there, so that no part of it can be forgotten."""

    def __init__(self, secrets: Sequence[str]) -> None:
        self._secrets = tuple(secrets)

    def __call__(self, line: str) -> str:
        for secret in self._secrets:
            line = line.replace(secret, "[secret]")
        lowered = line.lower()
        if any(word in lowered for word in _CREDENTIALS_WORDS):
            line = _CREDENTIALS.sub(r"\1[secret]", line)
        return _ROWS.sub(r"\1[row]", line)


def _rendered(rendering: Sequence[Processor], discreet: Callable[[str], str]) -> Processor:
    """A line of ours, whatever is in it: no work is given up over a line that cannot be written."""

    def rendered(logger: Any, level: str, line: Any) -> str:
        said = f"{line.get('event')} [{level}]"
        try:
            for render in rendering:
                line = render(logger, level, line)
        except Exception as error:
            line = _to_json({"event": said, "logger": logger.name, "unwritable": repr(type(error))})
        return discreet(line)

    return rendered


class _DiscreetFormatter(structlog.stdlib.ProcessorFormatter):
    """For lines of libraries."""

    def __init__(self, discreet: Callable[[str], str], **options: Any) -> None:
        super().__init__(**options)
        self._discreet = discreet

    def format(self, record: logging.LogRecord) -> str:
        return self._discreet(super().format(record))


def _json() -> list[Processor]:
    return [
        # Text and no structure of frames, whose local variables may be anything.
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(_to_json),
    ]


_AS_TEXT = (
    orjson.OPT_NON_STR_KEYS | orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME
)
"""Of objects the text that they give of themselves: fields may be hidden there for a reason."""


def _to_json(line: Any, **_options: Any) -> str:
    try:
        return orjson.dumps(line, default=str, option=_AS_TEXT).decode()
    except TypeError:  # halves of surrogates, and numbers beyond 64 bits
        return json.dumps(line, ensure_ascii=False, default=str)


def _console() -> list[Processor]:
    # Plain tracebacks: the decorated ones show local variables, passwords among them, and take
    # seconds to draw while every thread that wants to log waits.
    return [
        structlog.dev.ConsoleRenderer(
            colors=_is_terminal(), exception_formatter=structlog.dev.plain_traceback
        )
    ]


def _without_colours(_logger: Any, _level: str, line: EventDict) -> EventDict:
    """uvicorn says some things a second time, as a terminal would show them."""
    line.pop("color_message", None)
    return line


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    """Not the traceback that uvicorn makes of a client's text that is no UTF-8."""
    return record.msg != "Invalid UTF-8 sequence received from client."
