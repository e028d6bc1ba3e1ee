"""Counting answers: finished attempts are added to the tallies, each once, and never one by one.

Counted are complete first attempts. A second try is practised and says more of the practice than of
the question; one with gaps would make sums of its own for each gap. Both are passed over.

At least five people at the same questions are counted together, and where questions are drawn at
least five at each of them, so that between any two states of the tallies lie five answers to a
question or none, and nobody can watch a single one arrive. A careful or private
attempt rests for a day as well (decision 3). Who waits is counted with those that come later.

Deleting an account deletes its attempts, not the sums they are part of: these are of five people or
more and name none. A tally with deleted attempts in it can be read and added to, not proven again.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db import transaction
from django.db.models import BigIntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from quizzes.analysis import newest_analyses
from quizzes.marking import KINDS
from quizzes.marking.choice import Choice
from quizzes.models import (
    DRAWN,
    AnswerTally,
    Attempt,
    AttemptSlot,
    Correction,
    Counting,
    QuestionFigures,
    QuestionVersion,
    QuizTally,
    Response,
)
from quizzes.statistics import SHOWN_FROM, Answer, Tally

# So many attempts are counted in one transaction: learners who answer meanwhile wait that long.
PORTION = 200
LONGEST_CHOSEN = AnswerTally._meta.get_field("chosen").max_length


class Sheet(NamedTuple):
    """What attempts have in common that are counted together; `sheet` as in `QuizTally`."""

    quiz_id: int
    sheet: str
    is_scored: bool
    sensitivity: str


# --- Counting what is new -------------------------------------------------------------------------


def count_all() -> int:
    """Count whatever waits and return how many attempts were counted."""
    counted = count_attempts([number for number, _quiz in waiting()])
    Counting.objects.update_or_create(pk=1, defaults={"counted_at": timezone.now()})
    return counted


def count_latest(quizzes: Collection[int], *, at_most: int) -> int:
    """Count the latest that wait at these quizzes; return how many attempts were counted."""
    return count_attempts([number for number, quiz in waiting() if quiz in quizzes][:at_most])


def waiting() -> Iterator[tuple[int, int]]:
    """Yield the numbers of the attempts that wait, the latest first, and of their quizzes.

    One query, by an index of nothing else; narrowed by quiz it would go by that of all attempts.
    """
    rows = Attempt.objects.to_be_tallied(at=timezone.now())
    return rows.values_list("pk", "quiz").iterator()


def count_attempts(numbers: list[int]) -> int:
    """Count those of these attempts that count; return how many. Two processes at once count none
    twice.
    """
    groups, counted = defaultdict(list), 0
    for portion in in_portions(numbers):
        sheets = answers_by_sheet(portion)
        for sheet, attempts in sheets.items():
            groups[sheet] += attempts
            if len(groups[sheet]) >= PORTION and (done := count_together(sheet, groups[sheet])):
                counted += done
                del groups[sheet]
        pass_over(set(portion).difference(*sheets.values()))
    return counted + sum(count_together(sheet, group) for sheet, group in groups.items())


def pass_over(numbers: set[int]) -> None:
    """Be through with attempts that are not counted."""
    Attempt.objects.filter(pk__in=numbers).update(is_tallied=True)


def in_portions(numbers: list[int]) -> Iterator[list[int]]:
    return (numbers[start : start + PORTION] for start in range(0, len(numbers), PORTION))


@transaction.atomic
def count_together(sheet: Sheet, numbers: list[int]) -> int:
    """Add these attempts to the tally of their sheet, if enough of them are still to be counted."""
    lock_counting()
    numbers = Attempt.objects.filter(pk__in=numbers, is_tallied=False).values_list("pk", flat=True)
    answers = in_company(answers_by_sheet(list(numbers)).get(sheet, {}))
    if not answers:
        return 0
    row, _is_new = QuizTally.objects.get_or_create(**sheet._asdict())
    tally = row.as_tally()
    for given in answers.values():
        tally.add(given)
    write(row, tally)
    Attempt.objects.filter(pk__in=answers).update(is_tallied=True)
    refresh_figures(answer.item for answer in tally.answers)
    return len(answers)


def in_company(answers: dict[int, list[Answer]]) -> dict[int, list[Answer]]:
    """Return the most of these attempts of which each question was answered in five or more."""
    while True:
        counts = Counter(answer.item for given in answers.values() for answer in given)
        lonely = {item for item, count in counts.items() if count < SHOWN_FROM}
        if not lonely:
            return answers
        answers = {
            attempt: given
            for attempt, given in answers.items()
            if lonely.isdisjoint(answer.item for answer in given)
        }


def lock_counting() -> None:
    """Let one process count at a time (SQLite does so by itself)."""
    Counting.objects.get_or_create(pk=1)
    Counting.objects.select_for_update().get(pk=1)


def write(row: QuizTally, tally: Tally) -> None:
    """Write down what a tally has come to. Two queries."""
    row.attempts, row.points = tally.attempts, tally.points
    row.points_squared = tally.points_squared
    row.save()
    AnswerTally.objects.bulk_create(
        [
            AnswerTally(
                tally=row,
                version_id=answer.item,
                chosen=answer.chosen,
                confidence=answer.confidence,
                points=answer.points,
                count=count,
                rest=rest,
                rest_squared=rest_squared,
            )
            for answer, (count, rest, rest_squared) in tally.answers.items()
        ],
        update_conflicts=True,
        unique_fields=["tally", "version", "chosen", "confidence", "points"],
        update_fields=["count", "rest", "rest_squared"],
    )


def refresh_figures(versions: Iterable[int]) -> None:
    """Write anew what the list shows of the questions these are versions of. Four queries."""
    questions = QuestionVersion.objects.filter(pk__in=set(versions)).values("question")
    fresh = [
        QuestionFigures(question_id=question, **analysis.figures())
        for question, analysis in newest_analyses(questions).items()
    ]
    QuestionFigures.objects.filter(question__in=questions).delete()
    QuestionFigures.objects.bulk_create(fresh)


# --- Reading attempts -----------------------------------------------------------------------------


def answers_by_sheet(numbers: list[int]) -> dict[Sheet, dict[int, list[Answer]]]:
    """Map sheets to the complete first attempts among these, each with its first answers.

    Three queries.
    """
    attempts = Attempt.objects.filter(pk__in=numbers).first_tries().in_bulk()
    asked, given = defaultdict(set), defaultdict(dict)
    slots = AttemptSlot.objects.scored().filter(attempt__in=attempts)
    rows = slots.annotate(
        asked=before_regrades("version_before", "version", slot=OuterRef("pk"))
    ).values_list("attempt", "number", "asked")
    for attempt, number, version in rows:
        if number not in attempts[attempt].left_out:
            asked[attempt].add(version)
    for attempt, answer in first_answers(attempts):
        given[attempt][answer.item] = answer
    sheets = defaultdict(dict)
    for pk, attempt in attempts.items():
        if asked[pk] and asked[pk] <= given[pk].keys():
            sheets[sheet_of(attempt, asked[pk])][pk] = [given[pk][item] for item in asked[pk]]
    return sheets


def before_regrades(name: str, now: str, **which) -> Coalesce:
    """Return a field as it was before the first regrade: statistics tell of what was asked then.

    One that came before the answer is passed over: what it asked from then on is what was answered.
    """
    first = Correction.objects.filter(**which, response__isnull=False).order_by("pk")
    return Coalesce(Subquery(first.values(name)[:1]), now, output_field=BigIntegerField())


def first_answers(attempts: Iterable[int]) -> Iterator[tuple[int, Answer]]:
    """Yield each attempt's number with each of its first answers. One query.

    Chosen options are told apart. Of other kinds only the points are kept: what was typed is shown
    to its writer alone, and orders and pairs are too many to sum.
    """
    responses = Response.objects.filter(slot__attempt__in=attempts, sequence=1).annotate(
        asked=before_regrades("version_before", "slot__version", slot=OuterRef("slot")),
        marked=before_regrades("points_before", "points", response=OuterRef("pk")),
    )
    for attempt, version, kind, chosen, confidence, points in responses.values_list(
        "slot__attempt",
        "asked",
        "slot__version__content__kind",
        "chosen",
        "confidence",
        "marked",
    ):
        joined = " ".join(chosen) if isinstance(KINDS[kind], Choice) else ""
        known = joined if len(joined) <= LONGEST_CHOSEN else ""
        yield attempt, Answer(version, known, confidence or 0, points)


def sheet_of(attempt: Attempt, versions: set[int]) -> Sheet:
    """Return what an attempt is counted with: those at the same questions, or at as many drawn."""
    if attempt.seed is not None:
        sheet = f"{DRAWN}{len(versions)}"
        return Sheet(attempt.quiz_id, sheet, attempt.is_scored, attempt.sensitivity)
    digest = hashlib.sha256(" ".join(map(str, sorted(versions))).encode()).hexdigest()
    return Sheet(attempt.quiz_id, digest, attempt.is_scored, attempt.sensitivity)


# --- Counting everything again --------------------------------------------------------------------


@dataclass(frozen=True)
class Compared:
    """How many tallies were equal to what the answers add up to now, how many were not and are made
    anew, and how many hold attempts that were deleted since, and stay.
    """

    equal: int = 0
    mended: int = 0
    kept: int = 0

    def __add__(self, other: "Compared") -> "Compared":
        return Compared(
            self.equal + other.equal, self.mended + other.mended, self.kept + other.kept
        )


def rebuild() -> Compared:
    """Count everything again that was counted, quiz by quiz, and say whether it was equal."""
    quizzes = set(Attempt.objects.filter(is_tallied=True).values_list("quiz", flat=True))
    quizzes |= set(QuizTally.objects.values_list("quiz", flat=True))
    return sum((rebuild_quiz(quiz) for quiz in sorted(quizzes)), Compared())


@transaction.atomic
def rebuild_quiz(quiz: int) -> Compared:
    lock_counting()
    fresh = count_again(quiz)
    stored = {
        Sheet(row.quiz_id, row.sheet, row.is_scored, row.sensitivity): row
        for row in QuizTally.objects.filter(quiz=quiz).prefetch_related("answers")
    }
    compared = Compared()
    for sheet in fresh.keys() | stored.keys():
        compared += compare(sheet, stored.get(sheet), fresh.get(sheet, Tally()))
    tallies = AnswerTally.objects.filter(tally__quiz=quiz)
    refresh_figures(tallies.values_list("version", flat=True).distinct())
    return compared


def count_again(quiz: int) -> dict[Sheet, Tally]:
    """Return what the answers add up to that were counted and are still there."""
    counted = Attempt.objects.filter(quiz=quiz, is_tallied=True).order_by("pk")
    tallies = defaultdict(Tally)
    for portion in in_portions(list(counted.values_list("pk", flat=True))):
        for sheet, attempts in answers_by_sheet(portion).items():
            for given in attempts.values():
                tallies[sheet].add(given)
    return tallies


def compare(sheet: Sheet, row: QuizTally | None, fresh: Tally) -> Compared:
    """Compare a stored tally with a fresh one, which takes its place where it is wrong."""
    stored = row.as_tally() if row else Tally()
    if stored == fresh:
        return Compared(equal=1)
    if stored.attempts > fresh.attempts or fresh.attempts < SHOWN_FROM:
        return Compared(kept=1)
    if row:
        row.delete()
    write(QuizTally(**sheet._asdict()), fresh)
    return Compared(mended=1)
