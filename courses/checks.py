"""Inline checks: what a learner reads after answering. Nothing of it is stored (decision 5)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from courses.rendering import CHECK
from quizzes.feedback import spoken_words

BEST, REASONABLE, RISKY = "2", "1", "0"


@dataclass(frozen=True)
class OptionFeedback:
    """An option of an answered check; `feedback` is empty where it would not help."""

    id: str
    text: str
    is_chosen: bool
    is_best: bool
    feedback: RichText | str


@dataclass(frozen=True)
class CheckFeedback:
    """The answered state of a check. `chosen_id` is empty after "Not sure, show me".

    `may_retry`: a second go is offered, once, after a choice that was not the best.
    """

    chosen_id: str
    verdict: str
    is_best: bool
    options: list[OptionFeedback]
    say_this: str
    may_retry: bool


def find_check(lesson, step_number: int, block_id: str):
    """Return the check block `block_id` of a step, or None."""
    return next(
        (
            child
            for child in lesson.steps[step_number - 1].value["blocks"]
            if child.block_type == CHECK and child.id == block_id
        ),
        None,
    )


def feedback(check, chosen_id: str, *, is_second_go: bool = False) -> CheckFeedback:
    """Return the feedback on `chosen_id` (an option's id, or "" for "show me").

    A learner who chose reads the feedback of their choice and of the best option; somebody who
    asked to be shown reads that of the best option.
    """
    bound = check.value["options"].bound_blocks
    chosen_value = next((item.value["value"] for item in bound if item.id == chosen_id), None)
    options = [option_feedback(item, chosen_id) for item in bound]
    return CheckFeedback(
        chosen_id=chosen_id,
        verdict=verdict(chosen_value),
        is_best=chosen_value == BEST,
        options=options,
        say_this=spoken_words(check.value["say_this"]),
        may_retry=bool(chosen_id) and chosen_value != BEST and not is_second_go,
    )


def option_feedback(item, chosen_id: str) -> OptionFeedback:
    is_chosen, is_best = item.id == chosen_id, item.value["value"] == BEST
    shown = item.value["feedback"] if is_chosen or is_best else ""
    return OptionFeedback(item.id, item.value["text"], is_chosen, is_best, shown)


def has_option(check, option_id: str) -> bool:
    return any(item.id == option_id for item in check.value["options"].bound_blocks)


def verdict(chosen_value: str | None) -> str:
    """Return the words above the feedback; they never say "wrong"."""
    return {
        BEST: _("That is the strongest choice."),
        REASONABLE: _("Reasonable. There is a stronger choice."),
        RISKY: _("Good thought behind it. Here is a stronger choice."),
    }.get(chosen_value, _("Here is a strong choice, and why."))
