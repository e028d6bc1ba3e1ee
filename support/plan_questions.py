"""What the planner asks, and what counts as an answer. "I do not know" is always one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from support.enums import App, PlanAge, PlanDanger, PlanDemand, PlanSpread, PlanTrack

# Who cannot say what fits best is helped as the person in the picture, which is the fallback: that
# list has every step of first help.
NO_TRACK = [("", _("Something else, or I do not know"))]


@dataclass(frozen=True)
class Question:
    """One question: `options` are (value, words), `fallback` what no answer counts as."""

    name: str
    words: str
    options: Iterable[tuple[str, str]]
    fallback: str = ""
    hint: str = ""

    @property
    def takes_several(self) -> bool:
        return not self.fallback

    def answer_in(self, sent: QueryDict) -> str | list[str]:
        """Return the answer as the planner takes it; what was not offered was not answered."""
        offered = {value for value, _words in self.options}
        if self.takes_several:
            return [value for value in sent.getlist(self.name) if value in offered]
        value = sent.get(self.name)
        return value if value and value in offered else self.fallback


QUESTIONS = (
    Question(
        "danger",
        _("Is anyone in danger, or might anyone hurt themselves?"),
        PlanDanger.choices,
        PlanDanger.UNKNOWN,
    ),
    Question("track", _("What fits best?"), PlanTrack.choices + NO_TRACK, PlanTrack.ME),
    Question(
        "age",
        _("How old was the person in the picture when it was made?"),
        PlanAge.choices,
        PlanAge.UNKNOWN,
        _("If there is more than one person: the youngest."),
    ),
    Question("spread", _("How far has it gone?"), PlanSpread.choices, PlanSpread.UNKNOWN),
    Question(
        "demand",
        _("Does anyone ask for something?"),
        PlanDemand.choices,
        PlanDemand.UNKNOWN,
    ),
    Question(
        "apps",
        _("Where is it?"),
        App.choices,
        hint=_("Choose all that fit. Choose none if you do not know."),
    ),
)


def answers_in(sent: QueryDict) -> dict[str, Any]:
    """Return the answers of a form that was sent, whatever it holds."""
    return {question.name: question.answer_in(sent) for question in QUESTIONS}
