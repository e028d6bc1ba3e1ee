"""The class page: who may open it, what it costs, what it says."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assignments.actions import assign_module
from core.enums import Sensitivity
from organizations.actions import open_joining
from organizations.models import Membership
from progress.enums import LessonState
from quizzes.models import Attempt
from teaching.queries import class_grid, class_people
from tests import factories

# Session, user, class, people, assignments, lesson counts, lesson states, quizzes.
CLASS_PAGE_QUERIES = 8


def assign(classroom, teacher, module, **changes):
    assignment = assign_module(by=teacher, classroom=classroom, module=module, due_on=None)
    for name, value in changes.items():
        setattr(assignment, name, value)
    assignment.save()
    return assignment


def finish(student, quiz, percent: int, *, sensitivity=Sensitivity.OPEN, at=None) -> Attempt:
    return Attempt.objects.create(
        user=student,
        quiz=quiz,
        mode="practice",
        sensitivity=sensitivity,
        finished_at=at or timezone.now(),
        points=percent,
        max_points=100,
    )


def shown_work(response) -> set[str]:
    """Return every mark and word about a student's work, in the table and on a phone."""
    html = response.content.decode()
    cells = " ".join(re.findall(r'<td class="cell [^>]*>(.*?)</td>', html))
    in_table = set(re.split(r"<[^>]*>", cells)) - {"", " "}
    return set(map(unescape, in_table | set(re.findall(r"<b>(.*?)</b></a></li>", html))))


def only_cell(classroom, teacher):
    people = class_people(classroom, teacher)
    return class_grid(classroom, people.students).rows[0].cells[0]


@pytest.mark.parametrize("students", [1, 30, 300])
def test_class_page_costs_the_same_queries_for_any_class(
    students, classroom, teacher, teacher_client, class_url
):
    modules = [factories.make_module(lessons=2) for _ in range(3)]
    for module in modules:
        assign(classroom, teacher, module)
    lesson = modules[0].get_children().specific().first()
    for _ in range(students):
        user = factories.make_student(classroom)
        factories.make_lesson_progress(user, lesson)
        finish(user, modules[1].quiz, 80)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = teacher_client.get(class_url)
    assert response.status_code == 200
    assert len(queries) == CLASS_PAGE_QUERIES


def test_class_page_of_another_teacher_is_not_found(other_teacher, student, client, class_url):
    client.force_login(other_teacher)
    response = client.get(class_url)
    assert response.status_code == 404
    assert "Amara" not in response.content.decode()


def test_class_page_is_refused_to_its_students(student, client, class_url):
    client.force_login(student)
    assert client.get(class_url).status_code == 403


def test_class_page_sends_a_guest_to_sign_in(client, class_url):
    response = client.get(class_url)
    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={class_url.replace('/', '%2F')}"


def test_class_page_shows_its_own_students_and_nobody_else(
    classroom, teacher, student, other_student, other_classroom, other_teacher, module,
    teacher_client, class_url,
):  # fmt: skip
    assign(classroom, teacher, module)
    assign(other_classroom, other_teacher, module)
    finish(other_student, module.quiz, 33)
    response = teacher_client.get(class_url)
    assert shown_work(response) == {"not started"}
    html = response.content.decode()
    assert "Amara" in html
    assert "Canary" not in html


def test_class_page_is_kept_by_no_browser(teacher_client, student, class_url):
    assert "no-store" in teacher_client.get(class_url)["Cache-Control"]


def test_class_page_without_students_shows_the_code_to_type(
    classroom, teacher, teacher_client, class_url
):
    open_joining(by=teacher, classroom=classroom)
    html = teacher_client.get(class_url).content.decode()
    assert f'<b class="big-code__code" dir="ltr">{classroom.code}</b>' in html
    assert 'Go to <bdi dir="ltr">testserver/join/</bdi> and type' in html


def test_class_page_says_until_when_joining_is_open_in_the_schools_zone(teacher_client):
    school = factories.make_organization("Kauri School", time_zone="Pacific/Auckland")
    classroom = factories.make_classroom(school)
    teacher = factories.make_teacher(classroom)
    teacher_client.force_login(teacher)
    with time_machine.travel(datetime(2026, 11, 23, 9, 30, tzinfo=UTC), tick=False):
        open_joining(by=teacher, classroom=classroom)
        html = teacher_client.get(reverse("teaching:class", args=[classroom.uuid])).content.decode()
    assert "until Tuesday 22:30" in html


def test_joining_form_opens_for_a_day_and_closes_again(classroom, teacher_client, class_url):
    address = reverse("teaching:joining", args=[classroom.uuid])
    with time_machine.travel(datetime(2026, 11, 23, 9, 30, tzinfo=UTC), tick=False):
        response = teacher_client.post(address, {"joining": "open"})
        assert (response.status_code, response.url) == (303, class_url)
        classroom.refresh_from_db()
        assert classroom.joining_open_until == timezone.now() + timedelta(hours=24)
        teacher_client.post(address, {"joining": "close"})
    classroom.refresh_from_db()
    assert classroom.joining_open_until is None


def test_grid_shows_the_best_try_and_needs_a_hand_for_the_latest(
    classroom, teacher, student, module
):
    assign(classroom, teacher, module)
    now = timezone.now()
    finish(student, module.quiz, 90, at=now - timedelta(days=2))
    finish(student, module.quiz, 40, at=now - timedelta(days=1))
    people = class_people(classroom, teacher)
    row = class_grid(classroom, people.students).rows[0]
    assert row.cells[0].mark == "90"
    assert row.needs_hand


def test_grid_flags_who_has_not_started_a_week_after_opening(classroom, teacher, student, module):
    assignment = assign(classroom, teacher, module)
    people = class_people(classroom, teacher)
    week_later = assignment.opened_at + timedelta(days=7)
    just_before = class_grid(classroom, people.students, now=week_later - timedelta(seconds=1))
    assert not just_before.rows[0].needs_hand
    assert class_grid(classroom, people.students, now=week_later).rows[0].needs_hand


@pytest.mark.parametrize("sensitivity", [Sensitivity.CAREFUL, Sensitivity.PRIVATE])
def test_grid_never_shows_a_score_of_a_careful_module(
    sensitivity, classroom, teacher, student, teacher_client, class_url
):
    module = factories.make_module(sensitivity=sensitivity)
    assign(classroom, teacher, module)
    finish(student, module.quiz, 37, sensitivity=sensitivity)
    assert shown_work(teacher_client.get(class_url)) == {"✓", "finished"}


def test_key_of_the_grid_names_what_is_rare_where_it_is_there(
    classroom, teacher, student, module, teacher_client, class_url
):
    words = "Finished, answers stay private"
    assign(classroom, teacher, module)
    finish(student, module.quiz, 90)
    assert words not in teacher_client.get(class_url).content.decode()
    private = factories.make_module(sensitivity=Sensitivity.PRIVATE)
    assign(classroom, teacher, private)
    finish(student, private.quiz, 37, sensitivity=Sensitivity.PRIVATE)
    assert words in teacher_client.get(class_url).content.decode()


def test_grid_hides_the_score_of_a_try_pinned_as_careful(classroom, teacher, student, module):
    """A careful question in an open module: the attempt says so, the module does not."""
    assign(classroom, teacher, module)
    finish(student, module.quiz, 90)
    finish(student, module.quiz, 20, sensitivity=Sensitivity.CAREFUL)
    assert only_cell(classroom, teacher).mark == "✓"


def test_grid_counts_lessons_of_its_module_only(classroom, teacher, student):
    module, other_module = factories.make_module(lessons=2), factories.make_module(lessons=2)
    assign(classroom, teacher, module)
    first, second = module.get_children().specific()
    factories.make_lesson_progress(student, first)
    factories.make_lesson_progress(student, second, state=LessonState.STARTED)
    for lesson in other_module.get_children().specific():
        factories.make_lesson_progress(student, lesson)
    assert only_cell(classroom, teacher).mark == "1/2"


def test_grid_names_columns_by_the_neutral_title(
    classroom, teacher, student, module, teacher_client, class_url
):
    assign(classroom, teacher, module)
    html = teacher_client.get(class_url).content.decode()
    assert module.title in html
    assert module.heading not in html


def test_newcomer_has_a_week_from_joining(classroom, teacher, module):
    opened_at = timezone.now() - timedelta(days=30)
    assign(classroom, teacher, module, opened_at=opened_at)
    joined_at = timezone.now()
    factories.make_student(classroom, joined_at=joined_at)
    students, week_later = class_people(classroom, teacher).students, joined_at + timedelta(days=7)
    just_before = class_grid(classroom, students, now=week_later - timedelta(seconds=1))
    assert not just_before.rows[0].needs_hand
    assert class_grid(classroom, students, now=week_later).rows[0].needs_hand


def test_grid_can_put_who_needs_a_hand_first(classroom, teacher, module, teacher_client, class_url):
    assign(classroom, teacher, module)
    for name, percent in [("Ada", 90), ("Ben", 95), ("Zara", 20)]:
        finish(factories.make_student(classroom, nickname=name), module.quiz, percent)
    by_name = teacher_client.get(class_url).context["grid"].rows
    by_need = teacher_client.get(class_url, {"sort": "hand"}).context["grid"].rows
    assert [row.membership.nickname for row in by_name] == ["Ada", "Ben", "Zara"]
    assert [row.membership.nickname for row in by_need] == ["Zara", "Ada", "Ben"]


def test_worth_doing_names_each_student_once(classroom, teacher, module, teacher_client, class_url):
    old = factories.make_module()
    long_ago = timezone.now() - timedelta(days=8)
    assign(classroom, teacher, old, opened_at=long_ago)
    assign(classroom, teacher, module)
    for name in ("Low", "Behind", "Absent"):
        factories.make_student(classroom, nickname=name, joined_at=long_ago)
    user = {m.nickname: m.user for m in Membership.objects.students()}
    finish(user["Low"], module.quiz, 30)
    finish(user["Behind"], module.quiz, 80)
    items = teacher_client.get(class_url).context["worth_doing"]
    found = [(item["title"], [name["label"] for name in item["names"]]) for item in items]
    assert found == [
        ("1 student could use a hand", ["Low"]),
        ("1 student has not started", ["Absent"]),
    ]
    user["Low"].delete()
    items = teacher_client.get(class_url).context["worth_doing"]
    found = [(item["title"], [name["label"] for name in item["names"]]) for item in items]
    assert found == [
        ("1 student has not started", ["Absent"]),
        ("1 student has a module to begin", ["Behind"]),
    ]


def test_worth_doing_shortens_a_long_list(classroom, teacher, module, teacher_client, class_url):
    long_ago = timezone.now() - timedelta(days=8)
    assign(classroom, teacher, module, opened_at=long_ago)
    for _ in range(9):
        factories.make_student(classroom)
    assert teacher_client.get(class_url).context["worth_doing"] == []
    veterans = classroom.memberships.students().order_by("pk")[:8]
    Membership.objects.filter(pk__in=[member.pk for member in veterans]).update(joined_at=long_ago)
    (item,) = teacher_client.get(class_url).context["worth_doing"]
    assert item["title"] == "8 students have not started"
    assert len(item["names"]) == 7
    assert item["names"][-1] == {"label": "and 2 more", "url": "?sort=hand#grid"}


def test_phone_shows_the_newest_module_or_the_chosen_one(
    classroom, teacher, student, module, teacher_client, class_url
):
    newer = factories.make_module()
    first = assign(classroom, teacher, module)
    assign(classroom, teacher, newer, opened_at=first.opened_at + timedelta(minutes=1))
    assert teacher_client.get(class_url).context["phone"].column.uuid == newer.uuid
    chosen = teacher_client.get(class_url, {"module": str(module.uuid)}).context["phone"]
    assert chosen.column.uuid == module.uuid
    strange = teacher_client.get(class_url, {"module": "no such module"}).context["phone"]
    assert strange.column.uuid == newer.uuid


def test_phone_begins_with_what_is_due_next(
    classroom, teacher, student, module, teacher_client, class_url
):
    today = timezone.localdate()
    modules = [module, *(factories.make_module() for _ in range(3))]
    for each, days in zip(modules, (-1, 9, 2, None), strict=True):
        due_on = days and today + timedelta(days=days)
        assign(classroom, teacher, each, due_on=due_on)
    assert teacher_client.get(class_url).context["phone"].column.uuid == modules[2].uuid


def test_module_that_is_not_assigned_does_not_open(classroom, student, module, teacher_client):
    address = reverse("teaching:class_lessons", args=[classroom.uuid, module.uuid])
    assert teacher_client.get(address).status_code == 404


def test_code_page_names_no_student(classroom, student, teacher_client):
    html = teacher_client.get(reverse("teaching:code", args=[classroom.uuid])).content.decode()
    assert classroom.code in html
    assert "Amara" not in html
