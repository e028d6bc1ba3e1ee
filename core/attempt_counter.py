"""Counting wrong tries in Django's cache, so that guessing gets slow and people do not get locked.

Time is cut into windows of a fixed length (UTC: a window of a day is a day), and a key starts every
window at nothing. So no lock is longer than one window, whatever happens; in exchange, a guesser
gets up to twice the limit across the border of two windows, and tries that run at the very same
moment may pass together.
"""

import time

from django.core.cache import cache


class AttemptCounter:
    """Counts tries of many keys: `AttemptCounter("wrong-way-back", limit=5, window_seconds=60)`.

    Keys are pseudonyms (a bucket, a uuid), never an address or a name. Processes that share a cache
    share the counts. Each method costs one or two round trips to the cache and raises nothing:
    with the cache down nothing is counted and nobody is over the limit, because a class at the door
    counts for more than a guesser who still has 44 bits or a closed class in front of them.
    Nothing is logged then; an outage of the cache shows in the cache's own monitoring.
    """

    def __init__(self, name: str, limit: int, window_seconds: int):
        self.name = name
        self.limit = limit
        self.window_seconds = window_seconds

    def note(self, key: str) -> None:
        """Count one try. Two at the same moment count as two."""
        entry = self._entry(key)
        try:
            if not cache.add(entry, 1, self.window_seconds):
                cache.incr(entry)
        except Exception:  # noqa: S110  (each cache has errors of its own; the class says why)
            pass

    def is_over(self, key: str) -> bool:
        """Say whether this window has seen `limit` tries or more."""
        try:
            return cache.get(self._entry(key), 0) >= self.limit
        except Exception:  # Each cache has errors of its own.
            return False

    def _entry(self, key: str) -> str:
        window = int(time.time() // self.window_seconds)
        return f"attempts:{self.name}:{window}:{key}"
