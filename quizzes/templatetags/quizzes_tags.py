"""What an editor's preview of a question shows: every answer with its explanation."""

from dataclasses import dataclass

from django import template
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from quizzes.feedback import spoken_words
from quizzes.marking import is_best_option

register = template.Library()


@dataclass(frozen=True)
class ExplainedAnswer:
    """An option as the component answer-list takes it; `tag` says what it is worth."""

    text: str
    tag: str
    is_best: bool
    feedback: RichText
    is_chosen: bool = False


@register.simple_tag
def answers_explained(content: dict) -> list[ExplainedAnswer]:
    """Return all options of `Question.content()` with their values in words."""
    return [
        ExplainedAnswer(
            text=option["text"],
            tag=value_words(option["value"], is_best=is_best_option(content, option)),
            is_best=is_best_option(content, option),
            feedback=RichText(option["explanation"]),
        )
        for option in content["options"]
    ]


def value_words(value: int, *, is_best: bool) -> str:
    if is_best:
        return _("Stronger choice")
    return _("Reasonable") if value else _("Not this one")


@register.simple_tag
def spoken(text: str) -> str:
    """Return a sentence to say as the page for learners shows it."""
    return spoken_words(text)
