"""Marking anew what was asked with a key that was wrong: look first, then apply once.

The questions of attempts are pointed from the older version to the corrected one, one attempt a
transaction. So whoever carries on after a kill finds exactly what is left, and doing it twice
changes nothing. What was given stays as it was given; `Correction` keeps what it was worth.

Statistics go on counting what was asked and how it was marked then (`quizzes.tallies`).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from core import audit
from core.enums import Sensitivity
from quizzes import marking
from quizzes.actions import total_points
from quizzes.enums import RegradeRule
from quizzes.errors import NothingToRegrade
from quizzes.models import (
    Attempt,
    AttemptSlot,
    Correction,
    Question,
    QuestionVersion,
    Regrade,
    Response,
)
from quizzes.queries import attempt_state
from quizzes.signals import attempt_regraded


@dataclass(frozen=True)
class Tries:
    """So many tries at what is open, and whether there are others, which nobody counts."""

    told: int = 0
    has_untold: bool = False

    def __bool__(self) -> bool:
        return bool(self.told) or self.has_untold


@dataclass(frozen=True)
class Preview:
    """What a regrade would do, by rule: how many answers change by how many points (0: by none),
    and how many results, each a finished try, change at the quizzes with these titles.

    Only what is open is counted: a figure that is looked at before and after an answer tells it
    (decision 3). Of the `untold` quizzes careful or private answers are marked anew as well.
    `unanswered` questions get the new version; `apart` are those whose version cannot be read by
    the new key, and stay as they are.
    """

    changes: dict[RegradeRule, Counter[int]]
    results: dict[RegradeRule, Counter[str]]
    untold: list[str]
    unanswered: Tries
    apart: Tries

    @property
    def has_work(self) -> bool:
        return bool(self.unanswered or self.untold or any(self.changes.values()))


def older_versions(question: Question) -> tuple[list[QuestionVersion], list[QuestionVersion]]:
    """Return the versions before the newest that its key can mark, and those that it cannot.

    One query.
    """
    newest, *older = list(question.versions.all()) or [None]
    readable = [v for v in older if marking.reads_alike(v.content, newest.content)]
    return readable, [version for version in older if version not in readable]


def preview(question: Question) -> Preview:
    """Return what marking by the newest version would change. Five queries at most.

    What was answered the same way changes the same way, so that answers are only counted.
    """
    newest, (readable, apart) = question.versions.first(), older_versions(question)
    is_open = newest is not None and newest.content["sensitivity"] == Sensitivity.OPEN
    slots = AttemptSlot.objects.filter(version__in=readable)
    changes, results = ({rule: Counter() for rule in RegradeRule} for _part in range(2))
    untold = set()
    for row in answers_alike(readable) if newest else ():
        if not (is_open and row.sensitivity == Sensitivity.OPEN):
            untold.add(row.quiz)
            continue
        corrected = marking.mark(newest.content, row.chosen).points
        for rule in RegradeRule:
            change = points_by(rule, row.points, corrected) - row.points
            changes[rule][change] += row.count
            if change and row.is_finished:
                results[rule][row.quiz] += row.count
    return Preview(
        changes=changes,
        results=results,
        untold=sorted(untold),
        unanswered=tries_with(slots.filter(responses=None), is_open=is_open),
        apart=tries_with(AttemptSlot.objects.filter(version__in=apart), is_open=is_open),
    )


def answers_alike(versions: list[QuestionVersion]) -> QuerySet:
    """Return a row for all the answers that are alike: `quiz`, `sensitivity`, `is_finished`,
    `chosen` and `points`, with their `count`. One query when read.
    """
    answers = counting_responses(versions).annotate(
        quiz=F("slot__attempt__quiz__title"),
        sensitivity=F("slot__attempt__sensitivity"),
        is_finished=Q(slot__attempt__finished_at__isnull=False),
    )
    alike = answers.order_by().values("quiz", "sensitivity", "is_finished", "chosen", "points")
    rows = alike.annotate(count=Count("pk"))
    return rows.values_list(
        *("quiz", "sensitivity", "is_finished", "chosen", "points", "count"), named=True
    )


def tries_with(slots: QuerySet[AttemptSlot], *, is_open: bool) -> Tries:
    """Return of how many tries these questions are, told where question and try are open. One
    query.
    """
    counts = Counter(
        dict(slots.order_by().values_list("attempt__sensitivity").annotate(Count("pk")))
    )
    told = counts.pop(Sensitivity.OPEN, 0) if is_open else 0
    return Tries(told, has_untold=bool(counts))


def counting_responses(versions: Iterable[QuestionVersion]) -> QuerySet[Response]:
    """Return the answers that count, the last of each question, to these versions."""
    last = Response.objects.filter(slot=OuterRef("slot")).order_by("-sequence").values("pk")[:1]
    return Response.objects.filter(slot__version__in=list(versions), pk=Subquery(last))


def points_by(rule: str, before: int, corrected: int) -> int:
    return max(before, corrected) if rule == RegradeRule.RAISE else corrected


@transaction.atomic
def begin_regrade(*, by, question: Question, rule: RegradeRule, reason: str) -> Regrade:
    """Decide to mark anew by the newest version, or return the decision that is still carried out.

    Raise NothingToRegrade where no answer was marked by another version that can be read.
    """
    running = question.regrades.filter(finished_at=None).first()
    if running:
        return running
    if not pending_slots(question).exists():
        raise NothingToRegrade
    try:
        with transaction.atomic():
            regrade = Regrade.objects.create(
                question=question,
                version=question.versions.first(),
                rule=rule,
                reason=reason,
                made_by=by,
            )
    except IntegrityError:
        return question.regrades.get(finished_at=None)
    audit.record(by=by, verb="question-regraded", target=regrade)
    return regrade


def pending_slots(question: Question) -> QuerySet[AttemptSlot]:
    """Return the questions of attempts that the newest version can mark and has not. One query."""
    readable, _apart = older_versions(question)
    return AttemptSlot.objects.filter(version__in=readable).order_by("attempt", "pk")


def carry_on(regrade: Regrade, *, at_most: int | None = None) -> int:
    """Carry out what is left of a regrade, or so much of it; return how many answers it took."""
    readable = [
        version
        for version in regrade.question.versions.exclude(pk=regrade.version_id)
        if marking.reads_alike(version.content, regrade.version.content)
    ]
    slots = AttemptSlot.objects.filter(version__in=readable, version__lt=regrade.version_id)
    numbers = list(slots.order_by("attempt", "pk").values_list("pk", flat=True)[:at_most])
    for number in numbers:
        correct(regrade, number)
    if at_most is None or len(numbers) < at_most:
        Regrade.objects.filter(pk=regrade.pk, finished_at=None).update(finished_at=timezone.now())
    return len(numbers)


@transaction.atomic
def correct(regrade: Regrade, number: int) -> None:
    """Mark one question of one attempt by the corrected key; done already, it stays.

    Since it was found, the attempt may have gone, with an account or to make room for a test.
    """
    found = AttemptSlot.objects.filter(pk=number).values("attempt")
    attempt = Attempt.objects.select_for_update().filter(pk__in=found).first()
    if attempt is None:
        return
    slot = AttemptSlot.objects.get(pk=number)
    if slot.version_id == regrade.version_id:
        return
    response = slot.responses.last()
    correction = Correction(
        regrade=regrade, slot=slot, version_before_id=slot.version_id, response=response
    )
    slot.version_id = regrade.version_id
    slot.save(update_fields=["version"])
    if response:
        mark_anew(response, correction, regrade)
    correction.save()
    if correction.changes_points and attempt.is_finished:
        attempt.points = total_points(attempt_state(attempt, on=timezone.localdate()))
        attempt.save(update_fields=["points"])
        attempt_regraded.send(sender=Attempt, attempt=attempt, skill=regrade.question.skill_id)


def mark_anew(response: Response, correction: Correction, regrade: Regrade) -> None:
    corrected = marking.mark(regrade.version.content, response.chosen)
    correction.points_before = response.points
    response.points = points_by(regrade.rule, response.points, corrected.points)
    response.is_best = response.points == corrected.max_points
    correction.points_after = response.points
    response.save(update_fields=["points", "is_best"])


def may_count(regrade: Regrade) -> bool:
    """Whether everything that a regrade has marked anew is open, so that its number may be told.

    One query.
    """
    marked = AttemptSlot.objects.filter(corrections__regrade=regrade)
    is_open = regrade.version.content["sensitivity"] == Sensitivity.OPEN
    return is_open and not marked.exclude(attempt__sensitivity=Sensitivity.OPEN).exists()


def corrections_of(attempt: Attempt) -> list[Correction]:
    """Return what was corrected in an attempt, oldest first, with reasons. One query."""
    corrections = Correction.objects.filter(slot__attempt=attempt)
    return list(corrections.select_related("regrade", "slot"))
