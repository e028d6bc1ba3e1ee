"""The words a learner reads after an answer, chosen by correctness and confidence (ux.md 5.1)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from quizzes.enums import Confidence
from quizzes.marking import (
    MAX_POINTS,
    Kind,
    Line,
    is_best_option,
    is_reasonable_option,
    kind_of,
    mark,
)


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
class SolutionLine:
    """A line of the solution of a question that shows no options; `tag` says what was given."""

    text: str
    answer: str
    tag: str
    is_right: bool
    feedback: RichText | None


@dataclass(frozen=True)
class Why:
    """The explanation of one option, under a heading that says which option it is about."""

    heading: str
    body: RichText


@dataclass(frozen=True)
class Feedback:
    """Everything under the verdict: annotated options or lines, why, and a sentence to say."""

    is_best: bool
    verdict: str
    confidence_note: str
    options: list[OptionView]
    lines: list[SolutionLine]
    is_ordered: bool
    why: list[Why]
    say_this: str


def feedback(content: dict, options: list[dict], answer) -> Feedback:
    """Return the feedback on `answer`, options in shown order.

    The answer has chosen ids, confidence, points and is_best.
    """
    kind = kind_of(content)
    lines = kind.lines(content, answer.chosen)
    words = verdict(points=answer.points, confidence=answer.confidence, half=kind.half)
    if answer.points > mark(content, answer.chosen).points:
        # The key was corrected, and nobody was to lose points by it.
        words = words_of_kept_points(answer.points)
    return Feedback(
        is_best=answer.is_best,
        verdict=words,
        confidence_note=confidence_note(is_best=answer.is_best, confidence=answer.confidence),
        options=[] if lines else [option_view(content, o, answer.chosen) for o in options],
        lines=solution(kind, lines, answer),
        is_ordered=kind.is_ordered,
        why=explanations(content, options or content["options"], answer.chosen),
        say_this=spoken_words(content["say_this"]),
    )


def words_of_kept_points(points: int) -> str:
    if points == MAX_POINTS:
        return _("This counts as right, as it did before.")
    return _("This counts half, as it did before.")


def solution(kind: Kind, lines: list[Line], answer) -> list[SolutionLine]:
    """Return the lines, those that went otherwise explained; where all went well, every one."""
    return [
        SolutionLine(
            text=line.text,
            answer=line.answer,
            tag=_(kind.tag(line)) % {"text": line.given, "number": line.given},
            is_right=line.is_right,
            feedback=explanation_of(line) if answer.is_best or not line.is_right else None,
        )
        for line in lines
    ]


def explanation_of(line: Line) -> RichText | None:
    return RichText(line.explanation) if line.explanation else None


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
    """Explain what was chosen first, then the best answer; other options would only distract.

    What is explained line by line, beside the solution, is not explained again.
    """
    kind = kind_of(content)
    if any(line.explanation for line in kind.lines(content, chosen)):
        return []
    met = kind.met(content, chosen)
    explained = sorted(
        (o for o in options if o["id"] in met or is_best_option(content, o)),
        key=lambda option: option["id"] not in met,
    )
    return [
        Why(why_heading(content, option, met), RichText(option["explanation"]))
        for option in explained
        if option["explanation"]
    ]


def why_heading(content: dict, option: dict, chosen: list[str]) -> str:
    """Return words for the option where there are at most two to tell apart, else its own text."""
    if kind_of(content).takes_several:
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


def verdict(*, points: int, confidence: int | None, half: str) -> str:
    """Return the heading of the feedback, `half` where that is it. It never says "wrong"."""
    if points == MAX_POINTS:
        return {
            Confidence.GUESSING: _("Right. Here is why, so next time you know."),
            Confidence.VERY_SURE: _("Right, and you knew it."),
        }.get(confidence, _("Right."))
    if points:
        return _(half)
    return {
        Confidence.GUESSING: _("Fair guess. Here is the stronger move."),
        Confidence.VERY_SURE: _("Good instinct. One thing to change."),
    }.get(confidence, _("Close. One thing to change."))


def confidence_note(*, is_best: bool, confidence: int | None) -> str:
    """Return the line below the heading, or ""."""
    if confidence == Confidence.VERY_SURE and not is_best:
        return _("You said you were very sure, so it is worth a second look.")
    return ""
