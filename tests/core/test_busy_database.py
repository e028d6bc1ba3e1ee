"""A busy database answers 503 with Retry-After, wherever the error happens (decision 34)."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import Client

from core.middleware import is_busy
from courses import views

pytestmark = pytest.mark.django_db


def locked(*args, **kwargs):
    raise OperationalError("database is locked")


def ask(path: str = "/learn/", **cookies):
    client = Client(raise_request_exception=False)
    for name, value in cookies.items():
        client.cookies[name] = value
    return client.get(path)


def assert_says_try_again(response):
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert response["Cache-Control"] == "no-store"
    body = response.content.decode()
    assert 'href="/help/"' in body
    assert 'href="/exit/"' in body


def test_busy_view_says_try_again(monkeypatch):
    monkeypatch.setattr(views.queries, "catalog_cards", locked)
    assert_says_try_again(ask())


def test_busy_session_says_try_again(monkeypatch):
    """The session is read before any view; its error never reaches a middleware."""
    monkeypatch.setattr(SessionStore, "_get_session_from_db", locked)
    assert_says_try_again(ask("/me/", sessionid="a-session-that-stands-in-no-row"))


def test_busy_session_write_says_try_again(monkeypatch, student):
    monkeypatch.setattr(SessionStore, "save", locked)
    monkeypatch.setattr(SessionStore, "create", locked)
    membership = student.memberships.select_related("classroom").get()
    body = {
        "code": membership.classroom.code,
        "nickname": membership.nickname,
        "phrase": "calm tern blue dune",
    }
    assert_says_try_again(Client(raise_request_exception=False).post("/join/back/", body))


def test_other_errors_are_500_with_help(monkeypatch):
    def broken(*args, **kwargs):
        raise ValueError

    monkeypatch.setattr(views.queries, "catalog_cards", broken)
    response = ask()
    assert response.status_code == 500
    assert 'href="/help/"' in response.content.decode()


def test_missing_table_is_a_fault_and_not_a_busy_database():
    assert not is_busy(OperationalError("no such table: courses_coursepage"))
    assert is_busy(OperationalError("database is locked"))
