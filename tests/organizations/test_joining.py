"""Joining a class: what a student types, sees and becomes, and every way it can go otherwise."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations import nicknames
from organizations.enums import MembershipState
from organizations.models import Classroom, FormerPlace, Membership
from tests import factories
from users.models import User

JOIN, NICKNAME, DONE = "/join/", "/join/nickname/", "/join/done/"
WRONG_CODE = "tern 999 dune"


@pytest.fixture
def classroom(organization) -> Classroom:
    return open_classroom(organization, name="9C Computing", code_key="tern482dune")


def open_classroom(organization, **fields) -> Classroom:
    until = timezone.now() + timedelta(hours=24)
    return factories.make_classroom(organization, joining_open_until=until, **fields)


def state_for(client, code: str = "tern 482 dune") -> str:
    """Type a code and return what the confirm page carries on."""
    return client.post(JOIN, {"code": code}).context["state"]


def join(client, nickname: str = "Kite", code: str = "tern 482 dune"):
    return client.post(DONE, {"state": state_for(client, code), "nickname": nickname})


def students_of(classroom):
    return Membership.objects.students().filter(classroom=classroom)


def is_signed_in(client) -> bool:
    return client.get("/me/").wsgi_request.user.is_authenticated


def test_student_joins_with_one_field_and_four_clicks(client, classroom, lesson):
    confirm = client.post(JOIN, {"code": "tern 482 dune"})
    nickname = client.post(NICKNAME, {"state": confirm.context["state"]})
    suggested = nickname.context["form"]["nickname"].value()
    welcome = client.post(DONE, {"state": nickname.context["state"], "nickname": suggested})
    start = re.search(r'href="([^"]+)">Start<', welcome.content.decode())[1]
    assert client.get(start, follow=True).redirect_chain == [(lesson.step_url(1), 302)]
    membership = students_of(classroom).get()
    assert (membership.nickname, membership.state) == (suggested, MembershipState.ACTIVE)


def test_name_that_a_moved_student_comes_back_by_is_offered_to_nobody(
    client, classroom, monkeypatch
):
    """Where there is one pair of words, and it is the old name of somebody, a number follows."""
    monkeypatch.setattr(nicknames, "THINGS", ("Kite",))
    monkeypatch.setattr(nicknames, "CREATURES", ("Puffin",))
    moved = factories.make_student(factories.make_classroom(classroom.organization))
    FormerPlace.objects.create(
        membership=moved.memberships.get(),
        classroom=classroom,
        nickname_key=nicknames.nickname_key("Kite Puffin"),
    )
    offered = client.post(NICKNAME, {"state": state_for(client)}).context["form"]["nickname"]
    assert offered.value() == "Puffin 2"
    assert join(client, offered.value()).status_code == 200


def test_pass_phrase_is_shown_once_and_brings_the_student_back(client, classroom):
    words = join(client).context["words"]
    assert len(words) == 4
    user = students_of(classroom).get().user
    assert user.check_password(" ".join(words))
    # One word alone, such as "input", may stand in any page by chance.
    assert not all(word in client.get("/me/").content.decode() for word in words)


@pytest.mark.parametrize(
    "typed", ["TERN482DUNE", " tern-482-dune ", "Tern, 482; dune", "tern​482 dune"]
)
def test_code_is_read_in_any_spelling(client, classroom, typed):
    assert client.post(JOIN, {"code": typed}).context["classroom"] == classroom


@pytest.mark.parametrize("typed", ["", "tern 482", WRONG_CODE, "482", "x" * 61])
def test_wrong_code_stays_in_the_box_with_a_kind_word(client, classroom, typed):
    response = client.post(JOIN, {"code": typed})
    assert response.status_code == 422
    assert response.context["form"]["code"].value() == typed
    assert "<title>Error: Join a class - Marram</title>" in response.content.decode()


def test_confirm_page_names_the_class_and_nothing_else_of_it(client, classroom):
    factories.make_student(classroom, nickname="Canary Nickname", label="Canary Label")
    teacher = factories.make_teacher(classroom)
    html = client.post(JOIN, {"code": "tern 482 dune"}).content.decode()
    assert "9C Computing" in html
    for secret in ("Canary", teacher.username, classroom.organization.name, "11-13"):
        assert secret not in html


def test_closed_class_says_so_and_points_to_coming_back(client, organization):
    factories.make_classroom(organization, code_key="tern482dune")
    response = client.post(JOIN, {"code": "tern 482 dune"})
    assert response.status_code == 409
    assert 'href="/join/back/">Come back to your class' in response.content.decode()


def test_class_that_closes_in_between_takes_nobody(client, classroom):
    state = state_for(client)
    Classroom.objects.update(joining_open_until=None)
    response = client.post(DONE, {"state": state, "nickname": "Kite"})
    assert response.status_code == 409
    assert not students_of(classroom).exists()
    assert not User.objects.filter(kind="student").exists()


def test_full_class_takes_nobody(client, organization):
    full = open_classroom(organization, code_key="tern482dune", seats=1)
    factories.make_student(full)
    response = join(client)
    assert response.status_code == 409
    assert "This class is full" in response.content.decode()
    assert students_of(full).count() == 1


@pytest.mark.parametrize("typed", ["Amara", "AMARA", "Amаra"])
def test_taken_nickname_offers_three_free_ones_as_buttons(client, classroom, typed):
    factories.make_student(classroom, nickname="Amara")
    response = join(client, nickname=typed)
    assert response.status_code == 422
    buttons = re.findall(r'name="nickname" value="([^"]+)">', response.content.decode())
    assert buttons == response.context["form"].suggestions
    assert len(buttons) == 3
    assert response.context["form"]["nickname"].value() == typed
    client.post(DONE, {"state": response.context["state"], "nickname": buttons[2]})
    assert students_of(classroom).filter(nickname=buttons[2]).count() == 1


@pytest.mark.parametrize("typed", ["Mr Jones", "stupid", "amara@example.org", "   .   "])
def test_nickname_a_class_does_not_take_is_refused_with_a_reason(client, classroom, typed):
    response = join(client, nickname=typed)
    assert response.status_code == 422
    assert len(response.context["form"].errors["nickname"]) == 1
    assert not students_of(classroom).exists()


def test_empty_nickname_becomes_a_free_one(client, classroom):
    join(client, nickname="  ")
    assert students_of(classroom).get().nickname != ""


def test_retry_after_a_lost_reply_makes_one_student_with_a_phrase_that_works(client, classroom):
    body = {"state": state_for(client), "nickname": "Kite"}
    lost = client.post(DONE, body).context["words"]
    client.cookies.clear()
    arrived = client.post(DONE, body).context["words"]
    user = students_of(classroom).get().user
    assert user.check_password(" ".join(arrived))
    assert not user.check_password(" ".join(lost))
    assert is_signed_in(client)


def test_loading_the_phrase_page_again_keeps_the_phrase_and_does_not_show_it(client, classroom):
    body = {"state": state_for(client), "nickname": "Kite"}
    words = client.post(DONE, body).context["words"]
    again = client.post(DONE, body)
    assert again.context["words"] == []
    assert students_of(classroom).get().user.check_password(" ".join(words))


def test_browser_that_loads_the_phrase_page_again_is_told_that_it_is_in(classroom):
    """Signing in made a new token, so the form that is sent again carries an old one."""
    client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
    page = client.get(JOIN)
    old = {"csrfmiddlewaretoken": page.context["csrf_token"]}
    state = client.post(JOIN, {"code": "tern 482 dune", **old}).context["state"]
    body = {"state": state, "nickname": "Kite", **old}
    assert len(client.post(DONE, body).context["words"]) == 4
    again = client.post(DONE, body)
    html = again.content.decode()
    assert again.status_code == 200
    assert "You are in, Kite" in html
    assert "Your teacher can give you six numbers" in html
    assert students_of(classroom).count() == 1


def test_somebody_signed_in_is_not_joined_twice(client, classroom):
    student = factories.make_student(classroom, nickname="Amara")
    client.force_login(student)
    confirm = client.post(JOIN, {"code": "tern 482 dune"})
    assert "You are in this class already, as Amara" in confirm.content.decode()
    client.logout()
    state = state_for(client)
    client.force_login(student)
    done = client.post(DONE, {"state": state, "nickname": "Kite"})
    assert "You are in this class already, as Amara" in done.content.decode()
    assert students_of(classroom).count() == 1


def test_student_of_another_class_keeps_account_and_phrase(client, classroom, other_student):
    client.force_login(other_student)
    welcome = join(client)
    assert welcome.context["words"] == []
    assert other_student.memberships.count() == 2
    assert is_signed_in(client)


@pytest.mark.parametrize("page", [NICKNAME, DONE])
@pytest.mark.parametrize("state", ["", "made-up", None])
def test_page_without_a_good_state_goes_back_to_the_code(client, classroom, page, state):
    state = state_for(client)[:-1] if state is None else state
    response = client.post(page, {"state": state, "nickname": "Kite"})
    assert (response.status_code, response["Location"]) == (302, JOIN)


def test_state_is_good_for_an_hour(client, classroom, time_machine):
    time_machine.move_to("2026-11-20 10:00:00+00:00", tick=False)
    Classroom.objects.update(joining_open_until=timezone.now() + timedelta(hours=24))
    state = state_for(client)
    time_machine.shift(timedelta(hours=1, seconds=1))
    assert client.post(DONE, {"state": state, "nickname": "Kite"})["Location"] == JOIN


def test_right_code_after_twenty_wrong_ones_waits_for_the_teacher(client, classroom):
    for _ in range(20):
        assert client.post(JOIN, {"code": WRONG_CODE}).status_code == 422
    confirm = client.post(JOIN, {"code": "tern 482 dune"})
    assert "Waiting" not in confirm.content.decode()
    welcome = client.post(DONE, {"state": confirm.context["state"], "nickname": "Kite"})
    assert "Waiting for your teacher" in welcome.content.decode()
    assert students_of(classroom).get().state == MembershipState.WAITING


def test_right_code_after_nineteen_wrong_ones_does_not_wait(client, classroom):
    for _ in range(19):
        client.post(JOIN, {"code": WRONG_CODE})
    join(client)
    assert students_of(classroom).get().state == MembershipState.ACTIVE


def test_whole_school_joins_from_one_address_in_a_minute(client, organization):
    school = open_classroom(organization, code_key="tern482dune", seats=300)
    for _ in range(300):
        client.cookies.clear()
        assert join(client, nickname="").status_code == 200
    assert students_of(school).active().count() == 300


def test_pages_ask_for_nothing_but_code_and_nickname(client, classroom):
    code = client.get(JOIN)
    confirm = client.post(JOIN, {"code": "tern 482 dune"})
    nickname = client.post(NICKNAME, {"state": confirm.context["state"]})
    done = client.post(DONE, {"state": nickname.context["state"], "nickname": "Kite"})
    pages = [page.content.decode() for page in (code, confirm, nickname, done)]
    fields = [set(re.findall(r'<(?:input|textarea|select)[^>]* name="(\w+)"', p)) for p in pages]
    hidden = {"csrfmiddlewaretoken", "state", "places"}
    assert [found - hidden for found in fields] == [{"code"}, set(), {"nickname"}, set()]
    assert all(f'href="{reverse("home:privacy")}"' in page for page in pages)


def test_page_with_the_phrase_is_kept_by_no_cache(client, classroom):
    assert "no-store" in join(client)["Cache-Control"]
