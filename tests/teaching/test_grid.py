"""The grid as values: what a cell says, who needs a hand, how rows sort and columns add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teaching.grid import Cell, CellKind, Grid, Row, Spread, Standing, Terms

OPEN = Terms(is_open=True, has_quiz=True, lessons=4, is_week_old=False)
NOT_BEGUN = Standing(lessons_done=0, lessons_begun=0, tries=(), is_quiz_begun=False)


def cell_of(*tries: int | None, done: int = 4, begun: int | None = None, **terms) -> Cell:
    standing = Standing(
        lessons_done=done,
        lessons_begun=done if begun is None else begun,
        tries=tries,
        is_quiz_begun=bool(tries),
    )
    return Cell(OPEN._replace(**terms), standing)


def row_of(*cells: Cell, name: str = "") -> Row:
    return Row(membership=name, cells=list(cells))


def grid_of(*rows: Row) -> Grid:
    return Grid(columns=[None] * len(rows[0].cells), rows=list(rows))


@pytest.mark.parametrize(
    ("best", "kind"),
    [
        (0, CellKind.LOW),
        (49, CellKind.LOW),
        (50, CellKind.FAIR),
        (69, CellKind.FAIR),
        (70, CellKind.GOOD),
        (84, CellKind.GOOD),
        (85, CellKind.HIGH),
        (100, CellKind.HIGH),
    ],
)
def test_cell_shades_change_at_50_70_and_85(best, kind):
    assert cell_of(best).kind == kind


@pytest.mark.parametrize(
    ("cell", "kind", "mark", "words"),
    [
        (cell_of(done=0), CellKind.NONE, "", "not started"),
        (cell_of(done=0, begun=1), CellKind.WORKING, "0/4", "working, 0 of 4 lessons"),
        (cell_of(done=2), CellKind.WORKING, "2/4", "working, 2 of 4 lessons"),
        (cell_of(done=4), CellKind.WORKING, "4/4", "working, 4 of 4 lessons"),
        (cell_of(45), CellKind.LOW, "45 !", "best score 45 of 100"),
        (cell_of(90), CellKind.HIGH, "90", "best score 90 of 100"),
        (cell_of(90, is_for_them=False), CellKind.OTHERS, "–", "not for them"),
        (cell_of(done=0, is_for_them=False), CellKind.OTHERS, "–", "not for them"),
        (cell_of(has_quiz=False), CellKind.DONE, "✓", "finished"),
        (cell_of(has_quiz=False, done=3), CellKind.WORKING, "3/4", "working, 3 of 4 lessons"),
        (cell_of(has_quiz=False, lessons=0, done=0), CellKind.NONE, "", "not started"),
    ],
)
def test_cell_says_its_state_as_mark_and_words(cell, kind, mark, words):
    assert (cell.kind, cell.mark, cell.words) == (kind, mark, words)


def test_cell_shows_the_best_try():
    assert cell_of(40, 95, 60).mark == "95"


def test_cell_of_a_quiz_that_is_begun_and_not_finished_is_working():
    begun = NOT_BEGUN._replace(is_quiz_begun=True)
    assert Cell(OPEN, begun).kind == CellKind.WORKING


@given(tries=st.lists(st.integers(0, 100) | st.none(), min_size=1))
def test_cell_of_a_module_that_is_not_open_never_shows_a_score(tries):
    cell = cell_of(*tries, is_open=False)
    assert (cell.kind, cell.mark, cell.words) == (CellKind.DONE, "✓", "finished")
    assert not row_of(cell).needs_hand


@given(open_tries=st.lists(st.integers(0, 100)), place=st.integers(0, 5))
def test_one_private_try_hides_every_score_of_an_open_module(open_tries, place):
    tries = [*open_tries[:place], None, *open_tries[place:]]
    cell = cell_of(*tries)
    assert (cell.kind, cell.mark, cell.words) == (CellKind.DONE, "✓", "finished")
    assert not row_of(cell).needs_hand


@pytest.mark.parametrize(
    ("tries", "needs_hand"), [((49,), True), ((50,), False), ((95, 40), True), ((40, 95), False)]
)
def test_row_needs_a_hand_when_the_latest_quiz_is_under_half(tries, needs_hand):
    assert row_of(cell_of(*tries)).needs_hand is needs_hand


@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize("is_week_old", [True, False])
def test_row_needs_a_hand_when_not_started_a_week_after_opening(is_open, is_week_old):
    cell = cell_of(done=0, is_open=is_open, is_week_old=is_week_old)
    assert row_of(cell).needs_hand is is_week_old


@pytest.mark.parametrize(
    "standing",
    [
        NOT_BEGUN._replace(lessons_begun=1),
        NOT_BEGUN._replace(is_quiz_begun=True),
        NOT_BEGUN._replace(tries=(80,), is_quiz_begun=True),
    ],
)
def test_row_does_not_need_a_hand_for_an_old_module_that_is_begun(standing):
    assert not row_of(Cell(OPEN._replace(is_week_old=True), standing)).needs_hand


def test_row_is_not_started_only_without_work_in_any_column():
    none, some = cell_of(done=0), cell_of(done=1)
    assert row_of(none, none).is_not_started
    assert not row_of(none, some).is_not_started
    assert not row_of().is_not_started


def test_grid_sorted_by_need_has_low_quizzes_before_who_has_not_begun():
    low, fine, late = cell_of(30), cell_of(90), cell_of(done=0, is_week_old=True)
    names_and_cells = [("A", fine), ("B", late), ("C", low), ("D", fine), ("E", late), ("F", low)]
    grid = grid_of(*[row_of(cell, name=name) for name, cell in names_and_cells])
    by_need = [row.membership for row in grid.sorted_by_need().rows]
    assert by_need == ["C", "F", "B", "E", "A", "D"]


def test_spread_counts_the_shades_of_one_column():
    cells = [cell_of(n) for n in (30, 55, 60, 80, 90, 95, 100)] + [cell_of(done=1)]
    grid = grid_of(*[row_of(cell) for cell in cells])
    assert grid.spreads == [Spread(low=1, fair=2, good=1, high=3, done=0)]
    assert grid.spreads[0].label == (
        "1 student under 50, 2 at 50 to 69, 1 at 70 to 84, 3 at 85 or more"
    )


def test_spread_of_a_careful_module_only_knows_who_finished():
    spread = grid_of(*[row_of(cell_of(n, is_open=False)) for n in (20, 60, 90)]).spreads[0]
    assert spread == Spread(low=0, fair=0, good=0, high=0, done=3)
    assert not spread.has_scores


def test_by_kind_groups_everybody_once_and_leaves_empty_groups_out():
    cells = [cell_of(95), cell_of(30), cell_of(done=2), cell_of(done=0), cell_of(20)]
    grid = grid_of(*[row_of(cell, name=str(n)) for n, cell in enumerate(cells)])
    groups = [(g.kind, [row.membership for row, _cell in g.members]) for g in grid.by_kind(0)]
    assert groups == [
        (CellKind.LOW, ["1", "4"]),
        (CellKind.NONE, ["3"]),
        (CellKind.WORKING, ["2"]),
        (CellKind.HIGH, ["0"]),
    ]
