"""Kinds whose answer is typed; what they share.

Options are the answers an editor thought of, worth 2, 1 or 0, each with its explanation. The page
shows none of them before the answer. What anybody typed is shown to them alone.
"""

import unicodedata

from quizzes.marking.kind import MAX_POINTS, InvalidAnswer, Kind, Line, gettext_noop

LONGEST_ANSWER = 80
# What is not a sign to read, and what a database may refuse.
UNREADABLE = {"Cc", "Cs"}


class Typed(Kind):
    """An answer is one text, with single spaces and without spaces around it."""

    form = "text"
    least, most = 1, 12
    is_number = False

    def why_amiss(self, options):
        if any(len(option["text"]) > LONGEST_ANSWER for option in options):
            return gettext_noop("An answer to type has 80 letters at most.")
        if all(option["value"] < MAX_POINTS for option in options):
            return gettext_noop("At least one answer must be worth 2.")
        return ""

    def order(self, content, dice):
        return []

    def answers(self, content):
        return frozenset()

    def asked(self, content, options, given, pressed):
        return {
            "typed": given[0] if given else "",
            "is_number": self.is_number,
            "longest": LONGEST_ANSWER,
        }

    def canonical(self, chosen):
        return [text for text in map(tidy, chosen) if text]

    def check(self, content, chosen):
        if not chosen:
            raise InvalidAnswer(gettext_noop("Write an answer first."))
        if len(chosen) > 1 or chosen != self.canonical(chosen):
            raise InvalidAnswer(gettext_noop("Write one answer in the field on this page."))
        if len(chosen[0]) > LONGEST_ANSWER:
            raise InvalidAnswer(gettext_noop("Write 80 letters at most."))

    def fits(self, option: dict, typed: str) -> bool:
        """Whether what was typed comes down to this answer."""
        raise NotImplementedError

    def met(self, content, chosen):
        """Return the id of the best answer that what was typed comes down to, in a list, or []."""
        ranked = sorted(content["options"], key=lambda option: -option["value"])
        return [option["id"] for option in ranked if self.fits(option, chosen[0])][:1]

    def points(self, content, chosen):
        met = self.met(content, chosen)
        return next((o["value"] for o in content["options"] if o["id"] in met), 0)

    def best(self, content):
        return [next(option["text"] for option in content["options"] if self.is_best(option))]

    def is_best(self, option):
        return option["value"] == MAX_POINTS

    def words(self, option: dict) -> str:
        """Return an answer as a solution names it."""
        return option["text"]

    def lines(self, content, chosen):
        """Return what was typed, then each best answer that says something else."""
        met = self.met(content, chosen)
        typed = Line(chosen[0], "", chosen[0], self.points(content, chosen) == MAX_POINTS, "")
        others = [
            Line(self.words(option), "", "", True, "")
            for option in content["options"]
            if self.is_best(option) and option["id"] not in met
        ]
        return [typed, *others]

    def tag(self, line):
        return gettext_noop("You wrote") if line.given else gettext_noop("Stronger answer")


def tidy(text: str) -> str:
    """Return a text with single spaces, without spaces around it and without unreadable signs."""
    readable = (" " if unicodedata.category(s) in UNREADABLE else s for s in text)
    return " ".join("".join(readable).split())
