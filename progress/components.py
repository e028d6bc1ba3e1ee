"""What a learner has to do and has done, as the rows and words that components show."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.components import content_facts, minutes_words
from courses.queries import AnotherLook
from progress.enums import LessonState, SkillState
from progress.queries import (
    DueWork,
    LessonRow,
    ModuleProgress,
    SecondLook,
    SkillRow,
    to_remember,
)
from quizzes.enums import AttemptMode
from quizzes.queries import QuizStanding

PRACTICE = AttemptMode.PRACTICE
LESSON_TONES = {
    LessonState.NOT_STARTED: "quiet",
    LessonState.STARTED: "doing",
    LessonState.DONE: "done",
}
SKILL_TONES = {
    SkillState.NOT_STARTED: "quiet",
    SkillState.GETTING_THERE: "doing",
    SkillState.GOT_IT: "done",
    SkillState.SECURE: "done",
}
DAYS_CALLED_BY_NAME = 7
# The tag of the message that tells a device to forget what an account has now.
KEPT = "kept-from-device"


@dataclass(frozen=True)
class Task:
    """A row of the task list: where it leads, a note below it, its state in words."""

    label: str
    url: str
    note: str
    status: str
    tone: str


@dataclass(frozen=True)
class Reminder:
    """Work of a class whose day is near: its neutral title, where it is, until when in words."""

    title: str
    url: str
    words: str


@dataclass(frozen=True)
class Work:
    """A module on a learner's own page; `due` is "" for one that nobody asked for, and
    `class_name`, of one class or several, where one class is all there is.
    """

    title: str
    url: str
    due: str
    tasks: list[Task]
    language: str
    class_name: str = ""


def reminders(works: list[DueWork]) -> list[Reminder]:
    """Return what of a class's work to remind a student of."""
    return [
        Reminder(work.progress.module.title, work.progress.url, words_of(work))
        for work in to_remember(works)
    ]


def words_of(due: DueWork) -> str:
    """Return until when a class wants its work, by the day it is now at the school."""
    return due_words(due.assignment.own_due_on, today=due.assignment.classroom.organization.today())


def due_work(due: DueWork, *, names_class: bool = False) -> Work:
    """Return a module from a class."""
    words = "" if due.progress.is_done else words_of(due)
    work = module_work(due.progress, due=words, mode=due.quiz_mode)
    names = ", ".join(one.classroom.name for one in due.assignments)
    return replace(work, class_name=names) if names_class else work


def module_work(progress: ModuleProgress, *, due: str = "", mode: str = PRACTICE) -> Work:
    module, tasks = progress.module, module_tasks(progress, mode)
    return Work(module.title, progress.url, due, tasks, progress.language)


def module_tasks(progress: ModuleProgress, mode: str = PRACTICE) -> list[Task]:
    """Return the lessons of a module and then its quiz, under their neutral titles."""
    lessons = [lesson_task(row, row.title) for row in progress.lessons]
    if not progress.has_quiz:
        return lessons
    return [*lessons, quiz_task(progress.quiz_url, progress.quiz, mode)]


def lesson_task(row: LessonRow, label: str) -> Task:
    return Task(
        label=label,
        url=row.url,
        note=minutes_words(row.minutes),
        status=row.state.label,
        tone=LESSON_TONES[row.state],
    )


def quiz_task(url: str, standing: QuizStanding, mode: str = PRACTICE) -> Task:
    """Return a quiz as a row; `mode` is how a class has it taken (`AttemptMode`)."""
    state = LessonState.NOT_STARTED
    if standing.is_done or standing.running:
        state = LessonState.DONE if standing.is_done else LessonState.STARTED
    return Task(
        label=_("Quiz") if mode == PRACTICE else AttemptMode(mode).label,
        url=url,
        note=quiz_note(standing, mode),
        status=state.label,
        tone=LESSON_TONES[state],
    )


def quiz_action(standing: QuizStanding) -> str:
    """Return the words on the link to a quiz, by how somebody stands at it."""
    if standing.running:
        return _("Carry on with the quiz")
    if standing.handed_in:
        return _("See where it is")
    return _("Try the quiz again") if standing.best else _("Open the quiz")


def second_look_tasks(look: SecondLook) -> list[AnotherLook | Task]:
    """Return the steps that teach what the latest try missed, then the quiz itself."""
    quiz = quiz_task(look.module.quiz_url, look.module.quiz)
    return [*look.steps, replace(quiz, label=_("Try the quiz again"), status="", tone="")]


def quiz_note(standing: QuizStanding, mode: str) -> str:
    """Return the best try, else how far the open one is; no zero, and nothing of private ones."""
    if standing.handed_in:
        return _("Handed in. Your teacher opens the explanations.")
    if standing.best and standing.best.points and not standing.best.answers_stay_hidden:
        return _("Best try: %(points)d of %(all)d points") % {
            "points": standing.best.points,
            "all": standing.best.max_points,
        }
    if standing.running and standing.running.answered and not standing.best:
        return answered_words(standing.running.answered)
    return _("As often as you like") if mode == PRACTICE else _("One try counts")


def answered_words(answered: int) -> str:
    return ngettext(
        "%(number)d question answered so far",
        "%(number)d questions answered so far",
        answered,
    ) % {"number": answered}


def module_task(progress: ModuleProgress) -> Task:
    """Return a whole module as one row, under its heading."""
    state = LessonState.NOT_STARTED
    if progress.is_started:
        state = LessonState.DONE if progress.is_done else LessonState.STARTED
    return Task(
        label=progress.module.heading,
        url=progress.url,
        note=module_note(len(progress.lessons), progress.module.minutes),
        status=state.label,
        tone=LESSON_TONES[state],
    )


def skill_task(row: SkillRow) -> Task:
    is_got = row.state >= SkillState.GOT_IT
    words = _("You can %(can)s.") if is_got else _("You are learning to %(can)s.")
    return Task(
        label=row.name,
        url="",
        note=words % {"can": row.can},
        status=row.state.label,
        tone=SKILL_TONES[row.state],
    )


def module_note(lessons: int, minutes: int) -> str:
    return " · ".join(content_facts(lessons, minutes))


def due_words(due_on: date | None, *, today: date) -> str:
    """Return until when something is wanted, in words without alarm; "" where no day was set."""
    if due_on is None:
        return ""
    if due_on < today:
        return _("It was for %(day)s. Doing it now still counts.") % {"day": day_words(due_on)}
    if due_on == today:
        return _("By the end of today")
    if due_on - today == timedelta(days=1):
        return _("By tomorrow")
    if due_on - today < timedelta(days=DAYS_CALLED_BY_NAME):
        return _("By %(day)s") % {"day": date_format(due_on, "l")}
    return _("By %(day)s") % {"day": day_words(due_on)}


def day_words(day: date) -> str:
    return f"{date_format(day, 'l')} {date_format(day, 'MONTH_DAY_FORMAT')}"


def finished_lessons(modules: Iterable[ModuleProgress]) -> list[LessonRow]:
    """Return the lessons a learner has finished: one clump of grass each."""
    return [row for module in modules for row in module.lessons if row.state == LessonState.DONE]


def kept_words(lessons: int) -> str:
    return ngettext(
        "%(number)d lesson from this device is in your learning now.",
        "%(number)d lessons from this device are in your learning now.",
        lessons,
    ) % {"number": lessons}
