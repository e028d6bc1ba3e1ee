"""What a class gained: from ten students, in steps of five, never read off one of them."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from quizzes.statistics import normalized_gain
from teaching.gain import ClassGain, class_gain
from tests import factories
from tests.quizzes.counting import PRECHECK, take

PERCENT = st.floats(0, 100)


# Before, after, gain, by hand.
@pytest.mark.parametrize(
    ("before", "after", "gain"),
    [(50, 75, 0.5), (0, 30, 0.3), (80, 80, 0), (60, 40, -0.5), (90, 100, 1), (91, 100, None)],
)
def test_normalized_gain_is_the_part_of_what_was_left(before, after, gain):
    assert normalized_gain(before, after) == gain


@given(PERCENT, PERCENT)
def test_normalized_gain_is_never_above_one_and_has_the_sign_of_the_change(before, after):
    gain = normalized_gain(before, after)
    if gain is not None:
        assert gain <= 1
        assert (gain > 0) == (after > before) or gain == 0


@pytest.fixture
def module(module):
    module.precheck = factories.make_quiz(questions=2)
    module.save_revision().publish()
    return module


@pytest.fixture
def learn(classroom, module):
    """Let new students of the class try first, with so many points of 4, and then take the quiz."""

    def students(many: int, *, before=(0, 0), after=(2, 2), to=classroom) -> list:
        found = []
        for _ in range(many):
            student = factories.make_student(to)
            take(module.precheck, list(before), by=student, policy=PRECHECK)
            take(module.quiz, list(after), by=student)
            found.append(student)
        return found

    return students


def gain_of(classroom, module) -> ClassGain:
    return class_gain(classroom.memberships.students().values_list("user", flat=True), module)


@pytest.mark.parametrize("many", [0, 9])
def test_nothing_is_shown_below_ten(classroom, module, learn, many):
    learn(many)
    assert gain_of(classroom, module) == ClassGain()


def test_gain_of_ten_is_that_of_their_means(classroom, module, learn):
    learn(5, before=(0, 0), after=(2, 2))
    learn(5, before=(2, 0), after=(2, 0))
    assert gain_of(classroom, module) == ClassGain(
        10, before=25, after=75, gain=pytest.approx(2 / 3)
    )


def test_only_the_first_try_after_the_pre_check_counts(classroom, module, learn):
    for student in learn(10, after=(2, 0)):
        take(module.quiz, [2, 2], by=student)
        take(module.precheck, [2, 2], by=student, policy=PRECHECK)
    assert gain_of(classroom, module).before == 0
    assert gain_of(classroom, module).after == 50


def test_who_did_one_of_the_two_does_not_count(classroom, module, learn):
    learn(10)
    for _ in range(5):
        take(module.quiz, [0, 0], by=factories.make_student(classroom))
        take(module.precheck, [2, 2], by=factories.make_student(classroom), policy=PRECHECK)
    assert gain_of(classroom, module).people == 10


def test_looking_after_every_single_student_tells_of_five_at_a_time(classroom, module, learn):
    shown = []
    for number in range(21):
        learn(1, before=(2, 2) if number % 2 else (0, 0))
        found = gain_of(classroom, module)
        if not shown or shown[-1] != found:
            shown.append(found)
    assert [one.people for one in shown] == [0, 10, 15, 20]


def test_other_classes_are_not_counted(classroom, module, learn, organization):
    learn(10)
    learn(10, before=(2, 2), to=factories.make_classroom(organization))
    assert gain_of(classroom, module).before == 0


def test_class_that_knew_it_before_is_told_so(classroom, module, learn):
    learn(10, before=(2, 2))
    found = gain_of(classroom, module)
    assert found.gain is None
    assert found.words == "The class knew nearly all of this before."


@pytest.mark.parametrize("level", ["careful", "private"])
def test_module_whose_scores_no_teacher_sees_has_none(classroom, module, learn, level):
    learn(10)
    module.sensitivity = level
    assert gain_of(classroom, module) is None


def test_page_says_it_in_a_plain_sentence(classroom, module, learn, teacher_client):
    classroom.assignments.create(module=module)
    learn(10)
    url = reverse("teaching:class_lessons", args=[classroom.uuid, module.uuid])
    page = BeautifulSoup(teacher_client.get(url).content, "html.parser").main.get_text(" ")
    text = " ".join(page.split())
    assert "Before and after Most of what was left to learn." in text
    assert "Tried first: 0 of 100. In the quiz: 100 of 100." in text
