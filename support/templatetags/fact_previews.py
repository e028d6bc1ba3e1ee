"""What a preview of a fact needs: the words its readers see, also of what is half written."""

from dataclasses import replace

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from support.components import DatedNote, copy_date, dated_note, fact_line
from support.enums import Purpose
from support.models import AppRoute, Fact, LawFact, PlanStep
from support.plans import StepCard, step_card
from support.queries import Directory

register = template.Library()
NOBODY_ELSE = Directory()

register.filter("as_day", copy_date)


@register.simple_tag
def dated_line(fact: Fact) -> str:
    """Return where a fact was read, or that its readers have to wait until somebody reads it."""
    if fact.source and fact.is_seen and fact.seen_on:
        return fact_line(fact)
    return _("Readers do not see this yet: its source still has to be read.")


@register.simple_tag
def note_of(fact: LawFact | AppRoute) -> DatedNote:
    """Return a law or a route as a plan shows it."""
    return replace(dated_note(fact), fact=dated_line(fact))


@register.simple_tag
def card_of_step(step: PlanStep) -> StepCard:
    """Return a step with all it rests on, whatever the country. A query for each kind of fact."""
    grounds = [child.value for child in step.facts if child.value]
    return step_card(step, grounds, NOBODY_ELSE, at=timezone.now())


@register.simple_tag
def services_of(step: PlanStep) -> list[str]:
    """Return the kinds of service a reader finds with a step, in words."""
    return [Purpose(child.value).label for child in step.services if child.value]


@register.simple_tag
def names_of(facts) -> list[str]:
    """Return what readers call the facts that something rests on."""
    return [child.value.public_name for child in facts if child.value]
