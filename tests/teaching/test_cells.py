"""The cells built as one string are what a plain template loop would write."""

import pytest
from django.template import Context, Template

from teaching.components import cells_html
from teaching.grid import Cell, CellKind, Row

LOOP = Template(
    '{% for cell in cells %}<td class="cell cell--{{ cell.kind.value }}">'
    '<span aria-hidden="true">{{ cell.mark }}</span>'
    '<span class="visually-hidden">{{ cell.words }}</span></td>{% endfor %}'
)


class SpelledCell(Cell):
    """A cell whose kind, mark and words are given."""

    def __init__(self, kind: CellKind, mark: str, words: str):
        spelled = {"kind": kind, "spelled_mark": mark, "spelled_words": words}
        self.__dict__.update(spelled)

    @property
    def mark(self) -> str:
        return self.spelled_mark

    @property
    def words(self) -> str:
        return self.spelled_words


def make_row(*cells: Cell) -> Row:
    return Row(membership=None, cells=list(cells), has_low_quiz=False, is_overdue=False)


MARKS = {
    CellKind.NONE: ("", "not started"),
    CellKind.WORKING: ("2/4", "working, 2 of 4 lessons"),
    CellKind.LOW: ("45 !", "best score 45 of 100"),
    CellKind.FAIR: ("60", "best score 60 of 100"),
    CellKind.GOOD: ("80", "best score 80 of 100"),
    CellKind.HIGH: ("100", "best score 100 of 100"),
    CellKind.DONE: ("✓", "finished"),
}


@pytest.mark.parametrize("kind", CellKind)
def test_cells_html_equals_a_template_loop(kind):
    row = make_row(*[SpelledCell(kind, *MARKS[kind])] * 2)
    assert cells_html(row) == LOOP.render(Context({"cells": row.cells}))


def test_cells_html_of_a_whole_row_equals_a_template_loop():
    row = make_row(*[SpelledCell(kind, *MARKS[kind]) for kind in CellKind])
    assert cells_html(row) == LOOP.render(Context({"cells": row.cells}))


def test_cells_html_escapes_like_a_template():
    hostile = SpelledCell(CellKind.WORKING, "<b>1</b>", "a \"quote\" & <script>alert('x')</script>")
    html = cells_html(make_row(hostile))
    assert "<script>" not in html
    assert html == LOOP.render(Context({"cells": [hostile]}))


def test_cells_html_of_a_student_without_modules_is_empty():
    assert cells_html(make_row()) == ""
