"""Several answers are right, and part of them counts.

The share is the part of the right options that were chosen, less the part of the others that were
chosen too: Youden's J (W. J. Youden, "Index for rating diagnostic tests", Cancer 3, 1950), which is
0 for choosing everything, and 0 on average however somebody guesses.
"""

from fractions import Fraction

from quizzes.marking.choice import ONLY_JUDGEMENT, Choice, values_of
from quizzes.marking.kind import MAX_POINTS, gettext_noop, points_for


class Multiple(Choice):
    name = "multiple"
    label = gettext_noop("Several answers are right")
    takes_several = True

    def why_amiss(self, options):
        values = values_of(options)
        if MAX_POINTS in values:
            return ONLY_JUDGEMENT
        if {0, 1} <= set(values):
            return ""
        return gettext_noop("Some options must be right, some not.")

    def points(self, content, chosen):
        right = set(self.best(content))
        others = {option["id"] for option in content["options"]} - right
        hits, false = right & set(chosen), others & set(chosen)
        return points_for(Fraction(len(hits), len(right)) - Fraction(len(false), len(others)))
