"""Assigning a module: three clicks, a way to undo, days of the school, care for careful modules."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
import time_machine
from django.urls import reverse

from assignments.models import Assignment
from core.enums import Sensitivity
from tests import factories

TICK = "I have read Ready in 10 and told our safeguarding lead the date"


class Links(HTMLParser):
    """Collects (text, address) of the links, and the hidden fields of the forms, of a page."""

    def __init__(self, html: str):
        super().__init__()
        self.links: list[list[str]] = []
        self.forms: list[dict[str, str]] = []
        self.is_in_link = False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "a":
            self.links.append(["", values.get("href", "")])
            self.is_in_link = True
        elif tag == "form":
            self.forms.append({"action": values.get("action", "")})
        elif tag == "input" and values.get("type") == "hidden" and self.forms:
            self.forms[-1][values["name"]] = values.get("value", "")

    def handle_data(self, data):
        if self.is_in_link:
            self.links[-1][0] += data

    def handle_endtag(self, tag):
        if tag == "a":
            self.is_in_link = False

    def address(self, text: str) -> str:
        return next(address for words, address in self.links if words.strip() == text)


def page(response) -> Links:
    return Links(response.content.decode())


def test_module_is_assigned_in_three_clicks_from_sign_in(
    teacher, classroom, student, module, client
):
    credentials = {"login": teacher.username, "password": "a long password"}
    response = client.post(reverse("account_login"), credentials, follow=True)
    clicks = 1
    response = client.get(page(response).address(classroom.name))
    clicks += 1
    assign_url = page(response).address("Assign")
    response = client.get(assign_url)
    (form,) = [f for f in page(response).forms if f.get("module") == str(module.uuid)]
    clicks += 1
    response = client.post(assign_url, {"module": form["module"]}, follow=True)
    assert clicks == 3
    assert "Students see it now." in response.content.decode()
    assignment = Assignment.objects.get()
    assert (assignment.classroom, assignment.module, assignment.due_on) == (classroom, module, None)
    assert list(Assignment.objects.for_student(student)) == [assignment]


def test_assigning_can_be_undone_for_as_long_as_the_message_stands(
    classroom, module, teacher_client, assign_url, student
):
    response = teacher_client.post(assign_url, {"module": str(module.uuid)}, follow=True)
    assignment = Assignment.objects.get()
    undo = reverse("teaching:undo_assigning", args=[classroom.uuid, assignment.uuid])
    assert undo in [form["action"] for form in page(response).forms]
    # Read again an hour later, the message still offers it.
    again = teacher_client.get(response.redirect_chain[-1][0])
    assert undo in [form["action"] for form in page(again).forms]
    response = teacher_client.post(undo, follow=True)
    assert not Assignment.objects.exists()
    assert undo not in [form["action"] for form in page(response).forms]


def test_undo_clicked_twice_takes_back_once(classroom, module, teacher_client, class_url):
    assignment = classroom.assignments.create(module=module)
    undo = reverse("teaching:undo_assigning", args=[classroom.uuid, assignment.uuid])
    addresses = [teacher_client.post(undo).url for _ in range(2)]
    assert addresses == [class_url, class_url]


def test_undo_does_not_reach_another_class(classroom, other_classroom, module, teacher_client):
    theirs = other_classroom.assignments.create(module=module)
    for class_uuid in (classroom.uuid, other_classroom.uuid):
        for name in ("withdraw", "undo_assigning", "restore"):
            teacher_client.post(reverse(f"teaching:{name}", args=[class_uuid, theirs.uuid]))
    assert list(Assignment.objects.all()) == [theirs]


def test_assigned_again_changes_the_due_day_and_offers_no_undo(
    classroom, module, teacher_client, assign_url
):
    assignment = classroom.assignments.create(module=module)
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        data = {"module": str(module.uuid), "due_on": "2026-12-01"}
        response = teacher_client.post(assign_url, data, follow=True)
    assignment.refresh_from_db()
    assert assignment.due_on == date(2026, 12, 1)
    assert response.context["just_assigned"] is None


@pytest.mark.parametrize(
    ("zone", "now", "today"),
    [
        ("Europe/London", datetime(2026, 6, 1, 23, 30, tzinfo=UTC), date(2026, 6, 2)),
        ("Pacific/Auckland", datetime(2026, 12, 1, 11, 30, tzinfo=UTC), date(2026, 12, 2)),
        ("America/Los_Angeles", datetime(2026, 12, 2, 7, 30, tzinfo=UTC), date(2026, 12, 1)),
    ],
)
def test_today_is_the_day_at_the_school(zone, now, today, module, client):
    classroom = factories.make_classroom(factories.make_organization(time_zone=zone))
    client.force_login(factories.make_teacher(classroom))
    assign_url = reverse("teaching:assign", args=[classroom.uuid])
    yesterday = date.fromordinal(today.toordinal() - 1)
    with time_machine.travel(now, tick=False):
        data = {"module": str(module.uuid), "due_on": yesterday.isoformat()}
        assert client.post(assign_url, data).status_code == 422
        assert not Assignment.objects.exists()
        assert client.post(assign_url, data | {"due_on": today.isoformat()}).status_code == 303
    assert Assignment.objects.get().due_on == today


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("2026-11-22", "This day is over. Choose today or later."),
        ("tomorrow", "Use the form year-month-day, for example 2027-01-31."),
    ],
)
def test_wrong_due_day_is_refused_in_words(typed, message, module, teacher_client, assign_url):
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        data = {"module": str(module.uuid), "due_on": typed}
        response = teacher_client.post(assign_url, data)
    assert response.status_code == 422
    html = response.content.decode()
    assert html.count(message) == 2, "in the summary and beside the field"
    assert "<title>Error: Assign," in html
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("sensitivity", [Sensitivity.CAREFUL, Sensitivity.PRIVATE])
def test_careful_module_asks_for_the_tick(sensitivity, teacher_client, assign_url):
    module = factories.make_module(sensitivity=sensitivity)
    assert TICK in teacher_client.get(assign_url).content.decode()
    data = {"module": str(module.uuid)}
    assert teacher_client.post(assign_url, data).status_code == 422
    assert not Assignment.objects.exists()
    assert teacher_client.post(assign_url, data | {"is_prepared": "on"}).status_code == 303
    assert Assignment.objects.get().module == module


def test_open_module_with_a_careful_quiz_asks_for_the_tick(module, teacher_client, assign_url):
    module.quiz.sensitivity = Sensitivity.CAREFUL
    module.quiz.save()
    assert teacher_client.post(assign_url, {"module": str(module.uuid)}).status_code == 422
    assert not Assignment.objects.exists()


def test_module_for_another_age_says_so(classroom, module, teacher_client, assign_url):
    said = "Written for 11 to 13; this class is 14 to 17."
    assert classroom.age_band == module.age_band == "11-13"
    assert said not in teacher_client.get(assign_url).content.decode()
    classroom.age_band = "14-17"
    classroom.save()
    assert said in teacher_client.get(assign_url).content.decode()


def test_open_module_asks_for_no_tick(module, teacher_client, assign_url):
    assert TICK not in teacher_client.get(assign_url).content.decode()


@pytest.mark.parametrize("posted", ["", "no uuid", "00000000-0000-0000-0000-000000000000"])
def test_module_that_does_not_exist_is_not_found(posted, module, teacher_client, assign_url):
    assert teacher_client.post(assign_url, {"module": posted}).status_code == 404


def test_module_that_is_not_public_cannot_be_assigned(module, teacher_client, assign_url):
    module.unpublish()
    assert teacher_client.post(assign_url, {"module": str(module.uuid)}).status_code == 404


def test_assign_page_lists_what_the_class_has_last(classroom, course, teacher_client, assign_url):
    first, second = [factories.make_module(course=course) for _ in range(2)]
    classroom.assignments.create(module=first)
    rows = teacher_client.get(assign_url).context["rows"]
    assert [choice.module for choice, _form in rows] == [second, first]


@pytest.mark.parametrize("modules", [1, 3, 30])
def test_assign_page_costs_the_same_queries(
    modules, course, teacher_client, assign_url, django_assert_num_queries
):
    for _ in range(modules):
        factories.make_module(course=course, lessons=1, questions=0)
    # Session, user, class, assignments, modules, lessons.
    with django_assert_num_queries(6):
        assert teacher_client.get(assign_url).status_code == 200


def test_work_taken_back_is_given_back_by_undo(classroom, module, teacher_client, student):
    assignment = classroom.assignments.create(module=module, due_on=date(2099, 1, 31))
    withdraw = reverse("teaching:withdraw", args=[classroom.uuid, assignment.uuid])
    response = teacher_client.post(withdraw, follow=True)
    assert f"Taken back: {module.title}. What students did stays theirs." in (
        response.content.decode()
    )
    restore = reverse("teaching:restore", args=[classroom.uuid, assignment.uuid])
    assert restore in [form["action"] for form in page(response).forms]
    for _ in range(2):
        response = teacher_client.post(restore, follow=True)
    assert list(classroom.assignments.all()) == [assignment]
    assert restore not in [form["action"] for form in page(response).forms]


def test_undo_is_refused_clearly_once_a_student_answered(
    classroom, module, teacher_client, student, assign_url
):
    teacher_client.post(assign_url, {"module": str(module.uuid)})
    factories.make_attempt(student, module.quiz)
    undo = reverse("teaching:undo_assigning", args=[classroom.uuid, Assignment.objects.get().uuid])
    response = teacher_client.post(undo, follow=True)
    assert "This can no longer be undone: students have answered since." in (
        response.content.decode()
    )
    assert Assignment.objects.exists()


@pytest.mark.parametrize("query", ["assigned=x", "withdrawn=x", "withdrawn=", "assigned="])
def test_nonsense_in_the_address_offers_no_undo(
    query, classroom, module, teacher_client, class_url
):
    classroom.assignments.create(module=module)
    assert teacher_client.get(f"{class_url}?{query}").context["just_assigned"] is None
