"""When things happen: how long a hold lasts, when the next poll is, how failures back off."""

from datetime import timedelta

LEASE = timedelta(seconds=5)
"""How long a worker's hold on a job lasts unless it is renewed; then the work goes on elsewhere."""

LEASE_RENEWAL = timedelta(seconds=1.5)
"""How often a hold is renewed, so that two renewals may fail before it is lost."""

SWEEP_INTERVAL = timedelta(seconds=4)
"""With the lease, the work of a killed worker goes on elsewhere within 9 seconds."""

WORKER_ABSENT_AFTER = timedelta(seconds=15)
"""A worker that has not been heard of for so long counts as gone."""

PATIENCE = timedelta(minutes=30)
"""How long a provider may call a job running; Mureka names five minutes as its slowest."""

GIVE_UP_AFTER = timedelta(hours=24)
"""How long a question without an answer is repeated, and an absent network is waited for."""

WAIT_FOR_MEANS = timedelta(seconds=10)
"""How often to look whether the network is back, or whether there is room on the disk again."""

SUBMISSION_TRIES = 300
"""How often in a row a request may be surely not taken: about a day, waiting up to 5 minutes."""

DOWNLOAD_TRIES = 5
"""How often a file server may answer with an error before the job fails (about half a minute)."""

TIDY_INTERVAL = timedelta(minutes=5)
"""How often a worker looks whether something is to be tidied up."""

TRASH_CHECK, LEFTOVERS_CHECK = timedelta(hours=1), timedelta(days=1)
"""How often the trash is emptied, and how often files that nothing needs are looked for."""

_POLL_FIRST, _POLL_LAST = timedelta(seconds=1), timedelta(seconds=10)
_BACKOFF_FIRST, _BACKOFF_LAST = timedelta(seconds=2), timedelta(minutes=5)


def poll_delay(age: timedelta) -> timedelta:
    """Quick at first, slower later: an eighth of the job's age, from 1 to 10 seconds."""
    return min(max(age / 8, _POLL_FIRST), _POLL_LAST)


def backoff(tries: int, retry_after: timedelta | None = None) -> timedelta:
    """Doubling from 2 seconds to 5 minutes; never sooner than the other side asked for.

    `tries` counts the failures before this one.
    """
    doubled = min(_BACKOFF_FIRST * 2 ** min(tries, 10), _BACKOFF_LAST)
    return max(doubled, retry_after or timedelta())
