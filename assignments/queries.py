"""Reading what a class has to do, and who of it."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import get_language

from assignments.models import Assignment, ClassGroup, Extension, is_chosen
from assignments.rules import may_be_for_some, module_sensitivity
from core.enums import Sensitivity
from courses.models import LessonPage, ModulePage
from courses.queries import lessons_by_module, public_modules
from organizations.models import Classroom, Membership


@dataclass(frozen=True)
class Audience:
    """Who work is for: the whole class, or some groups and single students of it."""

    is_for_all: bool = True
    groups: tuple[ClassGroup, ...] = ()
    students: tuple[Membership, ...] = ()

    @property
    def names(self) -> list[str]:
        """What a teacher of the class reads; none where it is for all."""
        return [group.name for group in self.groups] + [one.shown_name for one in self.students]


WHOLE_CLASS = Audience()


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
        return not may_be_for_some(self.module)


def audience_of(assignment: Assignment) -> Audience:
    """Return who work is for. Two queries, and none for a whole class."""
    if assignment.is_for_all:
        return WHOLE_CLASS
    return Audience(False, tuple(assignment.groups.all()), tuple(assignment.students.all()))


def recipients(assignment: Assignment) -> QuerySet[Membership]:
    """Return the students in the class for whom its work is, by name. One query when read."""
    students = students_of(assignment.classroom_id)
    return students if assignment.is_for_all else students.filter(is_chosen(assignment)).distinct()


def students_of(classroom) -> QuerySet[Membership]:
    """Return the students in a class, by the names a teacher reads. One query when read."""
    students = Membership.objects.filter(classroom=classroom).students().active()
    return students.order_by("label", "nickname", "pk")


def given_to(students: list, assignment: Assignment) -> list:
    """Return those of a class's memberships for whom its work is. One query; none if for all."""
    if assignment.is_for_all:
        return students
    users = set(recipients(assignment).values_list("user_id", flat=True))
    return [student for student in students if student.user_id in users]


def class_groups(classroom: Classroom) -> QuerySet[ClassGroup]:
    """Return the groups of a class with their members. Two queries when read."""
    return classroom.groups.prefetch_related("members")


def class_assignments(classroom) -> list[Assignment]:
    """Return the assignments of a class with their modules and quizzes, oldest first. One query."""
    return list(
        Assignment.objects.filter(classroom=classroom, module__live=True).select_related(
            "module__quiz"
        )
    )


def withdrawn_assignment(classroom: Classroom, uuid: str) -> Assignment | None:
    """Return the work with this uuid, if it was taken back a moment ago. One query."""
    withdrawn = Assignment.everything.exclude(withdrawn_at=None).filter(classroom=classroom)
    found = (one for one in withdrawn.select_related("module") if str(one.uuid) == uuid)
    return next(found, None)


def extensions_of(assignment: Assignment) -> list[Extension]:
    """Return the extensions that somebody has, newest first. Two queries."""
    extensions = assignment.extensions.select_related("given_by").prefetch_related("students")
    return [one for one in extensions if one.students.all()]


def student_assignments(user) -> list[Assignment]:
    """Return what a student has to do, soonest due first, work without a due day last.

    One query.
    """
    assignments = (
        Assignment.objects.for_student(user)
        .with_day_of(user)
        .with_scores()
        .select_related("module__quiz", "classroom__organization")
    )
    return sorted(assignments, key=lambda a: (a.due_on is None, a.own_due_on, a.opened_at))


def module_choices(classroom: Classroom) -> list[ModuleChoice]:
    """Return every module a teacher may assign; what the class has already stands last.

    A class has a module in one language: its translations are not on offer. Three queries.
    """
    assigned = {a.module_id: a for a in class_assignments(classroom)}
    own = public_modules().filter(pk__in=assigned)
    rest = (
        public_modules().within_reach().exclude(translation_key__in=own.values("translation_key"))
    )
    choices = [
        ModuleChoice(module, lessons, assigned.get(module.pk))
        for module, lessons in with_lessons(own.order_by() | rest.order_by())
    ]
    return sorted(choices, key=lambda choice: choice.assignment is not None)


def library_choices() -> list[ModuleChoice]:
    """Return every module with its lessons, for the lesson library. Two queries."""
    modules = public_modules().within_reach()
    return [ModuleChoice(module, lessons, None) for module, lessons in with_lessons(modules)]


def with_lessons(modules) -> list[tuple[ModulePage, list[LessonPage]]]:
    """Return modules with their quizzes and lessons, those in the reader's language first."""
    modules = list(modules.select_related("quiz").order_by("path"))
    modules.sort(key=lambda module: module.locale.language_code != get_language())
    lessons = lessons_by_module(modules)
    return [(module, lessons[module.path]) for module in modules]
