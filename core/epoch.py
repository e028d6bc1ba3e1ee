"""The epoch: a number in every cache key, so that publishing shows with the next request.

Sources: decisions 22 and 23. It is a database row rather than a cache entry, because every
process must see the same number, and see it only once the publishing transaction has committed.
"""

from functools import cache

from django.db.models import F, Subquery

from core.models import Epoch


def current_epoch() -> int:
    """Return today's epoch number. One query."""
    return Epoch.objects.values_list("number", flat=True).get(pk=1)


@cache
def epoch_in_passing() -> Subquery:
    """Return the epoch as a column of some other query, for a page that has none to spare.

    It is a question, not its answer; one does for all.
    """
    return Subquery(Epoch.objects.filter(pk=1).values("number"))


def bump_epoch() -> None:
    """Make every cached rendering stale, as soon as the surrounding transaction commits."""
    Epoch.objects.filter(pk=1).update(number=F("number") + 1)
