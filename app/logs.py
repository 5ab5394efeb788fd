"""Log lines with fields, to standard error."""

import logging
import sys

import structlog


def configure_logs(level: str) -> None:
    """Our own lines and those of the libraries in one form. Nothing below `level` is written."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    # Plain tracebacks: the decorated ones show local variables, passwords among them, and take
    # seconds to draw while every thread that wants to log waits.
    renderer = structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    handler.addFilter(_is_worth_a_line)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    """Not the traceback that uvicorn makes of a client's text that is no UTF-8."""
    return record.msg != "Invalid UTF-8 sequence received from client."
