"""What a teacher's pages show. Each docstring states its number of queries."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.db.models import Count, Q
from django.utils import timezone

from assignments.models import Assignment
from assignments.queries import class_assignments
from core.enums import Sensitivity
from courses.models import LessonPage, ModulePage
from courses.queries import lessons_by_module, public_modules
from courses.rendering import teacher_notes
from organizations.enums import MembershipRole, MembershipState
from organizations.models import Classroom, Membership
from progress.enums import LessonState
from progress.models import LessonProgress
from quizzes.marking import whole_percent
from quizzes.models import Attempt
from teaching.grid import Cell, Column, Grid, Row, Standing, Terms

NOT_STARTED_AFTER = timedelta(days=7)
NO_LESSONS = (0, 0)


@dataclass(frozen=True)
class ClassCard:
    """A class in the list: how many are in it, who waits, what it has to do."""

    classroom: Classroom
    students: int
    waiting: int
    assigned: int


@dataclass(frozen=True)
class People:
    """Everybody in a class, sorted out of one query; students by the name a teacher reads."""

    me: Membership | None
    students: list[Membership]
    waiting: list[Membership]

    @property
    def joined_since_last_look(self) -> list[Membership]:
        if self.me is None:
            return []
        return [s for s in self.students if s.joined_at > self.me.students_seen_at]


@dataclass(frozen=True)
class ModuleChoice:
    """A module in a list for teachers, and the class's assignment of it, if there is one."""

    module: ModulePage
    lessons: list[LessonPage]
    assignment: Assignment | None

    @property
    def sensitivity(self) -> Sensitivity:
        return module_sensitivity(self.module)

    @property
    def is_careful(self) -> bool:
        """Careful or private: for whole classes only, and after a talk with the lead."""
        return self.sensitivity != Sensitivity.OPEN


def module_sensitivity(module: ModulePage) -> Sensitivity:
    """The strictest of a module and its quiz; the quiz has to be loaded with the module."""
    quiz = module.quiz
    return Sensitivity.strictest(module.sensitivity, quiz.sensitivity if quiz else Sensitivity.OPEN)


def class_cards(user) -> list[ClassCard]:
    """Return the classes a teacher may open. One query."""
    student = Q(memberships__role=MembershipRole.STUDENT)
    active = student & Q(memberships__state=MembershipState.ACTIVE)
    waiting = student & Q(memberships__state=MembershipState.WAITING)
    classrooms = Classroom.objects.filter(
        pk__in=Classroom.objects.visible_to(user).values("pk")
    ).annotate(
        students=Count("memberships", filter=active, distinct=True),
        waiting=Count("memberships", filter=waiting, distinct=True),
        assigned=Count("assignments", filter=Q(assignments__module__live=True), distinct=True),
    )
    return [ClassCard(c, c.students, c.waiting, c.assigned) for c in classrooms]


def class_people(classroom: Classroom, user) -> People:
    """Return teachers, students and who waits. One query."""
    members = list(Membership.objects.filter(classroom=classroom))
    students = sorted(
        (m for m in members if m.role == MembershipRole.STUDENT),
        key=lambda student: student.shown_name.casefold(),
    )
    return People(
        me=next((m for m in members if m.user_id == user.pk), None),
        students=[m for m in students if not m.is_waiting],
        waiting=[m for m in students if m.is_waiting],
    )


def class_grid(
    classroom: Classroom, students: list[Membership], *, now: datetime | None = None
) -> Grid:
    """Return a row for each of `students`, a column for each assigned module (decision 5).

    Four queries for any number of students: assignments, lesson counts, lesson states, quizzes.
    """
    now = now or timezone.now()
    assignments = class_assignments(classroom)
    users = [student.user_id for student in students]
    lessons = module_of_lessons([a.module for a in assignments])
    counts = lesson_counts(users, lessons)
    tries = quiz_tries(users, assignments)
    totals = Counter(lessons.values())
    columns = [
        column(assignment, totals[assignment.module.path], now) for assignment in assignments
    ]
    make = cache(make_cell)
    rows = [
        Row(
            membership=student,
            cells=[
                make(c.terms, counts.get((user, c.path)), tries.get((user, c.quiz_id)))
                for c in columns
            ],
        )
        for student, user in zip(students, users, strict=True)
    ]
    return Grid(columns=columns, rows=rows)


def make_cell(
    terms: Terms, counts: tuple[int, int] | None, tries: tuple[int | None, ...] | None
) -> Cell:
    """Return a cell; None stands for no lesson begun and for no try begun."""
    done, begun = counts or NO_LESSONS
    return Cell(terms, Standing(done, begun, tries or (), is_quiz_begun=tries is not None))


def column(assignment: Assignment, lessons: int, now: datetime) -> Column:
    module = assignment.module
    return Column(
        assignment=assignment,
        path=module.path,
        quiz_id=module.quiz_id,
        title=module.title,
        uuid=module.uuid,
        terms=Terms(
            is_open=module_sensitivity(module) == Sensitivity.OPEN,
            has_quiz=module.quiz_id is not None,
            lessons=lessons,
            is_week_old=now - assignment.opened_at >= NOT_STARTED_AFTER,
        ),
    )


def module_of_lessons(modules: list[ModulePage]) -> dict[int, str]:
    """Map the live lessons of these modules to the tree paths of their modules. One query."""
    paths = {module.path for module in modules}
    lessons = LessonPage.objects.live().order_by().values_list("pk", "path")
    parents = {pk: path[: -LessonPage.steplen] for pk, path in lessons}
    return {pk: parent for pk, parent in parents.items() if parent in paths}


def lesson_counts(users, lessons: dict[int, str]) -> dict[tuple[int, str], tuple[int, int]]:
    """Map (user, module path) to (lessons done, lessons begun or done). One query.

    Picked and counted here: grouping by a part of the path takes the database three times as long.
    """
    counts, is_done = {}, LessonState.DONE.value
    rows = LessonProgress.objects.filter(user__in=users)
    for user, lesson, state in rows.values_list("user_id", "lesson_id", "state"):
        if lesson not in lessons:
            continue
        key = user, lessons[lesson]
        done, begun = counts.get(key, NO_LESSONS)
        counts[key] = done + (state == is_done), begun + 1
    return counts


def quiz_tries(users, assignments) -> dict[tuple[int, int], tuple[int | None, ...]]:
    """Map (user, quiz) to the percentages of the finished tries, oldest first. One query.

    A try pinned as careful or private gives None: its score never leaves this function. A quiz that
    was begun and not finished has an empty tuple.
    """
    tries = defaultdict(tuple)
    attempts = (
        Attempt.objects.filter(user__in=users, quiz__in=[a.module.quiz_id for a in assignments])
        .order_by("finished_at", "pk")
        .values_list("user_id", "quiz_id", "sensitivity", "points", "max_points")
    )
    for user, quiz, sensitivity, points, max_points in attempts:
        if max_points is None:
            finished = ()
        else:
            is_open = sensitivity == Sensitivity.OPEN
            finished = (whole_percent(points, max_points) if is_open else None,)
        tries[user, quiz] += finished
    return tries


@dataclass(frozen=True)
class LessonGridRow:
    membership: Membership
    states: list[LessonState]


@dataclass(frozen=True)
class LessonGrid:
    """One module opened: its lessons, and a row a student with a state for each of them."""

    lessons: list[LessonPage]
    rows: list[LessonGridRow]

    @property
    def done(self) -> list[int]:
        """How many students have done each lesson."""
        return [
            sum(row.states[index] == LessonState.DONE for row in self.rows)
            for index in range(len(self.lessons))
        ]


def lesson_grid(students: list[Membership], module: ModulePage) -> LessonGrid:
    """Return who has started and done which lesson of a module. Two queries."""
    lessons = lessons_by_module([module])[module.path]
    states = {
        (user, lesson): LessonState(state)
        for user, lesson, state in LessonProgress.objects.filter(
            user__in=[s.user_id for s in students], lesson__in=lessons
        ).values_list("user_id", "lesson_id", "state")
    }
    rows = [
        LessonGridRow(s, [states.get((s.user_id, x.pk), LessonState.NOT_STARTED) for x in lessons])
        for s in students
    ]
    return LessonGrid(lessons, rows)


def module_choices(classroom: Classroom) -> list[ModuleChoice]:
    """Return every module a teacher may assign; what the class has already stands last.

    Three queries.
    """
    assigned = {a.module_id: a for a in class_assignments(classroom)}
    choices = [ModuleChoice(m, x, assigned.get(m.pk)) for m, x in modules_with_lessons()]
    return sorted(choices, key=lambda choice: choice.assignment is not None)


def library() -> list[ModuleChoice]:
    """Return every module with its lessons, for the lesson library. Two queries."""
    return [ModuleChoice(module, lessons, None) for module, lessons in modules_with_lessons()]


def modules_with_lessons() -> list[tuple[ModulePage, list[LessonPage]]]:
    modules = list(public_modules().select_related("quiz"))
    lessons = lessons_by_module(modules)
    return [(module, lessons[module.path]) for module in modules]


def lesson_notes(module: ModulePage) -> list[tuple[LessonPage, list[tuple[int, str, str]]]]:
    """Return each lesson of a module with its teacher-only notes (step, kind, text). One query."""
    lessons = LessonPage.objects.live().child_of(module).order_by("path")
    return [(lesson, teacher_notes(lesson)) for lesson in lessons]
