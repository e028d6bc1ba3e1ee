"""A graded judgement: the chosen option gives its own value, best 2, reasonable 1, risky 0."""

from quizzes.marking.choice import Choice, values_of
from quizzes.marking.kind import MAX_POINTS, gettext_noop


class Judgement(Choice):
    name = "judgement"
    label = gettext_noop("Graded judgement: best 2, reasonable 1, risky 0")
    best_value = MAX_POINTS
    half = gettext_noop("Reasonable. There is a stronger move.")

    def why_amiss(self, options):
        if values_of(options).count(MAX_POINTS) == 1:
            return ""
        return gettext_noop("A judgement needs exactly one option worth 2.")

    def points(self, content, chosen):
        values = {option["id"]: option["value"] for option in content["options"]}
        return values[chosen[0]]

    def is_reasonable(self, option):
        return option["value"] == 1
