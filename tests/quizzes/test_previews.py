"""What editors see of a question and a quiz: everything a learner may read after any answer."""

import pytest
from bs4 import BeautifulSoup

from quizzes.marking import KINDS
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


@pytest.mark.parametrize("kind", list(KINDS))
def test_preview_of_every_kind_shows_all_it_may_say(kind):
    question = factories.make_question(kind=kind)
    html = preview(question)
    for option in question.content()["options"]:
        for words in {option["text"].replace("___", "…"), option.get("right", option["text"])}:
            assert words.replace("___", "…") in html
        assert option["explanation"] in html


SHEETS = {
    "single": ".sheet__boxes .sheet__box",
    "ordering": ".sheet__boxes .sheet__box",
    "matching": ".sheet__columns .sheet__box",
    "gaps": ".sheet__gap",
    "short-answer": ".sheet__line",
    "number": ".sheet__line",
    "reflect": ".sheet__line",
}


@pytest.mark.parametrize("kind", SHEETS)
def test_question_on_paper_has_room_for_the_answer_and_stands_before_the_key(kind):
    """The sheet says nothing of the key, and only paper shows it."""
    question = factories.make_question(kind=kind)
    html = preview(question)
    sheet = BeautifulSoup(html, "html.parser").select_one(".sheet.print-only")
    rooms = {"short-answer": 1, "number": 1, "reflect": 2}
    assert len(sheet.select(SHEETS[kind])) == rooms.get(kind, len(question.options))
    assert "Explanation of" not in sheet.get_text()
    first_explained = html.find("Explanation of")
    assert first_explained == -1 or html.index('class="sheet print-only"') < first_explained


def test_quiz_on_paper_has_every_question_before_the_first_answer():
    html = preview(factories.make_quiz(questions=3))
    last_sheet, key = html.rindex('class="sheet print-only"'), html.index("sheet__key")
    assert last_sheet < key < html.index("Explanation of")
