"""The words around an answer, apart from any page."""

import pytest

from quizzes.feedback import explanations, spoken_words


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
