"""What every kind of question knows of itself. Pure: it sees a question's pinned content alone.

The words here are marked for translators and translated by whoever shows them.
"""

import random
from dataclasses import dataclass
from fractions import Fraction

MAX_POINTS = 2
# A part of the answer counts from here on. Together with shares that lose by every guess what they
# win by it, the best way to guess gets no more than one pick among as many options would get
# (tests/quizzes/test_guessing.py tries every way).
HALF_FROM = Fraction(2, 3)


def gettext_noop(message: str) -> str:
    """Mark a message for translators, as Django's function of that name does."""
    return message


NOTHING_CHOSEN = gettext_noop("Choose an answer first.")
NOT_OF_THIS_QUESTION = gettext_noop("Choose one of the answers on this page.")
TOO_FEW = {
    1: gettext_noop("This kind of question needs at least one option."),
    2: gettext_noop("This kind of question needs at least two options."),
}
TOO_MANY = {
    0: gettext_noop("A question to think about has no options: nobody is right."),
    6: gettext_noop("This kind of question has six options at most."),
    12: gettext_noop("This kind of question has twelve options at most."),
}


class InvalidAnswer(ValueError):
    """The answer cannot be one to this question; says to its reader why."""


@dataclass(frozen=True)
class Line:
    """One line of a solution: what it is about, what belongs there, and what was given instead.

    `answer` is "" where `text` says it all, `given` where nothing else was given.
    """

    text: str
    answer: str
    given: str
    is_right: bool
    explanation: str


class Kind:
    """A kind of question. One module makes one; `quizzes.marking` registers it.

    An answer is a list of strings for every kind, so that it is stored once in one way.
    """

    # As content names it; what editors call it; the template that asks it
    # (quizzes/kinds/<form>.html); the block its options are written in, and how many of them.
    name: str
    label: str
    form: str
    block: str = "option"
    least, most = 2, 6
    is_scored = True
    # Whether an answer may have several options, and whether its lines stand in an order that
    # counts; what is said of an answer worth half.
    takes_several = False
    is_ordered = False
    half = gettext_noop("Nearly all of it.")

    def why_unfit(self, options: list[dict]) -> str:
        """Return why pinned `options` cannot make a question of this kind, or ""."""
        if len(options) > self.most:
            return TOO_MANY[self.most]
        return TOO_FEW[self.least] if len(options) < self.least else self.why_amiss(options)

    def why_amiss(self, options: list[dict]) -> str:
        """Return the same of options that are as many as they should be."""
        return ""

    def order(self, content: dict, dice: random.Random) -> list[str]:
        """Return the ids of what a page shows, in the order in which it does.

        It hangs on ids and dice, never on the key.
        """
        ids = sorted(option["id"] for option in content["options"])
        return dice.sample(ids, len(ids))

    def answers(self, content: dict) -> frozenset[str]:
        """Return what an answer is made of: versions with the same can mark one another's."""
        return frozenset(option["id"] for option in content["options"])

    def asked(self, content: dict, options: list[dict], given: list[str], pressed: str) -> dict:
        """Return what the template of the form needs to ask, which says nothing of the key.

        `options` stand in shown order; `given` is what was filled in so far, `pressed` the button
        that only changed it.
        """
        raise NotImplementedError

    def canonical(self, chosen: list[str]) -> list[str]:
        """Return an answer in the one way in which it is stored and compared."""
        return sorted(chosen)

    def check(self, content: dict, chosen: list[str]) -> None:
        """Raise InvalidAnswer where `chosen` cannot be an answer."""
        raise NotImplementedError

    def points(self, content: dict, chosen: list[str]) -> int:
        """Return what a checked answer is worth: 0, 1 or 2."""
        raise NotImplementedError

    def best(self, content: dict) -> list[str]:
        """Return an answer that is worth all points."""
        raise NotImplementedError

    def met(self, content: dict, chosen: list[str]) -> list[str]:
        """Return the ids of the options that a checked answer consists of or comes down to."""
        return chosen

    def is_best(self, option: dict) -> bool:
        """Whether an option belongs to the best answer."""
        return True

    def is_reasonable(self, option: dict) -> bool:
        """Whether choosing an option alone is worth half: fine, and something is better."""
        return False

    def lines(self, content: dict, chosen: list[str]) -> list[Line]:
        """Return the solution line by line beside a checked answer; none where options say it."""
        return []

    def tag(self, line: Line) -> str:
        """Return what is said of what was given for a line, which may stand in the words itself:
        as `%(text)s`, or `%(number)s` where it is one.
        """
        if line.is_right:
            return gettext_noop("You chose this")
        return gettext_noop("You chose: %(text)s")


def field_id(index: int) -> str:
    """Return the id of an answer's field; an error links to the first one."""
    return f"id_choice_{index}" if index else "id_choice"


def points_for(share: Fraction) -> int:
    """Return the points for a share of the whole: all of it 2, two thirds or more 1."""
    if share == 1:
        return MAX_POINTS
    return 1 if share >= HALF_FROM else 0
