"""Coming back: class code, nickname, and the pass phrase or a one-time code."""

import re
from datetime import timedelta

import pytest

from organizations import actions
from organizations.models import Classroom
from organizations.phrases import WORDS
from tests import factories

BACK = "/join/back/"
PHRASE = " ".join(WORDS[:4])
OTHER_PHRASE = " ".join(WORDS[4:8])


@pytest.fixture
def classroom(organization) -> Classroom:
    return factories.make_classroom(organization, code_key="tern482dune")


@pytest.fixture
def student(classroom):
    return factories.make_student(classroom, nickname="Amara", phrase=PHRASE)


@pytest.fixture
def one_time_code(student, classroom) -> str:
    return new_one_time_code(student, factories.make_teacher(classroom))


def new_one_time_code(student, teacher) -> str:
    return actions.reset_way_back(by=teacher, membership=student.memberships.get())


def come_back(client, phrase: str = PHRASE, *, nickname="Amara", code="tern 482 dune", **more):
    body = {"code": code, "nickname": nickname, "phrase": phrase, **more}
    return client.post(BACK, body)


def wrong_code(right: str) -> str:
    return f"{(int(right) + 1) % 10**6:06}"


def is_signed_in_as(client, user) -> bool:
    return client.session.get("_auth_user_id") == str(user.pk)


def test_student_comes_back_to_their_own_page(client, student):
    response = come_back(client)
    assert (response.status_code, response["Location"]) == (303, "/me/")
    assert is_signed_in_as(client, student)


@pytest.mark.parametrize(
    "typed",
    [
        PHRASE.upper(),
        PHRASE.replace(" ", "-"),
        PHRASE.replace(" ", ""),
        f"\n {PHRASE}\t",
        PHRASE.replace(" ", "\u00a0 "),
    ],
)
def test_phrase_is_read_however_it_is_typed_or_pasted(client, student, typed):
    assert come_back(client, typed).status_code == 303


def test_nickname_and_code_are_read_in_any_case(client, student):
    assert come_back(client, nickname="aMARA", code="TERN-482-DUNE").status_code == 303


def test_page_asks_for_three_things(client):
    html = client.get(BACK).content.decode()
    names = re.findall(r'<input type="(?:text|password)" name="(\w+)"', html)
    assert names == ["code", "nickname", "phrase"]


def test_code_from_a_link_stands_in_the_box(client):
    form = client.get(BACK, {"code": "tern 482 dune"}).context["form"]
    assert form["code"].value() == "tern 482 dune"


def refusal(response) -> tuple:
    return response.status_code, list(response.context["form"].non_field_errors())


def test_what_exactly_is_wrong_is_not_said(client, student):
    answers = [
        refusal(come_back(client, OTHER_PHRASE)),
        refusal(come_back(client, nickname="Nobody")),
        refusal(come_back(client, code="tern 999 dune")),
        refusal(come_back(client, code="no code")),
        refusal(come_back(client, "123456")),
    ]
    kind = "These three do not fit together. Check each one, or ask your teacher."
    assert answers == [(422, [kind])] * 5


def test_what_was_typed_is_kept(client, student):
    form = come_back(client, OTHER_PHRASE).context["form"]
    assert [form[name].value() for name in ("code", "nickname", "phrase")] == [
        "tern 482 dune",
        "Amara",
        OTHER_PHRASE,
    ]


def test_empty_fields_are_named(client):
    form = client.post(BACK, {}).context["form"]
    assert set(form.errors) == {"code", "nickname", "phrase"}


def test_nickname_of_one_class_opens_no_other(client, student, organization):
    factories.make_classroom(organization, code_key="tern483dune")
    assert come_back(client, code="tern 483 dune").status_code == 422


def test_staff_do_not_come_this_way(client, classroom):
    teacher = factories.make_teacher(classroom)
    response = come_back(client, "a long password", nickname=teacher.username)
    assert response.status_code == 422


def test_five_wrong_tries_close_the_account_for_a_minute_and_no_longer(
    client, student, time_machine
):
    time_machine.move_to("2026-11-20 10:00:00+00:00", tick=False)
    for _ in range(5):
        come_back(client, OTHER_PHRASE)
    blocked = come_back(client)
    assert refusal(blocked) == (
        422,
        ["That was a few tries in a row. Wait one minute, then try again."],
    )
    time_machine.shift(timedelta(minutes=1))
    assert come_back(client).status_code == 303


def test_wrong_tries_at_one_account_close_no_other(client, student, classroom):
    factories.make_student(classroom, nickname="Kite", phrase=OTHER_PHRASE)
    for _ in range(6):
        come_back(client, "wrong words here now")
    assert come_back(client, OTHER_PHRASE, nickname="Kite").status_code == 303


def test_closed_and_full_classes_let_their_students_back(client, student, classroom):
    Classroom.objects.update(seats=1, joining_open_until=None)
    assert come_back(client).status_code == 303


def test_waiting_student_may_come_back(client, classroom):
    factories.make_student(classroom, nickname="Kite", phrase=PHRASE, state="waiting")
    response = client.get(come_back(client, nickname="Kite")["Location"])
    assert "Waiting for your teacher: " in response.content.decode()


def test_one_time_code_gives_a_new_phrase_that_replaces_the_old(client, student, one_time_code):
    response = come_back(client, f"{one_time_code[:3]} {one_time_code[3:]}")
    html = response.content.decode()
    assert "Your way back was changed" in html
    words = response.context["words"]
    assert all(f"<li>{word}</li>" in html for word in words)
    assert is_signed_in_as(client, student)
    student.refresh_from_db()
    assert student.check_password(" ".join(words))
    assert come_back(client, PHRASE).status_code == 422


def test_one_time_code_works_once(client, student, one_time_code):
    come_back(client, one_time_code)
    client.logout()
    assert come_back(client, one_time_code).status_code == 422


def test_one_time_code_ends_other_sessions(client, student, one_time_code, django_user_model):
    elsewhere = type(client)()
    elsewhere.force_login(student)
    come_back(client, one_time_code)
    assert elsewhere.get("/me/begin/")["Location"].startswith("/join/back/")


def test_one_time_code_is_good_for_ten_minutes(client, student, classroom, time_machine):
    time_machine.move_to("2026-11-20 10:00:00+00:00", tick=False)
    code = new_one_time_code(student, factories.make_teacher(classroom))
    time_machine.shift(timedelta(minutes=10))
    assert come_back(client, code).status_code == 422


def test_one_time_code_has_five_tries(client, student, classroom, time_machine):
    time_machine.move_to("2026-11-20 10:00:00+00:00", tick=False)
    code = new_one_time_code(student, factories.make_teacher(classroom))
    for _ in range(5):
        come_back(client, wrong_code(code))
    time_machine.shift(timedelta(minutes=2))
    assert come_back(client, code).status_code == 422
    assert come_back(client, PHRASE).status_code == 303


def test_student_is_told_of_the_change_until_they_have_read_it(client, student, one_time_code):
    told = '<form class="stack stack--tight" action="/join/way-back-read/" method="post">'
    come_back(client, one_time_code)
    assert told in client.get("/me/").content.decode()
    response = client.post("/join/way-back-read/")
    assert (response.status_code, response["Location"]) == (303, "/me/")
    assert told not in client.get("/me/").content.decode()


def test_student_goes_on_to_where_they_wanted(client, student):
    asked = client.get("/me/begin/")
    assert asked["Location"] == "/join/back/?next=%2Fme%2Fbegin%2F"
    page = client.get(asked["Location"]).content.decode()
    assert '<input type="hidden" name="next" value="/me/begin/">' in page
    assert come_back(client, next="/me/begin/")["Location"] == "/me/begin/"


@pytest.mark.parametrize(
    "foreign", ["https://example.org/", "//example.org/me/", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_site(client, student, foreign):
    assert come_back(client, next=foreign)["Location"] == "/me/"


def test_page_is_kept_by_no_cache(client):
    assert "no-store" in client.get(BACK)["Cache-Control"]
