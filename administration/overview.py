"""The classes of a school as its admin sees them: how many, and in words how far they are.

Nobody is named, and nothing is told of fewer than five people: a count under five is not shown, and
a share is said in words only where five or more have finished and five or more have not, or where
it does not matter which few they are. Of careful and private modules there is nothing but that a
class has them.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, Count, OuterRef, Q, Subquery, When
from django.utils.translation import gettext as _

from assignments.models import Assignment
from core.enums import Sensitivity
from core.joined import split
from organizations.enums import MembershipRole, MembershipState
from organizations.models import Membership, Organization
from quizzes.statistics import SHOWN_FROM
from teaching.queries import lessons_by_user, lessons_of, quiz_tries, users_chosen

SOME_BELOW, MOST_FROM = 1 / 3, 2 / 3


@dataclass(frozen=True)
class ModuleLine:
    """An assigned module of a class by its neutral title, and how far the class is, in words."""

    title: str
    words: str


@dataclass(frozen=True)
class ClassLine:
    """A class; `students` is None where there are fewer than five."""

    name: str
    age_group: str
    students: int | None
    modules: list[ModuleLine]


@dataclass(frozen=True)
class Overview:
    classes: list[ClassLine]

    @property
    def students(self) -> int:
        """How many students are in classes of five or more; so no small class can be worked out."""
        return sum(line.students or 0 for line in self.classes)


@dataclass(frozen=True)
class Work:
    """What one student has done, as sets: lessons as text, quizzes with the mode they are in."""

    lessons: set[str]
    quizzes: set[tuple[int, str]]


NO_WORK = Work(set(), set())


def overview(school: Organization) -> Overview:
    """Return the classes of a school that go on. Five queries, for any number of classes."""
    classes = school.classrooms.current().order_by("name")
    student = Q(memberships__role=MembershipRole.STUDENT, memberships__state=MembershipState.ACTIVE)
    people = students_by_class(school)
    work = work_of(school)
    modules = modules_by_class(school)
    return Overview(
        [
            ClassLine(
                name=one.name,
                age_group=one.get_age_band_display(),
                students=one.students if one.students >= SHOWN_FROM else None,
                modules=[
                    module_line(row, [work.get(user, NO_WORK) for user in given_to(row, people)])
                    for row in modules[one.pk]
                ],
            )
            for one in classes.annotate(students=Count("memberships", filter=student))
        ]
    )


def given_to(row, people: dict[int, list[int]]) -> list[int]:
    """Return for whom of its class a module is; `row` is one of `modules_by_class`."""
    chosen, users = split(row.chosen), people[row.classroom_id]
    return users if row.is_for_all else [user for user in users if str(user) in chosen]


def module_line(row, class_work: list[Work]) -> ModuleLine:
    """Return what is said of one module by the work of those in a class whom it is for."""
    quiz_level = row.module__quiz__sensitivity or Sensitivity.OPEN
    level = Sensitivity.strictest(row.module__sensitivity, quiz_level)
    if level != Sensitivity.OPEN:
        return ModuleLine(row.module__title, _("Assigned. How it went is shown to nobody here."))
    done = sum(has_finished(row, work) for work in class_work)
    return ModuleLine(row.module__title, completion(done, len(class_work)))


def has_finished(row, work: Work) -> bool:
    """Whether somebody has handed in the quiz; of a module without one, done all lessons."""
    if row.module__quiz_id:
        return (row.module__quiz_id, row.quiz_mode) in work.quizzes
    lessons = split(row.lessons)
    return bool(lessons) and lessons <= work.lessons


def completion(done: int, students: int) -> str:
    """Say how many of a class have finished, so that it tells nothing of fewer than five people."""
    if students < 2 * SHOWN_FROM:
        return _("Too few students to say how far they are")
    if done < SHOWN_FROM:
        return _("None or a few have finished")
    if students - done < SHOWN_FROM:
        return _("All or nearly all have finished")
    if done < SOME_BELOW * students:
        return _("Some have finished")
    return _("Most have finished") if done > MOST_FROM * students else _("About half have finished")


def students_by_class(school: Organization) -> dict[int, list[int]]:
    """Map classes to the ids of their students. One query."""
    found = defaultdict(list)
    for classroom, user in active_students(school).values_list("classroom_id", "user_id"):
        found[classroom].append(user)
    return found


def active_students(school: Organization):
    return Membership.objects.filter(classroom__organization=school).students().active().order_by()


def work_of(school: Organization) -> dict[int, Work]:
    """Map students to what they have finished. Two queries."""
    users = active_students(school).values("user_id")
    lessons, tries = lessons_by_user(users), quiz_tries(users)
    return {
        user: Work(
            lessons=lessons[user].done if user in lessons else set(),
            quizzes={quiz for quiz, finished in tries.get(user, {}).items() if finished},
        )
        for user in {*lessons, *tries}
    }


def modules_by_class(school: Organization) -> dict[int, list]:
    """Map classes to rows of their assigned modules, oldest first. One query."""
    assigned = Assignment.objects.filter(classroom__organization=school, module__live=True)
    lessons = Subquery(lessons_of(OuterRef("module__path")))
    found = defaultdict(list)
    chosen = Case(When(is_for_all=False, then=Subquery(users_chosen(OuterRef("classroom")))))
    for row in assigned.annotate(lessons=lessons, chosen=chosen).values_list(
        "classroom_id",
        "is_for_all",
        "chosen",
        "module__title",
        "module__sensitivity",
        "module__quiz_id",
        "module__quiz__sensitivity",
        "quiz_mode",
        "lessons",
        named=True,
    ):
        found[row.classroom_id].append(row)
    return found
