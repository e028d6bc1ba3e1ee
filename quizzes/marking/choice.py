"""Kinds that show options to choose from; what they share."""

from quizzes.marking.kind import (
    MAX_POINTS,
    NOT_OF_THIS_QUESTION,
    NOTHING_CHOSEN,
    InvalidAnswer,
    Kind,
    field_id,
    gettext_noop,
)

ONLY_JUDGEMENT = gettext_noop("Only a graded judgement has options worth 2.")
ONE_RIGHT = gettext_noop("Exactly one option must be right.")


def values_of(options: list[dict]) -> list[int]:
    return [option["value"] for option in options]


class Choice(Kind):
    """Options with a value each: 1 is right, 0 is not. One of them is chosen.

    An answer is a list of option ids.
    """

    form = "choice"
    best_value = 1

    def why_amiss(self, options):
        values = values_of(options)
        if MAX_POINTS in values:
            return ONLY_JUDGEMENT
        return "" if values.count(1) == 1 else ONE_RIGHT

    def asked(self, content, options, given, pressed):
        shown = [
            {
                "id": option["id"],
                "html_id": field_id(index),
                "text": option["text"],
                "is_checked": option["id"] in given,
            }
            for index, option in enumerate(options)
        ]
        return {"options": shown, "is_multiple": self.takes_several}

    def check(self, content, chosen):
        if not chosen:
            raise InvalidAnswer(NOTHING_CHOSEN)
        known = {option["id"] for option in content["options"]}
        is_one_too_many = len(chosen) > 1 and not self.takes_several
        if not set(chosen) <= known or len(set(chosen)) < len(chosen) or is_one_too_many:
            raise InvalidAnswer(NOT_OF_THIS_QUESTION)

    def points(self, content, chosen):
        return MAX_POINTS if chosen == self.best(content) else 0

    def best(self, content):
        return [option["id"] for option in content["options"] if self.is_best(option)]

    def is_best(self, option):
        return option["value"] == self.best_value
