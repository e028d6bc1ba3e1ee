"""The cells built as one string are what a plain template loop would write."""

import pytest
from django.template import Context, Template

from teaching.components import cells_html
from teaching.grid import Cell, CellKind, Row, Standing, Terms

LOOP = Template(
    "{% for cell in cells %}"
    '{% if cell.hint %}<td class="cell cell--{{ cell.kind.value }}">'
    '<span aria-hidden="true">{{ cell.mark }}</span>'
    '<span class="visually-hidden">{{ cell.hint }}</span></td>'
    '{% else %}<td class="cell cell--{{ cell.kind.value }}">{{ cell.mark }}</td>{% endif %}'
    "{% endfor %}"
)
STANDINGS = {
    CellKind.NONE: (0, ()),
    CellKind.WORKING: (2, ()),
    CellKind.LOW: (4, (45,)),
    CellKind.FAIR: (4, (60,)),
    CellKind.GOOD: (4, (80,)),
    CellKind.HIGH: (4, (100,)),
    CellKind.DONE: (4, (None,)),
}


def cell_of_kind(kind: CellKind) -> Cell:
    done, tries = STANDINGS[kind]
    terms = Terms(is_open=True, has_quiz=True, lessons=4, is_week_old=False)
    return Cell(terms, Standing(done, done, tries, is_quiz_begun=bool(tries)))


class SpelledCell:
    """A cell whose words are given, as a translation might give them."""

    kind = CellKind.WORKING

    def __init__(self, mark: str, hint: str):
        self.mark, self.hint = mark, hint


def loop(row: Row) -> str:
    return LOOP.render(Context({"cells": row.cells}))


@pytest.mark.parametrize("kind", CellKind)
def test_cells_html_equals_a_template_loop(kind):
    cell = cell_of_kind(kind)
    row = Row(membership=None, cells=[cell, cell])
    assert cell.kind == kind
    assert cells_html(row) == loop(row)


def test_cells_html_of_a_whole_row_equals_a_template_loop():
    row = Row(membership=None, cells=[cell_of_kind(kind) for kind in CellKind])
    assert cells_html(row) == loop(row)


@pytest.mark.parametrize(
    "cell",
    [
        SpelledCell("<b>1</b>", "a \"quote\" & <script>alert('x')</script>"),
        SpelledCell("<script>alert(1)</script>", ""),
    ],
)
def test_cells_html_escapes_like_a_template(cell):
    row = Row(membership=None, cells=[cell])
    assert "<script>" not in cells_html(row)
    assert cells_html(row) == loop(row)


def test_cells_html_of_a_student_without_modules_is_empty():
    assert cells_html(Row(membership=None, cells=[])) == ""
