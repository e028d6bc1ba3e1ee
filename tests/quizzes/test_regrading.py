"""Marking anew: seen before it is done, done once, explained, and a state falls only so."""

import uuid

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.models import AuditEntry
from progress.enums import SkillState
from progress.models import SkillProgress
from quizzes.actions import answer_question, start_attempt
from quizzes.enums import RegradeRule
from quizzes.errors import NothingToRegrade
from quizzes.models import AnswerTally, Attempt, Correction, Question, Quiz, Regrade, Response
from quizzes.policies import AttemptPolicy
from quizzes.regrading import Tries, begin_regrade, carry_on, correct, pending_slots, preview
from quizzes.tallies import Compared, count_all, rebuild
from tests import factories
from tests.quizzes.correcting import REASON, answer, choose, option, quiz_to_correct, set_right
from tests.quizzes.counting import PRECHECK, stored, take, take_by
from tests.quizzes.sitting import Sitting

pytestmark = pytest.mark.django_db

RAISE, CORRECTED = RegradeRule.RAISE, RegradeRule.CORRECTED


@pytest.fixture
def quiz() -> Quiz:
    return quiz_to_correct()


@pytest.fixture
def question(quiz) -> Question:
    return quiz.quiz_questions.first().question


@pytest.fixture
def regrade(question, cast):
    def apply(rule=CORRECTED, at_most=None) -> Regrade:
        found = begin_regrade(by=cast.moderator, question=question, rule=rule, reason=REASON)
        carry_on(found, at_most=at_most)
        return found

    return apply


def points() -> list[int]:
    return list(Attempt.objects.order_by("pk").values_list("points", flat=True))


# --- What it would do, and what it does -----------------------------------------------------------


def test_preview_counts_changes_by_rule_and_changes_nothing(quiz, question):
    for place in (0, 0, 1, 2):
        choose(quiz, question, place)
    set_right(question, 1)
    before = points()
    found = preview(question)
    assert found.changes == {RAISE: {0: 3, 2: 1}, CORRECTED: {-2: 2, 2: 1, 0: 1}}
    assert found.results == {RAISE: {quiz.title: 1}, CORRECTED: {quiz.title: 3}}
    assert found.untold == []
    assert points() == before
    assert not Regrade.objects.exists()


@pytest.mark.parametrize(("rule", "after"), [(RAISE, [2, 2, 0]), (CORRECTED, [0, 2, 0])])
def test_points_follow_the_corrected_key(quiz, question, regrade, rule, after):
    for place in (0, 1, 2):
        choose(quiz, question, place)
    assert points() == [2, 0, 0]
    set_right(question, 1)
    regrade(rule)
    assert points() == after


def test_what_the_preview_says_is_what_happens(quiz, question, regrade):
    for place in (0, 1, 1, 2):
        choose(quiz, question, place)
    set_right(question, 1)
    said = preview(question).changes[CORRECTED]
    before = points()
    regrade()
    happened = [after - then for then, after in zip(before, points(), strict=True)]
    assert sorted(said.elements()) == sorted(happened)


def test_nothing_that_was_given_is_changed(quiz, question, regrade):
    choose(quiz, question, 0)
    given_before = list(Response.objects.values("pk", "chosen", "confidence", "answered_at", "key"))
    set_right(question, 1)
    regrade()
    assert list(Response.objects.values("pk", "chosen", "confidence", "answered_at", "key")) == (
        given_before
    )
    assert list(Correction.objects.values_list("points_before", "points_after")) == [(2, 0)]


def test_other_questions_of_the_quiz_keep_their_marks(quiz, question, regrade):
    attempt = take(quiz, [2, 2])
    set_right(question, 1)
    regrade()
    assert list(attempt.slots.values_list("responses__points", flat=True)) == [0, 2]


def test_second_regrade_changes_nothing(quiz, question, regrade):
    choose(quiz, question, 0)
    set_right(question, 1)
    regrade()
    state = list(Correction.objects.values()), points()
    with pytest.raises(NothingToRegrade):
        regrade()
    assert (list(Correction.objects.values()), points()) == state
    assert AuditEntry.objects.filter(verb="question-regraded").count() == 1


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(st.integers(0, 2), min_size=1, max_size=4), stop=st.integers(0, 4))
def test_regrade_that_was_stopped_anywhere_comes_to_the_same(quiz, question, cast, places, stop):
    """As after a kill: what is left is found, and done once."""
    set_right(question, 0)
    attempts = [choose(quiz, question, place) for place in places]
    set_right(question, 1)
    found = begin_regrade(by=cast.moderator, question=question, rule=CORRECTED, reason=REASON)
    left = pending_slots(question).count() - carry_on(found, at_most=stop)
    if left:
        again = begin_regrade(by=cast.moderator, question=question, rule=RAISE, reason="another")
        assert again == found
    for _ in range(2):
        carry_on(found)
    assert not pending_slots(question).exists()
    expected = [2 if place == 1 else 0 for place in places]
    own = Attempt.objects.filter(pk__in=[one.pk for one in attempts]).order_by("pk")
    assert list(own.values_list("points", flat=True)) == expected


def test_command_finishes_what_was_begun(quiz, question, regrade, capsys):
    for _ in range(3):
        choose(quiz, question, 1)
    set_right(question, 1)
    found = regrade(at_most=1)
    found.refresh_from_db()
    assert found.finished_at is None
    call_command("carry_on_regrades")
    found.refresh_from_db()
    assert found.finished_at is not None
    assert points() == [2, 2, 2]
    assert "2 marked anew" in capsys.readouterr().out


def test_attempt_that_has_gone_meanwhile_is_passed_over(quiz, question, cast):
    attempt = choose(quiz, question, 1)
    set_right(question, 1)
    found = begin_regrade(by=cast.moderator, question=question, rule=CORRECTED, reason=REASON)
    number = pending_slots(question).get().pk
    attempt.user.delete()
    correct(found, number)
    assert carry_on(found) == 0
    assert not Correction.objects.exists()


# --- What it cannot do ----------------------------------------------------------------------------


def test_version_with_other_options_is_left_alone_and_said_so(quiz, question, regrade):
    choose(quiz, question, 0)
    del question.options[2]
    set_right(question, 1)
    assert preview(question).apart == Tries(1)
    assert not preview(question).has_work
    with pytest.raises(NothingToRegrade):
        regrade()
    assert points() == [2]


def test_question_that_was_never_corrected_has_nothing_to_regrade(quiz, question, regrade):
    choose(quiz, question, 0)
    with pytest.raises(NothingToRegrade):
        regrade()


@pytest.mark.parametrize(
    ("kind", "typed"), [("short-answer", "an answer nobody thought of"), ("number", "4711")]
)
def test_answer_that_nobody_had_thought_of_can_be_accepted(cast, kind, typed):
    question = factories.make_question(kind=kind, values=[2, 0])
    quiz = factories.make_quiz(questions=[question])
    student = factories.make_student(factories.make_classroom())
    attempt = start_attempt(by=student, quiz=quiz, policy=AttemptPolicy())
    answer(attempt, typed)
    question.options[1].value["text"] = typed
    question.options[1].value["value"] = "2"
    question.save_revision().publish()
    carry_on(begin_regrade(by=cast.moderator, question=question, rule=RAISE, reason=REASON))
    assert points() == [2]


# --- Attempts under way, other kinds of attempts --------------------------------------------------


def test_attempt_under_way_goes_on_with_the_corrected_key(quiz, question, regrade):
    student = factories.make_student(factories.make_classroom())
    attempt = start_attempt(by=student, quiz=quiz, policy=AttemptPolicy())
    set_right(question, 1)
    regrade()
    answer(attempt, option(question, 1))
    assert Response.objects.get().points == 2


def test_pre_check_is_marked_anew_and_says_nothing_about_skills(quiz, question, regrade):
    take(quiz, [2, 2], policy=PRECHECK)
    set_right(question, 1)
    regrade()
    assert not SkillProgress.objects.exists()


# --- States of skills -----------------------------------------------------------------------------


def state_of(attempt: Attempt) -> int:
    return SkillProgress.objects.get(user=attempt.user).state


def test_state_falls_where_the_marks_it_came_from_fall(quiz, question, regrade):
    attempt = take(quiz, [2, 2])
    assert state_of(attempt) == SkillState.GOT_IT
    set_right(question, 1)
    regrade()
    assert state_of(attempt) == SkillState.GETTING_THERE


def test_state_rises_with_a_corrected_mark(quiz, question, regrade):
    attempt = choose(quiz, question, 1)
    student = attempt.user
    take(quiz, [0, 2], by=student)
    set_right(question, 1)
    regrade(RAISE)
    assert state_of(attempt) >= SkillState.GETTING_THERE


def test_state_that_came_from_another_try_stays(quiz, question, regrade):
    """A later, weaker try never lowered it, and a correction of that one does not either."""
    attempt = take(quiz, [2, 2])
    set_right(question, 0)
    other = factories.make_quiz(questions=1)
    take(other, [0], by=attempt.user)
    assert state_of(attempt) == SkillState.GOT_IT
    weak = other.quiz_questions.get().question
    weak.options[0].value["value"] = "1"
    weak.options[1].value["value"] = "2"
    weak.save_revision().publish()
    found = begin_regrade(by=None, question=weak, rule=CORRECTED, reason=REASON)
    carry_on(found)
    assert state_of(attempt) == SkillState.GOT_IT


def test_answer_on_its_way_is_marked_by_the_corrected_key(quiz, question, regrade):
    """Its page was made, and its slot read, before the correction; it arrives after it."""
    student = factories.make_student(factories.make_classroom())
    attempt = start_attempt(by=student, quiz=quiz, policy=AttemptPolicy())
    slot = attempt.slots.select_related("version").get(number=1)
    set_right(question, 1)
    regrade()
    answer_question(slot=slot, chosen=[option(question, 1)], confidence=2, key=uuid.uuid4())
    assert Response.objects.get().points == 2


# --- What people read -----------------------------------------------------------------------------


def answered_before_the_correction(client, student, quiz, question) -> Sitting:
    """Let a student answer both questions well, and then make another option the right one."""
    client.force_login(student)
    sitting = Sitting(client, quiz)
    sitting.answer(1)
    sitting.answer(2)
    set_right(question, 1)
    return sitting


def test_learner_reads_what_was_corrected_and_why(client, student, quiz, question, regrade, module):
    module.quiz = quiz
    module.save_revision().publish()
    sitting = answered_before_the_correction(client, student, quiz, question)
    regrade()
    for page in (sitting.see_end(), sitting.see(1)):
        html = page.content.decode()
        assert REASON in html
        assert "Your points for it: 0 instead of 2." in html
    assert REASON not in sitting.see(2).content.decode()


def test_right_by_the_old_key_stays_right_and_says_since_when(
    client, student, quiz, question, regrade, module
):
    module.quiz = quiz
    module.save_revision().publish()
    sitting = answered_before_the_correction(client, student, quiz, question)
    regrade(RAISE)
    html = sitting.see(1).content.decode()
    assert "This counts as right, as it did before." in html
    assert "Your points stay as they were." in html
    assert "You handled 2 of 2 situations well" in sitting.see_end().content.decode()


def test_half_by_the_old_key_stays_half(client, student, module):
    question = module.quiz.quiz_questions.first().question
    client.force_login(student)
    sitting = Sitting(client, module.quiz)
    sitting.answer(1, points=1)
    for one in question.options:
        one.value["value"] = "2" if one.value["value"] == "2" else "0"
    question.save_revision().publish()
    carry_on(begin_regrade(by=None, question=question, rule=RAISE, reason=REASON))
    html = sitting.see(1).content.decode()
    assert "This counts half, as it did before." in html
    assert "counts as right" not in html


def test_private_answers_are_not_read_off_a_correction(client, student, quiz, question, regrade):
    module = factories.make_module(questions=None, sensitivity="private")
    module.quiz = quiz
    module.save_revision().publish()
    sitting = answered_before_the_correction(client, student, quiz, question)
    regrade()
    assert "instead of" not in sitting.see_end().content.decode()


def test_statistics_go_on_telling_of_what_was_asked(quiz, question, regrade):
    take_by(5, quiz, [2, 2])
    count_all()
    before = stored()
    waiting = take_by(5, quiz, [0, 2])
    set_right(question, 1)
    regrade()
    assert rebuild() == Compared(equal=1)
    assert stored() == before
    count_all()
    assert not Attempt.objects.filter(pk__in=[one.pk for one in waiting], is_tallied=False).exists()
    assert rebuild() == Compared(equal=1)


def test_answer_given_after_a_correction_tells_of_the_corrected_question(quiz, question, regrade):
    """The question was put before it was corrected, twice, and answered in between."""
    students = [factories.make_student(factories.make_classroom()) for _ in range(5)]
    for student in students:
        start_attempt(by=student, quiz=quiz, policy=AttemptPolicy())
    set_right(question, 1)
    regrade()
    for student in students:
        take(quiz, [2, 2], by=student)
    asked = question.versions.first()
    set_right(question, 2)
    regrade()
    count_all()
    counted = AnswerTally.objects.filter(version__question=question)
    assert list(counted.values_list("version", "points", "count")) == [(asked.pk, 2, 5)]
