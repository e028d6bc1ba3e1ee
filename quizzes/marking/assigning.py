"""Kinds in which every part of the question gets one of several choices; what they share.

The share is "rights minus wrongs": each wrong part takes away what a guess among its choices wins
on average, 1 / (choices - 1) (L. L. Thurstone, "A scoring method for mental tests", Psychological
Bulletin 16, 1919), so that chance makes 0.
"""

from fractions import Fraction

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


class Assigning(Kind):
    """An answer is one "<part>:<number>" for every part; the number counts its choices from 1.

    Choices stand in the order of the alphabet: neither their order nor their number tells which one
    is right.
    """

    def choices(self, content: dict, part: dict) -> list[str]:
        """Return what `part` may get, in the order of the alphabet."""
        raise NotImplementedError

    def around(self, part: dict) -> tuple[str, str]:
        """Return the words of a part before and after the place for its choice."""
        raise NotImplementedError

    def line(self, part: dict, given: str) -> Line:
        raise NotImplementedError

    def asked(self, content, options, given, pressed):
        return {
            "parts": [
                {
                    "html_id": field_id(index),
                    "before": self.around(part)[0],
                    "after": self.around(part)[1],
                    "choices": [
                        {"value": value, "text": text, "is_chosen": value in given}
                        for value, text in self.values(content, part).items()
                    ],
                }
                for index, part in enumerate(options)
            ]
        }

    def values(self, content: dict, part: dict) -> dict[str, str]:
        """Map what an answer may say about `part` to the words it stands for."""
        choices = enumerate(self.choices(content, part), start=1)
        return {f"{part['id']}:{number}": text for number, text in choices}

    def answers(self, content):
        values = [self.values(content, part) for part in content["options"]]
        return frozenset(f"{value} {text}" for one in values for value, text in one.items())

    def given(self, content: dict, chosen: list[str]) -> list[tuple[dict, str]]:
        """Return every part with the words that were chosen for it, "" for none."""
        return [
            (part, next((text for value, text in values.items() if value in chosen), ""))
            for part in content["options"]
            for values in [self.values(content, part)]
        ]

    def check(self, content, chosen):
        if not chosen:
            raise InvalidAnswer(NOTHING_CHOSEN)
        known = {v for part in content["options"] for v in self.values(content, part)}
        parts = [value.rpartition(":")[0] for value in chosen]
        if not set(chosen) <= known or len(set(parts)) < len(parts):
            raise InvalidAnswer(NOT_OF_THIS_QUESTION)
        if len(parts) < len(content["options"]):
            raise InvalidAnswer(gettext_noop("Choose something for every line."))

    def points(self, content, chosen):
        worth = [
            1 if text == part["right"] else -Fraction(1, len(self.choices(content, part)) - 1)
            for part, text in self.given(content, chosen)
        ]
        return points_for(Fraction(sum(worth)) / len(worth))

    def best(self, content):
        return [
            value
            for part in content["options"]
            for value, text in self.values(content, part).items()
            if text == part["right"]
        ]

    def lines(self, content, chosen):
        return [self.line(part, text) for part, text in self.given(content, chosen)]


def by_alphabet(texts) -> list[str]:
    return sorted(set(texts), key=lambda text: (text.casefold(), text))
