"""The brokers: in memory for one process, on Redis for many."""

from dramatiq import Broker
from dramatiq.brokers.stub import StubBroker


def create_memory_broker() -> Broker:
    """Dramatiq's in-memory broker. What it holds at the end of the process is found again by the
    sweep of the next one."""
    return StubBroker(middleware=[])
