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


HEAD = "type,name,question,answer,fraction,tolerance,group\n"


@pytest.mark.parametrize("type_", ["number", "Number", "NUMBER"])
@pytest.mark.parametrize(
    ("answer", "tolerance", "what"),
    [
        ("many", "", "many"),
        ("NaN", "", "NaN"),
        ("1e99", "", "1e99"),
        ("9999999999999", "", "9999999999999"),
        ("5", "NaN", "NaN"),
        ("5", "inf", "inf"),
        ("5", "1e50", "1e50"),
        ("5", "a bit", "a bit"),
        ("5", "-1", "-1"),
        ("*", "far", "far"),
        ("5", "9" * 5000, "9" * 100),
    ],
)
def test_what_is_no_number_is_refused_by_name(type_, answer, tolerance, what):
    (item,) = formats.read(f"{HEAD}{type_},n,q,{answer},100,{tolerance},\n".encode(), "csv")
    assert (item.refusal.why, item.refusal.what) == ("number", what)


@pytest.mark.parametrize("cell", ["nan", "inf", "1e999", "half"])
@pytest.mark.parametrize("row", ["single,n,q,5,{},,", "gaps,n,q [[1]],5,,,{}"])
def test_other_numbers_of_a_row_are_refused_too(row, cell):
    (item,) = formats.read(f"{HEAD}{row.format(cell)}\n".encode(), "csv")
    assert (item.refusal.why, item.refusal.what) == ("number", cell)


def test_tolerance_belongs_to_numbers_alone():
    (item,) = formats.read(f"{HEAD}single,n,q,5,100,=1+1,\n".encode(), "csv")
    assert item.answers == [Answer("5", 100.0)]


def test_no_cell_of_a_draft_is_run_by_a_spreadsheet():
    """A draft holds what somebody typed, be it no number at all."""
    item = Item(Type.NUMBER, "n", "s", [Answer("=1+1", 100.0, match="@a", tolerance="=2+2")])
    row = tables.write([item]).decode("utf-8-sig").splitlines()[1]
    assert row == "number,n,s,,,'=1+1,100,'@a,'=2+2,,"
    assert formats.write([item], "csv").left_out[0][1].what == "=1+1"
