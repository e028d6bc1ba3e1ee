"""What the pages of other rooms show of courses."""

from django import template

from courses.models import ModulePage
from courses.queries import AnotherLook, another_look, page_url

register = template.Library()


@register.simple_tag
def worth_another_look(quiz, skills) -> list[AnotherLook]:
    """Return the steps that teach the skills not yet handled well. Two queries."""
    module = ModulePage.objects.live().asking(quiz).first()
    return another_look(module, skills) if module else []


@register.simple_tag
def module_of(quiz) -> dict | None:
    """Return {title, url} of the live module a quiz or pre-check belongs to, or None. One query."""
    return link_to(ModulePage.objects.live().asking(quiz).first())


@register.simple_tag
def module_with_scenario(scenario) -> dict | None:
    """Return {title, url} of the live module a scenario belongs to, or None. One query."""
    return link_to(ModulePage.objects.live().filter(scenario=scenario).first())


def link_to(module: ModulePage | None) -> dict | None:
    return {"title": module.title, "url": page_url(module)} if module else None
