"""Practice, check, test: what a student meets, and that nothing of it is ever lost."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils import timezone

from assignments.actions import assign_module, change_assignment, open_test, withdraw_assignment
from assignments.models import Assignment
from core.models import AuditEntry
from organizations.actions import give_extra_time
from organizations.models import Membership
from progress.models import SkillProgress
from quizzes.enums import AttemptMode
from quizzes.models import Attempt, Response
from tests import factories
from tests.quizzes.sitting import Sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def give(teacher, classroom, module):
    """Give the class the module, with its quiz taken in a mode."""

    def assign(mode=AttemptMode.TEST, *, to=classroom, minutes=None) -> Assignment:
        work = assign_module(by=teacher, classroom=to, module=module, due_on=None)
        change_assignment(by=teacher, assignment=work, due_on=None, quiz_mode=mode, minutes=minutes)
        return work

    return assign


@pytest.fixture
def quiz(module):
    return module.quiz


@pytest.fixture
def sit(client, student, quiz):
    client.force_login(student)
    return lambda: Sitting(client, quiz)


def text(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


def hand_in(sitting: Sitting):
    return sitting.client.post(sitting.end_url, follow=True)


# --- Test -----------------------------------------------------------------------------------------


def test_answers_of_a_test_are_kept_and_not_explained(give, sit):
    give()
    sitting = sit()
    answered = sitting.answer(1, points=0)
    assert answered["Location"] == sitting.url(2)
    assert Response.objects.count() == 1
    page = sitting.see(1)
    assert "Explanation" not in page.content.decode()
    assert "Save my answer" in text(page)


def test_an_answer_of_a_test_stands_in_its_form_and_can_be_changed(give, sit):
    give()
    sitting = sit()
    body = sitting.body(1, points=0) | {"confidence": 3}
    sitting.client.post(sitting.url(1), body)
    form = BeautifulSoup(sitting.see(1).content, "html.parser").main.form
    assert [one["value"] for one in form.select("input[checked]")] == [*body["choice"], "3"]
    sitting.answer(1, points=2)
    assert list(Response.objects.values_list("sequence", "points")) == [(1, 0), (2, 2)]


def test_the_last_answer_does_not_end_a_test(give, sit, quiz):
    give()
    sitting = sit()
    for number in (1, 2):
        sitting.answer(number)
    assert not sitting.stored().is_finished
    rows = BeautifulSoup(sitting.see_end().content, "html.parser").select(".task-list__row")
    assert [" ".join(row.get_text(" ").split()) for row in rows] == [
        "Question 1 Answered",
        "Question 2 Answered",
    ]


def test_a_test_is_handed_in_once_and_then_waits_for_the_teacher(give, sit, quiz):
    give()
    sitting = sit()
    sitting.answer(1, points=2)
    assert "You handed it in" in text(hand_in(sitting))
    assert sitting.stored().points == 2
    assert sitting.see(1)["Location"] == sitting.end_url
    assert sitting.answer(1, points=0).status_code == 302
    start = sitting.client.get(sitting.start_url)
    assert "You handed it in" in text(start)
    assert "Start the" not in text(start)
    assert sitting.client.post(sitting.start_url)["Location"] == sitting.start_url
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("address", ["/me/", "start", "module"])
def test_no_page_says_how_a_test_went_before_it_is_opened(give, sit, quiz, module, address):
    work = give()
    sitting = sit()
    for number in (1, 2):
        sitting.answer(number)
    hand_in(sitting)
    url = {"start": sitting.start_url, "module": module.url}.get(address, address)
    closed = text(sitting.client.get(url))
    assert "points" not in closed
    assert not SkillProgress.objects.exists()
    open_test(by=work.assigned_by, assignment=work)
    assert "4 of 4 points" in text(sitting.client.get(url))


def test_opening_explains_each_answer_and_raises_skills_once(give, sit, teacher):
    work = give()
    sitting = sit()
    for number in (1, 2):
        sitting.answer(number)
    hand_in(sitting)
    for _ in range(2):
        open_test(by=teacher, assignment=work)
    assert SkillProgress.objects.exists()
    results = BeautifulSoup(sitting.see_end().content, "html.parser")
    links = {link["href"] for link in results.select("main a")}
    assert {sitting.url(1), sitting.url(2)} <= links
    assert "Explanation" in sitting.see(1).content.decode()
    assert AuditEntry.objects.filter(verb="answers-opened").count() == 1


def test_who_is_still_at_a_test_when_it_is_opened_can_hand_it_in(give, sit, teacher):
    work = give()
    sitting = sit()
    sitting.answer(1)
    open_test(by=teacher, assignment=work)
    assert sitting.answer(2)["Location"] == sitting.end_url
    assert "You handled 2 of 2 situations well" in text(hand_in(sitting))


def test_after_a_test_was_opened_comes_practice(give, sit, teacher):
    work = give()
    sitting = sit()
    sitting.answer(1)
    hand_in(sitting)
    open_test(by=teacher, assignment=work)
    assert "This is practice now" in text(sitting.client.get(sitting.start_url))
    assert sit().attempt.mode == AttemptMode.PRACTICE


def test_who_comes_after_a_test_was_opened_still_takes_it(give, sit, teacher):
    open_test(by=teacher, assignment=give())
    sitting = sit()
    assert sitting.attempt.mode == AttemptMode.TEST
    sitting.answer(1)
    assert "You handled 1 of 2 situations well" in text(hand_in(sitting))


@pytest.mark.parametrize("undo", ["withdraw", "practice"])
def test_no_test_stays_closed_when_nobody_is_left_to_open_it(give, sit, teacher, undo):
    work = give()
    sitting = sit()
    sitting.answer(1)
    hand_in(sitting)
    if undo == "withdraw":
        withdraw_assignment(by=teacher, assignment=work)
    else:
        change_assignment(
            by=teacher, assignment=work, due_on=None, quiz_mode="practice", minutes=None
        )
    assert "You handled 1 of 2 situations well" in text(sitting.see_end())


def test_opening_reaches_only_the_own_class(give, sit, other_teacher, student, module):
    give()
    sitting = sit()
    sitting.answer(1)
    hand_in(sitting)
    elsewhere = factories.make_classroom(student.memberships.get().classroom.organization)
    other = give(to=elsewhere)
    open_test(by=other_teacher, assignment=other)
    assert sitting.stored().is_sealed


def test_practice_that_is_under_way_makes_room_for_a_test_and_loses_nothing(give, sit):
    sitting = sit()
    sitting.answer(1)
    give()
    test = sit().attempt
    assert test.mode == AttemptMode.TEST
    practice = Attempt.objects.get(mode=AttemptMode.PRACTICE)
    assert practice.is_finished
    assert practice.points == 2


def test_practice_without_an_answer_makes_room_and_leaves_nothing(give, sit):
    sit()
    give()
    sit()
    assert [attempt.mode for attempt in Attempt.objects.all()] == [AttemptMode.TEST]


def test_the_strictest_of_two_classes_counts(give, sit, student, organization):
    give(AttemptMode.PRACTICE)
    second = factories.make_classroom(organization)
    Membership.objects.create(user=student, classroom=second, role="student")
    give(AttemptMode.TEST, to=second)
    assert sit().attempt.mode == AttemptMode.TEST


def test_a_class_that_only_waits_to_let_somebody_in_sets_no_test(give, sit, student):
    give()
    student.memberships.update(state="waiting")
    assert sit().attempt.mode == AttemptMode.PRACTICE


@pytest.mark.parametrize("level", ["careful", "private"])
def test_nobody_is_tested_on_what_no_teacher_may_see(give, sit, module, level):
    give()
    module.sensitivity = level
    module.save_revision().publish()
    assert sit().attempt.mode == AttemptMode.PRACTICE


def test_practice_of_what_became_careful_goes_on_where_it_was(give, sit, module):
    give()
    module.sensitivity = "careful"
    module.save_revision().publish()
    sitting = sit()
    sitting.answer(1)
    again = sit()
    assert again.attempt == sitting.attempt
    assert not sitting.stored().is_finished


def test_guests_practise(give, client, module):
    give()
    html = client.get(f"/quizzes/{module.quiz.uuid}/start/").content.decode()
    assert "You see after each answer why it fits or not." in html


# --- Check ----------------------------------------------------------------------------------------


def test_a_check_explains_at_once_and_its_one_try_counts(give, sit, classroom):
    give(AttemptMode.CHECK)
    sitting = sit()
    assert sitting.attempt.mode == AttemptMode.CHECK
    for number in (1, 2):
        sitting.answer(number, points=0)
    assert "Explanation" in sitting.see(1).content.decode()
    assert "This is practice now" in text(sitting.client.get(sitting.start_url))
    practice = sit()
    assert practice.attempt.mode == AttemptMode.PRACTICE


# --- Time -----------------------------------------------------------------------------------------


def test_extra_time_is_given_once_and_said_before_and_during_a_test(
    give, sit, teacher, student, quiz, client
):
    give(minutes=20)
    give_extra_time(by=teacher, membership=student.memberships.get(), percent=50)
    client.force_login(student)
    start = text(client.get(f"/quizzes/{quiz.uuid}/start/"))
    assert "Take about 30 minutes" in start
    assert "others have 20 minutes" in start
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sitting = sit()
        clock.shift(timedelta(minutes=21))
        assert "9 minutes left" in text(sitting.see(1))


def test_what_comes_after_the_time_counts(give, sit):
    give(minutes=5)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sitting = sit()
        clock.shift(timedelta(minutes=6))
        assert "The time is over. Your answers still count." in text(sitting.see(1))
        for number in (1, 2):
            assert sitting.answer(number).status_code == 303
        hand_in(sitting)
    assert sitting.stored().points == 4


def test_a_test_answer_sent_twice_is_kept_once(give, sit):
    give()
    sitting = sit()
    body = sitting.body(1) | {"key": str(uuid.uuid4())}
    for _ in range(2):
        assert sitting.client.post(sitting.url(1), body)["Location"] == sitting.url(2)
    assert Response.objects.count() == 1
