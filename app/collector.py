"""Python's garbage collector, which stops everything while it looks at what there is."""

import gc


def spare_what_is_loaded() -> None:
    """Call it once everything is loaded: all that lasts as long as the process. With a thousand
    subscribers every look at it again would hold up their events for a fifth of a second."""
    gc.collect()
    gc.freeze()
