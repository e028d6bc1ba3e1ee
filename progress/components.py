"""What a learner has to do and has done, as the rows and words that components show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.components import content_facts, minutes_words
from progress.enums import LessonState, SkillState
from progress.queries import DueWork, LessonRow, ModuleProgress, SkillRow
from quizzes.queries import QuizStanding

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
class Work:
    """A module on a learner's own page; `due` is "" for one that nobody asked for."""

    title: str
    url: str
    due: str
    tasks: list[Task]


def due_work(due: DueWork, *, today: date) -> Work:
    """Return a module from a class; `today` is the day in the school's time zone."""
    words = "" if due.progress.is_done else due_words(due.due_on, today=today)
    return module_work(due.progress, due=words)


def module_work(progress: ModuleProgress, *, due: str = "") -> Work:
    return Work(progress.module.title, progress.url, due, module_tasks(progress))


def module_tasks(progress: ModuleProgress) -> list[Task]:
    """Return the lessons of a module and then its quiz, under their neutral titles."""
    lessons = [lesson_task(row, row.title) for row in progress.lessons]
    return [*lessons, quiz_task(progress)] if progress.has_quiz else lessons


def lesson_task(row: LessonRow, label: str) -> Task:
    return Task(
        label=label,
        url=row.url,
        note=minutes_words(row.minutes),
        status=row.state.label,
        tone=LESSON_TONES[row.state],
    )


def quiz_task(progress: ModuleProgress) -> Task:
    standing = progress.quiz
    state = LessonState.NOT_STARTED
    if standing.best or standing.running:
        state = LessonState.DONE if standing.best else LessonState.STARTED
    return Task(
        label=_("Quiz"),
        url=reverse("quizzes:start", args=[progress.module.quiz.uuid]),
        note=quiz_note(standing),
        status=state.label,
        tone=LESSON_TONES[state],
    )


def quiz_note(standing: QuizStanding) -> str:
    """Return the best try, else how far the open one is; no zero, and nothing of private ones."""
    if standing.best and standing.best.points and not standing.best.answers_stay_hidden:
        return _("Best try: %(points)d of %(all)d points") % {
            "points": standing.best.points,
            "all": standing.best.max_points,
        }
    if standing.running and standing.running.answered and not standing.best:
        return answered_words(standing.running.answered)
    return _("As often as you like")


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
    return date_format(day, "l j F")


def finished_lessons(modules: Iterable[ModuleProgress]) -> list[LessonRow]:
    """Return the lessons a learner has finished: one clump of grass each."""
    return [row for module in modules for row in module.lessons if row.state == LessonState.DONE]


def kept_words(lessons: int) -> str:
    return ngettext(
        "%(number)d lesson from this device is in your learning now.",
        "%(number)d lessons from this device are in your learning now.",
        lessons,
    ) % {"number": lessons}
