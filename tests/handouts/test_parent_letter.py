"""The letter to parents: plain words, live helplines with their dates, and no child in it."""

import re
from functools import cache

import pytest
import yaml
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.reading import measure
from courses.models import CoursePage
from support.enums import FactKind
from support.models import Helpline
from tests import factories
from tests.support.samples import COUNTRIES, ENGLISH, make_helpline, store_starter

ADDRESS = re.compile(r"https?://\S+")
MODULES = sorted(path.parent for path in ENGLISH.glob("courses/*/*/module.yaml"))
HARDEST_LIX = 35


def letter_url(module) -> str:
    return reverse("handouts:parent_letter", args=[module.uuid])


def page(client: Client, module, **asked: str) -> BeautifulSoup:
    response = client.get(letter_url(module), asked)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def letter(client: Client, module, **asked: str) -> str:
    return page(client, module, **asked).select_one(".parent-letter__sheet").get_text()


@cache
def said_in(path) -> dict:
    return yaml.safe_load(path.read_text())


def starter_module(folder):
    """Make a module with all that a letter takes from one of the starter content."""
    module = factories.make_module(lessons=0)
    said = said_in(folder / "module.yaml")
    module.title = said["neutral_title"]
    for name in ("summary", "what_is_in_this", "minutes"):
        setattr(module, name, said[name])
    module.save_revision().publish()
    course = CoursePage.objects.parent_of(module).get()
    course.outcomes = [
        ("outcome", one) for one in said_in(folder.parent / "course.yaml")["outcomes"]
    ]
    course.save_revision().publish()
    return module


def test_letter_says_what_when_why_how_and_what_not_to_do(module, teacher_client):
    text = letter(teacher_client, module)
    for part in (
        f"“{module.title}”",
        "[day and lesson]",
        module.what_is_in_this,
        "- ask for one clear thing",
        "Why we do it",
        "http://testserver/learn/",
        "Do not ask to see a picture.",
        "http://testserver/help/",
    ):
        assert part in text


def test_address_in_it_opens_for_a_guest(module, teacher_client):
    address = ADDRESS.search(letter(teacher_client, module))[0]
    assert Client().get(address).context["page"].pk == module.pk


def test_helplines_are_those_of_the_country_each_with_where_it_was_read(module, teacher_client):
    british = make_helpline(name="Line of here")
    make_helpline(name="Line of there", country="IE")
    Helpline.objects.filter(pk=british.pk).update(seen_on=timezone.localdate())
    text = letter(teacher_client, module, country="GB")
    (line,) = [one for one in text.splitlines() if "Line of here" in one]
    assert line.startswith("- Line of here: Call 0800")
    assert "From helpline.example, read" in line
    assert "not yet checked by a person." in line
    assert "Line of there" not in text


@pytest.mark.parametrize("asked", [{}, {"country": "ZZ"}, {"country": "INT"}])
def test_without_a_country_no_number_stands_there(module, teacher_client, asked):
    make_helpline(name="Line of here")
    text = letter(teacher_client, module, **asked)
    assert "Line of here" not in text
    assert "More help, by country: http://testserver/help/" in text


def test_record_that_nobody_may_see_is_not_in_it(module, teacher_client):
    make_helpline(name="Line of here").unpublish()
    assert "Line of here" not in letter(teacher_client, module, country="GB")


def test_letter_is_written_in_the_language_asked_for(module, teacher_client):
    sheet = page(teacher_client, module, language="es").select_one(".parent-letter__sheet")
    assert sheet["lang"] == "es"
    assert "http://testserver/es/help/" in sheet.get_text()
    assert page(teacher_client, module, language="xx").select_one("[lang=en].parent-letter__sheet")


def test_letter_begins_with_the_country_of_the_school(organization, module, teacher_client):
    make_helpline(name="Line of here")
    assert "Line of here" not in letter(teacher_client, module)
    type(organization).objects.filter(pk=organization.pk).update(country="GB")
    assert "Line of here" in letter(teacher_client, module)
    assert "Line of here" not in letter(teacher_client, module, country="")


def test_teacher_is_told_where_nobody_has_translated_the_module(module, teacher_client):
    told = "Nobody has translated this module yet"
    assert told not in page(teacher_client, module).get_text()
    foreign = teacher_client.get(letter_url(module), {"language": "es"}).content.decode()
    assert 'class="notice notice--mind"' in foreign


def test_letter_can_be_changed_in_the_page_and_nothing_of_it_sent(module, teacher_client):
    html = page(teacher_client, module)
    sheet = html.select_one(".parent-letter__sheet")
    assert sheet["contenteditable"] == "plaintext-only"
    assert sheet.find_parent("form") is None
    assert [form["method"] for form in html.select("main form")] == ["get"]


def test_letter_names_no_student_and_no_class(classroom, student, module, teacher_client):
    classroom.assignments.create(module=module)
    html = teacher_client.get(letter_url(module)).content.decode()
    assert ("Amara" in html, classroom.name in html) == (False, False)


@pytest.mark.parametrize("folder", MODULES, ids=lambda folder: folder.name)
def test_letter_about_each_starter_module_is_easy_to_read(folder, teacher_client):
    store_starter(FactKind.HELPLINE)
    text = letter(teacher_client, starter_module(folder), country="GB")
    assert measure(ADDRESS.sub("", text)).lix <= HARDEST_LIX


@pytest.mark.parametrize("country", COUNTRIES)
def test_letter_of_each_country_is_easy_to_read_and_gives_a_way(country, teacher_client, module):
    store_starter(FactKind.HELPLINE)
    text = letter(teacher_client, module, country=country.upper())
    helping = text.split("Who can help\n")[1].split("\nMore help")[0]
    assert helping.startswith("- ")
    assert measure(ADDRESS.sub("", text)).lix <= HARDEST_LIX


@pytest.mark.parametrize("lines", [1, 3, 30])
def test_letter_costs_the_same_queries(lines, module, teacher_client, django_assert_num_queries):
    for _ in range(lines):
        make_helpline()
    # Session, user, module, country of the school, module in its language, course, helplines.
    with django_assert_num_queries(7):
        teacher_client.get(letter_url(module), {"country": "GB"})
