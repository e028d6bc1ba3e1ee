"""Question by question tells of five people at a time, of this class alone, of open things only."""

import pytest
from bs4 import BeautifulSoup

from organizations.enums import MembershipState
from quizzes.actions import start_attempt
from quizzes.enums import AttemptMode
from quizzes.policies import AttemptPolicy
from tests import factories
from tests.insight.reading import address_of, answer_all, figures, rewrite
from tests.quizzes.counting import OPEN_PRACTICE, PRECHECK, answer, take
from tests.support.samples import words_of

CAREFUL = AttemptPolicy(sensitivity="careful")


# --- Never of fewer than five --------------------------------------------------------------------


def test_polling_after_every_answer_tells_of_five_people_at_a_time(classroom, module, read):
    """Between two looks that differ lie the first answers of five more people to that question."""
    seen, looks = {1: [], 2: []}, {1: 0, 2: 0}
    answered = {1: set(), 2: set()}
    told = {1: set(), 2: set()}
    for n in range(12):
        student = factories.make_student(classroom)
        attempt = start_attempt(by=student, quiz=module.quiz, policy=OPEN_PRACTICE)
        for slot in attempt.slots.all():
            answer(slot, (n + slot.number) % 3, 1 + n % 3)
            if slot.number == 2:
                for number in (1, 2):
                    answered[number].add(student)
            for number, found in figures(read()).items():
                assert all(whole >= 5 and whole % 5 == 0 for _n, whole in found)
                if found != seen[number]:
                    assert len(answered[number] - told[number]) == 5
                    told[number] = set(answered[number])
                    looks[number] += 1
                seen[number] = found
    assert looks == {1: 2, 2: 2}


def test_polling_after_every_later_try_tells_of_five_people_at_a_time(classroom, module, read):
    first = answer_all(classroom, module.quiz, [([0, 0], 2)] * 10)
    before, since, changes = read(), set(), 0
    for n, attempt in enumerate([*first, *first[:3], *first]):
        take(module.quiz, [2 * (n % 2), 2], by=attempt.user)
        since.add(attempt.user)
        now = read()
        if now != before:
            assert len(since) == 5
            before, since, changes = now, set(), changes + 1
    assert changes == 4


@pytest.mark.parametrize("people", [0, 1, 4])
def test_page_about_four_people_is_the_page_about_nobody(classroom, module, read, people):
    nobody = read()
    assert "Numbers appear once five people have answered this." in nobody[1]
    answer_all(classroom, module.quiz, [([0, 2], 3)] * people)
    assert read() == nobody


def test_question_that_few_answered_has_no_numbers_among_others_that_have(classroom, module, read):
    answer_all(classroom, module.quiz, [([2], 2)] * 5)
    said = read()
    assert "5 of 5" in said[1]
    assert figures(said)[2] == []


# --- Whose answers -------------------------------------------------------------------------------


def test_only_finished_tries_of_active_students_of_this_class_count(
    classroom, other_classroom, organization, module, read
):
    second = factories.make_classroom(organization, name="Second class")
    for other in (second, other_classroom):
        other.assignments.create(module=module)
        answer_all(other, module.quiz, [([0, 0], 3)] * 10)
    answer_all(classroom, module.quiz, [([2, 2], 2)] * 4)
    waiting = factories.make_student(classroom, state=MembershipState.WAITING)
    take(module.quiz, [0, 0], by=waiting)
    running = start_attempt(
        by=factories.make_student(classroom), quiz=module.quiz, policy=OPEN_PRACTICE
    )
    answer(running.slots.get(number=1), 0)
    take(module.quiz, [0, 0], by=factories.make_student(classroom), policy=PRECHECK)
    take(factories.make_quiz(questions=2), [0, 0], by=factories.make_student(classroom))
    assert figures(read()) == {1: [], 2: []}
    answer_all(classroom, module.quiz, [([2, 2], 2)])
    assert read()[1].count("5 of 5") == 2
    assert {whole for found in figures(read()).values() for _n, whole in found} == {5}


@pytest.mark.parametrize("mode", ["check", "test"])
def test_of_a_check_or_a_test_count_the_tries_that_were_taken_so(classroom, module, read, mode):
    taken = AttemptPolicy(mode=AttemptMode(mode))
    for attempt in answer_all(classroom, module.quiz, [([0, 0], 3)] * 5):
        take(module.quiz, [2, 2], by=attempt.user, policy=taken)
    assert "0 of 5 gave the best answer at their first try." in read()[1]
    classroom.assignments.update(quiz_mode=mode)
    said = read()[1]
    assert "5 of 5 gave the best answer at their first try." in said
    assert "tried again" not in said


def test_who_is_taken_out_of_the_class_is_not_counted_any_more(classroom, module, read):
    attempts = answer_all(classroom, module.quiz, [([2, 2], 2)] * 5)
    classroom.memberships.filter(user=attempts[0].user).delete()
    assert figures(read()) == {1: [], 2: []}


def test_page_of_another_class_is_not_found(other_classroom, module, teacher_client):
    other_classroom.assignments.create(module=module)
    assert teacher_client.get(address_of(other_classroom, module)).status_code == 404


def test_module_that_is_not_assigned_or_has_no_quiz_is_not_found(classroom, teacher_client):
    stranger = factories.make_module()
    bare = factories.make_module(questions=0)
    classroom.assignments.create(module=bare)
    for module in (stranger, bare):
        assert teacher_client.get(address_of(classroom, module)).status_code == 404


# --- Careful and private -------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["careful", "private"])
@pytest.mark.parametrize("what", ["module", "quiz"])
def test_careful_and_private_modules_have_no_numbers(
    classroom, module, teacher_client, read, url, level, what
):
    answer_all(classroom, module.quiz, [([2, 2], 3)] * 10)
    guarded = module if what == "module" else module.quiz
    guarded.sensitivity = level
    guarded.save_revision().publish()
    answer_all(classroom, module.quiz, [([0, 0], 3)] * 10)
    assert figures(read()) == {1: [], 2: []}
    page = words_of(BeautifulSoup(teacher_client.get(url).content, "html.parser").main)
    assert f"This module is {level}. How it went stays with those who answered" in page


@pytest.mark.parametrize("level", ["careful", "private"])
def test_single_careful_question_has_no_numbers(classroom, module, question, read, level):
    answer_all(classroom, module.quiz, [([2, 2], 3)] * 5)
    rewrite(question, sensitivity=level)
    said = read()
    assert figures(said)[1] == []
    assert "This question is careful or private" in said[1]
    assert "5 of 5 gave the best answer" in said[2]


def test_question_that_was_careful_once_stays_so(classroom, module, question, read):
    answer_all(classroom, module.quiz, [([2, 2], 3)] * 5)
    question.versions.update(content=question.content() | {"sensitivity": "careful"})
    assert figures(read())[1] == []


def test_try_that_began_careful_is_never_counted(classroom, module, teacher_client, read, url):
    people = [factories.make_student(classroom) for _ in range(5)]
    for student in people:
        take(module.quiz, [0, 0], by=student, policy=CAREFUL)
    assert figures(read()) == {1: [], 2: []}
    page = words_of(BeautifulSoup(teacher_client.get(url).content, "html.parser").main)
    assert "Some tries were careful or private when they began" in page
    # A later open one is no first try.
    for student in people:
        take(module.quiz, [2, 2], by=student)
    assert "first try" not in read()[1]


def test_no_student_is_named(classroom, module, student, teacher_client, url):
    take(module.quiz, [2, 2], by=student)
    answer_all(classroom, module.quiz, [([2, 2], 3)] * 4)
    html = teacher_client.get(url).content.decode()
    names = [student.memberships.get().nickname, str(student.memberships.get().uuid)]
    assert [name in html for name in names] == [False, False]
