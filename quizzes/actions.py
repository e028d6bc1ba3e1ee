"""What learners do in a quiz, and what publishing a question leaves behind."""

import hashlib
import json
import random
import uuid

from django.db import transaction
from django.utils import timezone

from core.enums import Sensitivity
from quizzes import marking
from quizzes.enums import AttemptMode
from quizzes.errors import AnswerConflict, QuestionLeftOut, QuizNotAvailable
from quizzes.models import Attempt, AttemptSlot, Question, QuestionVersion, Quiz, Response
from quizzes.policies import AttemptPolicy
from quizzes.queries import AttemptState, Given, askable_versions, attempt_state
from quizzes.signals import attempt_submitted
from users.models import User

# Display order only; it must not depend on the key, and nothing secret hangs on it.
shuffler = random.Random()  # noqa: S311 -- see above


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
    """Begin a go at `quiz`, or return the open one; raise QuizNotAvailable if it is empty today."""
    lock_person(by)
    attempt = Attempt.objects.filter(user=by, quiz=quiz).open().first()
    if attempt:
        return attempt
    versions = askable_versions(quiz, on=timezone.localdate())
    if not versions:
        raise QuizNotAvailable
    attempt = Attempt.objects.create(
        user=by, quiz=quiz, mode=policy.mode, sensitivity=pinned_sensitivity(quiz, policy, versions)
    )
    AttemptSlot.objects.bulk_create(
        AttemptSlot(
            attempt=attempt, number=n, version=version, option_order=shuffled_options(version)
        )
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
    Raise AnswerConflict where the key came with another answer, or the question is closed,
    QuestionLeftOut where it does not count today, and InvalidAnswer where the choice is none of
    this question's.
    """
    attempt = Attempt.objects.select_for_update().get(pk=slot.attempt_id)
    chosen = sorted(chosen)
    state = attempt_state(attempt, on=timezone.localdate())
    question = state.slots[slot.pk]
    if any(answer.key == key for answer in question.given):
        return receipt(slot, key, chosen, confidence)
    if attempt.is_finished or (question.given and attempt.mode != AttemptMode.TEST):
        raise AnswerConflict
    if question.is_left_out:
        raise QuestionLeftOut
    mark = marking.mark(slot.version.content, chosen)
    response = Response.objects.create(
        slot=slot,
        sequence=len(question.given) + 1,
        key=key,
        chosen=chosen,
        confidence=confidence,
        points=mark.points,
        max_points=mark.max_points,
        is_best=mark.is_best,
    )
    question.given.append(Given(key, response.sequence, response.points))
    if attempt.mode != AttemptMode.TEST and not state.open_numbers:
        finish(attempt, state)
    return response


def receipt(slot: AttemptSlot, key, chosen: list[str], confidence: int | None) -> Response:
    """Return the answer that stands under `key`; raise AnswerConflict where it was another one."""
    standing = Response.objects.get(slot=slot, key=key)
    if (standing.chosen, standing.confidence) != (chosen, confidence):
        raise AnswerConflict
    return standing


@transaction.atomic
def finish_attempt(*, attempt: Attempt) -> Attempt:
    """End an attempt, once; questions without an answer count nothing.

    Where nothing was answered that counts today there is nothing to score: the attempt stays open.
    """
    attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
    state = attempt_state(attempt, on=timezone.localdate())
    if state.answered and not attempt.is_finished:
        finish(attempt, state)
    return attempt


def finish(attempt: Attempt, state: AttemptState) -> None:
    """Sum up the last answer of each question that counts, and write down which do not.

    Tells the rooms above, in the caller's transaction.
    """
    attempt.points = sum(slot.given[-1].points for slot in state.counting if slot.given)
    attempt.max_points = marking.MAX_POINTS * len(state.counting)
    attempt.left_out = state.left_out
    attempt.finished_at = timezone.now()
    attempt.save(update_fields=["points", "max_points", "left_out", "finished_at"])
    attempt_submitted.send(sender=Attempt, attempt=attempt)
