"""Signed out in the middle of something: what was sent is kept, and sent once, by its student."""

import uuid
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client

from organizations import actions, keeping
from organizations.phrases import WORDS
from progress.models import LessonProgress
from quizzes.actions import answer_question, start_attempt
from quizzes.models import Attempt, Response
from quizzes.policies import AttemptPolicy
from tests import factories
from tests.factories.work import answer_worth

PHRASE = " ".join(WORDS[:4])
OTHER_PHRASE = " ".join(WORDS[4:8])
KEPT = "You were signed out. Your answer is kept here."
PLACE_KEPT = "You were signed out. Your place is kept here."
LOST = "We could not keep your answer"
CSRF_PAGE = "Please send that again"
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def classroom(organization):
    return factories.make_classroom(organization, code_key="tern482dune")


@pytest.fixture
def student(classroom):
    return factories.make_student(classroom, nickname="Amara", phrase=PHRASE)


@pytest.fixture
def classmate(classroom):
    return factories.make_student(classroom, nickname="Kite", phrase=OTHER_PHRASE)


@pytest.fixture
def attempt(student, quiz) -> Attempt:
    return start_attempt(by=student, quiz=quiz, policy=AttemptPolicy())


@pytest.fixture
def signed_out(client, student) -> Client:
    """The browser of a student whose session has ended: its cookie is there, its row is gone."""
    client.force_login(student)
    Session.objects.all().delete()
    return client


def question_url(attempt, number: int = 1) -> str:
    return f"/quizzes/{attempt.uuid}/{number}/"


def answer_body(attempt, number: int = 1) -> dict:
    content = attempt.slots.get(number=number).version.content
    return {"choice": answer_worth(content, 2), "confidence": "3", "key": str(uuid.uuid4())}


def send_answer(client, attempt, **more):
    return client.post(question_url(attempt), answer_body(attempt), **more)


def come_back(client, page=None, *, nickname="Amara", phrase=PHRASE, **fields):
    """Sign in through the form of the page, with its hidden fields and what a student types."""
    hidden = form_of(page)[1] if page else {}
    typed = {"code": "tern 482 dune", "nickname": nickname, "phrase": phrase}
    return client.post("/join/back/", hidden | typed | fields)


def send_on(client, page):
    """Press the one button of the page, as a browser would."""
    return client.post(*form_of(page))


def form_of(page) -> tuple[str, dict]:
    """Return where the form in the page goes, and its hidden fields as lists."""
    form = soup(page).main.form
    fields: dict[str, list[str]] = {}
    for field in form.select("input[type=hidden]"):
        fields.setdefault(field["name"], []).append(field["value"])
    return form["action"], fields


def soup(page) -> BeautifulSoup:
    return BeautifulSoup(page.content, "html.parser")


def heading(page) -> str:
    return soup(page).h1.get_text()


def words_of(page) -> str:
    return " ".join(soup(page).main.get_text(" ").split())


def kept_field(page) -> str:
    return form_of(page)[1]["kept"][0]


def carried(page) -> list:
    """Return what the signed field carries, as [path, fields]."""
    return signing.loads(kept_field(page), salt=keeping.SALT)


# Kept, and sent once


def test_answer_is_kept_until_its_student_is_back(signed_out, attempt):
    body = answer_body(attempt)
    page = signed_out.post(question_url(attempt), body)
    assert (page.status_code, heading(page)) == (403, KEPT)
    assert not Response.objects.exists()
    welcome = come_back(signed_out, page)
    assert (welcome.status_code, heading(welcome)) == (200, "Welcome back, Amara")
    assert soup(welcome).main.form.button.get_text() == "Send your answer"
    assert not Response.objects.exists()
    sent = send_on(signed_out, welcome)
    assert (sent.status_code, sent["Location"]) == (303, question_url(attempt))
    response = Response.objects.get()
    stored = response.slot.attempt, response.chosen, response.confidence, str(response.key)
    assert stored == (attempt, body["choice"], 3, body["key"])


def test_answer_sent_twice_is_stored_once(signed_out, attempt):
    welcome = come_back(signed_out, send_answer(signed_out, attempt))
    assert [send_on(signed_out, welcome).status_code for _ in range(2)] == [303, 303]
    assert Response.objects.count() == 1


def test_every_choice_of_a_question_travels(signed_out, student):
    module = factories.make_module(questions=0)
    module.quiz = factories.make_quiz(questions=[factories.make_question(kind="multiple")])
    module.save_revision().publish()
    attempt = start_attempt(by=student, quiz=module.quiz, policy=AttemptPolicy())
    body = answer_body(attempt)
    assert len(body["choice"]) > 1
    page = signed_out.post(question_url(attempt), body)
    send_on(signed_out, come_back(signed_out, page))
    assert Response.objects.get().is_best


def test_wrong_phrase_keeps_the_answer(signed_out, attempt):
    page = send_answer(signed_out, attempt)
    wrong = come_back(signed_out, page, phrase=OTHER_PHRASE)
    assert (wrong.status_code, heading(wrong)) == (422, KEPT)
    assert "These three do not fit together." in words_of(wrong)
    assert kept_field(wrong) == kept_field(page)
    assert send_on(signed_out, come_back(signed_out, wrong)).status_code == 303
    assert Response.objects.count() == 1


def test_six_numbers_show_the_new_phrase_beside_the_answer(signed_out, student, attempt, classroom):
    teacher = factories.make_teacher(classroom)
    numbers = actions.reset_way_back(by=teacher, membership=student.memberships.get())
    page = send_answer(signed_out, attempt)
    welcome = come_back(signed_out, page, phrase=numbers)
    words = [word.get_text() for word in soup(welcome).select(".key-card__phrase li")]
    student.refresh_from_db()
    assert student.check_password(" ".join(words))
    assert send_on(signed_out, welcome).status_code == 303
    assert Response.objects.count() == 1


def test_continue_saves_the_place_after_coming_back(signed_out, student, lesson):
    page = signed_out.post(f"/me/lessons/{lesson.uuid}/1/")
    assert heading(page) == PLACE_KEPT
    welcome = come_back(signed_out, page)
    assert soup(welcome).main.form.button.get_text() == "Carry on"
    assert not LessonProgress.objects.exists()
    assert send_on(signed_out, welcome).status_code == 303
    assert LessonProgress.objects.get().user == student


def test_finishing_a_quiz_goes_on_after_coming_back(signed_out, attempt):
    slot = attempt.slots.get(number=1)
    chosen = answer_worth(slot.version.content, 2)
    answer_question(slot=slot, chosen=chosen, confidence=None, key=uuid.uuid4())
    url = f"/quizzes/{attempt.uuid}/end/"
    sent = send_on(signed_out, come_back(signed_out, signed_out.post(url)))
    assert (sent.status_code, sent["Location"]) == (303, url)
    assert Attempt.objects.get().is_finished


def test_shared_computer_keeps_the_answer_over_its_thirty_minutes(
    client, classroom, student, attempt, time_machine
):
    time_machine.move_to("2026-11-20 12:00:00+00:00", tick=False)
    classroom.uses_shared_devices = True
    classroom.save()
    come_back(client)
    time_machine.shift(timedelta(minutes=31))
    page = send_answer(client, attempt)
    assert (heading(page), page.cookies["idle"]["max-age"]) == (KEPT, 0)
    assert not Session.objects.exists()
    welcome = come_back(client, page)
    assert welcome.cookies["idle"].value
    send_on(client, welcome)
    assert Response.objects.count() == 1


def test_htmx_gets_the_whole_page_in_place_of_the_old_one(signed_out, attempt):
    page = send_answer(signed_out, attempt, headers={"HX-Request": "true"})
    assert (page.status_code, heading(page)) == (200, KEPT)
    assert (page["HX-Retarget"], page["HX-Reswap"]) == ("body", "innerHTML")


# Nobody else's, and nothing else


def test_classmate_who_comes_back_instead_cannot_send_it(signed_out, attempt, classmate):
    page = send_answer(signed_out, attempt)
    welcome = come_back(signed_out, page, nickname="Kite", phrase=OTHER_PHRASE)
    assert heading(welcome) == "Welcome back, Kite"
    assert send_on(signed_out, welcome).status_code == 404
    assert not Response.objects.exists()


def test_field_carries_path_and_answer_and_no_secret(signed_out, attempt):
    body = answer_body(attempt)
    page = signed_out.post(question_url(attempt), body | {"csrfmiddlewaretoken": "a-token"})
    wrong = come_back(signed_out, page, phrase=OTHER_PHRASE)
    fields = {"choice": body["choice"], "confidence": ["3"], "key": [body["key"]]}
    assert carried(page) == carried(wrong) == [question_url(attempt), fields]


@pytest.mark.parametrize("page", ["first", "wrong", "welcome"])
def test_pages_that_carry_an_answer_are_kept_by_no_cache(signed_out, attempt, page):
    first = send_answer(signed_out, attempt)
    pages = {
        "first": first,
        "wrong": come_back(signed_out, first, phrase=OTHER_PHRASE),
        "welcome": come_back(signed_out, first),
    }
    assert "no-store" in pages[page]["Cache-Control"]


def is_told_of_the_loss(client, response) -> bool:
    """Whether the student is in, at their own page, and told that the answer is gone."""
    assert (response.status_code, response["Location"]) == (303, "/me/")
    return LOST in words_of(client.get("/me/"))


def test_changed_field_is_a_plain_sign_in(signed_out, attempt):
    page = send_answer(signed_out, attempt)
    body, _, signature = kept_field(page).partition(":")
    changed = f"{body[:-1]}{'A' if body[-1] != 'A' else 'B'}:{signature}"
    wrong = come_back(signed_out, kept=changed, phrase=OTHER_PHRASE)
    assert heading(wrong) == "Come back to your class"
    assert LOST in words_of(wrong)
    assert "kept" not in form_of(wrong)[1]
    assert is_told_of_the_loss(signed_out, come_back(signed_out, kept=changed))


def test_field_is_good_for_four_hours(signed_out, attempt, time_machine):
    time_machine.move_to("2026-11-20 12:00:00+00:00", tick=False)
    page = send_answer(signed_out, attempt)
    time_machine.shift(timedelta(hours=4))
    assert heading(come_back(signed_out, page)) == "Welcome back, Amara"
    time_machine.shift(timedelta(seconds=1))
    assert is_told_of_the_loss(signed_out, come_back(signed_out, page))


@pytest.mark.parametrize(
    "path",
    [
        *["https://example.org/me/begin/", "//example.org/me/begin/"],
        *["/nowhere/", "/join/out/", "/teach/", "/cms/"],
    ],
)
def test_field_leads_to_students_pages_of_this_site_alone(client, student, path):
    """Whoever held the key could sign any path; it still has to be a student's own page."""
    field = signing.dumps([path, {}], salt=keeping.SALT)
    assert is_told_of_the_loss(client, come_back(client, kept=field))


def test_field_signed_for_something_else_is_refused(client, student, attempt):
    field = signing.dumps([question_url(attempt), {}], salt="joining")
    assert is_told_of_the_loss(client, come_back(client, kept=field))


def test_post_too_long_to_travel_is_named_as_lost(signed_out, attempt):
    page = send_answer(signed_out, attempt)
    assert len(kept_field(page)) < keeping.MAX_LENGTH
    long = signed_out.post(question_url(attempt), {"choice": "x" * keeping.MAX_LENGTH})
    assert (long.status_code, heading(long)) == (403, "Come back to your class")
    assert LOST in words_of(long)
    assert "kept" not in form_of(long)[1]


def test_page_that_is_only_opened_is_asked_for_again_after_coming_back(signed_out, attempt):
    opened = signed_out.get(question_url(attempt))
    assert opened.status_code == 302
    assert urlsplit(opened["Location"]).path == "/join/back/"


def test_staff_who_are_signed_out_sign_in_as_ever(client, teacher):
    client.force_login(teacher)
    Session.objects.all().delete()
    response = client.post("/teach/classes/new/", {"name": "7B"})
    back_to = "/accounts/login/?next=%2Fteach%2Fclasses%2Fnew%2F"
    assert (response.status_code, response["Location"]) == (302, back_to)


# With tokens, as a browser has them


@pytest.fixture
def strict(db) -> Client:
    """A browser of our own pages, with every token checked."""
    return Client(enforce_csrf_checks=True, headers=OWN_PAGE)


def test_answer_without_any_cookie_is_kept_and_sent_with_the_new_token(strict, attempt):
    page = send_answer(strict, attempt)
    assert (page.status_code, heading(page)) == (403, KEPT)
    welcome = come_back(strict, page)
    assert heading(welcome) == "Welcome back, Amara"
    assert send_on(strict, welcome).status_code == 303
    assert Response.objects.count() == 1


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {}])
def test_what_another_site_sends_is_not_kept(attempt, headers):
    stranger = Client(enforce_csrf_checks=True, headers=headers)
    page = send_answer(stranger, attempt)
    assert (page.status_code, heading(page)) == (403, CSRF_PAGE)
    assert keeping.SALT not in page.content.decode()


def test_student_who_is_signed_in_is_asked_to_send_again(strict, student, attempt):
    strict.force_login(student)
    page = send_answer(strict, attempt)
    assert (page.status_code, heading(page)) == (403, CSRF_PAGE)
    bar = [link["href"] for link in soup(page).select(".safety-bar a")]
    assert bar == ["/help/", "/exit/"]


@pytest.mark.parametrize("path", ["/join/back/", "/accounts/login/", "/teach/classes/new/"])
def test_form_of_no_student_is_asked_for_again(strict, path):
    page = strict.post(path, {"phrase": PHRASE, "password": PHRASE})
    assert (page.status_code, heading(page)) == (403, CSRF_PAGE)
    assert PHRASE not in page.content.decode()
