"""The rows of the grid, built as one string, are what a template loop would write, in ASCII."""

from dataclasses import dataclass

import pytest
from django.template import Context, Template

from teaching.components import student_links, table_rows
from teaching.grid import Cell, CellKind, Grid, Row, Standing, Terms

LOOP = Template(
    "{% for row in grid.rows %}"
    '<tr><th scope="row"><a href="/teach/classes/{{ classroom.uuid }}/students/'
    '{{ row.membership.uuid }}/">'
    "{{ row.membership.shown_name }}</a>"
    '{% if row.is_not_started %} <span class="name-note">not started</span>'
    '{% elif row.needs_hand %} <span class="name-note name-note--mind">a hand</span>{% endif %}'
    "</th>"
    "{% for cell in row.cells %}"
    '{% if cell.hint %}<td class="cell cell--{{ cell.kind.value }}">'
    '{% if cell.mark %}<span aria-hidden="true">{{ cell.mark }}</span>{% endif %}'
    '<span class="visually-hidden">{{ cell.hint }}</span></td>'
    '{% else %}<td class="cell cell--{{ cell.kind.value }}">{{ cell.mark }}</td>{% endif %}'
    "{% endfor %}</tr>{% endfor %}"
)
STANDINGS = {
    CellKind.NONE: (0, ()),
    CellKind.WORKING: (2, ()),
    CellKind.LOW: (4, (45,)),
    CellKind.FAIR: (4, (60,)),
    CellKind.GOOD: (4, (80,)),
    CellKind.HIGH: (4, (100,)),
    CellKind.DONE: (4, (None,)),
    CellKind.OTHERS: (4, (100,)),
}


@dataclass(frozen=True)
class Someone:
    """What the rows read of a student."""

    user_id: int
    uuid: str
    shown_name: str


class SpelledCell(Cell):
    """A cell whose words are given, as a translation might give them."""

    mark = hint = ""
    kind = CellKind.WORKING

    def __init__(self, mark: str, hint: str):
        super().__init__(TERMS, Standing(2, 2, (), is_quiz_begun=False))
        object.__setattr__(self, "mark", mark)
        object.__setattr__(self, "hint", hint)


TERMS = Terms(is_open=True, has_quiz=True, lessons=4, is_week_old=False)
HOSTILE = "a \"quote\" & <script>alert('x')</script>"


def cell_of_kind(kind: CellKind) -> Cell:
    done, tries = STANDINGS[kind]
    terms = TERMS._replace(is_for_them=kind != CellKind.OTHERS)
    return Cell(terms, Standing(done, done, tries, is_quiz_begun=bool(tries)))


def grid_of(*rows: list[Cell], name: str = "Amara") -> Grid:
    people = [Someone(n, f"uuid-{n}", f"{name} {n}") for n in range(len(rows))]
    columns = [None] * len(rows[0])
    return Grid(columns, [Row(*pair) for pair in zip(people, rows, strict=True)])


@pytest.fixture
def written(classroom):
    """Write a grid both ways: return (by the components, by a template loop)."""

    def write(grid: Grid) -> tuple[str, str]:
        links = student_links(classroom, [row.membership for row in grid.rows])
        looped = LOOP.render(Context({"grid": grid, "classroom": classroom}))
        return table_rows(grid, links), looped.encode("ascii", "xmlcharrefreplace").decode()

    return write


@pytest.mark.parametrize("kind", CellKind)
def test_rows_of_one_kind_equal_a_template_loop(kind, written):
    cell = cell_of_kind(kind)
    assert cell.kind == kind
    built, looped = written(grid_of([cell, cell], [cell_of_kind(CellKind.HIGH), cell]))
    assert built == looped


def test_rows_of_every_kind_equal_a_template_loop(written):
    built, looped = written(grid_of([cell_of_kind(kind) for kind in CellKind]))
    assert built == looped


def test_row_says_who_needs_a_hand_and_who_has_not_started(written):
    old = TERMS._replace(is_week_old=True)
    overdue = Cell(old, Standing(0, 0, (), is_quiz_begun=False))
    built, looped = written(grid_of([cell_of_kind(CellKind.HIGH), overdue], [overdue, overdue]))
    assert built == looped
    assert (built.count("a hand"), built.count(">not started</span></th>")) == (1, 1)


@pytest.mark.parametrize("cell", [SpelledCell("<b>1</b>", HOSTILE), SpelledCell(HOSTILE, "")])
def test_rows_escape_marks_hints_and_names_like_a_template(cell, written):
    built, looped = written(grid_of([cell], name=HOSTILE))
    assert built == looped
    assert "<script>" not in built


def test_rows_of_students_without_modules_have_names_alone(written):
    built, looped = written(grid_of([], []))
    assert built == looped
    assert "<td" not in built
