"""Reading what a class or a student has to do."""

from assignments.models import Assignment


def class_assignments(classroom) -> list[Assignment]:
    """Return the assignments of a class with their modules and quizzes, oldest first. One query."""
    return list(
        Assignment.objects.filter(classroom=classroom, module__live=True).select_related(
            "module__quiz"
        )
    )


def student_assignments(user) -> list[Assignment]:
    """Return what a student has to do, soonest due first, work without a due day last.

    One query.
    """
    assignments = (
        Assignment.objects.for_student(user)
        .select_related("module__quiz", "classroom__organization")
        .distinct()
    )
    return sorted(assignments, key=lambda a: (a.due_on is None, a.due_on, a.opened_at))
