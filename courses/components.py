"""How far, how long, how much: the short lines of words that lesson and module pages show."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import LessonPage
from courses.queries import LessonPlace


def step_facts(page: LessonPage, place: LessonPlace, number: int) -> list[str]:
    """Return the line above a step: which lesson, which step, how long it still takes."""
    total = len(page.steps)
    minutes = minutes_left(page.minutes, number, total)
    return [
        lesson_fact(place),
        _("Step %(number)d of %(total)d") % {"number": number, "total": total},
        ngettext("About %(minutes)d minute left", "About %(minutes)d minutes left", minutes)
        % {"minutes": minutes},
    ]


def minutes_left(minutes: int, number: int, total: int) -> int:
    """Return about how many minutes remain from the start of step `number`, never less than 1."""
    return max(1, round(minutes * (total - number + 1) / total))


def whole_lesson_facts(page: LessonPage, place: LessonPlace) -> list[str]:
    return [lesson_fact(place), minutes_words(page.minutes)]


def lesson_fact(place: LessonPlace) -> str:
    return _("Lesson %(number)d of %(total)d") % {"number": place.number, "total": place.total}


def content_facts(lessons: int, minutes: int) -> list[str]:
    """Return how much a module or a course holds."""
    count = ngettext("%(number)d lesson", "%(number)d lessons", lessons) % {"number": lessons}
    return [count, minutes_words(minutes)]


def minutes_words(minutes: int) -> str:
    return ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}
