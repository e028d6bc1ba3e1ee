"""A student takes a quiz: one question a page, feedback at once, as often as they like."""

import re
import uuid

import pytest

from progress.enums import SkillState
from progress.models import SkillProgress
from quizzes.models import Attempt, Response
from tests import factories
from tests.factories.work import answer_worth

GUESSING, FAIRLY_SURE, VERY_SURE = "123"


@pytest.fixture
def client(client, student):
    client.force_login(student)
    return client


def start_url(quiz) -> str:
    return f"/quizzes/{quiz.uuid}/start/"


def start(client, quiz) -> Attempt:
    client.post(start_url(quiz))
    return Attempt.objects.open().get(quiz=quiz)


def url(attempt, number: int) -> str:
    return f"/quizzes/{attempt.uuid}/{number}/"


def end_url(attempt) -> str:
    return f"/quizzes/{attempt.uuid}/end/"


def option(attempt, number: int, points: int) -> list[str]:
    content = attempt.slots.get(number=number).version.content
    return answer_worth(content, points)


def answer(client, attempt, number: int, points: int = 2, confidence: str = FAIRLY_SURE):
    body = {"choice": option(attempt, number, points), "confidence": confidence}
    return client.post(url(attempt, number), {**body, "key": uuid.uuid4()})


def feedback_after(client, attempt, number: int, points: int, confidence: str = FAIRLY_SURE) -> str:
    answer(client, attempt, number, points, confidence)
    return client.get(url(attempt, number)).content.decode()


def html_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def primary_link(html: str) -> tuple[str, str]:
    return re.search(r'<a class="btn btn--go" href="([^"]+)">([^<]+)<', html).groups()


def test_start_page_says_what_it_is_and_who_sees_it(client, quiz):
    html = " ".join(html_of(client, start_url(quiz)).split())
    assert f"<h1>{quiz.heading}</h1>" in html
    assert "2 questions, about 1 minute" in html
    assert "Your teacher sees your scores, and which skills are worth another look." in html
    assert not Attempt.objects.exists()


def test_quiz_goes_from_question_to_question_to_results(client, quiz):
    response = client.post(start_url(quiz))
    attempt = Attempt.objects.get()
    assert (response.status_code, response["Location"]) == (303, url(attempt, 1))
    answered = answer(client, attempt, 1)
    assert (answered.status_code, answered["Location"]) == (303, url(attempt, 1))
    first = html_of(client, url(attempt, 1))
    assert primary_link(first) == (url(attempt, 2), "Next question")
    last = feedback_after(client, attempt, 2, points=0)
    assert primary_link(last) == (end_url(attempt), "See how it went")
    assert "You handled 1 of 2 situations well" in html_of(client, end_url(attempt))


def test_question_page_asks_one_question(client, quiz):
    attempt = start(client, quiz)
    html = html_of(client, url(attempt, 2))
    stem = attempt.slots.get(number=2).version.content["stem"]
    assert f"<legend><h1>{stem}</h1></legend>" in html
    assert "Question 2 of 2" in html
    assert f"<title>{quiz.title}, question 2 of 2 - Marram</title>" in html
    assert html.count('type="radio" name="choice"') == 3
    assert html.count('name="confidence"') == 3


def test_several_answers_may_be_chosen_where_several_are_right(client):
    module = module_with(factories.make_question(kind="multiple"))
    attempt = start(client, module.quiz)
    html = html_of(client, url(attempt, 1))
    assert html.count('type="checkbox" name="choice"') == 3
    assert "Choose all that fit." in html
    answer(client, attempt, 1)
    assert Response.objects.get().is_best


def module_with(*questions, **quiz_fields):
    module = factories.make_module(questions=0)
    module.quiz = factories.make_quiz(questions=list(questions), **quiz_fields)
    module.save_revision().publish()
    return module


VERDICTS = [
    (2, GUESSING, "Right. Here is why, so next time you know."),
    (2, FAIRLY_SURE, "Right."),
    (2, VERY_SURE, "Right, and you knew it."),
    (2, "", "Right."),
    (0, GUESSING, "Fair guess. Here is the stronger move."),
    (0, FAIRLY_SURE, "Close. One thing to change."),
    (1, FAIRLY_SURE, "Reasonable. There is a stronger move."),
    (1, VERY_SURE, "Reasonable. There is a stronger move."),
    (0, VERY_SURE, "Good instinct. One thing to change."),
    (0, "", "Close. One thing to change."),
]


@pytest.mark.parametrize(("points", "confidence", "verdict"), VERDICTS)
def test_verdict_depends_on_answer_and_confidence(client, quiz, points, confidence, verdict):
    html = feedback_after(client, start(client, quiz), 1, points, confidence)
    assert f'<h1 id="feedback" tabindex="-1" autofocus>{verdict}</h1>' in html


def test_feedback_explains_the_choice_and_the_stronger_one(client, quiz):
    attempt = start(client, quiz)
    html = feedback_after(client, attempt, 1, points=0)
    explanations = {
        o["value"]: o["explanation"] for o in attempt.slots.get(number=1).version.content["options"]
    }
    shown = {value for value, text in explanations.items() if text in html}
    assert shown == {0, 2}
    headings = re.findall(r"<h3>([^<]+)</h3>", html)
    assert headings == ["About your choice", "Why the other one is stronger"]
    assert "<q>Is this one OK?</q>" in html


def test_feedback_on_the_best_answer_explains_that_one(client, quiz):
    html = feedback_after(client, start(client, quiz), 1, points=2)
    assert re.findall(r"<h3>([^<]+)</h3>", html) == ["Why this works"]


def test_nothing_chosen_asks_again_and_stores_nothing(client, quiz):
    attempt = start(client, quiz)
    body = {"key": str(uuid.uuid4()), "confidence": VERY_SURE}
    response = client.post(url(attempt, 1), body)
    html = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: " in html
    assert '<a href="#id_choice">Choose an answer first.</a>' in html
    assert 'id="id_choice"' in html
    assert 'name="confidence" value="3" checked' in html
    assert f'name="key" value="{body["key"]}"' in html
    assert not Response.objects.exists()


def test_answer_of_another_question_is_refused(client, quiz):
    attempt = start(client, quiz)
    body = {"choice": option(attempt, 2, 2), "key": uuid.uuid4()}
    assert client.post(url(attempt, 1), body).status_code == 422
    assert not Response.objects.exists()


def test_two_answers_where_one_is_asked_are_refused(client, quiz):
    attempt = start(client, quiz)
    body = {"choice": option(attempt, 1, 2) + option(attempt, 1, 0), "key": uuid.uuid4()}
    response = client.post(url(attempt, 1), body)
    assert response.status_code == 422
    assert response.content.decode().count("checked") == 2
    assert not Response.objects.exists()


@pytest.mark.parametrize("key", ["", "no-uuid"])
def test_answer_without_a_good_key_is_asked_for_again_with_one(client, quiz, key):
    attempt = start(client, quiz)
    body = {"choice": option(attempt, 1, 2), "key": key}
    response = client.post(url(attempt, 1), body)
    assert response.status_code == 422
    uuid.UUID(str(response.context["key"]))
    assert not Response.objects.exists()


def test_same_answer_sent_twice_counts_once(client, quiz):
    attempt = start(client, quiz)
    body = {"choice": option(attempt, 1, 2), "confidence": VERY_SURE, "key": uuid.uuid4()}
    assert [client.post(url(attempt, 1), body).status_code for _ in range(2)] == [303, 303]
    assert Response.objects.count() == 1


def test_second_answer_to_a_question_is_told_that_the_first_counts(client, quiz):
    attempt = start(client, quiz)
    answer(client, attempt, 1, points=0)
    response = answer(client, attempt, 1, points=2)
    html = response.content.decode()
    assert response.status_code == 409
    assert "This question has your answer already" in html
    assert primary_link(html) == (url(attempt, 1), "See your answer")
    assert Response.objects.get().points == 0


def test_question_answered_already_shows_its_feedback(client, quiz):
    attempt = start(client, quiz)
    html = feedback_after(client, attempt, 1, points=1)
    assert 'name="choice"' not in html
    assert "You chose" in html


def test_skipped_question_can_be_answered_before_the_end(client, quiz):
    attempt = start(client, quiz)
    skip = re.search(r'href="([^"]+)">Skip for now', html_of(client, url(attempt, 1)))[1]
    assert skip == url(attempt, 2)
    last = feedback_after(client, attempt, 2, points=2)
    assert primary_link(last) == (end_url(attempt), "See how it went")
    unfinished = html_of(client, end_url(attempt))
    assert "Some questions are still open" in unfinished
    assert re.findall(r'<a class="btn btn--line" href="([^"]+)">', unfinished) == [url(attempt, 1)]
    assert not Attempt.objects.get().is_finished
    back = feedback_after(client, attempt, 1, points=2)
    assert primary_link(back) == (end_url(attempt), "See how it went")
    assert Attempt.objects.get().percent == 100


def test_quiz_can_be_finished_with_a_question_left_open(client, quiz):
    attempt = start(client, quiz)
    answer(client, attempt, 2)
    response = client.post(end_url(attempt))
    assert (response.status_code, response["Location"]) == (303, end_url(attempt))
    html = html_of(client, end_url(attempt))
    assert "You handled 1 of 2 situations well" in html
    assert "You left 1 question open." in html
    assert Attempt.objects.get().percent == 50


def test_stopped_quiz_goes_on_where_it_was_left(client, quiz):
    attempt = start(client, quiz)
    answer(client, attempt, 1)
    assert "Carry on with the quiz" in html_of(client, start_url(quiz))
    response = client.post(start_url(quiz))
    assert response["Location"] == url(attempt, 2)
    assert Attempt.objects.count() == 1


def test_attempt_keeps_the_questions_it_began_with(client, quiz):
    attempt = start(client, quiz)
    question = attempt.slots.get(number=1).version.question
    question.stem = "Edited in between?"
    question.save_revision().publish()
    assert "Edited in between?" not in html_of(client, url(attempt, 1))
    answer(client, attempt, 1)
    client.post(end_url(attempt))
    again = start(client, quiz)
    assert "Edited in between?" in html_of(client, url(again, 1))


def test_every_try_is_a_new_one_and_none_is_lost(client, quiz):
    for points in (2, 0):
        attempt = start(client, quiz)
        for number in (1, 2):
            answer(client, attempt, number, points)
        assert f'href="{start_url(quiz)}">Try again' in html_of(client, end_url(attempt))
    assert sorted(a.percent for a in Attempt.objects.all()) == [0, 100]


def results_of(client, quiz, *answers) -> str:
    attempt = start(client, quiz)
    for number, (points, confidence) in enumerate(answers, start=1):
        answer(client, attempt, number, points, confidence)
    return html_of(client, end_url(attempt))


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        ([(2, VERY_SURE), (0, VERY_SURE)], "When you were very sure, you were right 1 of 2 times."),
        ([(2, VERY_SURE), (0, GUESSING)], "You were very sure once, and you were right."),
        ([(0, VERY_SURE), (2, GUESSING)], "Where you were very sure, a second look helps most."),
    ],
)
def test_results_say_how_well_a_learner_knows_what_they_know(client, quiz, answers, line):
    assert line in results_of(client, quiz, *answers)


def test_results_without_a_very_sure_answer_say_nothing_of_it(client, quiz):
    html = results_of(client, quiz, (2, FAIRLY_SURE), (0, ""))
    assert "very sure" not in html


def test_results_never_say_zero(client, quiz):
    html = results_of(client, quiz, (0, GUESSING), (0, GUESSING))
    assert "You worked through 2 situations" in html
    assert " 0 of " not in html
    assert "%" not in html


def test_results_name_skills_and_link_the_step_worth_another_look(client):
    module = module_with(
        factories.make_question(skill="sk-ask-clear"),
        factories.make_question(skill="sk-read-unsure"),
    )
    lesson = factories.make_lesson(
        module,
        steps=[
            factories.make_step(skill="sk-ask-clear"),
            factories.make_step(skill="sk-read-unsure", title="Not sure is not yet"),
        ],
    )
    html = results_of(client, module.quiz, (2, FAIRLY_SURE), (0, FAIRLY_SURE))
    skills = re.findall(
        r"<li>(Skill [\w-]+)\s*<span class=\"status-word status-word--(\w+)\">", html
    )
    assert skills == [("Skill sk-ask-clear", "done"), ("Skill sk-read-unsure", "doing")]
    assert f'<a href="{lesson.step_url(2)}">Not sure is not yet</a>' in html
    assert lesson.step_url(1) not in html


def test_state_of_a_skill_never_goes_down(client, student, quiz):
    results_of(client, quiz, (2, FAIRLY_SURE), (2, FAIRLY_SURE))
    html = results_of(client, quiz, (0, FAIRLY_SURE), (0, FAIRLY_SURE))
    assert SkillProgress.objects.get(user=student).state == SkillState.GOT_IT
    assert "Got it" in html


def test_quiz_without_an_answer_is_not_finished(client, quiz):
    attempt = start(client, quiz)
    client.post(end_url(attempt))
    html = html_of(client, end_url(attempt))
    assert not Attempt.objects.get().is_finished
    assert "You have not answered any yet." in html
    assert "Finish now" not in html


def test_finishing_twice_finishes_once(client, quiz):
    attempt = start(client, quiz)
    answer(client, attempt, 1)
    client.post(end_url(attempt))
    finished_at = Attempt.objects.get().finished_at
    client.post(end_url(attempt))
    assert Attempt.objects.get().finished_at == finished_at


def test_quiz_of_somebody_else_is_not_there(client, quiz, other_student):
    attempt = start(client, quiz)
    client.force_login(other_student)
    for address in (url(attempt, 1), end_url(attempt)):
        assert client.get(address).status_code == 404
        assert client.post(address, {"key": uuid.uuid4()}).status_code == 404


def test_question_that_is_not_there_is_not_found(client, quiz):
    attempt = start(client, quiz)
    assert [client.get(url(attempt, n)).status_code for n in (0, 3)] == [404, 404]


def test_quiz_without_questions_is_not_there(client):
    module = module_with()
    assert client.get(start_url(module.quiz)).status_code == 404
    assert client.post(start_url(module.quiz)).status_code == 404


@pytest.mark.parametrize("questions", [2, 3, 8])
def test_answer_costs_the_same_queries_in_a_quiz_of_any_length(
    client, questions, django_assert_num_queries
):
    """Eight; eleven for the last one, which sums up the attempt and raises its skills."""
    attempt = start(client, factories.make_module(questions=questions).quiz)
    bodies = [
        {"choice": option(attempt, number, 2), "key": uuid.uuid4()}
        for number in range(1, questions + 1)
    ]
    for number, body in enumerate(bodies, start=1):
        with django_assert_num_queries(8 if number < questions else 11):
            client.post(url(attempt, number), body)


@pytest.mark.parametrize("questions", [1, 3, 8])
def test_results_cost_the_same_queries_in_a_quiz_of_any_length(
    client, questions, django_assert_num_queries
):
    quiz = factories.make_module(questions=questions).quiz
    attempt = start(client, quiz)
    for number in range(1, questions + 1):
        answer(client, attempt, number, points=0)
    with django_assert_num_queries(12):
        html_of(client, end_url(attempt))
