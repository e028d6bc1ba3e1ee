"""The words a learner reads after an answer, chosen by correctness and confidence (ux.md 5.1)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from quizzes.enums import Confidence
from quizzes.marking import is_best_option


@dataclass(frozen=True)
class OptionView:
    """An option as the answered page shows it; an explanation only where it helps."""

    id: str
    text: str
    is_chosen: bool
    is_best: bool
    explanation: str


@dataclass(frozen=True)
class Feedback:
    """Everything under the verdict: annotated options, why, and a sentence to say."""

    is_best: bool
    verdict: str
    confidence_note: str
    options: list[OptionView]
    say_this: str


def feedback(content: dict, options: list[dict], answer) -> Feedback:
    """Return the feedback on `answer` (chosen ids, confidence, is_best), options in shown order."""
    return Feedback(
        is_best=answer.is_best,
        verdict=verdict(is_best=answer.is_best, confidence=answer.confidence),
        confidence_note=confidence_note(is_best=answer.is_best, confidence=answer.confidence),
        options=[option_view(content, option, answer.chosen) for option in options],
        say_this=content["say_this"],
    )


def option_view(content: dict, option: dict, chosen: list[str]) -> OptionView:
    is_chosen, is_best = option["id"] in chosen, is_best_option(content, option)
    return OptionView(
        id=option["id"],
        text=option["text"],
        is_chosen=is_chosen,
        is_best=is_best,
        explanation=option["explanation"] if is_chosen or is_best else "",
    )


def verdict(*, is_best: bool, confidence: int | None) -> str:
    """Return the heading of the feedback. It never says "wrong"."""
    if is_best:
        return {
            Confidence.GUESSING: _("Right. Here is why, so next time you know."),
            Confidence.VERY_SURE: _("Right, and you knew it."),
        }.get(confidence, _("Right."))
    return {
        Confidence.GUESSING: _("Fair guess. Here is the stronger move."),
        Confidence.VERY_SURE: _("Good instinct. One thing to change."),
    }.get(confidence, _("Close. One thing to change."))


def confidence_note(*, is_best: bool, confidence: int | None) -> str:
    """Return the line below the heading, or ""."""
    if confidence == Confidence.VERY_SURE and not is_best:
        return _("You said you were very sure. Many people pick this, so it is worth a second look.")
    return ""
