"""How the quiz of a module may be taken: the answer that `quizzes` asks this room for."""

from assignments.models import Assignment
from core.enums import Sensitivity
from courses.models import ModulePage
from organizations.queries import extra_time_of
from quizzes.enums import PRESETS, AttemptMode
from quizzes.errors import QuizNotAvailable
from quizzes.policies import AttemptPolicy


def module_policy(*, quiz, user) -> AttemptPolicy:
    """Return the policy of the public module `quiz` belongs to, or begins, for a student or None.

    Of several classes with the same work the strictest counts. One query; for a student one more,
    and another for a test.
    """
    module = ModulePage.objects.live().with_restriction().asking(quiz).first()
    if module is None or module.is_restricted:
        raise QuizNotAvailable
    sensitivity = Sensitivity(module.sensitivity)
    if module.quiz_id != quiz.pk:
        return AttemptPolicy(mode=AttemptMode.PRECHECK, sensitivity=sensitivity)
    if user is None:
        return AttemptPolicy(sensitivity=sensitivity)
    given = list(Assignment.objects.for_student(user).filter(module=module))
    tests = [one for one in given if one.quiz_mode == AttemptMode.TEST]
    if tests:
        return policy_of_tests(tests, sensitivity, extra_time=extra_time_of(user))
    modes = [AttemptMode(one.quiz_mode) for one in given]
    mode = max(modes, key=PRESETS.index, default=AttemptMode.PRACTICE)
    return AttemptPolicy(mode=mode, sensitivity=sensitivity)


def policy_of_tests(
    tests: list[Assignment], sensitivity: Sensitivity, *, extra_time: int
) -> AttemptPolicy:
    """Return the policy of a test: the longest time counts, and it is opened once each class is."""
    minutes = [one.quiz_minutes for one in tests if one.quiz_minutes]
    return AttemptPolicy(
        mode=AttemptMode.TEST,
        sensitivity=sensitivity,
        minutes=max(minutes, default=None),
        extra_time=extra_time,
        is_opened=not any(one.waits_to_be_opened for one in tests),
    )
