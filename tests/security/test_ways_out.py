"""Every answer has its way to help and out, and a person's own pages leave nothing behind."""

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


def test_address_of_a_button_is_a_page_with_help_and_exit(client):
    quiz = factories.make_module().quiz
    response = client.get(f"/quizzes/{quiz.uuid}/guest/")
    html = response.content.decode()
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert 'href="/help/"' in html
    assert 'href="/exit/"' in html
    assert response.cookies == {}


def test_students_own_pages_are_kept_by_no_browser(student):
    client = Client()
    client.force_login(student)
    assert client.get("/me/")["Cache-Control"] == "no-store"


def test_cover_hides_a_students_own_page_after_exit(student):
    client = Client()
    client.force_login(student)
    assert "Amara" in client.get("/me/").content.decode()
    client.get("/exit/")
    covered = client.get("/me/").content.decode()
    assert "Amara" not in covered
    assert "/exit/help/" in covered
