"""`{% shared_belief %}`: what most of a class were very sure of and is wrong, for its page."""

from dataclasses import dataclass

from django import template

from assignments.rules import module_sensitivity
from core.enums import Sensitivity
from courses.models import ModulePage
from insight.question_insight import QuestionInsight, quiz_insight
from organizations.models import Classroom

register = template.Library()

# A class talks about what it does now, and each module asks six more of the database.
MODULES_LOOKED_AT = 3


@dataclass(frozen=True)
class SharedBelief:
    """A question of an open module whose wrong answer several were very sure of.

    Its numbers come five people at a time, as all of `question` (`class_answers.in_fives`).
    """

    module: ModulePage
    question: QuestionInsight

    @property
    def people(self) -> int:
        return self.question.sure_of(self.question.shared)

    @property
    def share(self) -> float:
        return self.people / self.question.people


@register.simple_tag
def shared_belief(classroom: Classroom, by) -> SharedBelief | None:
    """Return what the largest part of those who answered share; None where nobody shares any.

    One query, and six for each of the three open modules opened last.
    """
    assigned = classroom.assignments.select_related("module__quiz").filter(
        module__live=True, module__sensitivity=Sensitivity.OPEN, module__quiz__isnull=False
    )
    latest = [
        one
        for one in assigned.order_by("-opened_at", "-pk")
        if module_sensitivity(one.module) == Sensitivity.OPEN
    ][:MODULES_LOOKED_AT]
    shared = [
        SharedBelief(assignment.module, question)
        for assignment in latest
        for question in quiz_insight(assignment, by=by, is_open=True).questions
        if question.prompt
    ]
    return max(shared, key=lambda one: one.share, default=None)
