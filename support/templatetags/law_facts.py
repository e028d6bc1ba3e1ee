"""What a lesson says of laws: those that learners may see, each with where it holds."""

from django import template
from django.utils import timezone

from support.components import DatedNote, dated_note
from support.models import LawFact

register = template.Library()


@register.simple_tag
def laws_by_place(laws: list[LawFact | None]) -> list[tuple[str, DatedNote]]:
    """Return the live ones of `laws` in their order, as (name of the place, the law as a note).

    The same rule as `LawFact.objects.live`, for rows that are there already: published, source
    seen, not overdue. A record that was deleted is None, and left out. No query.
    """
    today = timezone.localdate()
    return [
        (law.get_jurisdiction_display(), dated_note(law))
        for law in laws
        if law and law.live and law.is_seen and not law.is_overdue(on=today)
    ]
