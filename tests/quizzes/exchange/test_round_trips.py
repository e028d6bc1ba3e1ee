"""What is written is read again as it was, for all that a format carries."""

from dataclasses import replace
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.exchange import formats
from quizzes.exchange.items import CHOICES, Answer, Item, Type

# Signs that mean something to one format or another come up often.
SIGNS = st.sampled_from(list("~=#{}:\\[]%<>&\"',;->*@+"))
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"])


def tidy(text: str) -> str:
    return " ".join(text.split())


LINE = st.text(st.one_of(LETTERS, SIGNS), min_size=1, max_size=30).map(tidy).filter(bool)
STEM = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
FEEDBACK = st.one_of(st.just(""), LINE.map(lambda text: f"<p>{escape(text, quote=False)}</p>"))
NUMBER = st.decimals(-1000, 1000, places=2).map(str)
WIDTH = st.decimals(0, 10, places=1).map(str)
UNLIKE = {"unique_by": lambda answer: answer.text.casefold(), "min_size": 2, "max_size": 6}


def weighed(*fractions: float):
    """Return lists of answers, the first of which is right; `fractions` are those of the others."""
    worth = st.sampled_from(fractions)
    answer = st.builds(Answer, text=LINE, fraction=worth, feedback=FEEDBACK)
    return st.lists(answer, **UNLIKE).map(lambda a: [replace(a[0], fraction=100.0), *a[1:]])


def shared(answers: list[Answer]) -> list[Answer]:
    """Return answers of which the first two are right, each worth a half."""
    return [replace(a, fraction=50.0 if n < 2 else -100.0) for n, a in enumerate(answers)]


TRUE_FALSE = st.builds(
    lambda true, said: [
        Answer("true", 100.0 * true, said[0]),
        Answer("false", 100.0 * (not true), said[1]),
    ],
    st.booleans(),
    st.tuples(FEEDBACK, FEEDBACK),
)
PAIRS = st.lists(
    st.builds(Answer, text=LINE, match=LINE), unique_by=lambda a: a.match, min_size=2, max_size=5
)
# The second gap has a list of its own.
GAPS = st.lists(LINE, unique=True, min_size=4, max_size=4).map(
    lambda texts: [Answer(text, group=1 + place // 2) for place, text in enumerate(texts)]
)
GAP_STEM = st.builds(
    "{} [[2]] {}.\n{} [[3]]".format, *[LINE.filter(lambda text: "[[" not in text)] * 3
)
ANSWERS = {
    Type.SINGLE: weighed(0.0),
    Type.JUDGEMENT: weighed(0.0, 50.0),
    Type.MULTIPLE: weighed(0.0).map(shared),
    Type.TRUE_FALSE: st.one_of(TRUE_FALSE, weighed(0.0).map(lambda answers: answers[:2])),
    Type.ORDERING: st.lists(st.builds(Answer, text=LINE), **UNLIKE),
    Type.MATCHING: PAIRS,
    Type.SHORT_ANSWER: weighed(0.0, 50.0, 100.0),
    Type.NUMBER: st.lists(
        st.builds(
            Answer,
            text=NUMBER,
            fraction=st.sampled_from([100.0, 50.0, 0.0]),
            tolerance=WIDTH,
            feedback=FEEDBACK,
        ),
        min_size=1,
        max_size=4,
    ),
    Type.GAPS: GAPS,
    Type.REFLECT: st.just([]),
}


def items(type_: Type):
    return st.builds(
        Item,
        type=st.just(type_),
        name=LINE,
        stem=GAP_STEM if type_ == Type.GAPS else STEM,
        answers=ANSWERS[type_],
        source_id=st.uuids().map(lambda number: f"marram-{number}"),
    )


def carried(item: Item, format_: str) -> Item:
    """Return an item as a format carries it.

    QTI 2.1 has no place for what is said to a typed answer, and takes no marks off for a wrong one.
    """
    answers = item.answers
    if format_ == "qti21" and item.type not in CHOICES:
        answers = [replace(answer, feedback="") for answer in answers]
    if format_ == "qti21":
        answers = [replace(answer, fraction=max(0.0, answer.fraction)) for answer in answers]
    return replace(item, answers=answers)


@pytest.mark.parametrize("type_", list(Type))
@pytest.mark.parametrize("format_", list(formats.Exported))
@settings(max_examples=30)
@given(data=st.data())
def test_item_is_read_as_it_was_written(format_, type_, data):
    item = data.draw(items(type_))
    written = formats.write([item], format_)
    expected = [] if written.left_out else [carried(item, format_)]
    again = formats.read(written.data, format_) if expected else []
    assert again == expected


CARRIES_NOT = {
    "gift": {"ordering", "gaps"},
    "moodle-xml": set(),
    "qti21": {"number"},
    "csv": set(),
}


@pytest.mark.parametrize("format_", CARRIES_NOT)
def test_formats_carry_these_types(format_):
    answer = [Answer("3", 100.0, match="a", tolerance="0", group=1)]
    every = [Item(type_, "a", "b [[1]]", answer) for type_ in Type]
    left_out = formats.write(every, format_).left_out
    assert {str(item.type) for item, _note in left_out} == CARRIES_NOT[format_]
