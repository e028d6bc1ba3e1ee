"""What is kept and for how long, what is deleted next, and what was taken out."""

from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import models
from django.urls import reverse
from django.utils import timezone

from administration.actions import delete_classroom, delete_if_over
from administration.retention import deletion_day, ended_and_over, kept_things, months_after
from core.models import AuditEntry
from organizations.enums import KeptFor
from organizations.models import Classroom, Organization
from tests import factories
from users.models import User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 7, 17), 12, date(2027, 7, 17)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 30), 4, date(2027, 3, 30)),
        (date(2026, 8, 1), 24, date(2028, 8, 1)),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, expected):
    assert months_after(day, months) == expected


def test_deletion_day_goes_by_the_schools_clock():
    school = factories.make_organization(time_zone="Asia/Tokyo")
    assert deletion_day(school, datetime(2026, 7, 17, 15, tzinfo=UTC)) == date(2027, 7, 18)


def test_page_says_what_why_and_how_long(organization, admin_client, page_of):
    page = admin_client.get(page_of("kept")).content.decode()
    assert "Twelve months after the class has ended" in page
    assert "nothing is due to be deleted" in page
    body = {"country": "GB", "time_zone": "Europe/London", "months_kept": "4"}
    assert admin_client.post(page_of("settings"), body).status_code == 303
    assert "Four months after the class" in admin_client.get(page_of("kept")).content.decode()


# Every table that goes with a school or a person, and the row of the page that tells of it.
TOLD = {
    "assignments.Assignment": "what was assigned",
    "assignments.ClassGroup": "groups",
    "assignments.Extension": "other due days and why",
    "organizations.Classroom": "Classes: name",
    "organizations.FormerPlace": "Students in a class: nickname",
    "organizations.Membership": "Students in a class: nickname",
    "organizations.OneTimeCode": "way back, scrambled",
    "organizations.StaffInvite": "Links for staff",
    "organizations.StaffMembership": "role, leave date",
    "progress.LessonProgress": "lessons, quiz answers and skills",
    "progress.SkillProgress": "lessons, quiz answers and skills",
    "quizzes.Attempt": "lessons, quiz answers and skills",
    "quizzes.AttemptSlot": "lessons, quiz answers and skills",
    "quizzes.Correction": "lessons, quiz answers and skills",
    "quizzes.Response": "lessons, quiz answers and skills",
}


def goes_with(model) -> set[str]:
    """Return the labels of our tables whose rows are deleted with one of `model`."""
    found = set()
    for relation in model._meta.related_objects:
        other = relation.related_model
        is_ours = other._meta.app_label in settings.ROOMS and not other._meta.auto_created
        if is_ours and relation.on_delete is models.CASCADE and other._meta.label not in found:
            found |= {other._meta.label} | goes_with(other)
    return found


def test_table_tells_of_everything_that_belongs_to_a_school_or_a_person(
    organization, admin_client, page_of
):
    assert goes_with(Organization) | goes_with(User) == set(TOLD)
    html = admin_client.get(page_of("kept")).content.decode()
    assert {label for label, words in TOLD.items() if words not in html} == set()


def test_documents_have_the_same_table():
    page = (settings.BASE_DIR / "docs" / "explanation" / "who-sees-what.md").read_text()
    part = page.partition("## How long")[2].partition("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in part.splitlines()
        if line.startswith("|")
    ]
    assert rows[2:] == [
        [one.what, one.why, one.how_long] for one in kept_things(Organization(name="Duneside"))
    ]


def test_log_leads_to_a_person_only_while_their_account_is_here(
    classroom, teacher, admin_client, page_of
):
    note("class_exported", teacher, classroom)
    assert teacher.username in admin_client.get(page_of("kept")).content.decode()
    teacher.delete()
    html = admin_client.get(page_of("kept")).content.decode()
    assert "somebody whose account is gone" in html
    assert teacher.username not in html


def test_privacy_page_says_the_same_in_words_for_a_child(client):
    html = " ".join(client.get("/privacy/").content.decode().split())
    assert (min(KeptFor.values), max(KeptFor.values)) == (1, 24)
    assert "from one month to two years after your class has ended" in html
    assert "sums of answers, of five people or more" in html


@pytest.mark.parametrize(
    "wrong",
    [{"country": "XX"}, {"country": ""}, {"time_zone": "Moon/Sea"}, {"months_kept": "7"}],
)
def test_wrong_settings_are_refused(wrong, organization, admin_client, page_of):
    body = {"country": "GB", "time_zone": "Asia/Tokyo", "months_kept": "4"}
    assert admin_client.post(page_of("settings"), body | wrong).status_code == 422
    organization.refresh_from_db()
    assert (organization.country, organization.time_zone, organization.months_kept) == (
        "",
        "Europe/London",
        12,
    )


def test_time_zone_that_is_no_place_stays_what_it_is(organization, admin_client, page_of):
    Organization.objects.filter(pk=organization.pk).update(time_zone="UTC")
    html = admin_client.get(page_of("settings")).content.decode()
    assert '<option value="UTC" selected>UTC</option>' in html
    body = {"country": "GB", "time_zone": "UTC", "months_kept": "12"}
    assert admin_client.post(page_of("settings"), body).status_code == 303
    organization.refresh_from_db()
    assert organization.time_zone == "UTC"
    body["time_zone"] = "Asia/Tokyo"
    assert admin_client.post(page_of("settings"), body).status_code == 303
    assert 'value="UTC"' not in admin_client.get(page_of("settings")).content.decode()


def test_deleted_class_takes_those_along_who_are_in_no_other(classroom, student, other_classroom):
    in_both = factories.make_student(classroom, nickname="Both")
    other_classroom.memberships.create(user=in_both, role="student", nickname="Both")
    teacher = factories.make_teacher(classroom)
    delete_classroom(by=None, classroom=classroom)
    assert set(Classroom.objects.all()) == {other_classroom}
    assert not User.objects.filter(pk=student.pk).exists()
    assert User.objects.filter(pk__in=[in_both.pk, teacher.pk]).count() == 2


def test_nothing_is_deleted_where_no_class_has_ended(classroom, student):
    assert said("--dry-run") == said() == "0 classes"
    assert Classroom.objects.get() == classroom


def said(*args) -> str:
    out = StringIO()
    call_command("delete_ended_classes", *args, stdout=out)
    return " ".join(out.getvalue().split()[:2])


@pytest.fixture
def clock():
    """Set the clock to noon of a day, again and again."""
    with ExitStack() as clocks:

        def set_to(day: date) -> None:
            noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
            clocks.enter_context(time_machine.travel(noon, tick=False))

        yield set_to


def end(classroom, day: date) -> None:
    ended_at = classroom.organization.beginning_of(day) + timedelta(hours=12)
    Classroom.objects.filter(pk=classroom.pk).update(archived_at=ended_at)


@pytest.mark.parametrize(
    ("ended", "due"),
    [
        (date(2026, 7, 17), date(2027, 7, 17)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 2, 28), date(2028, 2, 28)),
        (date(2027, 3, 1), date(2028, 3, 1)),
    ],
)
def test_class_is_deleted_on_its_day_and_not_before(
    ended, due, classroom, student, other_classroom, clock
):
    end(classroom, ended)
    clock(due - timedelta(days=1))
    assert said() == "0 classes"
    clock(due)
    assert said("--dry-run") == "1 classes"
    assert Classroom.objects.count() == 2
    assert [said(), said()] == ["1 classes", "0 classes"]
    assert Classroom.objects.get() == other_classroom


@pytest.mark.parametrize("now_says", ["brought back", "kept for longer", "gone"])
def test_class_that_changed_while_the_run_went_on_stays(now_says, classroom, student, clock):
    end(classroom, date(2026, 7, 17))
    clock(date(2027, 7, 17))
    due = ended_and_over(now=timezone.now())
    assert due == [classroom]
    if now_says == "brought back":
        Classroom.objects.update(archived_at=None)
    elif now_says == "kept for longer":
        Organization.objects.update(months_kept=24)
    else:
        delete_classroom(by=None, classroom=Classroom.objects.get())
    assert not delete_if_over(classroom=due[0], now=timezone.now())
    assert Classroom.objects.exists() == User.objects.filter(pk=student.pk).exists()
    assert Classroom.objects.exists() == (now_says != "gone")


# --- A shorter time ------------------------------------------------------------------------------

MONTH = {"country": "GB", "time_zone": "Europe/London", "months_kept": "1"}


@pytest.fixture
def ended_in_summer(organization, other_classroom, clock) -> list[Classroom]:
    """Two classes that are deleted in July 2027; one that goes on, one ended at another school."""
    found = [factories.make_classroom(organization, name=name) for name in ("8A", "8B")]
    for one in [*found, other_classroom]:
        end(one, date(2026, 7, 17))
    factories.make_classroom(organization, name="9C goes on")
    clock(date(2026, 11, 28))
    return found


def test_shorter_time_names_what_it_deletes_and_asks_for_a_tick(
    ended_in_summer, organization, admin_client, page_of
):
    refused = admin_client.post(page_of("settings"), MONTH)
    html = refused.content.decode()
    assert refused.status_code == 422
    assert "2 classes are then deleted in the coming night. Tick this, or keep" in html
    assert "8A, 8B" in html
    assert "9C goes on" not in html
    organization.refresh_from_db()
    assert organization.months_kept == 12
    tick = refused.context["form"].fields["deleted"].choices[0][0]
    assert admin_client.post(page_of("settings"), MONTH | {"deleted": tick}).status_code == 303
    organization.refresh_from_db()
    assert organization.months_kept == 1
    assert said() == "2 classes"
    # What is due by now is due whatever else is changed: nobody is asked again.
    assert admin_client.post(page_of("settings"), MONTH | {"country": "FR"}).status_code == 303


def test_tick_for_one_list_is_none_for_a_longer_one(
    ended_in_summer, organization, admin_client, page_of
):
    later = factories.make_classroom(organization, name="8C")
    end(later, date(2026, 10, 1))
    four_months = MONTH | {"months_kept": "4"}
    refused = admin_client.post(page_of("settings"), four_months)
    assert "8C" not in refused.content.decode()
    tick = {"deleted": refused.context["form"].fields["deleted"].choices[0][0]}
    again = admin_client.post(page_of("settings"), MONTH | tick)
    assert again.status_code == 422
    assert "3 classes are then deleted in the coming night" in again.content.decode()
    assert admin_client.post(page_of("settings"), four_months | tick).status_code == 303


def test_class_whose_day_is_tomorrow_is_named_too(classroom, admin_client, page_of, clock):
    end(classroom, date(2026, 10, 29))
    clock(date(2026, 11, 28))
    assert admin_client.post(page_of("settings"), MONTH).status_code == 422
    clock(date(2026, 11, 27))
    assert admin_client.post(page_of("settings"), MONTH).status_code == 303


def test_page_says_which_class_is_deleted_next(
    classroom, organization, other_classroom, admin_client, page_of
):
    later = factories.make_classroom(organization, name="Later")
    end(classroom, date(2026, 7, 17))
    end(later, date(2026, 7, 18))
    end(other_classroom, date(2026, 7, 16))
    found = admin_client.get(page_of("kept")).context["next_deletion"]
    assert (found.day, found.class_name) == (date(2027, 7, 17), classroom.name)


def test_every_export_of_the_school_is_listed(
    classroom, teacher, teacher_client, other_classroom, other_teacher, admin_client, page_of
):
    teacher_client.post(reverse("teaching:export_list", args=[classroom.uuid]))
    note("class_exported", other_teacher, other_classroom)
    note("class_exported", teacher, classroom)
    note("classroom-changed", teacher, classroom)
    exports = admin_client.get(page_of("kept")).context["exports"]
    assert [(one.by, one.class_name, one.with_names) for one in exports] == [
        (teacher, classroom.name, False),
        (teacher, classroom.name, True),
    ]


def note(verb: str, by: User, classroom: Classroom) -> None:
    AuditEntry.objects.create(
        at=timezone.now(),
        actor=by.uuid,
        verb=verb,
        target_kind="classroom",
        target=classroom.uuid,
    )


@pytest.mark.parametrize("exports", [1, 3, 30])
def test_page_costs_the_same_queries(
    exports, classroom, admin_client, page_of, django_assert_num_queries
):
    for _ in range(exports):
        note("class_exported", factories.make_staff(classroom.organization), classroom)
    # Session, user, school; the classes' names, the log, who it was; with ends, the next one.
    with django_assert_num_queries(7):
        response = admin_client.get(page_of("kept"))
    assert len(response.context["exports"]) == exports
