"""A school sits behind one address: a whole year group at once is never refused."""

import re

import pytest
import time_machine
from django.test import Client

from organizations.actions import open_joining
from organizations.models import Membership
from tests import factories

A_YEAR_GROUP = 300
PHRASE = "calm tern blue dune"

pytestmark = pytest.mark.django_db


@pytest.fixture
def wide_open_class():
    classroom = factories.make_classroom(seats=A_YEAR_GROUP)
    open_joining(by=None, classroom=classroom)
    return classroom


@pytest.fixture
def one_minute():
    with time_machine.travel("2026-11-20 09:00", tick=False):
        yield


def join(classroom) -> int:
    client = Client()
    confirm = client.post("/join/", {"code": classroom.code})
    state = re.search(rb'name="state" value="([^"]+)"', confirm.content)[1].decode()
    client.post("/join/nickname/", {"state": state})
    return client.post("/join/done/", {"state": state, "nickname": ""}).status_code


def come_back(classroom, nickname: str) -> int:
    body = {"code": classroom.code, "nickname": nickname, "phrase": PHRASE}
    return Client().post("/join/back/", body).status_code


def test_300_students_join_from_one_address_in_a_minute(one_minute, wide_open_class):
    assert [join(wide_open_class) for _ in range(A_YEAR_GROUP)] == [200] * A_YEAR_GROUP
    students = Membership.objects.filter(classroom=wide_open_class).students()
    assert students.active().count() == A_YEAR_GROUP


def test_seat_after_the_last_is_refused_kindly(one_minute, wide_open_class):
    for number in range(A_YEAR_GROUP):
        factories.make_student(wide_open_class, nickname=f"Tern {number}")
    assert join(wide_open_class) == 409


def test_300_students_come_back_from_one_address_in_a_minute(one_minute, wide_open_class):
    names = [f"Tern {number}" for number in range(A_YEAR_GROUP)]
    for name in names:
        factories.make_student(wide_open_class, nickname=name, phrase=PHRASE)
    assert [come_back(wide_open_class, name) for name in names] == [303] * A_YEAR_GROUP


def test_300_staff_sign_in_from_one_address_in_a_minute(one_minute):
    staff = [factories.make_staff().username for _ in range(A_YEAR_GROUP)]
    statuses = [
        Client()
        .post("/accounts/login/", {"login": name, "password": "a long password"})
        .status_code
        for name in staff
    ]
    assert statuses == [302] * A_YEAR_GROUP


def test_guessing_a_phrase_is_slowed_to_five_tries_a_minute(one_minute, wide_open_class):
    factories.make_student(wide_open_class, nickname="Amara", phrase=PHRASE)
    body = {"code": wide_open_class.code, "nickname": "Amara", "phrase": "not the right words"}
    assert [Client().post("/join/back/", body).status_code for _ in range(5)] == [422] * 5
    assert come_back(wide_open_class, "Amara") == 422
    with time_machine.travel("2026-11-20 09:01:01", tick=False):
        assert come_back(wide_open_class, "Amara") == 303


def test_guessing_codes_sends_the_right_one_to_the_waiting_list(one_minute, wide_open_class):
    for number in range(20):
        Client().post("/join/", {"code": f"otter {number:03} anchor"})
    assert join(wide_open_class) == 200
    membership = Membership.objects.get(classroom=wide_open_class)
    assert membership.is_waiting


def test_guessing_a_staff_password_is_slowed(one_minute):
    user = factories.make_staff()
    body = {"login": user.username, "password": "not the password"}
    for _ in range(5):
        Client().post("/accounts/login/", body)
    right = {"login": user.username, "password": "a long password"}
    assert Client().post("/accounts/login/", right).status_code != 302
