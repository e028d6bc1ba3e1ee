"""One student's work as their teacher reads it: each module, its lessons, and why a hand helps."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import LessonPage
from organizations.models import Classroom, Membership
from progress.components import LESSON_TONES, Task
from progress.enums import LessonState
from progress.models import LessonProgress
from teaching.grid import Cell, Column
from teaching.queries import class_grid


@dataclass(frozen=True)
class ModuleWork:
    """An assigned module: how it stands in words, why a hand helps ("" where none is needed), the
    tries of its quiz ("" unless there are several a teacher may see), and its lessons as rows.
    """

    title: str
    state: str
    reason: str
    tries: str
    lessons: list[Task]


def student_work(classroom: Classroom, membership: Membership) -> list[ModuleWork]:
    """Return each assigned module, oldest first. Five queries, whatever their number."""
    grid = class_grid(classroom, [membership])
    lessons = lesson_rows(membership, [pk for column in grid.columns for pk in column.lessons])
    return [
        module_work(column, cell, lessons)
        for column, cell in zip(grid.columns, grid.rows[0].cells, strict=True)
    ]


def lesson_rows(membership: Membership, lesson_ids: Iterable[str]) -> dict[str, Task]:
    """Map the ids of lessons, as text, to their rows, in the order of the course. Two queries."""
    pages = LessonPage.objects.filter(pk__in=lesson_ids).order_by("path")
    titles = pages.values_list("pk", "title")
    progress = LessonProgress.objects.filter(user=membership.user_id, lesson__in=lesson_ids)
    states = dict(progress.values_list("lesson_id", "state"))
    return {str(pk): lesson_row(title, LessonState(states.get(pk, 0))) for pk, title in titles}


def lesson_row(title: str, state: LessonState) -> Task:
    return Task(title, url="", note="", status=state.label, tone=LESSON_TONES[state])


def module_work(column: Column, cell: Cell, lessons: dict[str, Task]) -> ModuleWork:
    return ModuleWork(
        title=column.title,
        state=cell.words,
        reason=reason_words(cell),
        tries=tries_words(cell.tries),
        lessons=[row for pk, row in lessons.items() if pk in column.lessons],
    )


def reason_words(cell: Cell) -> str:
    """Return why a student needs a hand with a module, or ""."""
    if cell.is_low_now:
        return _("A hand helps here: the latest quiz is under half.")
    if cell.is_overdue:
        return _("A hand helps here: not begun, and open for a week or more.")
    return ""


def tries_words(tries: tuple[int, ...]) -> str:
    """Return how many tries there were and how the latest went, where there were several."""
    if len(tries) < 2:
        return ""
    return ngettext(
        "%(number)d try, the latest %(latest)d of 100",
        "%(number)d tries, the latest %(latest)d of 100",
        len(tries),
    ) % {"number": len(tries), "latest": tries[-1]}
