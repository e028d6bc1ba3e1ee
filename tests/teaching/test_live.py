"""The class page asks for what is new: what that costs, what changes it, what it tells nobody."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.enums import Sensitivity
from organizations.actions import close_joining, open_joining
from organizations.models import Membership
from progress.enums import LessonState
from progress.models import LessonProgress
from quizzes.actions import start_attempt
from quizzes.models import Attempt
from quizzes.policies import AttemptPolicy
from tests import factories
from tests.quizzes.counting import take
from tests.teaching.conftest import NOON

# Session, user, and the class with its mark.
IDLE_POLL_QUERIES = 3
# And people, assignments, lessons, quizzes; what changed was put together before.
NEWS_QUERIES = 7


def assign(classroom, module):
    return classroom.assignments.create(module=module)


# --- What an answer is ---------------------------------------------------------------------------


@pytest.mark.parametrize("students", [1, 3, 30])
def test_idle_poll_is_304_and_takes_three_queries(students, classroom, module, poll):
    assign(classroom, module)
    for _ in range(students):
        take(module.quiz, [2, 0], by=factories.make_student(classroom))
    etag = poll()["ETag"]
    with CaptureQueriesContext(connection) as queries:
        response = poll(etag)
    assert (response.status_code, response.content) == (304, b"")
    assert "no-store" in response["Cache-Control"]
    assert len(queries) == IDLE_POLL_QUERIES


@pytest.mark.parametrize("students", [1, 3, 30])
def test_poll_with_news_takes_seven_queries(students, classroom, module, poll):
    assign(classroom, module)
    for _ in range(students):
        take(module.quiz, [2, 0], by=factories.make_student(classroom))
    poll()
    with CaptureQueriesContext(connection) as queries:
        poll('"something older"')
    assert len(queries) == NEWS_QUERIES


def test_answer_with_news_is_the_live_part_of_the_page_and_asks_to_be_swapped(
    noon, classroom, module, student, poll, teacher_client, class_url
):
    assign(classroom, module)
    part = poll()
    page = BeautifulSoup(teacher_client.get(class_url).content, "html.parser").select_one("#live")
    live = BeautifulSoup(part.content, "html.parser").select_one("#live")
    for token in [*page.select("[name=csrfmiddlewaretoken]"), *live.select("[type=hidden]")]:
        token.decompose()
    assert part["HX-Reswap"] == "outerHTML"
    assert str(live) == str(page)
    assert json.loads(page["hx-headers"]) == {"If-None-Match": part["ETag"]}


def test_guest_gets_nothing_that_asks_to_be_swapped(classroom, student, client, class_url):
    response = client.get(class_url, headers={"HX-Request": "true"}, follow=True)
    assert response.redirect_chain[0][0].startswith(reverse("account_login"))
    assert "HX-Reswap" not in response
    assert "Amara" not in response.content.decode()


def test_other_teacher_with_the_mark_of_a_class_learns_nothing(
    classroom, student, other_teacher, client, poll, class_url
):
    etag = poll()["ETag"]
    client.force_login(other_teacher)
    response = client.get(class_url, headers={"HX-Request": "true", "If-None-Match": etag})
    assert response.status_code == 404


# --- What changes it -----------------------------------------------------------------------------


@pytest.fixture
def work(noon, classroom, module, student):
    """A class with a student, one lesson begun and one try done; returns what was made."""
    assignment = assign(classroom, module)
    lesson = module.get_children().specific().first()
    place = factories.make_lesson_progress(student, lesson, state=LessonState.STARTED)
    return assignment, place, take(module.quiz, [2, 0], by=student)


def rename(classroom, work):
    classroom.memberships.students().update(nickname="Wren")


def label(classroom, work):
    classroom.memberships.students().update(label="Amara O")


def let_wait(classroom, work):
    factories.make_student(classroom, state="waiting")


def somebody_joins(classroom, work):
    factories.make_student(classroom)


def somebody_leaves(classroom, work):
    Membership.objects.students().filter(classroom=classroom).delete()


def lesson_done(classroom, work):
    LessonProgress.objects.filter(pk=work[1].pk).update(state=LessonState.DONE)


def lesson_deleted(classroom, work):
    work[1].delete()


def try_begun(classroom, work):
    start_attempt(by=work[2].user, quiz=work[2].quiz, policy=AttemptPolicy())


def try_deleted(classroom, work):
    work[2].delete()


def key_corrected(classroom, work):
    Attempt.objects.filter(pk=work[2].pk).update(points=0)


def taken_back(classroom, work):
    work[0].delete()


def due_day(classroom, work):
    classroom.assignments.update(due_on=NOON.date())


def other_mode(classroom, work):
    classroom.assignments.update(quiz_mode="test")


def one_more_module(classroom, work):
    assign(classroom, factories.make_module())


def title_published(classroom, work):
    module = work[0].module
    module.title = "Another title"
    module.save_revision().publish()


def joining_opened(classroom, work):
    open_joining(by=classroom.memberships.get(role="teacher").user, classroom=classroom)


def news_seen(classroom, work):
    classroom.memberships.filter(role="teacher").update(
        students_seen_at=NOON + timedelta(minutes=1)
    )


@pytest.mark.parametrize(
    "change",
    [
        *(rename, label, let_wait, somebody_joins, somebody_leaves),
        *(lesson_done, lesson_deleted, try_begun, try_deleted, key_corrected),
        *(taken_back, due_day, other_mode, one_more_module, title_published),
        *(joining_opened, news_seen),
    ],
)
def test_poll_brings_whatever_the_page_shows_anew(change, work, classroom, poll):
    etag = poll()["ETag"]
    assert poll(etag).status_code == 304
    change(classroom, work)
    response = poll(etag)
    assert response.status_code == 200
    assert response["ETag"] != etag


@pytest.mark.parametrize(
    "passes",
    [timedelta(hours=12), timedelta(days=7)],
    ids=["another day", "a week after opening and joining"],
)
def test_poll_brings_what_the_clock_changes(passes, noon, work, classroom, poll):
    etag = poll()["ETag"]
    noon.shift(passes)
    assert poll(etag).status_code == 200


def test_poll_notices_the_minute_in_which_a_week_is_over_and_joining_closes(
    noon, classroom, teacher, module, poll
):
    long_ago = timezone.now() - timedelta(days=30)
    factories.make_student(classroom, joined_at=long_ago)
    assignment = assign(classroom, module)
    assignment.opened_at = timezone.now() - timedelta(days=7) + timedelta(minutes=5)
    assignment.save()
    etag = poll()["ETag"]
    noon.shift(timedelta(minutes=4))
    assert poll(etag).status_code == 304
    noon.shift(timedelta(minutes=1))
    assert poll(etag).status_code == 200
    open_joining(by=teacher, classroom=classroom)
    etag = poll()["ETag"]
    close_joining(by=teacher, classroom=classroom)
    assert poll(etag).status_code == 200


def test_poll_hears_nothing_of_what_the_page_does_not_show(
    work, classroom, module, other_classroom, other_teacher, student, poll
):
    """Work in other modules, at a pre-check and of other classes; extra time."""
    elsewhere = factories.make_module(sensitivity=Sensitivity.PRIVATE)
    etag = poll()["ETag"]
    take(elsewhere.quiz, [0, 0], by=student, policy=AttemptPolicy(sensitivity="private"))
    factories.make_lesson_progress(student, elsewhere.get_children().specific().first())
    stranger = factories.make_student(other_classroom)
    take(module.quiz, [0, 0], by=stranger)
    factories.make_student(other_classroom)
    classroom.memberships.update(extra_time=25)
    assert poll(etag).status_code == 304


@pytest.fixture
def work_for_some(classroom, module):
    """A module that is for Amara alone, of Amara and Ben; returns both."""
    amara, ben = (factories.make_student(classroom, nickname=name) for name in ("Amara", "Ben"))
    assignment = classroom.assignments.create(module=module, is_for_all=False)
    assignment.students.set(classroom.memberships.filter(user=amara))
    return amara, ben


def test_poll_hears_nothing_of_whom_the_work_is_not_for(work_for_some, module, poll):
    """A student may open any module; that is theirs where the class did not get it as work."""
    _amara, ben = work_for_some
    etag = poll()["ETag"]
    take(module.quiz, [2, 0], by=ben)
    factories.make_lesson_progress(ben, module.get_children().specific().first())
    assert poll(etag).status_code == 304


def test_poll_brings_work_of_whom_it_is_for(work_for_some, classroom, module, poll):
    amara, ben = work_for_some
    before = poll()["ETag"]
    factories.make_lesson_progress(amara, module.get_children().specific().first())
    after_lesson = poll(before)
    assert after_lesson.status_code == 200
    take(module.quiz, [2, 0], by=amara)
    after_try = poll(after_lesson["ETag"])
    assert after_try.status_code == 200
    group = classroom.groups.create(name="Late ones")
    group.members.set(classroom.memberships.filter(user=ben))
    classroom.assignments.get().groups.add(group)
    assert poll(after_try["ETag"]).status_code == 200


def test_poll_hears_nothing_of_practice_where_the_class_takes_a_check(work, classroom, poll):
    classroom.assignments.update(quiz_mode="check")
    etag = poll()["ETag"]
    take(work[2].quiz, [2, 2], by=work[2].user)
    assert poll(etag).status_code == 304
    take(work[2].quiz, [2, 2], by=work[2].user, policy=AttemptPolicy(mode="check"))
    assert poll(etag).status_code == 200


def test_poll_hears_nothing_of_what_another_teacher_has_seen(work, classroom, poll):
    second = factories.make_teacher(classroom)
    etag = poll()["ETag"]
    classroom.memberships.filter(user=second).update(changes_seen_at=NOON + timedelta(minutes=1))
    assert poll(etag).status_code == 304


def test_label_that_only_changes_its_order_is_news(work, classroom, poll):
    students = classroom.memberships.students()
    students.update(label="Okafor,Amara")
    etag = poll()["ETag"]
    students.update(label="Amara,Okafor")
    assert poll(etag).status_code == 200


# --- How it is looked at -------------------------------------------------------------------------


def test_hidden_names_leave_neither_name_nor_address_of_a_student(
    classroom, teacher, module, poll, teacher_client, class_url
):
    long_ago = timezone.now() - timedelta(days=30)
    for name in ("Amara", "Ben", "Wigeon"):
        factories.make_student(classroom, nickname=name, label=f"{name} O", joined_at=long_ago)
    factories.make_student(classroom, nickname="Canary", state="waiting")
    take(module.quiz, [0, 0], by=classroom.memberships.get(nickname="Ben").user)
    assign(classroom, module)
    for response in (teacher_client.get(class_url, {"names": "hidden"}), poll(names="hidden")):
        html = response.content.decode()
        for member in classroom.memberships.students():
            assert member.nickname not in html
            assert str(member.uuid) not in html
        rows = BeautifulSoup(html, "html.parser").select(".heat-table tbody th")
        assert [row.a.get_text() for row in rows] == ["Row 1", "Row 2", "Row 3"]


def test_hidden_rows_keep_their_places_for_a_day_and_are_not_in_the_order_of_names(
    noon, classroom, module, poll
):
    assign(classroom, module)
    for n in range(12):
        factories.make_student(classroom, nickname=f"Plover {n:02}")

    def order():
        rows = poll(names="hidden").context["grid"].rows
        return [row.membership.nickname for row in rows]

    first = order()
    assert sorted(first) != first
    assert order() == first
    noon.shift(timedelta(days=1))
    assert order() != first


@pytest.mark.parametrize("look", ["sort=hand", "names=hidden", "live=off"])
def test_links_of_the_page_keep_the_other_ways_of_looking(
    look, classroom, student, teacher_client, class_url
):
    for module in (factories.make_module(), factories.make_module()):
        assign(classroom, module)
    html = BeautifulSoup(teacher_client.get(f"{class_url}?{look}").content, "html.parser")
    name = look.split("=")[0]
    own = {"sort": ".grid-sort a", "names": ".live-line__names", "live": ".live-line > a"}[name]
    links = set(html.select("#live a[href^='?']")) - set(html.select(own))
    assert len(links) >= 3
    assert [link["href"] for link in links if look not in link["href"]] == []


def test_paused_page_asks_for_nothing_and_goes_on_by_a_link(
    classroom, student, teacher_client, class_url
):
    html = BeautifulSoup(teacher_client.get(class_url).content, "html.parser")
    assert html.select_one("#live")["hx-get"] == class_url
    pause = html.find("a", string="Pause")["href"]
    html = BeautifulSoup(teacher_client.get(class_url + pause).content, "html.parser")
    assert html.select("#live[hx-get]") == []
    assert "Paused" in html.select_one(".live-line").get_text()
    going_on = html.find("a", string="Go on")["href"]
    html = BeautifulSoup(teacher_client.get(class_url + going_on).content, "html.parser")
    assert "hx-get" in html.select_one("#live").attrs


# --- Its states ----------------------------------------------------------------------------------


def test_first_student_turns_the_big_code_into_the_grid(classroom, teacher, module, poll):
    open_joining(by=teacher, classroom=classroom)
    assign(classroom, module)
    nobody = poll()
    assert "big-code__code" in nobody.content.decode()
    factories.make_student(classroom, nickname="Amara")
    html = poll(nobody["ETag"]).content.decode()
    assert "big-code__code" not in html
    assert "Amara" in html


def test_panel_says_when_everybody_has_finished(classroom, module, student, poll):
    assign(classroom, module)
    done = "Everybody has finished what is assigned."
    assert done not in poll().content.decode()
    take(module.quiz, [2, 2], by=student)
    assert done in poll().content.decode()
