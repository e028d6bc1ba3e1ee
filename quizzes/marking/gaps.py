"""Gap choice: sentences with one gap each, and a few words to choose from for every gap."""

from quizzes.marking.assigning import Assigning, by_alphabet
from quizzes.marking.kind import Line, gettext_noop

GAP = "___"


class Gaps(Assigning):
    """The sentences stay in the order they were written in, for together they make a text."""

    name = "gaps"
    label = gettext_noop("Choose the words for the gaps")
    form = "gaps"
    block = "gap"
    least = 1

    def why_amiss(self, options):
        if any(gap["text"].count(GAP) != 1 for gap in options):
            return gettext_noop("Each sentence has one gap, written as three low lines: ___")
        if any(len(set(gap["others"]) - {gap["right"]}) < 1 for gap in options):
            return gettext_noop("Each gap needs at least one other word to choose.")
        return ""

    def order(self, content, dice):
        return [gap["id"] for gap in content["options"]]

    def choices(self, content, part):
        return by_alphabet([part["right"], *part["others"]])

    def around(self, part):
        before, _gap, after = part["text"].partition(GAP)
        return before.strip(), after.strip()

    def line(self, part, given):
        text = part["text"].replace(GAP, "…", 1)
        return Line(text, part["right"], given, given == part["right"], part["explanation"])
