"""The words a learner reads after an answer, chosen by correctness and confidence (ux.md 5.1)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from quizzes.enums import Confidence, QuestionKind
from quizzes.marking import MAX_POINTS, is_best_option, is_reasonable_option


@dataclass(frozen=True)
class OptionView:
    """An option as the answered page shows it; what is behind it stands in `Feedback.why`.

    `tag` is what stands above it in place of the usual words.
    """

    text: str
    is_chosen: bool
    is_best: bool
    tag: str


@dataclass(frozen=True)
class Why:
    """The explanation of one option, under a heading that says which option it is about."""

    heading: str
    body: RichText


@dataclass(frozen=True)
class Feedback:
    """Everything under the verdict: annotated options, why, and a sentence to say."""

    is_best: bool
    verdict: str
    confidence_note: str
    options: list[OptionView]
    why: list[Why]
    say_this: str


def feedback(content: dict, options: list[dict], answer) -> Feedback:
    """Return the feedback on `answer`, options in shown order.

    The answer has chosen ids, confidence, points and is_best.
    """
    return Feedback(
        is_best=answer.is_best,
        verdict=verdict(points=answer.points, confidence=answer.confidence),
        confidence_note=confidence_note(is_best=answer.is_best, confidence=answer.confidence),
        options=[option_view(content, option, answer.chosen) for option in options],
        why=explanations(content, options, answer.chosen),
        say_this=spoken_words(content["say_this"]),
    )


def option_view(content: dict, option: dict, chosen: list[str]) -> OptionView:
    is_chosen = option["id"] in chosen
    is_half = is_chosen and is_reasonable_option(content, option)
    return OptionView(
        text=option["text"],
        is_chosen=is_chosen,
        is_best=is_best_option(content, option),
        tag=_("You chose: a reasonable choice") if is_half else "",
    )


def explanations(content: dict, options: list[dict], chosen: list[str]) -> list[Why]:
    """Explain what was chosen first, then the best answer; other options would only distract."""
    explained = sorted(
        (o for o in options if o["id"] in chosen or is_best_option(content, o)),
        key=lambda option: option["id"] not in chosen,
    )
    return [
        Why(why_heading(content, option, chosen), RichText(option["explanation"]))
        for option in explained
        if option["explanation"]
    ]


def why_heading(content: dict, option: dict, chosen: list[str]) -> str:
    """Return words for the option where there are at most two to tell apart, else its own text."""
    if content["kind"] == QuestionKind.MULTIPLE:
        return option["text"]
    if not is_best_option(content, option):
        return _("About your choice")
    return _("Why this works") if option["id"] in chosen else _("Why the other one is stronger")


def spoken_words(text: str) -> str:
    """Return a sentence to say without the quotation marks around it; the page sets its own."""
    text = text.strip()
    inner = text[1:-1]
    is_quoted = len(text) > 1 and text[0] + text[-1] in {"“”", '""', "‘’"}
    return inner if is_quoted and not set(inner) & set('“”"') else text


def verdict(*, points: int, confidence: int | None) -> str:
    """Return the heading of the feedback. It never says "wrong"."""
    if points == MAX_POINTS:
        return {
            Confidence.GUESSING: _("Right. Here is why, so next time you know."),
            Confidence.VERY_SURE: _("Right, and you knew it."),
        }.get(confidence, _("Right."))
    if points:
        return _("Reasonable. There is a stronger move.")
    return {
        Confidence.GUESSING: _("Fair guess. Here is the stronger move."),
        Confidence.VERY_SURE: _("Good instinct. One thing to change."),
    }.get(confidence, _("Close. One thing to change."))


def confidence_note(*, is_best: bool, confidence: int | None) -> str:
    """Return the line below the heading, or ""."""
    if confidence == Confidence.VERY_SURE and not is_best:
        return _("You said you were very sure, so it is worth a second look.")
    return ""
