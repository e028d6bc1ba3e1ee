"""Tables: one row for each answer, as a spreadsheet keeps them."""

import pytest

from quizzes.exchange import formats, tables
from quizzes.exchange.items import Answer, Item, Refused, Type
from tests.quizzes.exchange.reads import answers, items_of, refusals, said

ITEMS = items_of("every_construct.csv", "csv")


def test_rows_without_a_type_belong_to_the_question_above():
    assert {name: item.type for name, item in ITEMS.items() if not item.refusal} == {
        "The canoe": "single",
        "Half": "judgement",
        "Pairs": "matching",
        "Seats": "number",
        "Gap": "gaps",
        "Think": "reflect",
    }
    assert answers(ITEMS["The canoe"]) == [("Until four", 100), ("For ever", 0)]
    assert said(ITEMS["The canoe"]) == ["<p>As she said.</p>", "<p>A yes has an end.</p>"]
    assert ITEMS["The canoe"].source_id == "lake-1"
    assert ITEMS["Half"].general_feedback == "<p>For all.</p>"


def test_other_columns_hold_what_other_types_need():
    assert [(a.text, a.match) for a in ITEMS["Pairs"].answers] == [
        ("Ada", "canoe"),
        ("Bo", "paddle"),
    ]
    assert [(a.text, a.tolerance) for a in ITEMS["Seats"].answers] == [("-3", "0.5")]
    assert [(a.text, a.group) for a in ITEMS["Gap"].answers] == [("floats", 1), ("sinks", 1)]


def test_row_of_no_known_type_is_refused_by_name():
    assert refusals(ITEMS) == {"Odd": "construct: riddle", "Odd number": "number: many"}


def test_cell_that_a_spreadsheet_would_run_is_written_as_text():
    item = Item(Type.SINGLE, "=1+1", "@home", [Answer("-1", 100.0), Answer("'=2", -50.0)])
    data = tables.write([item])
    assert data.decode("utf-8-sig").splitlines()[1:] == [
        "single,'=1+1,'@home,,,'-1,100,,,,",
        ",,,,,''=2,-50,,,,",
    ]
    (again,) = formats.read(data, "csv")
    assert (again.name, again.stem, again.answers) == (item.name, item.stem, item.answers)


@pytest.mark.parametrize(
    "data",
    [
        b"name,stem\na,b\n",
        b'type,question,answer\nsingle,a,"b\n',
        b"type,question,answer\nsingle,a," + b"b" * 200_000,
        b"type,question,answer" + b",x" * 100,
    ],
)
def test_table_without_its_columns_is_refused(data):
    with pytest.raises(Refused) as refusal:
        formats.read(data, "csv")
    assert refusal.value.note.why == "columns"
