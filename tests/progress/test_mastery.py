"""When a skill is got or secure: the rule on its own, and after tries with questions left open."""

import uuid
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.enums import SkillState
from progress.mastery import Evidence, skill_state
from progress.models import SkillProgress
from quizzes.actions import answer_question, finish_attempt, start_attempt
from quizzes.policies import AttemptPolicy
from tests import factories
from tests.factories.work import answer_worth

DAY = date(2026, 9, 14)


def evidence(question=1, *, on: date | None = DAY, points=2, is_critical=False, confidence=2):
    return Evidence(question, on, points, 2, points == 2, is_critical, confidence)


def left_open(question, *, is_critical=False):
    return evidence(question, on=None, points=0, is_critical=is_critical, confidence=None)


FIVE_BEST = [evidence(number) for number in range(1, 6)]


@pytest.mark.parametrize(
    ("found", "state"),
    [
        ([], SkillState.NOT_STARTED),
        ([left_open(1), left_open(2)], SkillState.NOT_STARTED),
        ([evidence(points=0)], SkillState.GETTING_THERE),
        ([evidence()], SkillState.GOT_IT),
        ([*FIVE_BEST[:4], evidence(5, points=0)], SkillState.GOT_IT),
        ([*FIVE_BEST[:3], evidence(4, points=0)], SkillState.GETTING_THERE),
        ([*FIVE_BEST, evidence(6, points=1, is_critical=True)], SkillState.GETTING_THERE),
        ([*FIVE_BEST, left_open(6, is_critical=True)], SkillState.GETTING_THERE),
        ([evidence(1), left_open(2)], SkillState.GETTING_THERE),
        ([*FIVE_BEST[:4], left_open(5)], SkillState.GOT_IT),
        # What was answered once and left open in a later try is still answered.
        ([left_open(1, is_critical=True), evidence(1, is_critical=True)], SkillState.GOT_IT),
        ([evidence(1, is_critical=True), left_open(1, is_critical=True)], SkillState.GOT_IT),
        ([evidence(1, points=0), evidence(1)], SkillState.GOT_IT),
        ([evidence(1), evidence(1, points=0)], SkillState.GETTING_THERE),
        ([evidence(1), evidence(2, on=DAY + timedelta(days=1))], SkillState.SECURE),
        ([evidence(1), evidence(2)], SkillState.GOT_IT),
        ([evidence(1), evidence(1, on=DAY + timedelta(days=1))], SkillState.GOT_IT),
        (
            [evidence(1), evidence(2, on=DAY + timedelta(days=1), confidence=1)],
            SkillState.GOT_IT,
        ),
    ],
)
def test_state_that_evidence_shows(found, state):
    assert skill_state(found) == state


@given(
    st.lists(
        st.builds(
            evidence,
            st.integers(1, 4),
            points=st.integers(0, 2),
            is_critical=st.booleans(),
            confidence=st.sampled_from([None, 1, 2, 3]),
        ),
        min_size=1,
    )
)
def test_leaving_a_critical_question_open_never_helps(found):
    assert skill_state([*found, left_open(9, is_critical=True)]) == SkillState.GETTING_THERE


# --- With real tries ---


@pytest.fixture
def quiz(db):
    """Three questions of one skill; the last of them is critical."""
    questions = [factories.make_question(is_critical=number == 3) for number in (1, 2, 3)]
    return factories.make_quiz(questions=questions)


def take(student, quiz, answered: list[int]) -> None:
    """Answer these questions in the best way, and finish."""
    attempt = start_attempt(by=student, quiz=quiz, policy=AttemptPolicy())
    for slot in attempt.slots.filter(number__in=answered).select_related("version"):
        chosen = answer_worth(slot.version.content, 2)
        answer_question(slot=slot, chosen=chosen, confidence=2, key=uuid.uuid4())
    finish_attempt(attempt=attempt)


@pytest.mark.parametrize(
    ("tries", "state"),
    [
        ([[1, 2]], SkillState.GETTING_THERE),
        ([[1, 2, 3]], SkillState.GOT_IT),
        ([[1, 2], [3]], SkillState.GOT_IT),
        ([[1, 2, 3], [1]], SkillState.GOT_IT),
    ],
)
def test_skill_is_got_once_its_critical_question_is_met(student, other_student, quiz, tries, state):
    take(other_student, quiz, [1, 2, 3])
    for answered in tries:
        take(student, quiz, answered)
    assert [row.state for row in SkillProgress.objects.filter(user=student)] == [state]
