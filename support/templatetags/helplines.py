from django import template
from django.utils import timezone

from support.components import Card, helpline_card
from support.models import Helpline
from support.queries import Directory

register = template.Library()
NOBODY_ELSE = Directory()


@register.simple_tag
def card_of(line: Helpline) -> Card:
    """Return the card of one line on its own, as an editor's preview shows it."""
    return helpline_card(line, NOBODY_ELSE, at=timezone.now())
