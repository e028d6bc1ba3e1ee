"""One module at a glance: who is how far, how its skills went, what it cost to ask."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from assignments.actions import set_audience
from assignments.queries import Audience
from tests import factories
from tests.insight.reading import answer_all
from tests.quizzes.counting import PRECHECK, take
from tests.support.samples import words_of


@pytest.fixture
def module(classroom):
    questions = [factories.make_question(skill="sk-ask"), factories.make_question(skill="sk-hear")]
    module = factories.make_module(questions=questions, lessons=2)
    classroom.assignments.create(module=module)
    return module


@pytest.fixture
def glance(teacher_client, classroom, module):
    def read(of=module) -> BeautifulSoup:
        url = reverse("insight:module_insight", args=[classroom.uuid, of.uuid])
        return BeautifulSoup(teacher_client.get(url).content, "html.parser").main

    return read


def headline(html: BeautifulSoup) -> str:
    return words_of(html.select_one(".insight__headline"))


def test_weakest_skill_makes_the_headline_and_stands_first(classroom, module, glance):
    answer_all(classroom, module.quiz, [([2, 0], 3)] * 3 + [([2, 2], 3)] * 7)
    html = glance()
    assert headline(html) == "Worth another look: “Skill sk-hear”. 7 of 10 first answers were best."
    assert [words_of(one) for one in html.select(".answer-bars > li")] == [
        "Skill sk-hear At first, 7 of 10 answers were the best one.",
        "Skill sk-ask At first, 10 of 10 answers were the best one.",
    ]


def test_quiz_that_went_well_is_said_to_have(classroom, module, glance):
    answer_all(classroom, module.quiz, [([2, 2], 3)] * 5)
    assert headline(glance()) == "This went well: 10 of 10 first answers were the best one."


def test_whoever_the_module_is_not_for_is_not_counted(classroom, module, glance):
    answer_all(classroom, module.quiz, [([2, 2], 3)] * 6)
    chosen = tuple(classroom.memberships.students())
    assert len(chosen) == 6
    set_audience(classroom.assignments.get(), Audience(is_for_all=False, students=chosen))
    before = glance().select_one("svg[role=img]")["aria-label"]
    factories.make_student(classroom, nickname="Not asked")
    assert glance().select_one("svg[role=img]")["aria-label"] == before


def test_later_tries_stand_beside_the_first(classroom, module, glance):
    for attempt in answer_all(classroom, module.quiz, [([0, 2], 2)] * 5):
        take(module.quiz, [2, 2], by=attempt.user)
    skill = words_of(glance().select(".answer-bars > li")[0])
    assert "At first, 0 of 5" in skill
    assert skill.endswith("In the latest try of those who tried again, 5 of 5 were.")


def test_small_numbers_are_not_told(classroom, module, glance):
    answer_all(classroom, module.quiz, [([0, 2], 2)] * 3 + [([2, 2], 2)] * 2)
    html = glance()
    assert "fewer than 5 of 5 first answers" in headline(html)
    assert len(html.select(".answer-bars > li")[0].select("rect")) == 1


@pytest.mark.parametrize("people", [0, 1, 4])
def test_fewer_than_five_tries_tell_nothing(classroom, module, glance, people):
    answer_all(classroom, module.quiz, [([0, 2], 3)] * people)
    html = glance()
    assert headline(html).startswith("Fewer than 5 students have taken the quiz")
    assert html.select(".answer-bars") == []


def test_bar_says_who_is_how_far_in_a_full_sentence(classroom, module, glance):
    lesson, second = module.get_children().specific()
    answer_all(classroom, module.quiz, [([2, 2], 2)] * 6)
    for n in range(7):
        student = factories.make_student(classroom)
        factories.make_lesson_progress(student, lesson)
        if n < 5:
            factories.make_lesson_progress(student, second)
    for _ in range(3):
        factories.make_student(classroom)
    bar = glance().select_one("svg[role=img]")
    assert bar["aria-label"] == (
        "Of 16 students – 6: finished the quiz; 5: done every lesson, not the quiz; "
        "5: on the way, or not started."
    )
    assert [words_of(text) for text in bar.select("text")] == ["6", "5", "5"]


def test_class_of_four_has_no_bar(classroom, module, glance):
    for _ in range(4):
        factories.make_student(classroom)
    html = glance()
    assert html.select("svg[role=img]") == []
    assert "Of fewer than 5 students" in words_of(html)


def test_module_without_a_quiz_tells_of_lessons(classroom, glance):
    module = factories.make_module(questions=0)
    classroom.assignments.create(module=module)
    lesson = module.get_children().specific().first()
    for _ in range(5):
        factories.make_lesson_progress(factories.make_student(classroom), lesson)
    assert headline(glance(module)) == "Of 5 students – 5: done every lesson."


def test_gain_stands_here_once_ten_did_both(classroom, module, glance):
    module.precheck = factories.make_quiz()
    module.save()
    for _ in range(10):
        student = factories.make_student(classroom)
        take(module.precheck, [0, 0], by=student, policy=PRECHECK)
        take(module.quiz, [2, 2], by=student)
    assert "Tried first: 0 of 100. In the quiz: 100 of 100." in words_of(glance())


def test_no_student_is_named_and_other_classes_do_not_count(
    classroom, other_classroom, module, glance
):
    other_classroom.assignments.create(module=module)
    answer_all(other_classroom, module.quiz, [([0, 0], 3)] * 9)
    attempts = answer_all(classroom, module.quiz, [([2, 2], 3)] * 5)
    words = words_of(glance())
    assert "Of 5 students – 5: finished the quiz." in str(glance())
    assert attempts[0].user.memberships.get().nickname not in words


def test_lessons_of_a_module_lead_here(classroom, module, teacher_client):
    url = reverse("insight:module_insight", args=[classroom.uuid, module.uuid])
    lessons = reverse("teaching:class_lessons", args=[classroom.uuid, module.uuid])
    assert f'href="{url}"' in teacher_client.get(lessons).content.decode()


@pytest.mark.parametrize("students", [1, 3, 30])
@pytest.mark.parametrize(("level", "queries"), [("open", 13), ("careful", 9)])
def test_page_costs_the_same_for_any_number_of_students(
    classroom, teacher_client, students, level, queries, django_assert_num_queries
):
    module = factories.make_module(sensitivity=level)
    classroom.assignments.create(module=module)
    answer_all(classroom, module.quiz, [([2, 0], 3)] * students)
    url = reverse("insight:module_insight", args=[classroom.uuid, module.uuid])
    # Session, user, class, assignment, people, lessons, states, quiz states; then of a careful one
    # the total, of an open one tries, answers, places, versions, flags, (no beliefs) and no gain.
    with django_assert_num_queries(queries):
        teacher_client.get(url)
