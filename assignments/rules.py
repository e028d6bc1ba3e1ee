"""What may be done with a class's work."""

from datetime import datetime

from django.db.models import QuerySet

from core.enums import Sensitivity
from courses.models import ModulePage
from organizations.models import Membership
from quizzes.models import Response


def module_sensitivity(module: ModulePage) -> Sensitivity:
    """The strictest of a module and its quiz; the quiz has to be loaded with the module."""
    quiz = module.quiz
    return Sensitivity.strictest(module.sensitivity, quiz.sensitivity if quiz else Sensitivity.OPEN)


def may_be_for_some(module: ModulePage) -> bool:
    """Whether a module may be given to groups or single students (decision 4)."""
    return module_sensitivity(module) == Sensitivity.OPEN


def have_answered(module: ModulePage, students: QuerySet[Membership], *, since: datetime) -> bool:
    """Whether any of these students has answered a question of a module's quizzes since then. One
    query.
    """
    quizzes = [pk for pk in (module.quiz_id, module.precheck_id) if pk]
    return Response.objects.filter(
        slot__attempt__quiz__in=quizzes,
        slot__attempt__user__in=students.order_by().values("user"),
        answered_at__gte=since,
    ).exists()
