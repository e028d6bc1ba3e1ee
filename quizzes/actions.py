"""What learners do in a quiz, and what publishing a question leaves behind."""

import hashlib
import json
import random
import uuid

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from core.enums import Sensitivity
from quizzes import marking
from quizzes.enums import AttemptMode
from quizzes.errors import AnswerConflict, QuizNotAvailable
from quizzes.models import Attempt, AttemptSlot, Question, QuestionVersion, Quiz, Response
from quizzes.policies import AttemptPolicy
from quizzes.queries import latest_responses, live_versions
from quizzes.signals import attempt_submitted
from users.models import User

# Display order only; it must not depend on the key, and nothing secret hangs on it.
shuffler = random.Random()


def pin_version(question: Question) -> QuestionVersion:
    """Return the version that holds what `question` says now, made if it changed."""
    content = question.content()
    digest = content_hash(content)
    newest = question.versions.first()
    if newest and newest.content_hash == digest:
        return newest
    return QuestionVersion.objects.create(question=question, content=content, content_hash=digest)


def content_hash(content: dict) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


@transaction.atomic
def start_attempt(*, by, quiz: Quiz, policy: AttemptPolicy) -> Attempt:
    """Begin a go at `quiz`, or return the one already open; raise QuizNotAvailable if it is empty."""
    lock_person(by)
    attempt = Attempt.objects.filter(user=by, quiz=quiz).open().first()
    if attempt:
        return attempt
    versions = live_versions(quiz)
    if not versions:
        raise QuizNotAvailable
    attempt = Attempt.objects.create(
        user=by, quiz=quiz, mode=policy.mode, sensitivity=pinned_sensitivity(quiz, policy, versions)
    )
    AttemptSlot.objects.bulk_create(
        AttemptSlot(attempt=attempt, number=n, version=version, option_order=shuffled_options(version))
        for n, version in enumerate(versions, start=1)
    )
    return attempt


def lock_person(user) -> None:
    """Let one person's clicks happen one after the other (SQLite does so by itself)."""
    list(User.objects.select_for_update().filter(pk=user.pk).values_list("pk"))


def pinned_sensitivity(quiz, policy, versions) -> Sensitivity:
    """The strictest of what the quiz belongs to, the quiz and its questions (decision 2)."""
    return Sensitivity.strictest(
        policy.sensitivity, quiz.sensitivity, *(v.content["sensitivity"] for v in versions)
    )


def shuffled_options(version: QuestionVersion) -> list[str]:
    """Return the option ids in a random order, fixed for the attempt.

    True before false stays as it was written.
    """
    ids = sorted(option["id"] for option in version.content["options"])
    if version.content["kind"] == "true-false":
        return [option["id"] for option in version.content["options"]]
    return shuffler.sample(ids, len(ids))


@transaction.atomic
def answer_question(
    *, slot: AttemptSlot, chosen: list[str], confidence: int | None, key: uuid.UUID
) -> Response:
    """Store an answer exactly once and return it; the caller replies only after the commit.

    The same key with the same answer returns the row that stands (a retry after a lost reply).
    Raise AnswerConflict where the key came with another answer, or the question is closed, and
    InvalidAnswer where the choice is none of this question's.
    """
    attempt = Attempt.objects.select_for_update().get(pk=slot.attempt_id)
    chosen = sorted(chosen)
    existing = Response.objects.filter(slot=slot, key=key).first()
    if existing:
        if (existing.chosen, existing.confidence) != (chosen, confidence):
            raise AnswerConflict
        return existing
    sequence = next_sequence(attempt, slot)
    mark = marking.mark(slot.version.content, chosen)
    response = Response.objects.create(
        slot=slot,
        sequence=sequence,
        key=key,
        chosen=chosen,
        confidence=confidence,
        points=mark.points,
        max_points=mark.max_points,
        is_best=mark.is_best,
    )
    if attempt.mode != AttemptMode.TEST and is_complete(attempt):
        finish(attempt)
    return response


def next_sequence(attempt: Attempt, slot: AttemptSlot) -> int:
    """Return the number of the next answer to a slot; raise AnswerConflict where it is closed."""
    last = Response.objects.filter(slot=slot).aggregate(last=Max("sequence"))["last"] or 0
    if attempt.is_finished or (last and attempt.mode != AttemptMode.TEST):
        raise AnswerConflict
    return last + 1


def is_complete(attempt: Attempt) -> bool:
    return not AttemptSlot.objects.filter(attempt=attempt, responses=None).exists()


@transaction.atomic
def finish_attempt(*, attempt: Attempt) -> Attempt:
    """End an attempt; questions without an answer count nothing. Finished twice is finished once."""
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if not attempt.is_finished:
        finish(attempt)
    return attempt


def finish(attempt: Attempt) -> None:
    """Sum up and tell the rooms above, inside the caller's transaction."""
    counting = latest_responses(attempt).values()
    attempt.points = sum(response.points for response in counting)
    attempt.max_points = marking.MAX_POINTS * attempt.slots.count()
    attempt.finished_at = timezone.now()
    attempt.save(update_fields=["points", "max_points", "finished_at"])
    attempt_submitted.send(sender=Attempt, attempt=attempt)
