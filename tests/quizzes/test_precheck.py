"""Try it first: a quiz before the lessons that gives no score and says nothing about skills."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from progress.enums import SkillState
from progress.models import SkillProgress
from quizzes.models import Attempt
from tests import factories
from tests.courses.test_course_pages import html_of, url_of
from tests.quizzes.sitting import Sitting
from tests.quizzes.test_guest_quizzes import answer, go_on, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def precheck(module):
    module.precheck = factories.make_quiz(questions=2)
    module.save_revision().publish()
    return module.precheck


def finish(sitting: Sitting, points: int = 2) -> str:
    for number in (1, 2):
        sitting.answer(number, points)
    return sitting.see_end().content.decode()


def words_of(client, address: str) -> str:
    return BeautifulSoup(html_of(client, address), "html.parser").get_text()


def test_module_offers_it_before_the_lessons(client, module, precheck):
    html = html_of(client, url_of(module))
    assert f'href="/quizzes/{precheck.uuid}/start/">Try it first</a>' in html
    assert html.index("Try it first</h2>") < html.index("Lessons</h2>")


def test_module_offers_none_that_is_a_draft(client, module, precheck):
    precheck.unpublish()
    assert "Try it first" not in html_of(client, url_of(module))


def test_module_says_when_a_student_has_tried_it(client, student, module, precheck):
    client.force_login(student)
    assert "status-word--done" not in html_of(client, url_of(module))
    finish(Sitting(client, precheck))
    assert html_of(client, url_of(module)).count("status-word--done") == 1


def test_start_page_promises_no_score_and_no_reader(client, student, precheck):
    client.force_login(student)
    html = html_of(client, f"/quizzes/{precheck.uuid}/start/")
    assert "You are not meant to know these yet." in html
    assert "You get no score" in html
    assert "Your best try counts" not in html
    assert "Only you can see what you do here." in html


def test_answers_are_explained_at_once_and_the_end_has_no_score(client, student, module, precheck):
    client.force_login(student)
    sitting = Sitting(client, precheck)
    sitting.answer(1, points=0)
    assert "Explanation of answer" in sitting.see(1).content.decode()
    sitting.answer(2, points=2)
    html = " ".join(sitting.see_end().content.decode().split())
    assert "You tried 2 stories" in html
    assert "points" not in html
    assert "Your skills" not in html
    assert f'href="{url_of(module)}">Go to the lessons</a>' in html


def test_end_names_the_steps_that_take_up_what_went_less_well(client, student, module, precheck):
    factories.make_lesson(module, steps=[factories.make_step(skill="sk-ask-clear")])
    client.force_login(student)
    assert "Look out for these steps" not in finish(Sitting(client, precheck), points=2)
    assert "Look out for these steps" in finish(Sitting(client, precheck), points=0)


def test_says_nothing_about_skills_neither_now_nor_with_the_next_quiz(client, student, module):
    module.precheck = factories.make_quiz(questions=1)
    module.save_revision().publish()
    client.force_login(student)
    tried = Sitting(client, module.precheck)
    tried.answer(1, points=2)
    assert tried.stored().is_finished
    assert not SkillProgress.objects.exists()
    quiz = Sitting(client, module.quiz)
    for number in (1, 2):
        quiz.answer(number, points=0)
    assert SkillProgress.objects.get().state == SkillState.GETTING_THERE


def test_teacher_sees_nothing_of_it(client, teacher, student, classroom, precheck):
    membership = student.memberships.get()
    pages = [
        f"/teach/classes/{classroom.uuid}/",
        f"/teach/classes/{classroom.uuid}/students/{membership.uuid}/",
    ]
    client.force_login(teacher)
    before = [words_of(client, page) for page in pages]
    client.force_login(student)
    finish(Sitting(client, precheck), points=0)
    assert Attempt.objects.get().is_finished
    client.force_login(teacher)
    assert [words_of(client, page) for page in pages] == before


def test_guest_tries_it_and_nothing_is_kept(client, precheck):
    second = go_on(client, precheck, answer(client, precheck, post(client, precheck), 1, points=0))
    html = go_on(client, precheck, answer(client, precheck, second, 2)).content.decode()
    assert "You tried 2 stories" in html
    assert "handled" not in html
    assert not Attempt.objects.exists()


def test_other_student_cannot_read_it(client, student, other_student, precheck):
    client.force_login(student)
    sitting = Sitting(client, precheck)
    finish(sitting)
    client.force_login(other_student)
    assert client.get(sitting.end_url).status_code == 404
    assert client.get(sitting.url(1)).status_code == 404


def test_private_one_shows_no_steps_after_it_is_finished(client, student):
    module = factories.make_module(sensitivity="private")
    module.precheck = factories.make_quiz(questions=1)
    module.save_revision().publish()
    factories.make_lesson(module, steps=[factories.make_step(skill="sk-ask-clear")])
    client.force_login(student)
    sitting = Sitting(client, module.precheck)
    sitting.answer(1, points=0)
    html = sitting.see_end().content.decode()
    assert "Look out for these steps" not in html
    assert sitting.see(1)["Location"] == sitting.end_url


@pytest.mark.parametrize("name", ["precheck", "quiz"])
def test_quiz_of_a_module_is_no_precheck_and_the_other_way_round(module, precheck, name):
    other = factories.make_module()
    setattr(other, name, {"precheck": module.quiz, "quiz": precheck}[name])
    with pytest.raises(ValidationError) as caught:
        other.full_clean()
    assert list(caught.value.message_dict) == [name]


def test_module_does_not_begin_with_the_quiz_it_ends_with(module):
    module.precheck = module.quiz
    with pytest.raises(ValidationError):
        module.full_clean()


def test_unknown_precheck_is_no_address(client):
    assert client.get(f"/quizzes/{uuid.uuid4()}/start/").status_code == 404
