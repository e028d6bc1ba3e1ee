"""Moodle XML: every type and what stands around it, in a small file of our own."""

import pytest

from quizzes.exchange import formats
from quizzes.exchange.items import Refused
from tests.quizzes.exchange.reads import answers, items_of, lost, refusals, said

ITEMS = items_of("every_construct.xml", "moodle-xml")

TYPES = {
    "The canoe": "single",
    "Graded": "judgement",
    "Several": "multiple",
    "True": "true-false",
    "Short": "short-answer",
    "Number": "number",
    "Pairs": "matching",
    "Order": "ordering",
    "Gaps": "gaps",
    "Think": "reflect",
}
REFUSALS = {
    "$course$/lake": "construct: category",
    "No gap": "gaps",
    "Picture": "wordless",
    "Too large": "number: 1e999999",
    "No words": "no-stem",
    "No answers": "no-answers",
    "Cloze": "construct: cloze",
    "Said": "construct: description",
    "Drag": "construct: ddwtos",
    "Sum": "construct: calculated",
}


def test_each_question_has_its_type():
    assert {name: item.type for name, item in ITEMS.items() if not item.refusal} == TYPES


def test_each_other_element_is_refused_by_name():
    assert refusals(ITEMS) == REFUSALS


ANSWERS = {
    "The canoe": [("Until four", 100), ("For ever <3", 0)],
    "Graded": [("Ask", 100), ("Wait", 33.33333), ("Go on", -25)],
    "Several": [("yes", 75), ("please", 25), ("hm", 0)],
    "True": [("true", 100), ("false", 0)],
    "Short": [("Ada", 100), ("*", 0)],
    "Order": [("Ask", 0), ("Wait", 0)],
}


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_have_their_fractions(name):
    assert answers(ITEMS[name]) == ANSWERS[name]


def test_parts_of_other_types_are_read():
    assert [(a.text, a.tolerance) for a in ITEMS["Number"].answers] == [("5", "0.5")]
    assert [(a.text, a.match) for a in ITEMS["Pairs"].answers] == [("Ada", "canoe"), ("", "kite")]
    groups = [(a.text, a.group) for a in ITEMS["Gaps"].answers]
    assert groups == [("sinks", 1), ("floats", 1), ("lake", 2)]


LOST = {
    "The canoe": [
        "files: a.png",
        "left-behind: hint",
        "left-behind: correctfeedback",
        "markup: <em>, <img>",
    ],
    "Graded": ["fractions: -25 %, 33.33333 %"],
    "Several": ["markdown", "fractions: 25 %, 75 %"],
    "Short": ["left-behind: usecase"],
    "Number": ["left-behind: units"],
    "Pairs": ["markup: <b>"],
    "Think": ["left-behind: graderinfo"],
}


def test_what_is_left_out_is_named():
    assert {name: lost(item) for name, item in ITEMS.items() if item.lost} == LOST


def test_html_becomes_lines_of_plain_words():
    assert ITEMS["The canoe"].stem == "Ada lends the canoe.\nUntil when?"
    assert ITEMS["True"].stem == "A yes\ncan end."


def test_feedback_stays_html():
    assert said(ITEMS["The canoe"]) == ["As she said.", "<p>A yes &lt; ends.</p>"]
    assert ITEMS["The canoe"].general_feedback == "<p>For all.</p>"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<quiz><question></quiz>", "xml"),
        (b"<manifest/>", "root"),
        (b"<quiz/>", "empty"),
        (b"<!DOCTYPE quiz><quiz/>", "doctype"),
        (b"<!DOCTYPE q [<!ENTITY a 'b'>]><quiz>&a;</quiz>", "doctype"),
        (b"<quiz>" + b"<a>" * 70, "depth"),
        (b"<quiz>" + b"<a/>" * 60_001 + b"</quiz>", "elements"),
        (b'<?xml version="1.0" encoding="no-such"?><quiz/>', "xml"),
    ],
)
def test_file_that_is_none_is_refused_whole(data, why):
    with pytest.raises(Refused) as refusal:
        formats.read(data, "moodle-xml")
    assert refusal.value.note.why == why
