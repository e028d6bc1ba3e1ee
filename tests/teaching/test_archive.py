"""A class that is over, and one that is made like another."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assignments.models import Assignment
from core.models import AuditEntry
from organizations import class_life
from organizations.models import Classroom
from organizations.returning import come_back
from quizzes.enums import AttemptMode
from quizzes.models import Attempt
from tests import factories
from tests.security.asking import client_of
from tests.support.samples import words_of


@pytest.fixture
def archive_url(classroom) -> str:
    return reverse("teaching:archive", args=[classroom.uuid])


@pytest.fixture
def duplicate_url(classroom) -> str:
    return reverse("teaching:duplicate", args=[classroom.uuid])


@pytest.fixture
def archived(classroom, teacher) -> Classroom:
    class_life.archive_classroom(by=teacher, classroom=classroom)
    classroom.refresh_from_db()
    return classroom


def me(student) -> str:
    return client_of(student).get(reverse("progress:my_learning")).content.decode()


# --- The archive ---------------------------------------------------------------------------------


def test_archived_class_leaves_the_list_for_the_fold(teacher_client, classroom, archive_url):
    page = teacher_client.get(archive_url).content.decode()
    assert "Your school keeps a class for twelve months after it went into the archive" in page
    assert not Classroom.objects.get().is_archived
    for _ in range(2):
        answer = teacher_client.post(archive_url)
        assert (answer.status_code, answer.url) == (303, reverse("teaching:classes"))
    page = teacher_client.get(reverse("teaching:classes"))
    assert page.context["cards"] == []
    assert [card.classroom for card in page.context["archived"]] == [classroom]
    html = page.content.decode()
    assert "1 class in the archive" in html
    assert "No class at work" in html
    assert AuditEntry.objects.filter(verb="class-archived").count() == 1


def test_archived_class_takes_nobody_and_nothing(
    archived, teacher_client, client, teacher, module, class_url
):
    Classroom.objects.update(joining_open_until=timezone.now() + timedelta(hours=1))
    assert client.post("/join/", {"code": archived.code}).status_code == 409
    for view in ("code", "assign", "import_list", "class_settings"):
        address = reverse(f"teaching:{view}", args=[archived.uuid])
        assert teacher_client.get(address).status_code == 404
        assert f'href="{address}"' not in teacher_client.get(class_url).content.decode()
    joining = reverse("teaching:joining", args=[archived.uuid])
    assert teacher_client.post(joining, {"joining": "open"}).status_code == 404
    assert f'action="{joining}"' not in teacher_client.get(class_url).content.decode()
    assign = reverse("teaching:assign", args=[archived.uuid])
    assert teacher_client.post(assign, {"module": module.uuid}).status_code == 404
    assert not Assignment.objects.exists()


def test_teacher_still_reads_an_archived_class(archived, teacher_client, student, class_url):
    html = teacher_client.get(class_url).content.decode()
    assert "In the archive since" in html
    assert "Amara" in teacher_client.get(f"{class_url}students/").content.decode()


def test_archived_class_without_work_offers_nothing_to_press(
    classroom, teacher, student, teacher_client, class_url
):
    factories.make_student(classroom, state="waiting")
    class_life.archive_classroom(by=teacher, classroom=classroom)
    live = BeautifulSoup(teacher_client.get(class_url).content, "html.parser").find(id="live")
    assert live.find_all(["form", "button"]) == []
    assert "Nothing was assigned to this class." in words_of(live)
    assert "Assign a module" not in words_of(live)


def test_student_keeps_work_and_way_back_and_has_nothing_to_do(
    classroom, teacher, student, module, lesson, client
):
    classroom.assignments.create(module=module)
    factories.make_lesson_progress(student, lesson)
    assert "From your class" in me(student)
    class_life.archive_classroom(by=teacher, classroom=classroom)
    html = me(student)
    assert "From your class" not in html
    assert "Other lessons you began" in html
    assert "1 lesson finished" in html
    assert "This class is over" in html
    returned = come_back(code=classroom.code, nickname="Amara", phrase="calm tern blue dune")
    assert returned.membership.user == student
    assert client_of(student).get(lesson.step_url(1)).status_code == 200
    assert client_of(student).get("/help/").status_code == 200


def test_student_who_waited_does_not_wait_for_an_archived_class(classroom, teacher):
    waiting = factories.make_student(classroom, state="waiting")
    class_life.archive_classroom(by=teacher, classroom=classroom)
    assert "Waiting for your teacher" not in me(waiting)


def test_archiving_opens_tests_nobody_would_open_later(classroom, teacher, student, module):
    test = classroom.assignments.create(module=module, quiz_mode=AttemptMode.TEST)
    attempt = factories.make_attempt(student, module.quiz)
    Attempt.objects.filter(pk=attempt.pk).update(mode=AttemptMode.TEST, is_sealed=True)
    class_life.archive_classroom(by=teacher, classroom=classroom)
    test.refresh_from_db()
    attempt.refresh_from_db()
    assert (test.waits_to_be_opened, attempt.is_sealed) == (False, False)


def test_class_is_brought_back_with_joining_closed(archived, teacher_client, class_url):
    address = reverse("teaching:bring_back", args=[archived.uuid])
    assert f'action="{address}"' in teacher_client.get(class_url).content.decode()
    for _ in range(2):
        assert teacher_client.post(address).url == class_url
    archived.refresh_from_db()
    assert (archived.is_archived, archived.is_joining_open()) == (False, False)
    assert AuditEntry.objects.filter(verb="class-brought-back").count() == 1


# --- A copy --------------------------------------------------------------------------------------


def test_copy_has_settings_and_modules_but_no_days_students_or_colleagues(
    classroom, teacher, teacher_client, student, module, duplicate_url
):
    Classroom.objects.update(age_band="14-17", uses_shared_devices=True, seats=33)
    factories.make_teacher(classroom)
    classroom.assignments.create(
        module=module, due_on="2030-01-31", quiz_mode=AttemptMode.TEST, quiz_minutes=20
    )
    assert module.title in teacher_client.get(duplicate_url).content.decode()
    answer = teacher_client.post(duplicate_url, {"name": "9D Computing"})
    copy = Classroom.objects.get(name="9D Computing")
    assert answer.url == reverse("teaching:class", args=[copy.uuid])
    assert (copy.organization, copy.age_band) == (classroom.organization, "14-17")
    assert (copy.uses_shared_devices, copy.seats, copy.is_joining_open()) == (True, 33, False)
    assert copy.code_key != classroom.code_key
    assert [one.user for one in copy.memberships.all()] == [teacher]
    (work,) = copy.assignments.all()
    assert (work.module, work.due_on, work.assigned_by) == (module, None, teacher)
    assert (work.quiz_mode, work.quiz_minutes) == (AttemptMode.TEST, 20)
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert verbs == {"classroom-created", "module-assigned"}


@pytest.mark.parametrize("tick", [{}, {"with_careful": "on"}])
def test_careful_module_comes_along_only_after_the_tick(
    tick, classroom, teacher_client, duplicate_url
):
    careful = factories.make_module(sensitivity="careful")
    classroom.assignments.create(module=careful)
    form = teacher_client.get(duplicate_url).context["form"]
    assert careful.title in str(form.fields["with_careful"].help_text)
    teacher_client.post(duplicate_url, {"name": "9D Computing", **tick})
    copy = Classroom.objects.get(name="9D Computing")
    assert [one.module for one in copy.assignments.all()] == [careful] * len(tick)


def test_copy_without_a_name_is_refused(teacher_client, duplicate_url):
    answer = teacher_client.post(duplicate_url, {"name": " "})
    assert answer.status_code == 422
    assert "Type a name for the class." in answer.content.decode()
    assert Classroom.objects.count() == 1


def test_nobody_else_archives_or_copies_a_class(cast):
    """Another teacher of this school, one of another school, and a student of the class."""
    before = Classroom.objects.count()
    for user, status in [
        (cast.other_teacher, 404),
        (cast.far_teacher, 404),
        (cast.organization_admin, 404),
        (cast.student, 403),
    ]:
        client = Client()
        client.force_login(user)
        for view in ("archive", "duplicate", "bring_back"):
            address = reverse(f"teaching:{view}", args=[cast.classroom.uuid])
            assert client.post(address, {"name": "Mine"}).status_code == status
    cast.classroom.refresh_from_db()
    assert (cast.classroom.is_archived, Classroom.objects.count()) == (False, before)
