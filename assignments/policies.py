"""How the quiz of a module may be taken: the answer that `quizzes` asks this room for."""

from core.enums import Sensitivity
from courses.models import ModulePage
from quizzes.enums import AttemptMode
from quizzes.errors import QuizNotAvailable
from quizzes.policies import AttemptPolicy


def module_policy(*, quiz) -> AttemptPolicy:
    """Return the policy of the public module `quiz` belongs to. One query."""
    module = ModulePage.objects.live().with_restriction().filter(quiz=quiz).first()
    if module is None or module.is_restricted:
        raise QuizNotAvailable
    return AttemptPolicy(mode=AttemptMode.PRACTICE, sensitivity=Sensitivity(module.sensitivity))
