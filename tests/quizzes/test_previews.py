"""What editors see of a question and a quiz: everything a learner may read after any answer."""

import pytest
from bs4 import BeautifulSoup

from quizzes.models import Question
from tests import factories

pytestmark = pytest.mark.django_db


def preview(item) -> str:
    response = item.make_preview_request()
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("kind", "tags"),
    [
        ("judgement", ["Stronger choice", "Reasonable", "Not this one"]),
        ("multiple", ["Stronger choice", "Stronger choice", "Not this one"]),
        ("single", ["Stronger choice", "Not this one", "Not this one"]),
        ("true-false", ["Stronger choice", "Not this one"]),
    ],
)
def test_question_preview_explains_every_answer(kind, tags):
    question = factories.make_question(kind=kind)
    html = preview(question)
    tags_of = BeautifulSoup(html, "html.parser").select(".answer-list__tag")
    found = [tag.get_text(strip=True) for tag in tags_of]
    assert found == tags
    for option in question.content()["options"]:
        assert option["explanation"] in html


def test_question_preview_shows_the_draft():
    question = factories.make_question()
    draft = Question.objects.get(pk=question.pk)
    draft.stem = "Words in work?"
    assert '<h1 class="quiz__stem">Words in work?</h1>' in preview(draft)


def test_quiz_preview_shows_all_questions():
    quiz = factories.make_quiz(questions=3)
    html = preview(quiz)
    stems = [place.question.stem for place in quiz.quiz_questions.all()]
    assert [f'<h2 class="quiz__stem">{stem}</h2>' in html for stem in stems] == [True] * 3
