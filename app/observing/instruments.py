"""Everything that is measured, with its name, in one list; of one process, and without state
outside of it. No label has values that a client could make up."""

from collections.abc import Sequence
from datetime import UTC, datetime

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)

from domain.job_state import EventKind, JobEvent
from jobs.hub import Hub
from providers.watching import Exchange, Outcome

_REQUEST_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10, 30, 120)
_EXCHANGE_S = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 180)
_LAG_S = (0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15)
SERVICES = ("openai", "mureka", "files")


class Instruments:
    def __init__(self) -> None:
        # The times at which series began would double the page, and nobody reads them.
        disable_created_metrics()
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self.requests = Counter(
            "macki_http_requests",
            "Requests that were answered, by route; 101 for websockets, 499 where the client left.",
            ("method", "route", "status"),
            registry=registry,
        )
        self.request_seconds = Histogram(
            "macki_http_request_duration_seconds",
            "Seconds until the whole answer was sent; without websockets.",
            ("method", "route"),
            buckets=_REQUEST_S,
            registry=registry,
        )
        self.websockets = Gauge("macki_websockets", "Websockets that are open.", registry=registry)
        self.exchanges = Counter(
            "macki_provider_requests",
            "Requests to outside services, by how they were answered.",
            ("service", "outcome"),
            registry=registry,
        )
        self.exchange_seconds = Histogram(
            "macki_provider_request_duration_seconds",
            "Seconds until an outside service began its answer, or was given up.",
            ("service",),
            buckets=_EXCHANGE_S,
            registry=registry,
        )
        self.retries = Counter(
            "macki_retries",
            "Steps of jobs that did not succeed and are tried again later.",
            registry=registry,
        )
        self.archived = Counter(
            "macki_archived_bytes", "Bytes of results that were stored.", registry=registry
        )
        self.feed_lag = Histogram(
            "macki_feed_lag_seconds",
            "Seconds from an event until this process could show it to its subscribers.",
            buckets=_LAG_S,
            registry=registry,
        )
        self.subscribers = Gauge(
            "macki_feed_subscribers", "Readers of the feed in this process.", registry=registry
        )
        self.loop_lag = Histogram(
            "macki_event_loop_lag_seconds",
            "Seconds that a timer of the event loop came too late.",
            buckets=_LAG_S,
            registry=registry,
        )
        self._name_what_may_come()

    def watch_exchange(self, exchange: Exchange) -> None:
        self.exchanges.labels(exchange.service, exchange.outcome.value).inc()
        self.exchange_seconds.labels(exchange.service).observe(exchange.seconds)

    def watch_committed(self, events: Sequence[JobEvent]) -> None:
        """Events that this process wrote."""
        self.retries.inc(sum(event.kind is EventKind.WAITING for event in events))

    def watch_shown(self, events: Sequence[JobEvent]) -> None:
        """Events that reach the subscribers here, whoever wrote them."""
        now = datetime.now(UTC)
        for event in events:
            self.feed_lag.observe(max((now - event.at).total_seconds(), 0.0))

    def hub(self) -> Hub:
        """A hub that is measured."""
        hub = Hub(self.watch_shown)
        self.subscribers.set_function(lambda: hub.subscribers)
        return hub

    def _name_what_may_come(self) -> None:
        """A counter that is not there yet cannot be seen to rise."""
        for service in SERVICES:
            self.exchange_seconds.labels(service)
            for outcome in Outcome:
                self.exchanges.labels(service, outcome.value)
