"""The brokers: in memory for one process, on Redis for many."""

import redis
from dramatiq import Broker
from dramatiq.brokers.redis import RedisBroker
from dramatiq.brokers.stub import StubBroker

from jobs.request_ids import RequestIds

NAMESPACE = "macki"
"""What all our keys in Redis begin with."""

_TIMEOUT_S = 3.0
_HEARTBEAT_TIMEOUT_MS, _ALWAYS = 10_000, 1_000_000
"""The second is how many of a million commands also look after dead workers' messages."""


def create_memory_broker() -> Broker:
    """Dramatiq's in-memory broker. What it holds at the end of the process is found again by the
    sweep of the next one."""
    return StubBroker(middleware=[RequestIds()])


def create_redis_broker(url: str) -> RedisBroker:
    """Dramatiq's Redis broker, under this service's own prefix.

    A dead worker's messages are handed on after 10 seconds, which Dramatiq's defaults take minutes
    for. Nothing relies on it: the sweep finds the work in the database. An enqueuing client that
    Redis does not answer gives up quickly, for the same reason.
    """
    client = redis.Redis.from_url(  # pyright: ignore[reportUnknownMemberType]
        url, socket_timeout=_TIMEOUT_S, socket_connect_timeout=_TIMEOUT_S
    )
    return RedisBroker(
        client=client,
        middleware=[RequestIds()],
        namespace=NAMESPACE,
        heartbeat_timeout=_HEARTBEAT_TIMEOUT_MS,
        maintenance_chance=_ALWAYS,
    )
