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
from quizzes.queries import SkillResult, skills_of_latest_tries
from teaching.grid import Cell, Column
from teaching.queries import class_grid


@dataclass(frozen=True)
class ModuleWork:
    """An assigned module: how it stands in words, why a hand helps ("" where none is needed), its
    lessons and then its quiz as rows, and the skills worth another look after the latest try (none
    where its score is not for teachers).
    """

    title: str
    state: str
    reason: str
    tasks: list[Task]
    weak_skills: list[str]


def student_work(classroom: Classroom, membership: Membership) -> list[ModuleWork]:
    """Return what is for this student, oldest first. Six queries, whatever their number."""
    grid = class_grid(classroom, [membership])
    cells = zip(grid.columns, grid.rows[0].cells, strict=True)
    columns = [(column, cell) for column, cell in cells if cell.terms.is_for_them]
    lessons = lesson_rows(membership, [pk for column in grid.columns for pk in column.lessons])
    quizzes = [column.quiz_id for column, cell in columns if cell.tries]
    skills = skills_of_latest_tries(membership.user_id, quizzes)
    return [
        module_work(column, cell, lessons, skills.get(column.quiz_id, []))
        for column, cell in columns
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


def module_work(
    column: Column, cell: Cell, lessons: dict[str, Task], skills: list[SkillResult]
) -> ModuleWork:
    tasks = [row for pk, row in lessons.items() if pk in column.lessons]
    return ModuleWork(
        title=column.title,
        state=cell.words,
        reason=reason_words(cell),
        tasks=[*tasks, quiz_row(cell)] if column.terms.has_quiz else tasks,
        weak_skills=[skill.name for skill in skills if skill.is_worth_another_look],
    )


def quiz_row(cell: Cell) -> Task:
    """Return the quiz as a row: its state, and under it how the tries went that may be shown."""
    state = LessonState.NOT_STARTED
    if cell.standing.is_quiz_begun:
        state = LessonState.DONE if cell.standing.tries else LessonState.STARTED
    return Task(_("Quiz"), "", tries_words(cell.tries), state.label, LESSON_TONES[state])


def reason_words(cell: Cell) -> str:
    """Return why a student needs a hand with a module, or ""."""
    if cell.is_low_now:
        return _("Could use a hand: the latest quiz score is under half.")
    if cell.is_overdue:
        return _("Could use a hand: not begun, though it has been open for a week or more.")
    return ""


def tries_words(tries: tuple[int, ...]) -> str:
    """Return how often a quiz was tried and how the best and the latest went, or ""."""
    if not tries:
        return ""
    return ngettext(
        "%(number)d try, %(latest)d of 100",
        "%(number)d tries, best %(best)d of 100, latest %(latest)d of 100",
        len(tries),
    ) % {"number": len(tries), "best": max(tries), "latest": tries[-1]}
