"""What a class did week by week: lessons finished and quizzes taken, never by the day.

A week counts by the calendar of the school. Where fewer than five students did something in a week,
how much it was is not told.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q
from django.db.models.functions import TruncWeek
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assignments.models import Assignment
from assignments.queries import class_assignments
from courses.models import LessonPage, ModulePage
from insight.line_chart import Line, LineChart, line_chart
from insight.small_numbers import is_small
from organizations.enums import MembershipRole, MembershipState
from organizations.models import Classroom
from progress.enums import LessonState
from progress.models import LessonProgress
from quizzes.enums import AttemptMode
from quizzes.models import Attempt

WEEKS = 12
OF_STUDENTS = {
    "user__memberships__role": MembershipRole.STUDENT,
    "user__memberships__state": MembershipState.ACTIVE,
}


@dataclass(frozen=True)
class Week:
    """A week from a Monday on. None stands for what fewer than five students did."""

    begins_on: date
    lessons: int | None
    quizzes: int | None

    @property
    def label(self) -> str:
        return date_format(self.begins_on, "j M")

    @property
    def is_told(self) -> bool:
        return bool(self.lessons or self.quizzes)


@dataclass(frozen=True)
class OverTime:
    """The weeks of a class, oldest first, and its modules; the last week still runs."""

    weeks: list[Week]
    modules: list[ModulePage]

    @property
    def headline(self) -> str:
        """The finding in one plain sentence."""
        busiest = max(self.weeks, key=lambda week: (week.lessons or 0) + (week.quizzes or 0))
        if busiest.is_told:
            words = _("Most was done in the week from %(day)s: %(lessons)s and %(quizzes)s.")
            return words % {
                "day": date_format(busiest.begins_on, "j F"),
                "lessons": lessons_words(busiest.lessons),
                "quizzes": quizzes_words(busiest.quizzes),
            }
        if any(week.lessons is None or week.quizzes is None for week in self.weeks):
            return _("In no week did 5 students or more finish something, so no number is shown.")
        return _("Nothing was finished in these weeks.")

    @property
    def chart(self) -> LineChart:
        return line_chart(
            [
                Line(_("Lessons"), [week.lessons for week in self.weeks]),
                Line(_("Quizzes"), [week.quizzes for week in self.weeks]),
            ],
            [week.label for week in self.weeks],
        )


def lessons_words(count: int | None) -> str:
    if count is None:
        return _("lessons of fewer than 5 students")
    return _("lessons finished %(n)d times") % {"n": count}


def quizzes_words(count: int | None) -> str:
    if count is None:
        return _("quizzes of fewer than 5 students")
    return _("quizzes taken %(n)d times") % {"n": count}


def class_over_time(classroom: Classroom, *, now: datetime) -> OverTime:
    """Return the last twelve weeks of a class, fewer where it had nothing to do before.

    What is counted belongs to a module that is assigned now, and was done since joining. Three
    queries.
    """
    assignments = class_assignments(classroom)
    mondays = mondays_until(classroom, assignments, now)
    lessons = lessons_by_week(classroom, assignments)
    quizzes = quizzes_by_week(classroom, assignments)
    weeks = [Week(day, lessons.get(day, 0), quizzes.get(day, 0)) for day in mondays]
    return OverTime(weeks, [one.module for one in assignments])


def mondays_until(classroom: Classroom, assignments: list[Assignment], now: datetime) -> list[date]:
    """Return the Mondays from the first assignment on, the last twelve at most, two at least."""
    school = classroom.organization
    last = monday_of(school.today(now))
    opened = [monday_of(school.today(one.opened_at)) for one in assignments]
    weeks = (last - min(opened, default=last)).days // 7 + 1
    shown = min(max(weeks, 2), WEEKS)
    return [last - timedelta(weeks=back) for back in reversed(range(shown))]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def lessons_by_week(classroom: Classroom, assignments: list[Assignment]) -> dict[date, int | None]:
    """Map Mondays to how many lessons were finished in the week. One query."""
    modules = Q(pk__in=[])
    for assignment in assignments:
        modules |= Q(path__startswith=assignment.module.path)
    done = LessonProgress.objects.filter(
        state=LessonState.DONE,
        lesson__in=LessonPage.objects.live().filter(modules).order_by(),
        user__memberships__classroom=classroom,
        done_at__gte=F("user__memberships__joined_at"),
        **OF_STUDENTS,
    )
    return by_week(done, "done_at", classroom)


def quizzes_by_week(classroom: Classroom, assignments: list[Assignment]) -> dict[date, int | None]:
    """Map Mondays to how many tries at a quiz were finished in the week. One query."""
    taken = Attempt.objects.finished().filter(
        quiz__in=[one.module.quiz_id for one in assignments if one.module.quiz_id],
        user__memberships__classroom=classroom,
        finished_at__gte=F("user__memberships__joined_at"),
        **OF_STUDENTS,
    )
    return by_week(taken.exclude(mode=AttemptMode.PRECHECK), "finished_at", classroom)


def by_week(done, moment: str, classroom: Classroom) -> dict[date, int | None]:
    """Map Mondays to a count of rows, None where they are of fewer than five students."""
    week = TruncWeek(moment, tzinfo=classroom.organization.zone)
    rows = done.order_by().annotate(week=week).values_list("week")
    counted = rows.annotate(count=Count("pk", distinct=True), people=Count("user", distinct=True))
    return {begins.date(): None if is_small(people) else count for begins, count, people in counted}
