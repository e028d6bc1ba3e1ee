"""A question that rests on a fact not live is left out and not scored (decisions 13, 33)."""

import re
import uuid
from datetime import datetime, time, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup

from progress.enums import SkillState
from progress.models import SkillProgress
from progress.queries import carry_on
from quizzes import actions
from quizzes.enums import AttemptMode
from quizzes.models import Attempt, QuestionVersion, Response
from quizzes.policies import AttemptPolicy
from support.models import LawFact
from tests import factories
from tests.factories.work import answer_worth
from tests.quizzes.sitting import Sitting
from tests.support.samples import SEEN_ON, make_app_route, make_helpline, make_law

SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
# A law lasts 180 days: it is live in the last minute of one day, and not in the first of the next.
LAST_DAY = SEEN_ON + timedelta(days=180)
TOO_LATE = SEEN_ON + timedelta(days=181)
LONDON = ZoneInfo("Europe/London")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def last_minute(time_machine):
    time_machine.move_to(datetime.combine(LAST_DAY, time(23, 59), LONDON), tick=False)


@pytest.fixture
def law():
    return make_law(key="gb-law")


@pytest.fixture
def quiz(law):
    """Three questions; the second rests on a law."""
    return quiz_of(None, law, None)


def quiz_of(*facts):
    """Make the quiz of a module with a question for each fact; None is a question on nothing."""
    questions = [
        factories.make_question(
            stem=f"Stem {number}?",
            skill=f"sk-{number}",
            facts=[(fact.kind.value, fact)] if fact else [],
        )
        for number, fact in enumerate(facts, start=1)
    ]
    module = factories.make_module(questions=0)
    module.quiz = factories.make_quiz(questions=questions)
    module.save_revision().publish()
    return module.quiz


def pass_midnight(time_machine) -> None:
    time_machine.move_to(datetime.combine(TOO_LATE, time(0, 1), LONDON), tick=False)


def check_again(law) -> None:
    type(law).objects.filter(pk=law.pk).update(checked_on=TOO_LATE)


def text_of(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


def title_of(response) -> str:
    return BeautifulSoup(response.content, "html.parser").h1.get_text(" ", strip=True)


def main_link(response) -> str:
    return BeautifulSoup(response.content, "html.parser").select_one("main a.btn--go")["href"]


# --- A student -----------------------------------------------------------------------------------


@pytest.fixture
def sit(client, student):
    client.force_login(student)
    return lambda quiz: Sitting(client, quiz)


def test_new_attempt_asks_all_questions_while_their_facts_are_live(sit, quiz):
    assert sit(quiz).attempt.slots.count() == 3


def test_new_attempt_leaves_out_what_rests_on_a_fact_not_live(sit, quiz, time_machine):
    pass_midnight(time_machine)
    sitting = sit(quiz)
    stems = [slot.version.content["stem"] for slot in sitting.attempt.slots.all()]
    assert stems == ["Stem 1?", "Stem 3?"]
    assert "2 questions, about" in text_of(sitting.client.get(sitting.start_url))
    assert "Question 2 of 2" in text_of(sitting.see(2))


def test_fact_that_a_person_checked_again_brings_its_question_back(sit, quiz, law, time_machine):
    pass_midnight(time_machine)
    check_again(law)
    assert sit(quiz).attempt.slots.count() == 3


@pytest.mark.parametrize(
    "hide",
    [
        lambda law: LawFact.objects.get(pk=law.pk).unpublish(),
        lambda law: LawFact.objects.filter(pk=law.pk).update(mark="partly-seen"),
        lambda law: LawFact.objects.get(pk=law.pk).delete(),
    ],
    ids=["unpublished", "not seen", "deleted"],
)
def test_fact_that_is_not_public_hides_its_question_too(sit, quiz, law, hide):
    hide(law)
    assert sit(quiz).attempt.slots.count() == 2


def test_one_fact_of_several_is_enough_to_leave_a_question_out(sit, law):
    route = make_app_route(seen_on=LAST_DAY - timedelta(days=121))
    question = factories.make_question(facts=[("law", law), ("app", route)])
    module = factories.make_module(questions=0)
    module.quiz = factories.make_quiz(questions=[question, factories.make_question()])
    module.save_revision().publish()
    assert LawFact.objects.live(on=LAST_DAY).get() == law
    assert sit(module.quiz).attempt.slots.count() == 1


@pytest.mark.parametrize(
    ("purpose", "is_asked"), [("emergency", True), ("crisis", True), ("child-helpline", False)]
)
def test_emergency_and_crisis_lines_never_hide_a_question(sit, purpose, is_asked):
    line = make_helpline(purpose=purpose)
    make_helpline(purpose=purpose, seen_on=LAST_DAY)
    assert sit(quiz_of(None, line)).attempt.slots.count() == 1 + is_asked


def test_question_that_nobody_answered_yet_is_dropped_from_a_running_attempt(
    sit, quiz, student, time_machine
):
    sitting = sit(quiz)
    sitting.answer(1)
    pass_midnight(time_machine)
    assert carry_on(student).url == sitting.url(3)
    feedback = sitting.see(1)
    assert main_link(feedback) == sitting.url(3)
    assert "Question 1 of 2" in text_of(feedback)
    assert "Question 2 of 2" in text_of(sitting.see(3))
    left_out = sitting.see(2)
    assert (left_out.status_code, title_of(left_out)) == (200, "This question is left out for now")
    assert main_link(left_out) == sitting.url(3)
    assert "Stem 2?" not in text_of(left_out)
    sitting.answer(3, points=0)
    stored = sitting.stored()
    assert (stored.points, stored.max_points, stored.left_out) == (2, 4, [2])
    assert "You handled 1 of 2 situations well" in text_of(sitting.see_end())


def test_answer_to_a_dropped_question_is_not_taken(sit, quiz, time_machine):
    sitting = sit(quiz)
    pass_midnight(time_machine)
    response = sitting.answer(2)
    assert (response.status_code, title_of(response)) == (409, "This question is left out for now")
    assert Response.objects.count() == 0


def test_answered_question_keeps_its_feedback_and_does_not_count(sit, quiz, time_machine):
    sitting = sit(quiz)
    sitting.answer(2, points=0)
    pass_midnight(time_machine)
    feedback = sitting.see(2)
    assert title_of(feedback) == "Close. One thing to change."
    assert "This question does not count" in text_of(feedback)
    for number in (1, 3):
        sitting.answer(number)
    assert sitting.stored().percent == 100
    assert "You handled 2 of 2 situations well" in text_of(sitting.see_end())
    assert set(SkillProgress.objects.values_list("skill__key", flat=True)) == {"sk-1", "sk-3"}


def test_answered_question_counts_again_when_its_fact_is_live_in_time(sit, quiz, law, time_machine):
    sitting = sit(quiz)
    sitting.answer(2, points=0)
    pass_midnight(time_machine)
    sitting.answer(1)
    check_again(law)
    sitting.answer(3)
    stored = sitting.stored()
    assert (stored.points, stored.max_points, stored.left_out) == (4, 6, [])


def test_what_was_scored_stays_scored(sit, quiz, law, time_machine):
    sitting = sit(quiz)
    for number in (1, 2, 3):
        sitting.answer(number)
    pass_midnight(time_machine)
    assert "You handled 3 of 3 situations well" in text_of(sitting.see_end())
    assert "does not count" not in text_of(sitting.see(2))
    assert SkillProgress.objects.get(skill__key="sk-2").state == SkillState.GOT_IT


def test_what_was_left_out_stays_left_out(sit, quiz, law, time_machine):
    sitting = sit(quiz)
    pass_midnight(time_machine)
    sitting.answer(1)
    sitting.answer(3)
    check_again(law)
    results = text_of(sitting.see_end())
    assert "You handled 2 of 2 situations well" in results
    assert "open" not in results


def test_retry_after_a_lost_reply_still_gets_its_receipt(sit, quiz, time_machine):
    sitting = sit(quiz)
    body = sitting.body(2)
    first = sitting.client.post(sitting.url(2), body)
    pass_midnight(time_machine)
    again = sitting.client.post(sitting.url(2), body)
    other = sitting.client.post(sitting.url(2), body | {"key": uuid.uuid4()})
    statuses = [response.status_code for response in (first, again, other)]
    assert statuses == [303, 303, 409]
    assert Response.objects.count() == 1


def test_last_open_question_dropped_leaves_only_to_finish(sit, quiz, time_machine):
    sitting = sit(quiz)
    sitting.answer(1)
    sitting.answer(3, points=0)
    pass_midnight(time_machine)
    assert sitting.client.post(sitting.start_url)["Location"] == sitting.end_url
    assert title_of(sitting.see_end()) == "You answered every question"
    sitting.client.post(sitting.end_url)
    assert sitting.stored().percent == 50


def test_attempt_in_which_nothing_counts_waits_and_is_not_scored(sit, law, time_machine):
    sitting = sit(quiz_of(law, law))
    sitting.answer(1)
    pass_midnight(time_machine)
    assert title_of(sitting.see_end()) == "This quiz takes a break"
    assert sitting.client.post(sitting.end_url).status_code == 303
    assert not sitting.stored().is_finished
    check_again(law)
    sitting.answer(2)
    assert sitting.stored().percent == 100


def test_test_scores_as_practice_does(student, quiz, time_machine):
    policy = AttemptPolicy(mode=AttemptMode.TEST)
    attempt = actions.start_attempt(by=student, quiz=quiz, policy=policy)
    for slot in attempt.slots.select_related("version"):
        chosen = answer_worth(slot.version.content, 2 if slot.number == 1 else 0)
        actions.answer_question(slot=slot, chosen=chosen, confidence=None, key=uuid.uuid4())
    pass_midnight(time_machine)
    finished = actions.finish_attempt(attempt=attempt)
    assert (finished.points, finished.max_points, finished.left_out) == (2, 4, [2])


def test_quiz_of_which_nothing_is_left_says_so_kindly(sit, law, client, time_machine):
    quiz = quiz_of(law)
    pass_midnight(time_machine)
    sitting = sit(quiz)
    pages = [client.get(sitting.start_url), client.post(sitting.start_url)]
    client.logout()
    pages += [client.get(sitting.start_url), start_as_guest(client, quiz)]
    assert [page.status_code for page in pages] == [200] * 4
    assert {title_of(page) for page in pages} == {"This quiz takes a break"}
    assert Attempt.objects.count() == 0


def test_module_counts_only_what_is_asked(client, quiz, time_machine):
    pass_midnight(time_machine)
    assert "2 questions." in text_of(client.get(quiz.module.get_url()))


# --- A guest -------------------------------------------------------------------------------------


def start_as_guest(client, quiz):
    return send(client, quiz)


def send(client, quiz, **body):
    return client.post(f"/quizzes/{quiz.uuid}/guest/", body, **SAME_ORIGIN)


def hidden(response, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]+)"', response.content.decode())[1]


def go_on(client, quiz, response):
    """Press the button that leads on from a page."""
    form = BeautifulSoup(response.content, "html.parser").select_one("form:has(.btn--go)")
    fields = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    button = form.select_one(".btn--go")
    named = {button["name"]: button["value"]} if button.get("name") else {}
    return send(client, quiz, **fields, **named)


def answer_as_guest(client, quiz, response, points: int = 2):
    """Answer the question a page asks."""
    stem = BeautifulSoup(response.content, "html.parser").select_one("legend h1").text
    version = next(v for v in QuestionVersion.objects.all() if v.content["stem"] == stem)
    choice = answer_worth(version.content, points)
    number, state = hidden(response, "number"), hidden(response, "state")
    return send(client, quiz, state=state, number=number, answer="1", choice=choice)


def test_guest_is_not_asked_what_rests_on_a_fact_not_live(client, quiz, time_machine):
    pass_midnight(time_machine)
    page = start_as_guest(client, quiz)
    assert "Question 1 of 2" in text_of(page)
    page = go_on(client, quiz, answer_as_guest(client, quiz, page))
    assert "Question 2 of 2 Stem 3?" in text_of(page)
    page = go_on(client, quiz, answer_as_guest(client, quiz, page))
    assert "You handled 2 of 2 situations well" in text_of(page)


def test_question_a_guest_has_not_answered_is_dropped(client, quiz, time_machine):
    first = start_as_guest(client, quiz)
    assert "Question 1 of 3" in text_of(first)
    pass_midnight(time_machine)
    feedback = answer_as_guest(client, quiz, first)
    assert "Question 1 of 2" in text_of(feedback)
    last = go_on(client, quiz, feedback)
    assert "Question 2 of 2 Stem 3?" in text_of(last)
    results = go_on(client, quiz, answer_as_guest(client, quiz, last, points=0))
    assert "You handled 1 of 2 situations well" in text_of(results)
    assert "open" not in text_of(results)


def test_guests_answer_to_a_dropped_question_is_not_taken(client, quiz, time_machine):
    second = send(client, quiz, state=hidden(start_as_guest(client, quiz), "state"), number="2")
    assert "Stem 2?" in text_of(second)
    pass_midnight(time_machine)
    page = answer_as_guest(client, quiz, second)
    assert title_of(page) == "This question is left out for now"
    page = go_on(client, quiz, page)
    assert "Question 2 of 2 Stem 3?" in text_of(page)
    unfinished = go_on(client, quiz, answer_as_guest(client, quiz, page))
    open_questions = BeautifulSoup(unfinished.content, "html.parser").select(".btn--line")
    assert [button.text for button in open_questions] == ["Question 1"]
    finished = go_on(client, quiz, unfinished)
    assert "You handled 1 of 2 situations well You left 1 question open." in text_of(finished)


def test_guests_answer_keeps_its_feedback_and_does_not_count(client, quiz, time_machine):
    page = start_as_guest(client, quiz)
    second = go_on(client, quiz, answer_as_guest(client, quiz, page))
    state = hidden(answer_as_guest(client, quiz, second, points=0), "state")
    pass_midnight(time_machine)
    feedback = send(client, quiz, state=state, number="2")
    assert "This question does not count" in text_of(feedback)
    last = go_on(client, quiz, feedback)
    results = go_on(client, quiz, answer_as_guest(client, quiz, last))
    assert "You handled 2 of 2 situations well" in text_of(results)


# --- What it costs -------------------------------------------------------------------------------


@pytest.mark.parametrize("questions", [1, 3, 30])
def test_facts_cost_one_query_more_however_many(
    sit, questions, time_machine, django_assert_num_queries
):
    kinds = cycle([make_law, make_app_route, make_helpline])
    facts = [make(seen_on=LAST_DAY) for make, _number in zip(kinds, range(questions), strict=False)]
    sitting = sit(quiz_of(*facts))
    slots = sitting.attempt.slots.count()
    bodies = [sitting.body(number) for number in range(1, slots + 1)]
    with django_assert_num_queries(7):
        sitting.see(1)
    for number, body in enumerate(bodies, start=1):
        with django_assert_num_queries(9 if number < slots else 12):
            sitting.client.post(sitting.url(number), body)


def test_answer_that_finishes_while_another_is_left_out_stays_in_the_budget(
    sit, quiz, time_machine, django_assert_num_queries
):
    sitting = sit(quiz)
    sitting.answer(2)
    pass_midnight(time_machine)
    sitting.answer(1)
    body = sitting.body(3)
    with django_assert_num_queries(12):
        sitting.client.post(sitting.url(3), body)
    assert sitting.stored().is_finished
