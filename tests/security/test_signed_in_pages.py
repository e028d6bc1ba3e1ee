"""Pages of whoever is signed in lie in no store of the browser; a guest's may."""

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


def addresses_of(module) -> list[str]:
    lesson = module.get_children().specific().first()
    base = f"/learn/{'/'.join(lesson.slugs[:2])}/"
    quiz = f"/quizzes/{module.quiz.uuid}/start/"
    return ["/", "/learn/", base, lesson.step_url(1), lesson.whole_url, lesson.done_url, quiz]


@pytest.fixture
def addresses(db) -> list[str]:
    return addresses_of(factories.make_module())


@pytest.mark.parametrize("who", ["student", "teacher", "editor"])
def test_every_page_of_somebody_signed_in_is_kept_nowhere(cast, addresses, who):
    client = Client()
    client.force_login(getattr(cast, who))
    kept = {address: client.get(address).get("Cache-Control") for address in addresses}
    assert kept == dict.fromkeys(addresses, "no-store")


def test_guests_open_pages_may_be_kept(client, addresses):
    kept = {address: client.get(address).get("Cache-Control") for address in addresses}
    assert kept == dict.fromkeys(addresses)


def test_exit_asks_nobody_who_they_are(student, django_assert_num_queries):
    known = Client()
    known.force_login(student)
    with django_assert_num_queries(0):
        known.get("/exit/")
