"""The frame of a page by role: where the menu leads, and who may edit what they read."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db

LEARNER = ["Learn", "My learning"]
TEACHER = ["Classes", "Lesson library"]
ADMIN = [*TEACHER, "School"]
EDITOR = ["Edit content", "Learn", "Classes", "Lesson library"]


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


@pytest.mark.parametrize(
    ("who", "entries"),
    [
        ("student", LEARNER),
        ("teacher", TEACHER),
        ("organization_admin", ADMIN),
        ("editor", EDITOR),
        ("moderator", EDITOR),
        ("superuser", EDITOR),
    ],
)
def test_menu_leads_where_each_role_works(cast, who, entries):
    menu = page_of(client_of(getattr(cast, who)), "/learn/").select(".menu__site")
    assert [entry.get_text(strip=True) for entry in menu] == entries


@pytest.mark.parametrize("who", ["student", "teacher", "editor"])
def test_editors_alone_are_led_from_a_page_to_its_form(cast, who):
    module = factories.make_module()
    lesson = module.get_children().specific().get()
    client = client_of(getattr(cast, who))
    pages = {
        module.get_parent().pk: f"/learn/{lesson.slugs[0]}/",
        module.pk: f"/learn/{'/'.join(lesson.slugs[:2])}/",
        lesson.pk: lesson.step_url(1),
    }
    for pk, address in pages.items():
        link = page_of(client, address).find("a", string="Edit this page")
        assert (link and link["href"]) == (f"/cms/pages/{pk}/edit/" if who == "editor" else None)
    if who == "editor":
        assert client.get(f"/cms/pages/{lesson.pk}/edit/").status_code == 200


def test_guest_is_led_to_no_form(client):
    lesson = factories.make_module().get_children().specific().get()
    assert "Edit this page" not in page_of(client, lesson.step_url(1)).get_text()
