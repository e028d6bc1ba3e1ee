"""What an editor does to content beside editing it, and what outside readers do."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from core.audit import record
from core.epoch import bump_epoch
from support.models import Fact
from upkeep.models import MOST_COMMENTS, ReviewComment, ReviewLink
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


def make_review_link(*, by, thing) -> ReviewLink:
    """Make a link to the newest draft of a page or snippet, for somebody without an account."""
    return ReviewLink.objects.create(revision=thing.get_latest_revision(), made_by=by)


@transaction.atomic
def comment_on_draft(*, link: ReviewLink, name: str, text: str) -> ReviewComment | None:
    """Keep what an outside reader said, once; None where the link holds all it may."""
    link = ReviewLink.objects.select_for_update().get(pk=link.pk)
    if link.comments.count() >= MOST_COMMENTS:
        return None
    comment, _is_new = link.comments.get_or_create(name=name, text=text)
    return comment


def end_review(*, link: ReviewLink) -> None:
    """Let a link open nothing from now on; what was said stays."""
    link.expires_at = timezone.now()
    link.save(update_fields=["expires_at"])
