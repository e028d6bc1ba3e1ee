"""The quiz of an assigned module: how it is taken, who has handed in, and what came late."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.models import Assignment
from courses.queries import live_quiz
from organizations.models import Membership
from quizzes.enums import AttemptMode
from quizzes.models import Attempt, Response
from quizzes.policies import time_for
from teaching.gain import ClassGain, class_gain
from teaching.queries import Member


@dataclass(frozen=True)
class QuizWork:
    """How a class has the quiz of a module taken: in which `mode`, a test wherever somebody began
    one. `late` has a sentence for each student of whom something came after the time of a test, or
    after its explanations were opened.
    """

    assignment: Assignment
    mode: AttemptMode
    students: int
    handed_in: int
    late: list[str]
    gain: ClassGain | None

    @property
    def is_test(self) -> bool:
        return self.mode == AttemptMode.TEST


def quiz_work(
    assignment: Assignment, students: list[Member], everybody: list[Member]
) -> QuizWork | None:
    """Return how the quiz of an assignment, read `with_scores`, stands; its module comes with both
    quizzes. None without one.

    `students` are those it is for. The gain is of `everybody` in the class: who chose one student
    less could read theirs off it.

    One query, and of a test three more.
    """
    module, users = assignment.module, [student.user_id for student in students]
    if live_quiz(module) is None:
        return None
    is_test = assignment.quiz_mode == AttemptMode.TEST
    tests = list(class_tests(assignment, users)) if is_test else []
    return QuizWork(
        assignment=assignment,
        mode=AttemptMode.TEST if tests else assignment.taken_as,
        students=len(students),
        handed_in=len({attempt.user_id for attempt in tests if attempt.is_finished}),
        late=late_words(assignment, tests, students) if tests else [],
        gain=class_gain([student.user_id for student in everybody], module),
    )


def class_tests(assignment: Assignment, users: list[int]):
    tests = Attempt.objects.filter(user__in=users, quiz=assignment.module.quiz_id)
    return tests.filter(mode=AttemptMode.TEST).order_by("pk")


def late_words(assignment: Assignment, tests: list[Attempt], students: list[Member]) -> list[str]:
    """Return a sentence for each student with something late, by name. Two queries."""
    late, opened_at = late_answers(tests), assignment.answers_opened_at
    names = {student.user_id: student.shown_name for student in students}
    found = []
    for attempt in tests:
        name = names[attempt.user_id]
        if late[attempt.pk]:
            words = ngettext(
                "%(name)s: %(n)d answer after the time",
                "%(name)s: %(n)d answers after the time",
                late[attempt.pk],
            )
            found.append(words % {"name": name, "n": late[attempt.pk]})
        if opened_at and attempt.is_finished and attempt.finished_at > opened_at:
            found.append(_("%(name)s: handed in after you opened them") % {"name": name})
    return sorted(found)


def late_answers(tests: list[Attempt]) -> Counter[int]:
    """Map attempts to how many answers came after their time, with the extra time of today.

    Two queries.
    """
    extra = dict(
        Membership.objects.students()
        .active()
        .filter(user__in=[attempt.user_id for attempt in tests])
        .order_by()
        .values_list("user")
        .annotate(most=Max("extra_time"))
    )
    ends = {
        attempt.pk: attempt.started_at + time_for(attempt.minutes, extra.get(attempt.user_id, 0))
        for attempt in tests
        if attempt.minutes
    }
    answers = Response.objects.filter(slot__attempt__in=ends).order_by()
    rows = answers.values_list("slot__attempt", "answered_at")
    return Counter(attempt for attempt, answered_at in rows if answered_at > ends[attempt])
