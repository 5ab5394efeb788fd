"""Where Prometheus reads of a worker: on a port of its own."""

from collections.abc import Generator
from contextlib import contextmanager

from prometheus_client import start_http_server

from app.observing.instruments import Instruments
from app.server import CannotStart, why_not
from app.settings import Settings


@contextmanager
def served_alone(settings: Settings, instruments: Instruments) -> Generator[None]:
    """A worker's, without any door: METRICS_HOST is to be where nobody else comes. Raises
    CannotStart."""
    if settings.metrics_port is None:
        yield
        return
    host, port = settings.metrics_host, settings.metrics_port
    try:
        server, thread = start_http_server(port, host, instruments.registry)
    except OSError as error:
        raise CannotStart(why_not(error, host, port, "METRICS_PORT")) from error
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join(1)
