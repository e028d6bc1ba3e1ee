"""Question by question: how a class answered, what to talk about, and which versions count."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from quizzes.actions import start_attempt
from quizzes.models import Misconception
from tests import factories
from tests.insight.reading import address_of, answer_all, figures, rewrite
from tests.quizzes.counting import TEST, answer, take
from tests.support.samples import words_of

BELIEF = "If nobody says no, everybody agrees."


# --- What is shown -------------------------------------------------------------------------------


def test_every_question_stands_in_the_order_of_the_quiz(classroom, module, read):
    answer_all(classroom, module.quiz, [([2, 0], 3)] * 3 + [([0, 2], 3)] * 2)
    said = read()
    assert list(said) == [1, 2]
    assert "A friend writes. What helps?" in said[1]
    assert "3 of 5 gave the best answer at their first try." in said[1]
    assert "2 of 5 were very sure of an answer that does not hold up." in said[1]
    assert "2 of 5 gave the best answer at their first try." in said[2]


def test_each_option_has_its_share_and_the_best_is_marked(
    classroom, module, question, teacher_client, url
):
    answer_all(classroom, module.quiz, [([2, 2], 2)] * 3 + [([1, 2], 2), ([0, 2], 3)])
    html = BeautifulSoup(teacher_client.get(url).content, "html.parser")
    bars = html.select(".insight__question")[0].select(".answer-bars > li")
    best, reasonable, risky = question.content()["options"]
    assert [words_of(bar) for bar in bars] == [
        f"Best answer {best['text']} 3 of 5",
        f"Reasonable {reasonable['text']} 1 of 5",
        f"{risky['text']} 1 of 5",
    ]
    assert [bar.select("rect")[-1]["width"] for bar in bars] == ["60.0%", "20.0%", "20.0%"]


@pytest.mark.parametrize("kind", ["ordering", "short-answer", "matching", "gaps", "number"])
def test_other_kinds_say_how_many_were_best_partly_and_not(classroom, read, kind):
    module = factories.make_module(questions=[factories.make_question(kind=kind)])
    classroom.assignments.create(module=module)
    answer_all(classroom, module.quiz, [([2], 2)] * 4 + [([0], 2)])
    said = read(address_of(classroom, module))[1]
    assert "Best answer 4 of 5 Partly right 0 of 5 Not this time 1 of 5" in said


def test_several_answers_may_be_chosen(classroom, read):
    module = factories.make_module(questions=[factories.make_question(kind="multiple")])
    classroom.assignments.create(module=module)
    answer_all(classroom, module.quiz, [([2], 2)] * 5)
    said = read(address_of(classroom, module))[1]
    assert said.count("Part of the best answer") == 2
    assert "More than one could be chosen" in said


def test_what_is_to_think_about_has_no_numbers(classroom, read):
    questions = [factories.make_question(kind="reflect"), factories.make_question()]
    module = factories.make_module(questions=questions)
    classroom.assignments.create(module=module)
    answer_all(classroom, module.quiz, [([2], 2)] * 5)
    said = read(address_of(classroom, module))
    assert said[1].endswith("To think about: nothing is sent, nothing is counted.")
    assert "5 of 5 gave the best answer" in said[2]


def test_later_tries_stand_beside_the_first_ones(classroom, module, read):
    first = answer_all(classroom, module.quiz, [([0, 2], 2)] * 6)
    for attempt in first[:5]:
        take(module.quiz, [0, 2], by=attempt.user)
    assert "Of those who tried again, 0 of 5 gave it in their latest try." in read()[1]
    for attempt in first[:5]:
        take(module.quiz, [2, 2], by=attempt.user)
    said = read()[1]
    assert "0 of 5 gave the best answer at their first try." in said
    assert "Of those who tried again, 5 of 5 gave it in their latest try." in said


def test_test_counts_the_last_answer_of_a_question(classroom, module, read):
    for _ in range(5):
        student = factories.make_student(classroom)
        attempt = start_attempt(by=student, quiz=module.quiz, policy=TEST)
        answer(attempt.slots.get(number=1), 0, 3)
        take(module.quiz, [2, 2], by=student, policy=TEST)
    assert "5 of 5 gave the best answer" in read()[1]


def test_sure_and_wrong_can_stand_first(classroom, module, read, url):
    answer_all(classroom, module.quiz, [([2, 0], 3)] * 5)
    assert list(read()) == [1, 2]
    assert list(read(f"{url}?sort=sure")) == [2, 1]


# --- Talking prompts -----------------------------------------------------------------------------


def test_most_shared_confident_misconception_makes_a_prompt(
    classroom, module, question, read, teacher_client, url
):
    Misconception.objects.create(key="mc-silence", belief=BELIEF, locale=question.locale)
    options = question.options.get_prep_value()
    options[2]["value"]["tag"] = "mc-silence"
    rewrite(question, options=options)
    answer_all(classroom, module.quiz, [([0, 2], 3)] * 2 + [([2, 2], 3)] * 3)
    said, option = read()[1], question.content()["options"][2]
    prompt = said[said.index("Two minutes to talk about it") :]
    assert f"Read out: “{option['text']}”" in prompt
    assert f"Behind it is often the thought: “{BELIEF}”" in prompt
    assert "Explanation of answer" in prompt
    assert "End with a sentence to say: Is this one OK?" in prompt
    assert f"2 very sure of it {option['text']} Behind it: “{BELIEF}” 2 of 5" in said
    page = words_of(BeautifulSoup(teacher_client.get(url).content, "html.parser").main)
    assert "Begin here Question 1: 2 of 5 were very sure" in page


@pytest.mark.parametrize(
    "people",
    [
        # One alone shares it with nobody; the others were not sure; too few said how sure.
        [([0, 2], 3)] + [([2, 2], 3)] * 4,
        [([0, 2], 2)] * 5,
        [([0, 2], 3)] * 4 + [([0, 2], None)],
    ],
)
def test_nothing_shared_makes_no_prompt(classroom, module, read, people):
    answer_all(classroom, module.quiz, people)
    assert "Two minutes" not in read()[1]


# --- Technical figures ---------------------------------------------------------------------------


@pytest.mark.parametrize(("people", "is_technical"), [(29, False), (30, True)])
def test_technical_figures_need_thirty_people(classroom, module, read, people, is_technical):
    wrong = [([0, 0], 1)] * 10
    answer_all(classroom, module.quiz, wrong + [([2, 2], 3)] * (people - 10))
    said = read()[1]
    assert ("Technical figures" in said) == is_technical
    if is_technical:
        assert "Facility (mean share of the points): 0.67" in said
        assert "(correlation with the points on the other questions): 1.00" in said


# --- Versions ------------------------------------------------------------------------------------


def test_wordings_with_the_same_answers_are_counted_together(classroom, module, question, read):
    answer_all(classroom, module.quiz, [([0, 0], 2)] * 3)
    rewrite(question, stem="A friend writes to you. What helps?")
    answer_all(classroom, module.quiz, [([2, 2], 2)] * 2)
    said = read()[1]
    assert "A friend writes to you." in said
    assert "2 of 5 gave the best answer" in said
    assert "Another version" not in said


def test_version_with_other_answers_begins_anew_once_five_have_met_it(
    classroom, module, question, read
):
    answer_all(classroom, module.quiz, [([0, 0], 2)] * 5)
    options = question.options.get_prep_value()
    options[0]["value"]["text"] = "Another answer altogether"
    rewrite(question, options=options)
    answer_all(classroom, module.quiz, [([2, 2], 2)] * 4)
    said = read()[1]
    assert "0 of 5 gave the best answer" in said
    assert "Another version of this question had other answers" in said
    answer_all(classroom, module.quiz, [([2, 2], 2)])
    said = read()[1]
    assert "Another answer altogether 5 of 5" in said


def test_question_the_quiz_has_no_more_stands_last(classroom, module, question, read):
    answer_all(classroom, module.quiz, [([2, 0], 2)] * 5)
    module.quiz.quiz_questions.filter(question=question).delete()
    said = read()
    assert list(said) == [1, 2]
    assert "A friend writes" in said[2]
    assert "5 of 5 gave the best answer" in said[2]


def test_question_that_was_left_out_of_a_try_does_not_count(classroom, module, read):
    for attempt in answer_all(classroom, module.quiz, [([2, 2], 2)] * 5):
        attempt.left_out = [1]
        attempt.save()
    assert figures(read())[1] == []


# --- The way there, and what it costs ------------------------------------------------------------


def test_class_page_and_lessons_lead_here(classroom, module, student, teacher_client, class_url):
    url = address_of(classroom, module)
    lessons = reverse("teaching:class_lessons", args=[classroom.uuid, module.uuid])
    for page in (class_url, lessons):
        assert f'href="{url}"' in teacher_client.get(page).content.decode()


def test_module_without_a_quiz_has_no_such_link(classroom, student, teacher_client, class_url):
    module = factories.make_module(questions=0)
    classroom.assignments.create(module=module)
    assert "/questions/" not in teacher_client.get(class_url).content.decode()


@pytest.mark.parametrize("students", [1, 3, 30])
def test_page_costs_the_same_for_any_number_of_students(
    classroom, module, students, teacher_client, url, django_assert_num_queries
):
    answer_all(classroom, module.quiz, [([2, 0], 3)] * students)
    # Session, user, class, assignment, tries, answers, places, versions, flags.
    with django_assert_num_queries(9):
        teacher_client.get(url)


@pytest.mark.parametrize("questions", [1, 3, 30])
def test_page_costs_the_same_for_any_number_of_questions(
    classroom, questions, teacher_client, django_assert_num_queries
):
    module = factories.make_module(questions=questions)
    classroom.assignments.create(module=module)
    answer_all(classroom, module.quiz, [([2] * questions, 3)])
    with django_assert_num_queries(9):
        teacher_client.get(address_of(classroom, module))
