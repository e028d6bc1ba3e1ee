"""GIFT: every construct of the language, in a small file of our own."""

from html import unescape

import pytest

from quizzes.exchange import formats, gift
from quizzes.exchange.items import Answer, Item, Refused, Type
from tests.quizzes.exchange.reads import answers, items_of, lost, refusals, said

ITEMS = items_of("every_construct.gift", "gift")

TYPES = {
    "The canoe": "single",
    "Half a yes": "judgement",
    "Several": "multiple",
    "Words behind": "single",
    "A yes can end.": "true-false",
    "False": "true-false",
    "Short": "short-answer",
    "Pairs": "matching",
    "One number": "number",
    "A range": "number",
    "Near enough": "number",
    "Think": "reflect",
    "Escapes": "single",
}
REFUSALS = {
    "lake/canoes": "construct: $CATEGORY",
    "Title only: said": "construct: description",
    "::Open::This has { no end.": "braces",
    "Too large": "number: 12345678901234567890",
    "Add-on": "construct: {> } (ordering of an add-on)",
    "No arrow": "pair: two",
}


def test_each_question_has_its_type():
    assert {name: item.type for name, item in ITEMS.items() if not item.refusal} == TYPES


def test_each_other_block_is_refused_by_name():
    assert refusals(ITEMS) == REFUSALS


ANSWERS = {
    "The canoe": [("Until four", 100), ("For ever", 0), ("Until it breaks", -50)],
    "Half a yes": [("Ask again", 100), ("Wait", 50), ("Go on", 0)],
    "Several": [("yes", 50), ("=please=", 50), ("hm", -100)],
    "Words behind": [("floats", 100), ("sinks", 0)],
    "A yes can end.": [("true", 100), ("false", 0)],
    "False": [("true", 0), ("false", 100)],
    "Short": [("Ada", 100), ("A*", 50), ("*", 0)],
    "Escapes": [("~ and #\n\\", 100), ("=", 0)],
}


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_have_their_fractions(name):
    assert answers(ITEMS[name]) == ANSWERS[name]


def test_numbers_have_their_tolerance():
    found = {
        name: [(a.text, a.tolerance, a.fraction) for a in ITEMS[name].answers]
        for name in ("One number", "A range", "Near enough")
    }
    assert found == {
        "One number": [("3", "0", 100)],
        "A range": [("5", "0.5", 100)],
        "Near enough": [("5", "0.5", 100), ("6", "0.5", 50), ("*", "", 0)],
    }


def test_pairs_stand_together_and_one_right_side_alone():
    pairs = [(answer.text, answer.match) for answer in ITEMS["Pairs"].answers]
    assert pairs == [("Ada", "canoe"), ("Bo", "paddle"), ("", "kite")]


def test_feedback_is_html_whatever_it_was():
    assert said(ITEMS["The canoe"]) == [
        "<p>It ends when she said.</p>",
        "<p>A yes has an end.</p>",
        "",
    ]
    assert said(ITEMS["Half a yes"])[0] == "<b>Clear</b> is kind."
    assert ITEMS["Short"].general_feedback == "<p>She has the key.</p>"


def test_first_feedback_of_true_is_for_who_says_false():
    assert said(ITEMS["A yes can end."]) == ["<p>So it is.</p>", "<p>It can.</p>"]


def test_words_behind_the_answers_leave_a_gap():
    assert ITEMS["Words behind"].stem == "The canoe _____ on the lake."


def test_remarks_give_the_id_and_no_text():
    assert (ITEMS["The canoe"].source_id, ITEMS["Half a yes"].source_id) == ("lake-1", "")


def test_what_is_left_out_is_named():
    assert lost(ITEMS["The canoe"]) == ["fractions: -50 %"]
    assert lost(ITEMS["False"]) == ["markup: <i>"]


@pytest.mark.parametrize(
    ("data", "said"),
    [("Où ?{T}".encode("cp1252"), "Où ?"), ("Où ?{T}".encode("utf-16"), "Où ?")],
)
def test_other_encodings_are_read(data, said):
    assert formats.read(data, "gift")[0].stem == said


def test_guessed_encoding_is_named():
    item = formats.read("Où ?{T}".encode("cp1252"), "gift")[0]
    assert lost(item) == ["encoding: Windows-1252"]


def test_picture_is_no_text_file():
    with pytest.raises(Refused, match="not-text"):
        formats.read(b"\x89PNG\r\n\x1a\n\0\0", "gift")


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (Item(Type.ORDERING, "n", "s", [Answer("a")]), "ordering"),
        (Item(Type.GAPS, "n", "[[1]]", [Answer("a", group=1)]), "gaps"),
        (Item(Type.SHORT_ANSWER, "n", "s", [Answer("a -> b", 100)]), "->"),
    ],
)
def test_what_gift_has_no_words_for_is_named(item, why):
    assert gift.why_not(item).what == why


@pytest.mark.parametrize("type_", [Type.SHORT_ANSWER, Type.SINGLE, Type.TRUE_FALSE])
def test_signs_in_feedback_mean_nothing_to_the_answers(type_):
    said = "<p>a -> b = c # d ~ e { f } g : h \\ i \\n %50% ####</p>"
    answers = [Answer("true", 100.0, said), Answer("false", 0.0, said)]
    item = Item(type_, "n", "s", answers)
    (again,) = formats.read(gift.write([item]), "gift")
    assert again.type == type_
    assert [unescape(answer.feedback) for answer in again.answers] == [said, said]


def test_number_that_is_none_breaks_no_file():
    broken = Item(Type.NUMBER, "n", "s", [Answer("3}\n\n::Other::{T}", 100.0, tolerance="0")])
    written = formats.write([broken], "gift")
    assert [note.why for _item, note in written.left_out] == ["number"]
