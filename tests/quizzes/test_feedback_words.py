"""The words around an answer, apart from any page."""

from dataclasses import dataclass

import pytest

from quizzes.feedback import explanations, feedback, spoken_words, verdict
from quizzes.marking import KINDS


@pytest.mark.parametrize(
    ("typed", "spoken"),
    [
        ("“Is this one OK?”", "Is this one OK?"),
        ('"Is this one OK?"', "Is this one OK?"),
        ("Is this one OK?", "Is this one OK?"),
        (" “Padded.” ", "Padded."),
        ("“No.” Then wait. “Fine.”", "“No.” Then wait. “Fine.”"),
        ("Say “OK?”", "Say “OK?”"),
        ("“", "“"),
        ("", ""),
    ],
)
def test_sentence_to_say_loses_the_quotation_marks_around_it(typed, spoken):
    assert spoken_words(typed) == spoken


@dataclass(frozen=True)
class Given:
    """An answer as it stands beside its question."""

    chosen: list[str]
    points: int
    confidence: int | None = None

    @property
    def is_best(self) -> bool:
        return self.points == 2


def tags(kind: str, chosen: list[str], points: int, **option) -> list[str]:
    """Return what stands above each line of the solution of a question with these options."""
    of_each = [{key: said[place] for key, said in option.items()} for place in range(3)]
    options = [
        {"id": name, "text": name, "explanation": "", **more}
        for name, more in zip("abc", of_each, strict=True)
    ]
    content = {"kind": kind, "say_this": "", "options": options}
    return [line.tag for line in feedback(content, options, Given(chosen, points)).lines]


def test_kinds_say_in_their_own_words_what_was_given():
    right, others = ["x", "y", "z"], [["y", "z"]] * 3
    assert tags("ordering", ["a", "c", "b"], 0) == [
        "You put it here",
        "You put it in place 3",
        "You put it in place 2",
    ]
    assert tags("matching", ["a:1", "b:1", "c:3"], 1, right=right) == [
        "You chose this",
        "You chose: x",
        "You chose this",
    ]
    assert tags("gaps", ["a:1", "b:1", "c:2"], 1, right=right, others=others) == [
        "You chose this",
        "You chose this",
        "You chose this",
    ]
    assert tags("short-answer", ["so"], 0, value=[2, 1, 0]) == ["You wrote", "Stronger answer"]


def test_what_was_given_stands_in_the_words_as_it_is():
    said = tags("matching", ["a:1", "b:2", "c:3"], 0, right=["x", "50%", "%(text)s"])
    assert said == ["You chose: %(text)s", "You chose this", "You chose: x"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [("judgement", "Reasonable. There is a stronger move."), ("matching", "Nearly all of it.")],
)
def test_half_is_called_what_it_is_for_the_kind(kind, words):
    assert verdict(points=1, confidence=2, half=KINDS[kind].half) == words


def option(name: str, value: int, explanation: str = "<p>why</p>") -> dict:
    return {"id": name, "text": f"Text {name}", "value": value, "explanation": explanation}


def headings(kind: str, options: list[dict], chosen: list[str]) -> list[str]:
    return [why.heading for why in explanations({"kind": kind}, options, chosen)]


def test_choice_is_explained_before_the_stronger_one():
    options = [option("a", 2), option("b", 1), option("c", 0)]
    assert headings("judgement", options, ["c"]) == [
        "About your choice",
        "Why the other one is stronger",
    ]


def test_several_answers_are_told_apart_by_their_own_words():
    options = [option("a", 1), option("b", 0), option("c", 1), option("d", 0)]
    assert headings("multiple", options, ["b", "c"]) == ["Text b", "Text c", "Text a"]


def test_option_without_an_explanation_has_no_panel():
    options = [option("a", 1), option("b", 0, explanation="")]
    assert headings("single", options, ["b"]) == ["Why the other one is stronger"]
