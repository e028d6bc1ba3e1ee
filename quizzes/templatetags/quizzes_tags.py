"""What an editor's preview of a question shows: every answer with its explanation, and on paper."""

from dataclasses import dataclass

from django import template
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from quizzes.feedback import SolutionLine, explanation_of, spoken_words
from quizzes.marking import is_best_option, kind_of

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
    """Return all options of `Question.content()` that are chosen from, with values in words."""
    if kind_of(content).form != "choice":
        return []
    return [
        ExplainedAnswer(
            text=option["text"],
            tag=value_words(option["value"], is_best=is_best_option(content, option)),
            is_best=is_best_option(content, option),
            feedback=RichText(option["explanation"]),
        )
        for option in content["options"]
    ]


@register.simple_tag
def lines_explained(content: dict) -> list[SolutionLine]:
    """Return the solution of `Question.content()` line by line, where it has no options to show.

    Of what is typed: every answer that an editor thought of.
    """
    kind = kind_of(content)
    if kind.form == "text":
        return [typed_line(kind, option) for option in content["options"]]
    lines = kind.lines(content, kind.best(content)) if kind.is_scored else []
    return [SolutionLine(line.text, line.answer, "", True, explanation_of(line)) for line in lines]


def typed_line(kind, option: dict) -> SolutionLine:
    return SolutionLine(
        text=kind.words(option),
        answer="",
        tag=value_words(option["value"], is_best=kind.is_best(option)),
        is_right=kind.is_best(option),
        feedback=RichText(option["explanation"]),
    )


@register.simple_tag
def on_paper(content: dict) -> dict:
    """Return what a sheet to fill in shows of `Question.content()`: its form, and what to ask.

    Things to put in order stand by the alphabet, so that a sheet does not give the order away.
    """
    kind = kind_of(content)
    options = content["options"]
    if kind.form == "order":
        options = sorted(options, key=lambda option: option["text"].casefold())
    asked = kind.asked(content, options, [], "")
    return {"template": f"quizzes/kinds/{kind.form}_on_paper.html", "asked": asked}


def value_words(value: int, *, is_best: bool) -> str:
    if is_best:
        return _("Stronger choice")
    return _("Reasonable") if value else _("Not this one")


@register.simple_tag
def spoken(text: str) -> str:
    """Return a sentence to say as the page for learners shows it."""
    return spoken_words(text)
