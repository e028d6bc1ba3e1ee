"""What is done with a flag. Each is done once, however often somebody clicks."""

from django.db import transaction
from django.utils import timezone

from core import audit
from quizzes.models import Question, QuestionVersion, TeacherFlag


@transaction.atomic
def flag_question(*, by, version: QuestionVersion, kind: str, note: str = "") -> TeacherFlag:
    """Say of a version that it is `kind`; what somebody said already stands as it was said."""
    flag, is_new = TeacherFlag.objects.get_or_create(
        by=by, version=version, kind=kind, defaults={"note": note}
    )
    if is_new:
        audit.record(by=by, verb="question-flagged", target=version)
    return flag


@transaction.atomic
def take_back_flag(*, by, version: QuestionVersion, kind: str) -> None:
    """Take a flag back that nobody has settled; a settled one stays."""
    flags = TeacherFlag.objects.open().filter(by=by, version=version, kind=kind)
    deleted, _by_model = flags.delete()
    if deleted:
        audit.record(by=by, verb="question-flag-taken-back", target=version)


@transaction.atomic
def settle_flags(*, by, question: Question, until: int) -> int:
    """Settle the open flags of a question up to number `until`, the last that an editor has read.

    Return how many that were.
    """
    flags = TeacherFlag.objects.open().filter(version__question=question, pk__lte=until)
    versions = list(QuestionVersion.objects.filter(teacher_flags__in=flags).distinct())
    settled = flags.update(settled_at=timezone.now())
    for version in versions:
        audit.record(by=by, verb="question-flags-settled", target=version)
    return settled
