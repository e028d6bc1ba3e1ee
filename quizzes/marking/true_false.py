"""True or false: two options, one of them right. They stand in the order they were written in."""

from quizzes.marking.choice import Choice
from quizzes.marking.kind import gettext_noop


class TrueFalse(Choice):
    name = "true-false"
    label = gettext_noop("True or false")

    def why_amiss(self, options):
        if len(options) > 2:
            return gettext_noop("True or false has two options.")
        return super().why_amiss(options)

    def order(self, content, dice):
        return [option["id"] for option in content["options"]]
