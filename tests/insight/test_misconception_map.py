"""The beliefs that five students or more share: of open questions alone, five people at a time."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from quizzes.models import Misconception
from tests import factories
from tests.insight.reading import answer_all, rewrite
from tests.support.samples import words_of

BELIEF = "no answer means yes"


def tagged(key: str, **about):
    """Make a question whose answer worth nothing has a belief behind it."""
    question = factories.make_question(**about)
    options = question.options.get_prep_value()
    options[2]["value"]["tag"] = key
    rewrite(question, options=options)
    return question


@pytest.fixture
def belief(db):
    locale = factories.make_skill().locale
    return Misconception.objects.create(key="mc-silence", belief=BELIEF, locale=locale)


@pytest.fixture
def module(classroom, belief):
    module = factories.make_module(questions=[tagged("mc-silence", stem="Mei is quiet. And now?")])
    classroom.assignments.create(module=module)
    return module


@pytest.fixture
def page(teacher_client, classroom):
    url = reverse("insight:misconceptions", args=[classroom.uuid])
    return lambda: BeautifulSoup(teacher_client.get(url).content, "html.parser").main


def cards(html) -> list[str]:
    return [words_of(card) for card in html.select(".reteach")]


def test_belief_of_five_students_has_a_card(classroom, module, page):
    answer_all(classroom, module.quiz, [([0], 3)] * 5 + [([0], 2)] * 2 + [([2], 3)] * 3)
    (card,) = cards(page())
    assert f"“{BELIEF}”" in card
    assert "7 of 10 gave an answer with this behind it, 5 of them very sure of it." in card
    assert f"Question 1 of {module.title}: Mei is quiet. And now?" in card


@pytest.mark.parametrize("holders", [0, 4])
def test_belief_of_fewer_has_none(classroom, module, page, holders):
    answer_all(classroom, module.quiz, [([0], 3)] * holders + [([2], 3)] * (10 - holders))
    html = page()
    assert cards(html) == []
    assert "No misunderstanding is shared by 5 students or more." in words_of(html)


def test_polling_after_every_student_tells_of_five_people_at_a_time(classroom, module, page):
    """What is shown changes with the fifth who answers, whatever the fifth answers."""
    looks = []
    for n in range(13):
        answer_all(classroom, module.quiz, [([2 if n == 4 else 0], 3)])
        looks.append(cards(page()))
    shown = [words[0].split(" of ")[0].split()[-1] if words else None for words in looks]
    assert shown == [None] * 9 + ["9"] * 4


def test_few_who_were_sure_are_told_as_such(classroom, module, page):
    answer_all(classroom, module.quiz, [([0], 3)] * 4 + [([0], 1)])
    assert (
        "5 of 5 gave an answer with this behind it, fewer than 5 of them very sure"
        in cards(page())[0]
    )


def test_surest_belief_stands_first(classroom, module, belief, page):
    Misconception.objects.create(key="mc-joke", belief="it was a joke", locale=belief.locale)
    second = factories.make_module(questions=[tagged("mc-joke")])
    classroom.assignments.create(module=second)
    answer_all(classroom, module.quiz, [([0], 2)] * 10)
    answer_all(classroom, second.quiz, [([0], 3)] * 5)
    assert [BELIEF in card for card in cards(page())] == [False, True]


def test_order_is_that_of_the_numbers_which_are_told(classroom, module, belief, page):
    Misconception.objects.create(key="mc-joke", belief="it was a joke", locale=belief.locale)
    second = factories.make_module(questions=[tagged("mc-joke")])
    classroom.assignments.create(module=second)
    answer_all(classroom, module.quiz, [([0], 2)] * 10)
    # Four of five are surer than none of ten, and nobody is told so.
    answer_all(classroom, second.quiz, [([0], 3)] * 4 + [([0], 2)])
    assert [BELIEF in card for card in cards(page())] == [True, False]


def test_other_questions_with_the_same_belief_are_named(classroom, belief, page):
    questions = [tagged("mc-silence"), tagged("mc-silence")]
    module = factories.make_module(questions=questions)
    classroom.assignments.create(module=module)
    answer_all(classroom, module.quiz, [([2, 0], 2)] * 4 + [([0, 0], 2)] * 6)
    (card,) = cards(page())
    assert "10 of 10 gave an answer" in card
    assert f"Also 6 of 10 at question 1 of {module.title}." in card


@pytest.mark.parametrize("level", ["careful", "private"])
@pytest.mark.parametrize("what", ["module", "quiz", "question"])
def test_careful_and_private_questions_have_no_card(classroom, module, page, level, what):
    answer_all(classroom, module.quiz, [([0], 3)] * 10)
    question = module.quiz.quiz_questions.get().question
    guarded = {"module": module, "quiz": module.quiz, "question": question}[what]
    guarded.sensitivity = level
    guarded.save_revision().publish()
    assert cards(page()) == []


def test_answers_of_other_classes_do_not_count(classroom, other_classroom, module, page):
    other_classroom.assignments.create(module=module)
    answer_all(other_classroom, module.quiz, [([0], 3)] * 10)
    assert cards(page()) == []


# --- The card ------------------------------------------------------------------------------------


def test_card_says_what_its_editors_wrote(classroom, module, belief, page):
    belief.tempting, belief.holds = "Quiet people do not argue.", "Silence is a not yet."
    belief.ask, belief.activity = "How do you find out?", "Fold your arms."
    belief.save()
    answer_all(classroom, module.quiz, [([0], 3)] * 5)
    (card,) = cards(page())
    for words in (belief.tempting, belief.holds, belief.ask, belief.activity):
        assert words in card
    assert "Explanation of answer" not in card


def test_card_without_words_of_its_own_takes_those_of_the_question(classroom, module, page):
    answer_all(classroom, module.quiz, [([0], 3)] * 5)
    (card,) = cards(page())
    assert "What makes it tempting" not in card
    option = module.quiz.quiz_questions.get().question.content()["options"][2]
    assert f"What is true Explanation of answer {option['text'].split()[-1]}" in card
    assert f"Ask Mei is quiet. And now? What makes this look right? “{option['text']}”" in card
    assert "Thumbs up, level or down" in card


def test_card_names_the_lesson_that_teaches_it(classroom, belief, page):
    module = factories.make_module(lessons=1, questions=[tagged("mc-silence")])
    lesson = factories.make_lesson(
        module, steps=[factories.make_step(skill="sk-ask-clear")], title="A lesson about it"
    )
    classroom.assignments.create(module=module)
    answer_all(classroom, module.quiz, [([0], 3)] * 5)
    assert f"The lesson about it: {lesson.title}." in cards(page())[0]


@pytest.mark.parametrize("students", [5, 15, 30])
def test_page_costs_the_same_for_any_number_of_students(
    classroom, module, teacher_client, students, django_assert_num_queries
):
    answer_all(classroom, module.quiz, [([0], 3)] * students)
    # Session, user, class, assignments, tries, answers, places, versions, lessons, misconceptions.
    with django_assert_num_queries(10):
        teacher_client.get(reverse("insight:misconceptions", args=[classroom.uuid]))


@pytest.mark.parametrize("modules", [1, 3, 30])
def test_page_costs_the_same_for_any_number_of_modules(
    classroom, module, belief, teacher_client, modules, django_assert_num_queries
):
    course = factories.make_course()
    question = module.quiz.quiz_questions.get().question
    for _ in range(modules - 1):
        other = factories.make_module(course=course, questions=[question])
        classroom.assignments.create(module=other)
    answer_all(classroom, module.quiz, [([0], 3)] * 5)
    with django_assert_num_queries(10):
        teacher_client.get(reverse("insight:misconceptions", args=[classroom.uuid]))
