"""One answer is right: 2 points for it, 0 for any other."""

from quizzes.marking.choice import Choice
from quizzes.marking.kind import gettext_noop


class Single(Choice):
    name = "single"
    label = gettext_noop("One answer is right")
