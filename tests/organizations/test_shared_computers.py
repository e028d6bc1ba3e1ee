"""Sessions on shared computers end with the browser and after 30 idle minutes (decision 9)."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from organizations.models import Classroom
from tests import factories

NOON = "2026-11-20 12:00:00+00:00"


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def shared_classroom(organization) -> Classroom:
    return join_ready(organization, uses_shared_devices=True)


def join_ready(organization, **fields) -> Classroom:
    until = timezone.now() + timedelta(hours=24)
    return factories.make_classroom(
        organization, joining_open_until=until, code_key="tern482dune", **fields
    )


def join(client):
    state = client.post("/join/", {"code": "tern 482 dune"}).context["state"]
    return client.post("/join/done/", {"state": state, "nickname": "Kite"})


def is_signed_in(client) -> bool:
    return client.get("/me/").wsgi_request.user.is_authenticated


def test_session_ends_with_the_browser(client, shared_classroom):
    response = join(client)
    for cookie in (response.cookies["sessionid"], response.cookies["idle"]):
        assert (cookie["max-age"], cookie["expires"]) == ("", "")


def test_session_ends_after_thirty_idle_minutes(client, shared_classroom, time_machine):
    join(client)
    time_machine.shift(timedelta(minutes=31))
    assert not is_signed_in(client)
    assert not Session.objects.exists()


def test_every_learner_page_renews_the_thirty_minutes(client, shared_classroom, time_machine):
    join(client)
    for _ in range(3):
        time_machine.shift(timedelta(minutes=29))
        assert client.get("/learn/").status_code == 200
    assert is_signed_in(client)


def test_help_pages_do_not_renew_it(client, shared_classroom, time_machine):
    join(client)
    time_machine.shift(timedelta(minutes=20))
    assert "idle" not in client.get("/help/").cookies
    time_machine.shift(timedelta(minutes=11))
    assert not is_signed_in(client)


def test_idle_cookie_made_up_elsewhere_signs_out(client, shared_classroom):
    join(client)
    client.cookies["idle"] = "1:forged"
    assert not is_signed_in(client)


def test_devices_of_their_own_stay_signed_in(client, organization, time_machine):
    join_ready(organization)
    response = join(client)
    assert "idle" not in response.cookies
    time_machine.shift(timedelta(days=30))
    assert is_signed_in(client)


def test_coming_back_to_a_shared_class_starts_the_thirty_minutes(
    client, shared_classroom, time_machine
):
    words = join(client).context["words"]
    client.post("/join/out/")
    body = {"code": "tern 482 dune", "nickname": "Kite", "phrase": " ".join(words)}
    assert client.post("/join/back/", body).status_code == 303
    time_machine.shift(timedelta(minutes=31))
    assert not is_signed_in(client)


def test_sign_out_ends_session_and_idle_cookie(client, shared_classroom):
    join(client)
    response = client.post("/join/out/")
    assert (response.status_code, response["Location"]) == (303, "/")
    assert response.cookies["idle"]["max-age"] == 0
    assert not Session.objects.exists()
    assert not is_signed_in(client)


def test_sign_out_is_never_a_link(client, shared_classroom):
    join(client)
    assert client.get("/join/out/").status_code == 405
    assert is_signed_in(client)


@pytest.mark.parametrize("path", ["/learn/", "/me/", "/privacy/", "/join/"])
def test_sign_out_stands_on_every_page_of_a_student(client, shared_classroom, path):
    join(client)
    assert '<form action="/join/out/" method="post" data-sign-out>' in (
        client.get(path).content.decode()
    )


def test_page_after_signing_out_says_so(client, shared_classroom):
    client.force_login(factories.make_student(shared_classroom))
    page = client.post("/join/out/", follow=True).content.decode()
    assert "You are signed out." in page
    assert "You are signed out." not in client.get("/").content.decode()
