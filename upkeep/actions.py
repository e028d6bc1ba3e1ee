"""What an editor does to a fact beside editing it."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from core.audit import record
from core.epoch import bump_epoch
from support.models import Fact
from upkeep.queries import name_of

CHECKED = "upkeep.checked"


def confirm_unchanged(*, by, fact: Fact, note: str) -> bool:
    """Note that a person read the source of a published fact today, and nothing changed.

    The check belongs to the record, not to a draft: a draft neither loses nor publishes it. Pressed
    twice on one day by the same person it is noted once; return whether it was noted now.
    """
    check = {"checked_on": timezone.localdate(), "checked_by": name_of(by)}
    with transaction.atomic():
        rows = type(fact).objects.filter(pk=fact.pk).exclude(**check)
        if not rows.update(**check):
            return False
        log(instance=fact, action=CHECKED, user=by, data={"note": note})
        record(by=by, verb="fact-checked", target=fact)
        bump_epoch()
    return True
