"""The results of a quiz: each question with how it went, skills by their names in one language."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale

from quizzes.models import Skill
from tests.quizzes.sitting import Sitting

pytestmark = pytest.mark.django_db


def test_results_name_skills_in_the_language_of_the_page(client, student, module):
    skill = Skill.objects.get()
    Skill.objects.create(
        key=skill.key,
        name="En otro idioma",
        can="x",
        locale=Locale.objects.create(language_code="es"),
        translation_key=skill.translation_key,
    )
    client.force_login(student)
    sitting = Sitting(client, module.quiz)
    sitting.answer(1)
    sitting.answer(2)
    html = sitting.see_end().content.decode()
    assert skill.name in html
    assert "En otro idioma" not in html


def test_results_say_of_each_question_how_it_went_and_lead_to_it(client, student, module):
    client.force_login(student)
    sitting = Sitting(client, module.quiz)
    sitting.answer(1, points=2)
    sitting.answer(2, points=0)
    rows = BeautifulSoup(sitting.see_end().content, "html.parser").select(".task-list__row")
    said = [" ".join(row.get_text(" ").split()) for row in rows]
    assert said[:2] == ["Question 1 Handled well", "Question 2 Worth another look"]
    assert [row.a["href"] for row in rows[:2]] == [sitting.url(1), sitting.url(2)]
