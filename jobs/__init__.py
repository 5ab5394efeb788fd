"""Dramatiq: the broker, the actors that call the use cases, the queue, and the progress feed."""
