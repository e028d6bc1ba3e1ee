"""What the pages of other rooms show of courses."""

from dataclasses import dataclass

from django import template

from courses.models import ModulePage
from courses.queries import page_url, steps_teaching

register = template.Library()


@dataclass(frozen=True)
class AnotherLook:
    """A step worth another look, as a row of the task list; `note` is the skill it teaches."""

    label: str
    url: str
    note: str


@register.simple_tag
def worth_another_look(quiz, skills) -> list[AnotherLook]:
    """Return the steps that teach the skills not yet handled well. Two queries."""
    weak = [skill for skill in skills if skill.is_worth_another_look]
    module = ModulePage.objects.live().filter(quiz=quiz).first() if weak else None
    if module is None:
        return []
    steps = steps_teaching(module)
    return [AnotherLook(*steps[skill.key], note=skill.name) for skill in weak if skill.key in steps]


@register.simple_tag
def module_of(quiz) -> dict | None:
    """Return {title, url} of the live module a quiz belongs to, or None. One query."""
    module = ModulePage.objects.live().filter(quiz=quiz).first()
    return {"title": module.title, "url": page_url(module)} if module else None
