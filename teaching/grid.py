"""The grid of a class as values: columns, cells, rows, and how they sort (decision 5)."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

LOW_BELOW = 50


class CellKind(TextChoices):
    """What a cell says; the value is also the end of its CSS class."""

    NONE = "none", gettext_lazy("Not started")
    WORKING = "working", gettext_lazy("Working on it")
    LOW = "low", gettext_lazy("Under 50")
    FAIR = "fair", gettext_lazy("50 to 69")
    GOOD = "good", gettext_lazy("70 to 84")
    HIGH = "high", gettext_lazy("85 or more")
    DONE = "done", gettext_lazy("Finished, answers stay private")
    OTHERS = "others", gettext_lazy("Not for them")


SCORE_KINDS = [
    (85, CellKind.HIGH),
    (70, CellKind.GOOD),
    (LOW_BELOW, CellKind.FAIR),
    (0, CellKind.LOW),
]

FIXED_MARKS = {CellKind.NONE: "", CellKind.DONE: "✓", CellKind.OTHERS: "–"}

# Whom a teacher may want to talk to stands first.
PHONE_ORDER = [
    CellKind.LOW,
    CellKind.NONE,
    CellKind.WORKING,
    CellKind.FAIR,
    CellKind.GOOD,
    CellKind.HIGH,
    CellKind.DONE,
    CellKind.OTHERS,
]


class Standing(NamedTuple):
    """One student in one module: lessons, and the quiz.

    `tries` are the percentages of the finished tries of its quiz, oldest first; None stands for a
    try whose answers stay private. `is_quiz_begun` also knows of a try that is not finished. Once a
    try is finished the lessons show nowhere, and nobody counts them.
    """

    lessons_done: int
    lessons_begun: int
    tries: tuple[int | None, ...]
    is_quiz_begun: bool

    @property
    def is_begun(self) -> bool:
        return bool(self.lessons_begun or self.is_quiz_begun)


class Terms(NamedTuple):
    """What of a module decides how its cells read.

    `is_open`: a teacher sees scores. `is_week_old`: it was opened a week ago or more, to somebody
    who was in the class then. `is_for_them`: the work is for whoever the cell is of.
    """

    is_open: bool
    has_quiz: bool
    lessons: int
    is_week_old: bool
    is_for_them: bool = True


@dataclass(frozen=True)
class Column:
    """An assigned module. `uuid` and the neutral `title` are the module's.

    `lessons` are the ids of its live lessons, `users` those for whom it is, as text; None for all.
    """

    uuid: UUID
    title: str
    assignment_uuid: UUID
    opened_at: datetime
    due_on: date | None
    quiz_id: int | None
    quiz_mode: str
    lessons: frozenset[str]
    terms: Terms
    users: frozenset[str] | None = None

    def is_for(self, user: int) -> bool:
        return self.users is None or str(user) in self.users

    def for_newcomers(self) -> "Column":
        """Return the column as it stands for somebody who joined less than a week ago."""
        return replace(self, terms=self.terms._replace(is_week_old=False))


@dataclass(frozen=True, eq=False)
class Cell:
    """What the grid says of everybody who stands the same in modules with the same terms.

    Of thousands of students only a few hundred stand differently, so they share cells; a cell is
    equal to itself alone.
    """

    terms: Terms
    standing: Standing

    @cached_property
    def tries(self) -> tuple[int, ...]:
        """The finished tries a teacher may see as numbers; one private try hides them all."""
        is_shown = self.terms.is_open and None not in self.standing.tries
        return self.standing.tries if is_shown else ()

    @cached_property
    def best(self) -> int | None:
        return max(self.tries, default=None)

    @cached_property
    def kind(self) -> CellKind:
        if not self.terms.is_for_them:
            return CellKind.OTHERS
        if self.best is not None:
            return next(kind for least, kind in SCORE_KINDS if self.best >= least)
        if self.standing.tries or self.is_finished_without_quiz:
            return CellKind.DONE
        return CellKind.WORKING if self.standing.is_begun else CellKind.NONE

    @property
    def is_finished_without_quiz(self) -> bool:
        is_done = self.standing.lessons_done >= self.terms.lessons > 0
        return is_done and not self.terms.has_quiz

    @property
    def is_finished(self) -> bool:
        return self.kind not in {CellKind.NONE, CellKind.WORKING, CellKind.OTHERS}

    @cached_property
    def is_low_now(self) -> bool:
        """Whether the latest try, not the best, is under half."""
        return bool(self.tries) and self.tries[-1] < LOW_BELOW

    @cached_property
    def is_overdue(self) -> bool:
        """Whether the module is not begun a week after it was opened."""
        return self.terms.is_week_old and self.terms.is_for_them and not self.standing.is_begun

    @cached_property
    def needs_hand(self) -> bool:
        return self.is_low_now or self.is_overdue

    @cached_property
    def is_blank(self) -> bool:
        return self.kind == CellKind.NONE

    @cached_property
    def is_untouched(self) -> bool:
        return self.kind in {CellKind.NONE, CellKind.OTHERS}

    @cached_property
    def mark(self) -> str:
        """What stands in the cell: a score, a tick, lessons done, or nothing."""
        if self.kind == CellKind.WORKING:
            return f"{self.standing.lessons_done}/{self.terms.lessons}"
        if self.kind in FIXED_MARKS:
            return FIXED_MARKS[self.kind]
        return f"{self.best} !" if self.kind == CellKind.LOW else str(self.best)

    @cached_property
    def hint(self) -> str:
        """The words that a mark stands for; empty for a score, which speaks for itself."""
        return "" if self.best is not None else self.words

    @property
    def words(self) -> str:
        """The cell in words."""
        if self.kind == CellKind.NONE:
            return _("not started")
        if self.kind == CellKind.WORKING:
            return _("working, %(done)s of %(all)s lessons") % {
                "done": self.standing.lessons_done,
                "all": self.terms.lessons,
            }
        if self.kind == CellKind.DONE:
            return _("finished")
        if self.kind == CellKind.OTHERS:
            return _("not for them")
        return _("best score %(score)s of 100") % {"score": self.best}


class Lessons(NamedTuple):
    """The ids of the lessons one student has done, and has started and not done, as text."""

    done: set[str]
    started: set[str]


NO_LESSONS = Lessons(set(), set())


class BlankRow(NamedTuple):
    """The row of who has done nothing, and the place of each lesson and quiz in it.

    `for_some` are the places of what is not for the whole class.
    """

    columns: list[Column]
    cells: list[Cell]
    of_lessons: dict[str, int]
    of_quizzes: dict[tuple[int, str], int]
    for_some: list[int]


def blank_row(make: Callable[..., Cell], columns: list[Column]) -> BlankRow:
    """Return the row of who has done nothing, and where in it lessons and quizzes stand."""
    return BlankRow(
        columns,
        [make(column.terms, 0, 0, None) for column in columns],
        {lesson: place for place, column in enumerate(columns) for lesson in column.lessons},
        {(one.quiz_id, one.quiz_mode): place for place, one in enumerate(columns) if one.quiz_id},
        [place for place, column in enumerate(columns) if column.users is not None],
    )


def row_cells(
    make: Callable[..., Cell],
    user: int,
    blank: BlankRow,
    lessons: Lessons,
    tries: dict[tuple[int, str], tuple[int | None, ...]],
) -> list[Cell]:
    """Return one student's cells; `make` is a `make_cell` that remembers what it made.

    Only what somebody has begun is looked at. Of a finished quiz the cell shows the quiz.
    """
    cells = blank.cells.copy()
    of_quizzes = {blank.of_quizzes.get(quiz): percents for quiz, percents in tries.items()}
    of_quizzes.pop(None, None)
    counts = lesson_counts(blank.of_lessons, lessons)
    for place, (done, begun) in counts.items():
        if not of_quizzes.get(place):
            cells[place] = make(blank.columns[place].terms, done, begun, of_quizzes.get(place))
    for place, of_quiz in of_quizzes.items():
        if of_quiz or place not in counts:
            cells[place] = make(blank.columns[place].terms, 0, 0, of_quiz)
    for place in blank.for_some:
        if not blank.columns[place].is_for(user):
            others = blank.columns[place].terms._replace(is_for_them=False)
            cells[place] = make(others, 0, 0, None)
    return cells


def lesson_counts(places: dict[str, int], lessons: Lessons) -> dict[int, list[int]]:
    """Map places of modules to how many of their lessons one student has done, and has begun."""
    counts = defaultdict(lambda: [0, 0])
    for lesson in places.keys() & lessons.done:
        counts[places[lesson]][0] += 1
        counts[places[lesson]][1] += 1
    for lesson in places.keys() & lessons.started:
        counts[places[lesson]][1] += 1
    return counts


def make_cell(terms: Terms, done: int, begun: int, tries: tuple[int | None, ...] | None) -> Cell:
    """Return a cell; None stands for a quiz that was never begun."""
    return Cell(terms, Standing(done, begun, tries or (), is_quiz_begun=tries is not None))


# Asked of thousands of cells.
NEEDS_HAND, IS_LOW_NOW = map(attrgetter, ("needs_hand", "is_low_now"))
IS_BLANK, IS_UNTOUCHED = map(attrgetter, ("is_blank", "is_untouched"))


@dataclass(frozen=True)
class Row:
    """One student (`membership`) and a cell for each column, in their order."""

    membership: Any
    cells: list[Cell]

    @cached_property
    def needs_hand(self) -> bool:
        return any(map(NEEDS_HAND, self.cells))

    @cached_property
    def has_low_quiz(self) -> bool:
        return any(map(IS_LOW_NOW, self.cells))

    @cached_property
    def is_not_started(self) -> bool:
        """Whether nothing that is for this student is begun."""
        return any(map(IS_BLANK, self.cells)) and all(map(IS_UNTOUCHED, self.cells))


@dataclass(frozen=True)
class Spread:
    """How many students of one column are in each of the four shades, and how many finished."""

    low: int
    fair: int
    good: int
    high: int
    done: int

    @classmethod
    def of(cls, tally: Counter[Cell]) -> "Spread":
        """Return how the cells of one column spread."""
        counts = Counter()
        for cell, students in tally.items():
            counts[cell.kind.value] += students
        return cls(**{kind: counts[kind] for kind in ("low", "fair", "good", "high", "done")})

    @property
    def has_scores(self) -> bool:
        return bool(self.low or self.fair or self.good or self.high)

    @property
    def label(self) -> str:
        """The bar as a sentence."""
        return ngettext(
            "%(low)s student under 50, %(fair)s at 50 to 69, %(good)s at 70 to 84, "
            "%(high)s at 85 or more",
            "%(low)s students under 50, %(fair)s at 50 to 69, %(good)s at 70 to 84, "
            "%(high)s at 85 or more",
            self.low,
        ) % {"low": self.low, "fair": self.fair, "good": self.good, "high": self.high}


@dataclass(frozen=True)
class StudentGroup:
    """The students whose cell in one column says the same: the grid as a phone shows it."""

    kind: CellKind
    members: list[tuple[Row, Cell]]


@dataclass(frozen=True)
class Grid:
    columns: list[Column]
    rows: list[Row]

    def sorted_by_need(self) -> "Grid":
        """Return the grid with low quizzes first, then who has not begun; each group as it was."""
        by_need = sorted(self.rows, key=lambda row: (not row.has_low_quiz, not row.needs_hand))
        return Grid(self.columns, by_need)

    @cached_property
    def tallies(self) -> list[Counter[Cell]]:
        """How many students have each cell, column by column."""
        if not self.rows:
            return [Counter() for _column in self.columns]
        return [Counter(cells) for cells in zip(*(row.cells for row in self.rows), strict=True)]

    @cached_property
    def distinct_cells(self) -> set[Cell]:
        return set().union(*self.tallies)

    @cached_property
    def kinds(self) -> set[CellKind]:
        """What the cells of this grid say, for its key."""
        return {cell.kind for cell in self.distinct_cells}

    @property
    def is_finished(self) -> bool:
        """Whether everybody is through with everything."""
        wanted = self.kinds - {CellKind.OTHERS}
        return bool(wanted) and wanted.isdisjoint({CellKind.NONE, CellKind.WORKING})

    @property
    def has_open_quiz(self) -> bool:
        return any(column.terms.is_open and column.terms.has_quiz for column in self.columns)

    @property
    def spreads(self) -> list[Spread]:
        return list(map(Spread.of, self.tallies))

    def by_kind(self, index: int) -> list[StudentGroup]:
        """Return one column as groups of students; states nobody is in are left out."""
        groups = {kind: [] for kind in PHONE_ORDER}
        for row in self.rows:
            cell = row.cells[index]
            groups[cell.kind].append((row, cell))
        return [StudentGroup(kind, members) for kind, members in groups.items() if members]
