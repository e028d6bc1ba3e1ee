"""How a question does, for editors: words first, figures from thirty, nothing of four people."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.dashboard import QuestionsPanel
from quizzes.desk import questions_to_look_at
from quizzes.models import Attempt, QuestionFigures, QuizTally
from quizzes.policies import AttemptPolicy
from quizzes.statistics import Answer, Tally
from quizzes.tallies import Sheet, count_all, refresh_figures, write
from tests import factories
from tests.cms.test_finding_questions import LIST, rows
from tests.cms.test_question_bank import listed
from tests.quizzes.counting import PRECHECK, stored, take_by
from tests.support.samples import words_of

CAREFUL = AttemptPolicy(sensitivity="careful")


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.editor)
    return client


@pytest.fixture
def quiz(db):
    return factories.make_quiz(questions=2)


@pytest.fixture
def question(quiz):
    return quiz.quiz_questions.first().question


def address(question) -> str:
    return f"{LIST}analysis/{question.pk}/"


def page_about(desk, question) -> str:
    return words_of(BeautifulSoup(desk.get(address(question)).content, "html.parser").main)


def count_up(question, people: list[tuple[int, int, int, int]], *, sensitivity="open") -> None:
    """Store that so many people answered: points of the answer, elsewhere, confidence, how many."""
    version = question.versions.first()
    options = {option["value"]: option["id"] for option in version.content["options"]}
    tally = Tally()
    for points, rest, confidence, many in people:
        answer = Answer(version.pk, options[points], confidence, points)
        tally.attempts += many
        tally.points += (points + rest) * many
        tally.points_squared += (points + rest) ** 2 * many
        tally.answers[answer] = [many, rest * many, rest * rest * many]
    quiz = question.quiz_places.first().quiz
    sheet = Sheet(quiz.pk, f"sheet-{version.pk}", True, sensitivity)
    write(QuizTally(**sheet._asdict()), tally)
    refresh_figures([version.pk])


GOOD = [(2, 10, 3, 50), (2, 4, 2, 20), (1, 4, 2, 10), (0, 2, 1, 20)]
BAD = [(2, 2, 1, 30), (1, 5, 2, 10), (0, 10, 3, 60)]


# --- What is shown --------------------------------------------------------------------------------


def test_page_says_in_words_how_many_are_right_at_first(desk, quiz, question):
    take_by(7, quiz, [2, 0])
    take_by(3, quiz, [0, 2], confidence=3)
    count_all()
    said = page_about(desk, question)
    assert "7 of 10 give the best answer at first." in said
    assert "3 of 10 are very sure of an answer that is worth nothing." in said
    assert "Counted from 10 first answers." in said
    assert [words in said for words in ("Technical figures", "before the lessons")] == [False] * 2


def test_pre_check_stands_beside_it_and_changes_nothing(desk, quiz, question):
    take_by(5, quiz, [2, 2])
    take_by(5, quiz, [0, 0], policy=PRECHECK)
    count_all()
    said = page_about(desk, question)
    assert "10 of 10 give the best answer at first." in said
    assert "0 of 10 give it before the lessons." in said


def test_page_about_four_people_is_the_page_about_nobody(desk, quiz, question):
    count_all()
    nobody = page_about(desk, question)
    assert "There is nothing to show yet." in nobody
    take_by(4, quiz)
    count_all()
    assert page_about(desk, question) == nobody
    take_by(1, quiz)
    count_all()
    assert "There is nothing to show yet." not in page_about(desk, question)


@pytest.mark.parametrize(("people", "is_technical"), [(29, False), (30, True)])
def test_technical_figures_need_thirty_people(desk, question, people, is_technical):
    count_up(question, [(2, 10, 3, people - 10), (0, 4, 1, 10)])
    said = page_about(desk, question)
    assert ("Cronbach's alpha" in said, "Facility" in said) == (is_technical, is_technical)
    figures = QuestionFigures.objects.get(question=question)
    assert (figures.discrimination is not None) == is_technical


def test_options_are_told_with_how_many_chose_them(desk, question):
    count_up(question, GOOD)
    page = BeautifulSoup(desk.get(address(question)).content, "html.parser")
    table = page.select_one("table.listing")
    cells = [[words_of(cell) for cell in row.select("td")][:3] for row in table.select("tbody tr")]
    assert cells == [
        ["best", "7 of 10", "70"],
        ["reasonable", "1 of 10", "10"],
        ["worth nothing", "2 of 10", "20"],
    ]


@pytest.mark.parametrize("kind", ["ordering", "short-answer", "reflect"])
def test_page_about_another_kind_names_no_options(desk, kind):
    question = factories.make_question(kind=kind)
    quiz = factories.make_quiz(questions=[question, factories.make_question()])
    take_by(5, quiz, [2, 2])
    count_all()
    said = page_about(desk, question)
    assert "Chosen by" not in said
    assert ("10 of 10 give the best answer at first." in said) == (kind != "reflect")


def test_new_version_begins_anew_and_the_old_one_stays_below(desk, question):
    count_up(question, BAD)
    assert QuestionFigures.objects.filter(question=question).exists()
    question.stem = "Said in another way. What helps?"
    question.save_revision().publish()
    assert not QuestionFigures.objects.filter(question=question).exists()
    count_up(question, GOOD)
    said = page_about(desk, question)
    assert said.index("7 of 10 give") < said.index("3 of 10 give")


# --- Careful and private --------------------------------------------------------------------------


def test_careful_question_is_told_in_bands_and_without_numbers(desk, quiz, question):
    take_by(4, quiz, [2, 0], policy=CAREFUL)
    take_by(2, quiz, [0, 2], policy=CAREFUL, confidence=3)
    Attempt.objects.update(finished_at=timezone.now() - timedelta(days=2))
    count_all()
    said = page_about(desk, question)
    assert "Most give the best answer at first." in said
    assert [words in said for words in (" of 10", "very sure", "Counted from")] == [False] * 3
    found = rows(desk)[question.title]
    assert "most" in found
    assert " of 10" not in " ".join(found)


def test_careful_question_on_which_all_agree_shows_nothing(desk, quiz, question):
    count_all()
    nobody = page_about(desk, question)
    take_by(5, quiz, [2, 0], policy=CAREFUL)
    Attempt.objects.update(finished_at=timezone.now() - timedelta(days=2))
    count_all()
    assert stored() != {}
    assert page_about(desk, question) == nobody


def test_careful_figures_of_one_band_are_one_number(question):
    found = []
    for best in (61, 75, 90):
        QuizTally.objects.all().delete()
        count_up(question, [(2, 10, 3, best), (0, 4, 1, 100 - best)], sensitivity="private")
        figures = QuestionFigures.objects.get(question=question)
        found.append((figures.facility, figures.discrimination, figures.sure_and_wrong))
    assert found == [(750, None, None)] * 3


# --- Counting from the page -----------------------------------------------------------------------


def test_look_counts_nothing_and_the_button_does(desk, quiz, question):
    take_by(5, quiz)
    elsewhere = factories.make_quiz(questions=1)
    take_by(5, elsewhere, [2])
    desk.get(address(question))
    assert stored() == {}
    answer = desk.post(address(question), follow=True)
    assert "5 more attempts are counted." in answer.text
    assert set(QuizTally.objects.values_list("quiz", "attempts")) == {(quiz.pk, 5)}


# --- The list -------------------------------------------------------------------------------------


def test_list_shows_figures_and_sorts_by_them_with_the_unknown_last(desk, quiz, question):
    other = quiz.quiz_questions.last().question
    unknown = factories.make_question()
    count_up(question, BAD)
    count_up(other, GOOD)
    assert {"4 of 10", "-1.00", "6 of 10"} <= set(rows(desk)[question.title])
    assert {"8 of 10", "0 of 10"} <= set(rows(desk)[other.title])
    assert listed(desk, ordering="figures__facility") == [question, other, unknown]
    assert listed(desk, ordering="-figures__discrimination") == [other, question, unknown]


def test_search_is_not_sorted_by_figures(searchable, desk, question):
    assert listed(desk, q="What helps", ordering="-figures__facility") != []


def test_list_and_form_lead_to_the_page(desk, question):
    assert f'href="{address(question)}"' in desk.get(LIST).text
    assert f'href="{address(question)}"' in desk.get(f"{LIST}edit/{question.pk}/").text


# --- Tasks ----------------------------------------------------------------------------------------


def tasks(desk) -> str:
    page = BeautifulSoup(desk.get("/cms/").content, "html.parser")
    found = page.find(id="questions-section")
    return words_of(found) if found else ""


def test_editors_get_a_task_with_its_reasons_and_the_way_there(desk, quiz, question):
    assert tasks(desk) == ""
    other = quiz.quiz_questions.last().question
    count_up(question, BAD)
    count_up(other, GOOD)
    said = tasks(desk)
    assert f"{question.title} Those who do well elsewhere avoid the best answer." in said
    assert other.title not in said
    assert f'href="{address(question)}"' in desk.get("/cms/").text


def test_task_goes_with_the_version_it_is_about_and_with_unpublishing(desk, quiz, question):
    other = quiz.quiz_questions.last().question
    count_up(question, BAD)
    count_up(other, BAD)
    other.unpublish()
    assert (question.title in tasks(desk), other.title in tasks(desk)) == (True, False)
    question.stem = "Mended. What helps?"
    question.save_revision().publish()
    assert tasks(desk) == ""


def test_who_may_change_no_question_gets_no_task(question, cast):
    class Asked:
        user = cast.teacher

    count_up(question, BAD)
    assert QuestionsPanel().get_context_data({"request": Asked})["tasks"] == []


# --- Cost -----------------------------------------------------------------------------------------


def queries_of(desk, path: str) -> int:
    desk.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(path).status_code == 200
    return len(asked)


def test_page_costs_the_same_for_a_hundred_answers_and_ten_millions(desk, question):
    found = []
    for times in (1, 100_000):
        QuizTally.objects.all().delete()
        count_up(question, [(*answer, many * times) for *answer, many in GOOD])
        found.append((queries_of(desk, address(question)), stored().keys()))
    assert found[0] == found[1]


@pytest.mark.parametrize("many", [1, 3, 30])
def test_list_and_tasks_cost_the_same_for_thirty_as_for_one(desk, many, django_assert_num_queries):
    quiz = factories.make_quiz(questions=many)
    for place in quiz.quiz_questions.all():
        count_up(place.question, BAD)
    desk.get(LIST)
    with django_assert_num_queries(17):
        assert len(rows(desk)) == many
    with django_assert_num_queries(1):
        assert len(questions_to_look_at()) == min(many, 10)
