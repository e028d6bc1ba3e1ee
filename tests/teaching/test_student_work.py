"""One student's page: what they did and why a hand helps; never an answer of theirs."""

import uuid
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from organizations.models import Membership
from progress.enums import LessonState
from quizzes.actions import answer_question, finish_attempt, start_attempt
from quizzes.policies import AttemptPolicy
from tests import factories
from tests.factories.work import answer_worth

PERCENTS = [100, 25]


@pytest.fixture
def read(classroom, student, teacher_client):
    """Return the part of a student's page that says what they did."""
    membership = student.memberships.get()
    url = reverse("teaching:student", args=[classroom.uuid, membership.uuid])

    def page() -> BeautifulSoup:
        html = BeautifulSoup(teacher_client.get(url).content, "html.parser")
        return html.select_one('section[aria-labelledby="work-title"]')

    return page


def words(soup) -> str:
    return " ".join(soup.get_text(" ").split())


def test_page_says_the_best_and_the_latest_try_and_why_a_hand_helps(
    classroom, student, module, read
):
    classroom.assignments.create(module=module)
    for percent in PERCENTS:
        factories.make_attempt(student, module.quiz, percent=percent)
    work = words(read())
    assert module.title in work
    assert "Best score 100 of 100" in work
    assert "Quiz 2 tries, best 100 of 100, latest 25 of 100 Done" in work
    assert "Could use a hand: the latest quiz score is under half." in work


def test_page_says_what_was_not_begun_for_a_week(classroom, student, module, read):
    long_ago = timezone.now() - timedelta(days=8)
    classroom.assignments.create(module=module, opened_at=long_ago)
    assert "A hand" not in words(read())
    Membership.objects.filter(user=student).update(joined_at=long_ago)
    assert "Could use a hand: not begun, though it has been open for a week or more." in words(
        read()
    )


def test_page_lists_lessons_with_their_states(classroom, student, read):
    module = factories.make_module(lessons=3)
    classroom.assignments.create(module=module)
    first, second, third = module.get_children().specific()
    factories.make_lesson_progress(student, first)
    factories.make_lesson_progress(student, second, state=LessonState.STARTED)
    rows = [words(row) for row in read().select(".task-list__row")]
    assert rows == [
        f"{first.title} Done",
        f"{second.title} Started",
        f"{third.title} Not started",
        "Quiz Not started",
    ]


def test_quiz_stands_as_a_row_from_its_first_question_on(classroom, student, module, read):
    classroom.assignments.create(module=module)
    start_attempt(by=student, quiz=module.quiz, policy=AttemptPolicy())
    assert words(read().select(".task-list__row")[-1]) == "Quiz Started"
    factories.make_attempt(student, module.quiz)
    assert words(read().select(".task-list__row")[-1]) == "Quiz 1 try, 100 of 100 Done"


WEAK = "Worth another look, from the latest try:"


def test_page_names_the_skills_the_latest_try_did_not_meet(classroom, student, other_student, read):
    skills = ["sk-ask-clear", "sk-read-unsure"]
    questions = [factories.make_question(skill=skill) for skill in skills]
    module = factories.make_module(questions=questions)
    classroom.assignments.create(module=module)
    asked, read_unsure = (question.skill.name for question in questions)
    factories.make_attempt(other_student, module.quiz, percent=0)
    for percent, weak in [(0, f"{asked}, {read_unsure}"), (50, read_unsure)]:
        factories.make_attempt(student, module.quiz, percent=percent)
        assert words(read()).endswith(f"{WEAK} {weak}")
    factories.make_attempt(student, module.quiz, percent=100)
    assert WEAK not in words(read())


def test_question_left_open_says_nothing_of_its_skill(classroom, student, read):
    """As on the student's own results, which name only what they answered."""
    skills = ["sk-ask-clear", "sk-read-unsure"]
    questions = [factories.make_question(skill=skill) for skill in skills]
    module = factories.make_module(questions=questions)
    classroom.assignments.create(module=module)
    attempt = start_attempt(by=student, quiz=module.quiz, policy=AttemptPolicy())
    slot = attempt.slots.select_related("version").first()
    chosen = answer_worth(slot.version.content, 0)
    answer_question(slot=slot, chosen=chosen, confidence=2, key=uuid.uuid4())
    finish_attempt(attempt=attempt)
    assert words(read()).endswith(f"{WEAK} {slot.version.question.skill.name}")


@pytest.mark.parametrize("sensitivity", ["careful", "private"])
def test_page_never_says_how_a_careful_or_private_quiz_went(
    classroom, student, module, read, sensitivity
):
    module.quiz.sensitivity = sensitivity
    module.quiz.save()
    classroom.assignments.create(module=module)
    for percent in PERCENTS:
        factories.make_attempt(student, module.quiz, percent=percent)
    work = words(read())
    assert "Finished" in work
    assert not any(said in work for said in ("score", "of 100", "under half", "tries", WEAK))


def test_page_shows_nothing_of_other_students(classroom, other_student, module, read):
    classroom.assignments.create(module=module)
    before = words(read())
    factories.make_attempt(other_student, module.quiz)
    for lesson in module.get_children().specific():
        factories.make_lesson_progress(other_student, lesson)
    assert words(read()) == before
    assert "Not started" in before


def test_page_without_work_says_so(read):
    assert "Nothing is assigned yet." in words(read())


@pytest.mark.parametrize("modules", [1, 3, 30])
def test_page_costs_the_same_for_any_number_of_modules(
    classroom, student, modules, read, django_assert_num_queries
):
    course = factories.make_course()
    for _ in range(modules):
        module = factories.make_module(course=course, lessons=2)
        classroom.assignments.create(module=module)
        factories.make_attempt(student, module.quiz, percent=25)
    read()
    # session, user, class, student, what the looking leaves in the audit log, and six for the work
    with django_assert_num_queries(11):
        read()
