"""Every kind of question, taken by a student and by a guest, without any script."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from quizzes.marking import KINDS, kind_of
from quizzes.models import Attempt, Response
from tests import factories
from tests.factories.work import answer_worth
from tests.quizzes.sitting import Sitting

SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
SCORED = [name for name, kind in KINDS.items() if kind.is_scored]
NEW = ["ordering", "matching", "short-answer", "number", "gaps"]
WHAT_WAS_TYPED = "Something of my own"

pytestmark = pytest.mark.django_db


def quiz_of(*kinds: str, **fields):
    module = factories.make_module(lessons=0, questions=0)
    questions = [factories.make_question(kind=kind) for kind in kinds]
    module.quiz = factories.make_quiz(questions=questions, **fields)
    module.save_revision().publish()
    return module.quiz


class StudentAtWork:
    """A student at the first question of a quiz."""

    def __init__(self, quiz, student):
        self.client = Client()
        self.client.force_login(student)
        self.sitting = Sitting(self.client, quiz)
        self.content = self.sitting.attempt.slots.get(number=1).version.content

    def see(self):
        return self.sitting.see(1)

    def send(self, choice: list[str], **extra):
        body = {"choice": choice, "key": uuid.uuid4(), **extra}
        return self.client.post(self.sitting.url(1), body, follow=True)


class GuestAtWork:
    """A guest at the first question of a quiz."""

    def __init__(self, quiz, _student):
        self.client, self.url = Client(), f"/quizzes/{quiz.uuid}/guest/"
        self.first = self.client.post(self.url, **SAME_ORIGIN)
        self.content = quiz.quiz_questions.first().question.versions.get().content

    def see(self):
        return self.first

    def send(self, choice: list[str], **extra):
        state = page(self.first).select_one("[name=state]")["value"]
        body = {"state": state, "number": 1, "answer": "1", "choice": choice, **extra}
        return self.client.post(self.url, body, **SAME_ORIGIN)


def page(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(response) -> str:
    return " ".join(page(response).main.get_text(" ").split())


both = pytest.mark.parametrize("at_work", [StudentAtWork, GuestAtWork])


@both
@pytest.mark.parametrize("kind", SCORED)
def test_best_answer_is_called_right_and_explained(at_work, student, kind):
    work = at_work(quiz_of(kind, kind), student)
    told = words(work.send(kind_of(work.content).best(work.content)))
    assert "Right." in told
    assert "Explanation of answer" in told


@both
@pytest.mark.parametrize("kind", SCORED)
def test_another_answer_is_explained_without_blame(at_work, student, kind):
    work = at_work(quiz_of(kind, kind), student)
    told = words(work.send(answer_worth(work.content, 0)))
    assert "Close. One thing to change." in told
    assert "Explanation of answer" in told
    assert "wrong" not in told.lower()


@both
@pytest.mark.parametrize("kind", SCORED)
def test_page_offers_each_part_of_the_best_answer(at_work, student, kind):
    """What is typed is not offered anywhere, in no attribute either."""
    work = at_work(quiz_of(kind, kind), student)
    fields = page(work.see()).select("[name=choice], [name=choice] option")
    offered = {field.get("value", "") for field in fields}
    best = set(kind_of(work.content).best(work.content))
    is_typed = kind_of(work.content).form == "text"
    assert best.isdisjoint(offered) if is_typed else best <= offered


@both
@pytest.mark.parametrize("kind", SCORED)
@pytest.mark.parametrize("sent", [[], ["not of this page"] * 2, ["x" * 300]])
def test_what_is_no_answer_comes_back_with_what_to_do(at_work, student, kind, sent):
    work = at_work(quiz_of(kind, kind), student)
    response = work.send(sent, confidence="3")
    assert response.status_code == 422
    summary = page(response).select_one(".error-summary")
    assert page(response).find(id=summary.a["href"][1:])
    assert page(response).select_one("[name=confidence][value='3']").has_attr("checked")
    assert Response.objects.count() == 0


@both
def test_what_was_typed_comes_back_and_says_itself_again(at_work, student):
    work = at_work(quiz_of("short-answer", "single"), student)
    assert WHAT_WAS_TYPED in words(work.send([f"  {WHAT_WAS_TYPED} "]))
    too_long = "word " * 20
    field = page(at_work(quiz_of("short-answer"), student).send([too_long])).find(id="id_choice")
    assert field["value"].strip() == too_long.strip()


@both
@pytest.mark.parametrize(
    ("button", "order"), [(2, [1, 0, 2, 3]), (7, [0, 1, 2, 3]), (3, [0, 2, 1, 3])]
)
def test_buttons_put_things_in_order_and_store_nothing(at_work, student, button, order):
    """Each thing has a button up and one down."""
    work = at_work(quiz_of("ordering", "single"), student)
    asked = page(work.see())
    ids = [field["value"] for field in asked.select("[name=choice]")]
    move = asked.select("[name=move]")[button]["value"]
    response = work.send(ids, move=move, confidence="2")
    assert response.status_code == 200
    shown = page(response)
    assert [field["value"] for field in shown.select("[name=choice]")] == [ids[n] for n in order]
    assert shown.select_one("[autofocus]")["value"] == move
    assert shown.select_one("[name=confidence][value='2']").has_attr("checked")
    assert not shown.select(".error-summary")
    assert Response.objects.count() == 0


@pytest.mark.parametrize("move", ["", "up", "nothing:up", "nothing:sideways"])
def test_move_that_makes_no_sense_changes_nothing(student, move):
    work = StudentAtWork(quiz_of("ordering", "single"), student)
    ids = [field["value"] for field in page(work.see()).select("[name=choice]")]
    response = work.send(["of another page"], move=move)
    assert [field["value"] for field in page(response).select("[name=choice]")] == ids
    assert Response.objects.count() == 0


@pytest.mark.parametrize("kind", NEW)
def test_answer_is_stored_once_in_one_form(student, kind):
    work = StudentAtWork(quiz_of(kind, "single"), student)
    key, best = uuid.uuid4(), kind_of(work.content).best(work.content)
    statuses = [
        work.client.post(work.sitting.url(1), {"choice": sent, "key": key}).status_code
        for sent in (best, best, answer_worth(work.content, 0))
    ]
    assert statuses == [303, 303, 409]
    assert Response.objects.get().chosen == kind_of(work.content).canonical(best)


def test_quiz_of_every_kind_makes_one_score(student):
    work = StudentAtWork(quiz_of(*KINDS), student)
    sitting = work.sitting
    for number, name in enumerate(KINDS, start=1):
        if KINDS[name].is_scored:
            sitting.answer(number)
    attempt = sitting.stored()
    assert (attempt.points, attempt.max_points) == (2 * len(SCORED), 2 * len(SCORED))
    assert f"You handled {len(SCORED)} of {len(SCORED)} situations well" in words(sitting.see_end())


# --- To think about ------------------------------------------------------------------------------


def test_question_to_think_about_sends_nothing_and_leads_on(student):
    work = StudentAtWork(quiz_of("reflect", "single"), student)
    shown = page(work.see()).main
    assert not shown.select("form, [name]")
    assert shown.select_one("[data-keep] textarea")
    assert shown.find("a", string="Next question")["href"] == work.sitting.url(2)


def test_whatever_is_sent_to_think_about_is_not_kept(student):
    work = StudentAtWork(quiz_of("reflect", "single"), student)
    response = work.send([WHAT_WAS_TYPED])
    assert response.status_code == 200
    assert WHAT_WAS_TYPED not in response.content.decode()
    assert Response.objects.count() == 0


def test_attempt_ends_with_its_last_scored_question_and_the_thought_stays_open(student):
    sitting = StudentAtWork(quiz_of("single", "reflect"), student).sitting
    sitting.answer(1)
    assert sitting.stored().is_finished
    assert "Something to think about" in words(sitting.see(2))
    assert "You handled 1 of 1 situation well" in words(sitting.see_end())


def test_results_number_questions_as_they_were_asked(student):
    sitting = StudentAtWork(quiz_of("single", "reflect", "single"), student).sitting
    sitting.answer(1)
    sitting.answer(3)
    rows = page(sitting.see_end()).select(".task-list__row")[:2]
    assert [row.a.get_text(strip=True) for row in rows] == ["Question 1", "Question 3"]
    assert "answer 3 of 3" in page(sitting.see(3)).title.get_text()


def test_private_attempt_still_leads_to_what_is_to_think_about(student):
    sitting = StudentAtWork(quiz_of("single", "reflect", sensitivity="private"), student).sitting
    sitting.answer(1)
    assert sitting.see(1).status_code == 302
    assert "Something to think about" in words(sitting.see(2))


def test_coming_back_begins_with_the_thought_before_the_open_question(student):
    sitting = StudentAtWork(quiz_of("single", "reflect", "single"), student).sitting
    sitting.answer(1)
    assert sitting.client.post(sitting.start_url)["Location"] == sitting.url(2)


def test_quiz_that_is_only_to_think_about_ends_without_a_score(student):
    quiz = quiz_of("reflect")
    sitting = StudentAtWork(quiz, student).sitting
    assert "Nothing of this is scored" in words(sitting.see_end())
    guest = GuestAtWork(quiz, student)
    state = page(guest.first).select_one("[name=state]")["value"]
    end = guest.client.post(guest.url, {"state": state, "number": 2}, **SAME_ORIGIN)
    assert "Nothing of this is scored" in words(end)
    assert Attempt.objects.get().points is None


def test_guest_goes_on_from_what_is_to_think_about(student):
    guest = GuestAtWork(quiz_of("reflect", "single"), student)
    form = page(guest.first).main.form
    assert [field["name"] for field in form.select("[name]")] == ["state", "number"]
    assert form.select_one("[name=number]")["value"] == "2"
    assert "Question 1 of 2" in words(guest.first)
    sent = guest.send([WHAT_WAS_TYPED])
    assert WHAT_WAS_TYPED not in sent.content.decode()
    assert "Something to think about" in words(sent)


def test_question_to_think_about_says_nothing_about_its_skill(student):
    """It has no answer, and one left open would count as one not known."""
    sitting = StudentAtWork(quiz_of("single", "reflect"), student).sitting
    sitting.answer(1)
    assert student.skill_progress.get().state == alone(student)


def alone(student) -> int:
    """Return the state that one right answer makes without anything beside it."""
    other = factories.make_student(student.memberships.get().classroom)
    StudentAtWork(quiz_of("single"), other).sitting.answer(1)
    return other.skill_progress.get().state
