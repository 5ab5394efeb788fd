"""Python's garbage collector, which stops everything while it looks at what there is."""

import gc

_OBJECTS_BETWEEN_COLLECTIONS = 20_000
"""Python's own number is 700, which one list of songs would pass several times."""


def spare_what_is_loaded() -> None:
    """Call it once everything is loaded: all that lasts as long as the process. With a thousand
    subscribers every look at it again would hold up their events for a fifth of a second."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
