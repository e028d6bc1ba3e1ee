"""Matching: each left side gets one of the right sides; two may have the same one."""

from quizzes.marking.assigning import Assigning, by_alphabet
from quizzes.marking.kind import Line, gettext_noop


class Matching(Assigning):
    name = "matching"
    label = gettext_noop("Match pairs")
    form = "match"
    block = "pair"

    def why_amiss(self, options):
        if len({pair["right"] for pair in options}) < 2:
            return gettext_noop("There must be at least two different right sides.")
        return ""

    def choices(self, content, part):
        return by_alphabet(pair["right"] for pair in content["options"])

    def around(self, part):
        return part["text"], ""

    def line(self, part, given):
        return Line(part["text"], part["right"], given, given == part["right"], part["explanation"])
