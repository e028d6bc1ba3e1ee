"""The printable link to a careful module, for one student: what a guest does there is not kept."""

import re
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.urls import reverse

from courses.models import LessonPage
from tests import factories
from tests.security.world import CHECK_ID, check_block

WORDS = "For one student: print a link"
SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture(params=["careful", "private"])
def guarded(request, db):
    """A careful or private module: a lesson of two steps, the first with a check, and a quiz."""
    module = factories.make_module(lessons=0, questions=2, sensitivity=request.param)
    steps = [factories.make_step([check_block()]), factories.make_step()]
    factories.make_lesson(module, steps=steps)
    return module


def link_url(module) -> str:
    return reverse("handouts:module_link", args=[module.uuid])


def sheet(client, module, **extra) -> str:
    response = client.get(link_url(module), **extra)
    assert response.status_code == 200
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


def address_of(module) -> str:
    return "/learn/" + module.url_path.split("/learn/")[1]


# The sheet


def test_sheet_has_the_neutral_title_and_both_addresses_complete(guarded, teacher_client):
    text = sheet(teacher_client, guarded, secure=True)
    assert guarded.title in text
    assert guarded.heading not in text
    assert f"https://testserver{address_of(guarded)}" in text
    assert "https://testserver/help/" in text


def test_sheet_says_what_is_recorded(guarded, teacher_client):
    text = sheet(teacher_client, guarded)
    assert "Opened without signing in, this records nothing with us." in text
    assert "Your browser history and your school’s network may show that you were there." in text


def test_address_on_the_sheet_opens_for_a_guest(guarded, teacher_client):
    html = teacher_client.get(link_url(guarded)).content.decode()
    (address,) = re.findall(r"http://testserver(/learn/[^<]+)<", html)
    assert Client().get(address).context["page"].pk == guarded.pk


def test_library_and_assign_page_lead_to_the_sheet(guarded, teacher_client, assign_url):
    for page in (reverse("teaching:library"), assign_url):
        html = teacher_client.get(page).content.decode()
        assert re.findall(rf'href="([^"]+)">{WORDS}<', html) == [link_url(guarded)]


def test_open_module_has_no_such_link(module, teacher_client, assign_url):
    for page in (reverse("teaching:library"), assign_url):
        assert WORDS not in teacher_client.get(page).content.decode()
    assert teacher_client.get(link_url(module)).status_code == 404


def test_open_module_with_a_careful_quiz_has_one(module, teacher_client):
    module.quiz.sensitivity = "careful"
    module.quiz.save()
    assert module.title in sheet(teacher_client, module)


def test_sheet_is_for_staff_only(guarded, student):
    client = Client()
    assert client.get(link_url(guarded)).status_code == 302
    client.force_login(student)
    assert client.get(link_url(guarded)).status_code == 403


def test_module_that_is_not_public_has_no_sheet(guarded, teacher_client):
    guarded.unpublish()
    assert teacher_client.get(link_url(guarded)).status_code == 404


# What it leads to


def everything_stored() -> dict[str, list[str]]:
    """Return every row of every table."""
    with connection.cursor() as cursor:
        stored = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            stored[table] = sorted(map(repr, cursor.fetchall()))
        return stored


def changed_tables(act: Callable[[], None]) -> set[str]:
    before = everything_stored()
    act()
    after = everything_stored()
    return {table for table in after if after[table] != before.get(table)}


def fields(response) -> dict[str, str]:
    """Return what the first form of a page sends, with its first option chosen."""
    form = BeautifulSoup(response.content, "html.parser").select_one("main form")
    found = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    option = form.select_one("input[name=choice]")
    return found | ({"choice": option["value"]} if option else {})


def read_lesson(client: Client, module) -> None:
    """Open the module and its lesson, answer the check, and go on to the very end."""
    lesson = LessonPage.objects.child_of(module).get()
    check = f"{lesson.step_url(1)}check/{CHECK_ID}/"
    choice = fields(client.get(lesson.step_url(1)))
    for url in (address_of(module), lesson.step_url(2), lesson.whole_url, lesson.done_url):
        assert client.get(url).status_code == 200
    assert client.post(check, choice, **SAME_ORIGIN).status_code == 200


def take_quiz(client: Client, module) -> None:
    """Answer both questions and see how it went."""
    url = reverse("quizzes:guest", args=[module.quiz.uuid])
    assert client.get(reverse("quizzes:start", args=[module.quiz.uuid])).status_code == 200
    page = client.post(url, **SAME_ORIGIN)
    for _question in range(2):
        feedback = client.post(url, fields(page), **SAME_ORIGIN)
        page = client.post(url, fields(feedback), **SAME_ORIGIN)
    assert "Nothing of this was kept" in page.content.decode()


def test_guest_who_does_all_of_it_leaves_no_row_and_no_cookie(guarded):
    client = Client()

    def walk():
        read_lesson(client, guarded)
        take_quiz(client, guarded)

    assert changed_tables(walk) == set()
    assert not client.cookies


def test_signed_in_student_does_leave_rows(guarded, student):
    """The other side of the coin, and why the sheet says to sign out first."""
    client = Client()
    client.force_login(student)
    lesson = LessonPage.objects.child_of(guarded).get()
    finish = reverse("progress:continue_lesson", args=[lesson.uuid, 2])
    changed = changed_tables(lambda: client.post(finish))
    assert "progress_lessonprogress" in changed
