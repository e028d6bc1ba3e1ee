"""What a teacher's pages show. Each docstring states its number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, cached_property
from typing import NamedTuple
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat, Length, Substr
from django.utils import timezone

from assignments.models import Assignment, is_chosen
from assignments.rules import module_sensitivity  # noqa: F401 -- rooms above ask here
from core.enums import Sensitivity
from core.epoch import epoch_in_passing
from core.joined import Joined, split
from courses.models import LessonPage, ModulePage
from courses.queries import public_modules
from organizations.enums import MembershipRole, MembershipState
from organizations.models import Classroom, Membership
from organizations.queries import other_teachers
from progress.enums import LessonState
from progress.models import LessonProgress
from quizzes.enums import AttemptMode
from quizzes.marking import whole_percent
from quizzes.models import Attempt
from teaching.grid import (
    NO_LESSONS,
    Cell,
    Column,
    Grid,
    Lessons,
    Row,
    Terms,
    blank_row,
    make_cell,
    row_cells,
)

NOT_STARTED_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class ClassCard:
    """A class in the list: how many are in it and wait, what it has to do, who else teaches it."""

    classroom: Classroom
    students: int
    waiting: int
    assigned: int
    teachers: list[str]


class Member(NamedTuple):
    """A membership as the class page shows it: 300 of these cost half of 300 models.

    The two last are None for a student.
    """

    uuid: UUID
    user_id: int
    role: MembershipRole
    state: MembershipState
    nickname: str
    label: str
    joined_at: datetime
    students_seen_at: datetime | None
    changes_seen_at: datetime | None

    shown_name = Membership.shown_name
    is_waiting = Membership.is_waiting


@dataclass(frozen=True)
class People:
    """Everybody in a class, sorted out of one query; students by the name a teacher reads."""

    me: Member | None
    students: list[Member]
    waiting: list[Member]

    @cached_property
    def joined_since_last_look(self) -> list[Member]:
        if self.me is None:
            return []
        return [s for s in self.students if s.joined_at > self.me.students_seen_at]


def class_cards(user) -> list[ClassCard]:
    """Return the classes a teacher may open, archived ones too. Two queries."""
    student = Q(memberships__role=MembershipRole.STUDENT)
    active = student & Q(memberships__state=MembershipState.ACTIVE)
    waiting = student & Q(memberships__state=MembershipState.WAITING)
    standing = Q(assignments__withdrawn_at=None, assignments__module__live=True)
    classrooms = Classroom.objects.filter(
        pk__in=Classroom.objects.visible_to(user).values("pk")
    ).annotate(
        students=Count("memberships", filter=active, distinct=True),
        waiting=Count("memberships", filter=waiting, distinct=True),
        assigned=Count("assignments", filter=standing, distinct=True),
    )
    teachers = other_teachers(classrooms, user)
    return [
        ClassCard(c, c.students, c.waiting, c.assigned, teachers.get(c.pk, [])) for c in classrooms
    ]


def class_people(classroom: Classroom, user) -> People:
    """Return teachers, students and who waits. One query."""
    *fields, students_seen_at, changes_seen_at = Member._fields
    seen = [of_teachers(students_seen_at), of_teachers(changes_seen_at)]
    rows = Membership.objects.filter(classroom=classroom).values_list(*fields, *seen)
    members = [Member(*row) for row in rows]
    students = sorted(
        (m for m in members if m.role == MembershipRole.STUDENT),
        key=lambda student: student.shown_name.casefold(),
    )
    return People(
        me=next((m for m in members if m.user_id == user.pk), None),
        students=[m for m in students if not m.is_waiting],
        waiting=[m for m in students if m.is_waiting],
    )


def cells_of(assignment: Assignment, students: list[Membership]) -> dict[int, Cell]:
    """Map memberships to their cells in the column of an assignment. Three queries."""
    grid = class_grid(assignment.classroom, students)
    uuids = [column.assignment_uuid for column in grid.columns]
    index = uuids.index(assignment.uuid)
    return {row.membership.pk: row.cells[index] for row in grid.rows}


def of_teachers(field: str) -> Case:
    """Return a field where teachers have a use for it: 600 moments nobody reads take time."""
    return Case(When(~Q(role=MembershipRole.STUDENT), then=F(field)))


def class_grid(
    classroom: Classroom, students: list[Member] | list[Membership], *, now: datetime | None = None
) -> Grid:
    """Return a row for each of `students`, a column for each assigned module (decision 5).

    Three queries for any number of students: modules, lesson states, quizzes.
    """
    now = now or timezone.now()
    columns = class_columns(classroom, now)
    # Named by a query: three hundred numbers take as long to write into two others.
    users = Membership.objects.filter(classroom=classroom).students().order_by().values("user")
    lessons, tries = lessons_by_user(users), quiz_tries(users)
    make = cache(make_cell)
    blank = blank_row(make, columns)
    fresh = blank_row(make, [column.for_newcomers() for column in columns])
    rows = [
        Row(
            membership=student,
            cells=row_cells(
                make,
                student.user_id,
                blank if now - student.joined_at >= NOT_STARTED_AFTER else fresh,
                lessons.get(student.user_id, NO_LESSONS),
                tries.get(student.user_id, {}),
            ),
        )
        for student in students
    ]
    return Grid(columns=columns, rows=rows)


def class_columns(classroom: Classroom, now: datetime) -> list[Column]:
    """Return the assigned modules, oldest first. One query.

    They are read as values: whole pages would take longer than all the cells.
    """
    assigned = Assignment.objects.filter(classroom=classroom, module__live=True)
    rows = assigned.annotate(
        lessons=Subquery(lessons_of(OuterRef("module__path"))),
        chosen=Case(When(is_for_all=False, then=Subquery(users_chosen(classroom)))),
    ).values_list(
        "uuid",
        "is_for_all",
        "chosen",
        "opened_at",
        "due_on",
        "quiz_mode",
        "lessons",
        "module__translation_key",
        "module__title",
        "module__sensitivity",
        "module__quiz_id",
        "module__quiz__sensitivity",
        named=True,
    )
    return [column(row, now) for row in rows]


def column(assigned, now: datetime) -> Column:
    """Return a column from one row of `class_columns`."""
    lessons = split(assigned.lessons)
    quiz_level = assigned.module__quiz__sensitivity or Sensitivity.OPEN
    level = Sensitivity.strictest(assigned.module__sensitivity, quiz_level)
    return Column(
        uuid=assigned.module__translation_key,
        title=assigned.module__title,
        assignment_uuid=assigned.uuid,
        opened_at=assigned.opened_at,
        due_on=assigned.due_on,
        quiz_id=assigned.module__quiz_id,
        quiz_mode=assigned.quiz_mode,
        lessons=frozenset(lessons),
        users=None if assigned.is_for_all else frozenset(split(assigned.chosen)),
        terms=Terms(
            is_open=level == Sensitivity.OPEN,
            has_quiz=assigned.module__quiz_id is not None,
            lessons=len(lessons),
            is_week_old=now - assigned.opened_at >= NOT_STARTED_AFTER,
        ),
    )


def lessons_of(module_path: OuterRef) -> QuerySet:
    """Return the ids of a module's live lessons, joined to one text, for the query around this."""
    parent = Substr("path", 1, Length("path") - LessonPage.steplen)
    # Between these the database finds them by its index of paths, as treebeard does.
    first, last = (Concat(module_path, Value(LessonPage.steplen * end)) for end in "0Z")
    return (
        LessonPage.objects.live()
        .order_by()
        .annotate(parent=parent)
        .filter(parent=module_path, path__range=(first, last))
        .values("parent")
        .annotate(ids=Joined(Cast("pk", TextField())))
        .values("ids")
    )


def users_chosen(classroom: Classroom | OuterRef) -> QuerySet:
    """Return whom an assignment has chosen, joined to one text, for the query around this."""
    chosen = Membership.objects.filter(is_chosen(OuterRef("pk")), classroom=classroom).order_by()
    ids = Joined(Cast("user_id", TextField()))
    return chosen.values("classroom").annotate(ids=ids).values("ids")


def lessons_by_user(users: QuerySet) -> dict[int, Lessons]:
    """Map users to the lessons they have done and started. One query.

    A class can have 24,000 of them. Joined into one text a student they take a third of the time of
    one row a lesson; counting them by module in the database would take longer than that.
    """
    lesson = Cast("lesson_id", TextField())
    rows = LessonProgress.objects.filter(user__in=users).values_list("user_id")
    joined = rows.annotate(
        done=Joined(lesson, filter=Q(state=LessonState.DONE)),
        started=Joined(lesson, filter=Q(state=LessonState.STARTED)),
    )
    return {user: Lessons(split(done), split(started)) for user, done, started in joined}


def quiz_tries(users: QuerySet) -> dict[int, dict[tuple[int, str], tuple[int | None, ...]]]:
    """Map users to quizzes to the percentages of the finished tries, oldest first. One query.

    A quiz is named with the mode in which its class has it taken: where that is practice every try
    counts, where it is a check or a test those do that were taken so.

    A try pinned as careful or private gives None: its score never leaves this function. A quiz that
    was begun and not finished has an empty tuple. A person has one open try at a quiz at a time, so
    tries are finished in the order they were begun.
    """
    tries = defaultdict(dict)
    attempts = (
        Attempt.objects.filter(user__in=users)
        .order_by("user_id", "pk")
        .values_list("user_id", "quiz_id", "mode", "sensitivity", "points", "max_points")
    )
    shown = cache(shown_try)
    for user, quiz, mode, sensitivity, points, max_points in attempts:
        of_user, percent = tries[user], shown(sensitivity, points, max_points)
        for key in {(quiz, AttemptMode.PRACTICE.value), (quiz, mode)}:
            of_user[key] = of_user.get(key, ()) + percent
    return tries


def shown_try(sensitivity: str, points: int | None, max_points: int | None) -> tuple:
    """Return a try as a teacher may see it: (), (None,) or (percent,)."""
    if max_points is None:
        return ()
    return (whole_percent(points, max_points) if sensitivity == Sensitivity.OPEN else None,)


def modules_for(teacher) -> QuerySet[ModulePage]:
    """Return every module a guest may open, in the reader's language or else in the site's own.

    With quizzes and scenario; one query when read.

    `opened_at` is when it was first assigned to a class of this teacher, else None; `epoch` is the
    present one.
    """
    own = Assignment.objects.visible_to(teacher).filter(module=OuterRef("pk")).order_by("opened_at")
    modules = public_modules().within_reach().select_related("quiz", "precheck", "scenario")
    return modules.annotate(
        opened_at=Subquery(own.values("opened_at")[:1]), epoch=epoch_in_passing()
    )
