"""The new school year: classes with new names, their students or none, all at once and once."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from organizations import class_life
from organizations.class_life import NextYear, next_years_name, roll_over
from organizations.models import Classroom, Membership
from organizations.queries import age_band_of, extra_time_of
from organizations.returning import come_back
from tests import factories

NEW_YEAR = "/teach/new-year/"


def ticked(classroom, **fields) -> dict[str, str]:
    """Return what the page sends for one class that is ticked."""
    sent = {"is_chosen": "on", "name": "10C Computing", "age_band": "14-17", **fields}
    return {f"{classroom.uuid}-{name}": value for name, value in sent.items()}


def new_class() -> Classroom:
    return Classroom.objects.get(name="10C Computing")


@pytest.mark.parametrize(
    ("name", "following"),
    [
        ("9C Computing", "10C Computing"),
        ("Year 7 Blue", "Year 8 Blue"),
        ("12B", "13B"),
        ("13A", "13A"),
        ("Chess club", "Chess club"),
        ("8b 2026/27", "9b 2026/27"),
        ("2026/27 8b", "2026/27 9b"),
        ("Room 204", "Room 204"),
        ("٩ج", "٩ج"),
    ],
)
def test_name_of_next_year_is_suggested(name, following):
    assert next_years_name(name) == following


def test_page_suggests_names_and_changes_nothing(teacher_client, classroom, student):
    html = teacher_client.get(NEW_YEAR).content.decode()
    assert 'value="10C Computing"' in html
    assert "1 student" in html
    assert (Classroom.objects.count(), AuditEntry.objects.count()) == (1, 0)


def test_class_goes_on_with_its_students_and_the_old_one_is_archived(
    teacher_client, classroom, teacher, student, module
):
    colleague = factories.make_teacher(classroom)
    factories.make_student(classroom, nickname="Pebble", state="waiting")
    Membership.objects.filter(user=student).update(label="Amara O.", roster_key="id:1")
    classroom.assignments.create(module=module)
    answer = teacher_client.post(NEW_YEAR, ticked(classroom, with_students="on"))
    assert (answer.status_code, answer.url) == (303, reverse("teaching:classes"))
    classroom.refresh_from_db()
    after = new_class()
    assert (classroom.is_archived, after.is_archived, after.age_band) == (True, False, "14-17")
    assert after.code_key != classroom.code_key
    assert not after.assignments.exists()
    assert {one.user for one in after.memberships.all()} == {teacher, colleague, student}
    place = after.memberships.students().get()
    assert (place.nickname, place.label, place.roster_key) == ("Amara", "Amara O.", "")
    targets = AuditEntry.objects.filter(verb="class-rolled-over").values_list("target", flat=True)
    assert list(targets) == [after.uuid]


def test_teacher_who_has_left_is_not_taken_along(teacher, classroom, other_classroom):
    gone = factories.make_teacher(classroom)
    gone.staff_memberships.update(leaves_at=timezone.now())
    # At another school they are still: that is no reason to stay in a class here.
    other_classroom.organization.staff.create(user=gone, role="teacher")
    (after,) = roll_over(by=teacher, plans=[NextYear(classroom, "10C", "14-17", True)])
    assert [one.user for one in after.memberships.all()] == [teacher]
    assert classroom.memberships.filter(user=gone).exists()


def test_old_code_and_new_code_bring_the_same_student_back(teacher, classroom, student):
    plan = NextYear(classroom, "10C Computing", "14-17", with_students=True)
    (after,) = roll_over(by=teacher, plans=[plan])
    for code in (classroom.code, after.code):
        returned = come_back(code=code, nickname="Amara", phrase="calm tern blue dune")
        assert returned.membership.user == student


def test_age_and_extra_time_are_those_of_the_class_at_work(teacher, classroom, student):
    assert age_band_of(student) == "11-13"
    Membership.objects.filter(user=student).update(extra_time=50)
    plan = NextYear(classroom, "10C Computing", "14-17", with_students=True)
    (after,) = roll_over(by=teacher, plans=[plan])
    assert (age_band_of(student), extra_time_of(student)) == ("14-17", 50)
    after.memberships.filter(user=student).update(extra_time=25)
    assert extra_time_of(student) == 25
    class_life.archive_classroom(by=teacher, classroom=after)
    assert (age_band_of(student), extra_time_of(student)) == ("11-13", 50)


def test_class_goes_on_without_students(teacher_client, classroom, student, teacher):
    teacher_client.post(NEW_YEAR, ticked(classroom))
    assert [one.user for one in new_class().memberships.all()] == [teacher]
    assert student.memberships.get().classroom == classroom


def test_sent_twice_is_done_once(teacher_client, classroom, student):
    sent = ticked(classroom, with_students="on")
    for _ in range(2):
        answer = teacher_client.post(NEW_YEAR, sent)
        assert (answer.status_code, answer.url) == (303, reverse("teaching:classes"))
    assert Classroom.objects.count() == 2
    assert AuditEntry.objects.filter(verb="class-rolled-over").count() == 1


def test_plan_for_a_class_rolled_over_meanwhile_is_left_alone(teacher, classroom):
    plan = NextYear(classroom, "10C Computing", "14-17", with_students=True)
    assert [len(roll_over(by=teacher, plans=[plan])) for _ in range(2)] == [1, 0]


def test_one_wrong_name_stops_all(teacher, teacher_client, classroom):
    second = factories.make_classroom(classroom.organization, name="8A Art")
    second.memberships.create(user=teacher, role="teacher")
    sent = ticked(classroom) | ticked(second, name=" ")
    answer = teacher_client.post(NEW_YEAR, sent)
    assert answer.status_code == 422
    assert "Type a name for the class." in answer.content.decode()
    assert Classroom.objects.current().count() == Classroom.objects.count() == 2


def test_class_that_is_not_ticked_is_left_alone(teacher, teacher_client, classroom):
    second = factories.make_classroom(classroom.organization, name="8A Art")
    second.memberships.create(user=teacher, role="teacher")
    sent = ticked(classroom) | {f"{second.uuid}-name": "", f"{second.uuid}-age_band": "11-13"}
    assert teacher_client.post(NEW_YEAR, sent).status_code == 303
    second.refresh_from_db()
    assert (second.is_archived, second.name) == (False, "8A Art")


def test_nothing_ticked_says_so(teacher_client, classroom):
    answer = teacher_client.post(NEW_YEAR, {f"{classroom.uuid}-name": "10C"})
    assert answer.status_code == 422
    assert "Tick at least one class." in answer.content.decode()
    assert Classroom.objects.count() == 1


def test_class_of_somebody_else_is_neither_shown_nor_rolled_over(cast):
    for user in (cast.other_teacher, cast.far_teacher, cast.organization_admin):
        client = Client()
        client.force_login(user)
        assert "9C Computing" not in client.get(NEW_YEAR).content.decode()
        client.post(NEW_YEAR, ticked(cast.classroom))
    cast.classroom.refresh_from_db()
    assert not cast.classroom.is_archived
    assert not Classroom.objects.filter(name="10C Computing").exists()


def test_student_does_not_open_the_page(client, student):
    client.force_login(student)
    assert client.get(NEW_YEAR).status_code == 403


@pytest.mark.parametrize("classes", [1, 3, 30])
def test_page_costs_the_same_queries(
    classes, classroom, teacher, teacher_client, django_assert_num_queries
):
    for _ in range(classes - 1):
        extra = factories.make_classroom(classroom.organization)
        extra.memberships.create(user=teacher, role="teacher")
    # Session, user, classes, their other teachers.
    with django_assert_num_queries(4):
        page = teacher_client.get(NEW_YEAR)
    assert len(page.context["rows"]) == classes


def test_classes_list_names_who_else_teaches(teacher_client, classroom):
    colleague = factories.make_teacher(classroom)
    colleague.first_name, colleague.last_name = "Ada", "Adeyemi"
    colleague.save()
    assert "With Ada Adeyemi" in teacher_client.get("/teach/").content.decode()
