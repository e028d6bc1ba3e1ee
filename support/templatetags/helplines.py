from django import template
from django.utils import timezone

from support.components import Card, helpline_card
from support.models import Helpline
from support.queries import Directory

register = template.Library()


@register.simple_tag
def card_of(line: Helpline) -> Card:
    """Return the card of one line on its own, as an editor's preview shows it."""
    nobody_else = Directory(emergency=[], young_people=[], crisis=[])
    return helpline_card(line, nobody_else, on=timezone.localdate())
