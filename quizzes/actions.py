"""What learners do in a quiz, and what publishing or duplicating a question leaves behind."""

import hashlib
import json
import random
import secrets
import uuid
from itertools import chain, count

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.actions.create import CreateAction

from core.enums import Sensitivity
from quizzes import marking
from quizzes.drawing import SEED_BITS, drawn_versions
from quizzes.enums import PRESETS, AttemptMode
from quizzes.errors import AnswerConflict, QuestionLeftOut, QuizNotAvailable
from quizzes.models import Attempt, AttemptSlot, Question, QuestionVersion, Quiz, Response
from quizzes.policies import AttemptPolicy
from quizzes.queries import (
    AttemptState,
    Given,
    askable_versions,
    attempt_state,
    next_mode,
)
from quizzes.signals import answers_opened, attempt_submitted
from users.models import User

# Display order only; it must not depend on the key, and nothing secret hangs on it.
shuffler = random.Random()  # noqa: S311 -- see above

# What a parallel of a question takes as it stands.
PARALLEL_FIELDS = (
    *("locale", "kind", "skill", "is_critical", "sensitivity", "age_band", "country"),
    *("stem", "say_this"),
)
# So much of a key leaves room for what tells the new one from it.
LONGEST_START = 60


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
def make_parallel(*, by, question: Question) -> Question:
    """Make a draft that asks for the same as the last draft of `question`, in another story to be
    written: its texts are copied, its options are options of their own.
    """
    # Two at once find two keys.
    draft = Question.objects.select_for_update().get(pk=question.pk).get_latest_revision_as_object()
    title = _("%(title)s (parallel)")
    longest = Question._meta.get_field("title").max_length - len(title % {"title": ""})
    parallel = Question(
        key=key_beside(question.key),
        title=title % {"title": Truncator(draft.title).chars(longest)},
        options=[(block.block_type, block.value) for block in draft.options],
        facts=[(block.block_type, block.value) for block in draft.facts if block.value],
        **{name: getattr(draft, name) for name in PARALLEL_FIELDS},
    )
    return CreateAction(parallel, user=by).execute()


def key_beside(key: str) -> str:
    """Return a key for a parallel that no question of any language has. One query."""
    start = f"{key[:LONGEST_START]}-parallel"
    taken = set(Question.objects.filter(key__startswith=start).values_list("key", flat=True))
    numbered = (f"{start}-{number}" for number in count(2))
    return next(new for new in chain([start], numbered) if new not in taken)


@transaction.atomic
def start_attempt(*, by, quiz: Quiz, policy: AttemptPolicy) -> Attempt:
    """Begin a go at `quiz`, or return the open one.

    Raise QuizNotAvailable if it is empty today, or handed in and not opened by a teacher yet.
    """
    lock_person(by)
    # Locked before anything about it is read: its answers come under this lock, not the person's.
    running = Attempt.objects.filter(user=by, quiz=quiz).open().select_for_update().first()
    pool = askable_versions(quiz, on=timezone.localdate())
    sensitivity = pinned_sensitivity(quiz, policy, pool)
    mode = next_mode(by, quiz, policy, sensitivity)
    if running and not is_stricter(mode, running.mode):
        return running
    if running:
        put_away(running)
    if not pool or mode is None:
        raise QuizNotAvailable
    seed = secrets.randbits(SEED_BITS) if quiz.draw else None
    versions = drawn_versions(pool, count=quiz.draw, seed=seed)
    is_test = mode == AttemptMode.TEST
    attempt = Attempt.objects.create(
        user=by,
        quiz=quiz,
        mode=mode,
        sensitivity=sensitivity,
        seed=seed,
        is_sealed=is_test and not policy.is_opened,
        minutes=policy.minutes if is_test else None,
    )
    AttemptSlot.objects.bulk_create(
        AttemptSlot(
            attempt=attempt, number=n, version=version, option_order=shuffled_options(version)
        )
        for n, version in enumerate(versions, start=1)
    )
    return attempt


def is_stricter(mode: AttemptMode | None, other: AttemptMode) -> bool:
    """Whether a go of kind `mode` may not go on as one of kind `other`."""
    return mode in PRESETS and other in PRESETS and PRESETS.index(mode) > PRESETS.index(other)


def put_away(running: Attempt) -> None:
    """End a go, locked by the caller, that makes room for a check or a test.

    What was answered counts as what it was, and stays where it does not count today; a go without
    any answer goes.
    """
    state = attempt_state(running, on=timezone.localdate())
    if any(question.given for question in state.slots.values()):
        finish(running, state)
    else:
        running.delete()


def lock_person(user) -> None:
    """Let one person's clicks happen one after the other (SQLite does so by itself).

    Rows that name the person may be written meanwhile: whoever finishes an attempt writes skills
    while holding the attempt, and would wait for us while we wait for it.
    """
    list(User.objects.select_for_update(no_key=True).filter(pk=user.pk).values_list("pk"))


def pinned_sensitivity(quiz, policy, versions) -> Sensitivity:
    """The strictest of what the quiz belongs to, the quiz and its questions (decision 2)."""
    return Sensitivity.strictest(
        policy.sensitivity, quiz.sensitivity, *(v.content["sensitivity"] for v in versions)
    )


def shuffled_options(version: QuestionVersion) -> list[str]:
    """Return the ids of the options a page shows, in an order fixed for the attempt."""
    return marking.kind_of(version.content).order(version.content, shuffler)


@transaction.atomic
def answer_question(
    *, slot: AttemptSlot, chosen: list[str], confidence: int | None, key: uuid.UUID
) -> Response:
    """Store an answer exactly once and return it; the caller replies only after the commit.

    The same key with the same answer returns the row that stands (a retry after a lost reply).
    Raise AnswerConflict where the key came with another answer, or the question is closed,
    QuestionLeftOut where it does not count today, InvalidAnswer where the choice is none of this
    question's, and Attempt.DoesNotExist where the attempt has just made room for a test.
    """
    attempt = Attempt.objects.select_for_update().get(pk=slot.attempt_id)
    chosen = marking.kind_of(slot.version.content).canonical(chosen)
    state = attempt_state(attempt, on=timezone.localdate())
    question = state.slots[slot.pk]
    if any(answer.key == key for answer in question.given):
        return receipt(slot, key, chosen, confidence)
    if attempt.is_finished or (question.given and attempt.mode != AttemptMode.TEST):
        raise AnswerConflict
    if question.is_left_out:
        raise QuestionLeftOut
    if question.version != slot.version_id:
        # The key was corrected since the page was made (`quizzes.regrading`).
        slot.refresh_from_db()
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
    attempt.points = total_points(state)
    attempt.max_points = marking.MAX_POINTS * len(state.counting)
    attempt.left_out = state.left_out
    attempt.finished_at = timezone.now()
    attempt.save(update_fields=["points", "max_points", "left_out", "finished_at"])
    attempt_submitted.send(sender=Attempt, attempt=attempt)


def total_points(state: AttemptState) -> int:
    return sum(slot.given[-1].points for slot in state.counting if slot.given)


@transaction.atomic
def open_answers(*, quiz: Quiz, users) -> int:
    """Show these people the explanations of their tests at `quiz`; return how many were handed in.

    A test that is still running is explained once it is handed in.
    """
    tests = Attempt.objects.select_for_update().filter(quiz=quiz, user__in=users).sealed()
    opened = list(tests)
    for attempt in opened:
        attempt.is_sealed = False
        attempt.save(update_fields=["is_sealed"])
    handed_in = [attempt for attempt in opened if attempt.is_finished]
    for attempt in handed_in:
        answers_opened.send(sender=Attempt, attempt=attempt)
    return len(handed_in)
