"""Things to put in order; nearly right counts.

The share is Kendall's tau between the two orders (M. G. Kendall, "A new measure of rank
correlation", Biometrika 30, 1938): pairs that stand the right way round less pairs that do not, by
all pairs. It is 0 on average for an order made by chance, and less for one turned round.
"""

from fractions import Fraction
from itertools import combinations

from quizzes.marking.kind import (
    NOT_OF_THIS_QUESTION,
    NOTHING_CHOSEN,
    InvalidAnswer,
    Kind,
    Line,
    field_id,
    gettext_noop,
    points_for,
)

UP, DOWN = "up", "down"


class Ordering(Kind):
    """The options of the content stand in the right order; an answer is their ids in order."""

    name = "ordering"
    label = gettext_noop("Put in order")
    form = "order"
    block = "item"
    least = 3
    is_ordered = True

    def why_unfit(self, options):
        if len(options) < self.least:
            return gettext_noop("There must be at least three things to put in order.")
        return super().why_unfit(options)

    def asked(self, content, options, given, pressed):
        """`pressed` names a thing and the way it goes, as "<id>:up"."""
        texts = {option["id"]: option["text"] for option in options}
        order = given if sorted(given) == sorted(texts) else list(texts)
        one, _colon, way = pressed.rpartition(":")
        order = moved(order, one, way)
        shown = [
            {
                "id": option_id,
                "text": texts[option_id],
                "html_id": field_id(index),
                # Where the hand that moved it is waiting, to move it on.
                "takes_focus": option_id == one,
            }
            for index, option_id in enumerate(order)
        ]
        return {"options": shown, "way": way}

    def canonical(self, chosen):
        return list(chosen)

    def check(self, content, chosen):
        if not chosen:
            raise InvalidAnswer(NOTHING_CHOSEN)
        if sorted(chosen) != sorted(self.best(content)):
            raise InvalidAnswer(NOT_OF_THIS_QUESTION)

    def points(self, content, chosen):
        place = {option_id: index for index, option_id in enumerate(chosen)}
        pairs = list(combinations(self.best(content), 2))
        good = sum(place[first] < place[second] for first, second in pairs)
        return points_for(Fraction(2 * good - len(pairs), len(pairs)))

    def best(self, content):
        return [option["id"] for option in content["options"]]

    def lines(self, content, chosen):
        return [
            Line(
                text=option["text"],
                answer="",
                given=str(chosen.index(option["id"]) + 1),
                is_right=chosen[index] == option["id"],
                explanation=option["explanation"],
            )
            for index, option in enumerate(content["options"])
        ]

    def tag(self, line):
        if line.is_right:
            return gettext_noop("You put it here")
        return gettext_noop("You put it in place %(number)s")


def moved(order: list[str], one: str, way: str) -> list[str]:
    """Return `order` with one of it a place further up or down; at the end it stays."""
    if one not in order or way not in {UP, DOWN}:
        return order
    place = order.index(one)
    goal = min(max(place + (1 if way == DOWN else -1), 0), len(order) - 1)
    others = [other for other in order if other != one]
    return [*others[:goal], one, *others[goal:]]
