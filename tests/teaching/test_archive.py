"""A class that is over, and one that is made like another."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assignments.actions import assign_module, make_group
from assignments.models import Assignment, Extension
from core.models import AuditEntry
from organizations import class_life
from organizations.errors import ClassIsOver
from organizations.models import Classroom
from organizations.returning import come_back
from quizzes.enums import AttemptMode
from quizzes.models import Attempt
from rosters.actions import import_roster
from rosters.forms import signed
from rosters.tables import table_of
from tests import factories
from tests.rosters.lists import roster_of
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
    assert "Your school keeps a class for twelve months after it is archived" in page
    assert not Classroom.objects.get().is_archived
    for _ in range(2):
        answer = teacher_client.post(archive_url)
        assert (answer.status_code, answer.url) == (303, reverse("teaching:classes"))
    page = teacher_client.get(reverse("teaching:classes"))
    assert page.context["cards"] == []
    assert [card.classroom for card in page.context["archived"]] == [classroom]
    html = page.content.decode()
    assert "1 class in the archive" in html
    assert "No current class" in html
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


@pytest.fixture
def posts(classroom, teacher, student, module) -> dict[str, tuple[str, dict]]:
    """What pages send that stood open when the class was archived, by what they want."""
    waiting = factories.make_student(classroom, nickname="Ben", state="waiting").memberships.get()
    work = classroom.assignments.create(module=module, due_on="2099-01-31")
    withdrawn = classroom.assignments.create(
        module=factories.make_module(), withdrawn_at=timezone.now()
    )
    group = make_group(by=teacher, classroom=classroom, name="Tuesday", members=[])
    members = {"members": [student.memberships.get().uuid]}
    names = signed(table_of("Puffin"), user=teacher, classroom=classroom)

    def of(view: str, *args) -> str:
        return reverse(f"teaching:{view}", args=[classroom.uuid, *args])

    return {
        "let in": (of("decide", waiting.uuid), {"decision": "accept"}),
        "restore": (of("restore", withdrawn.uuid), {}),
        "give time": (
            of("extend", work.uuid),
            {"who": "unfinished", "due_on": "2099-02-28", "reason": "Away"},
        ),
        "make a group": (of("groups"), {"name": "Wednesday"} | members),
        "fill a group": (of("group", group.uuid), {"name": "Tuesday"} | members),
        "change work": (of("work", work.uuid), {"quiz_mode": "test", "minutes": "20"}),
        "bring in a list": (of("check_list"), {"read": names, "column_0": "name", "import": "1"}),
    }


def state(classroom) -> list:
    """Return what those pages change."""
    return [
        list(classroom.memberships.values_list("state", "nickname", "label").order_by("pk")),
        list(Assignment.everything.values_list("withdrawn_at", "due_on", "quiz_mode")),
        list(classroom.groups.values_list("name", "members")),
        Extension.objects.count(),
    ]


WANTED = (
    "let in",
    "restore",
    "give time",
    "make a group",
    "fill a group",
    "change work",
    "bring in a list",
)


@pytest.mark.parametrize("wanted", WANTED)
def test_page_that_stood_open_is_told_that_the_class_is_over(
    wanted, posts, classroom, teacher, teacher_client, other_teacher, class_url
):
    address, sent = posts[wanted]
    class_life.archive_classroom(by=teacher, classroom=classroom)
    before = state(classroom)
    answer = teacher_client.post(address, sent, follow=True)
    assert answer.redirect_chain == [(class_url, 303)]
    assert "This class is in the archive. Bring it back first." in answer.content.decode()
    assert state(classroom) == before
    assert client_of(other_teacher).post(address, sent).status_code == 404
    class_life.bring_back_classroom(by=teacher, classroom=classroom)
    teacher_client.post(address, sent)
    assert state(classroom) != before


def test_who_waits_can_be_refused_and_a_group_deleted_in_the_archive(
    posts, classroom, teacher, teacher_client
):
    class_life.archive_classroom(by=teacher, classroom=classroom)
    teacher_client.post(posts["let in"][0], {"decision": "refuse"})
    teacher_client.post(posts["fill a group"][0], {"delete": "1"})
    assert not classroom.memberships.waiting().exists()
    assert not classroom.groups.exists()


def test_class_archived_a_moment_ago_is_given_nothing(teacher, classroom, module):
    stale = Classroom.objects.get()
    class_life.archive_classroom(by=teacher, classroom=classroom)
    assert not stale.is_archived
    with pytest.raises(ClassIsOver):
        assign_module(by=teacher, classroom=stale, module=module, due_on=None)
    with pytest.raises(ClassIsOver):
        import_roster(by=teacher, classroom=stale, roster=roster_of("id,name\n7,Amara\n"))
    assert not Assignment.objects.exists()
    assert not stale.memberships.students().exists()


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


def test_copy_asked_for_twice_is_made_once_and_under_another_name_again(
    classroom, teacher, teacher_client, module, duplicate_url
):
    classroom.assignments.create(module=module)
    key = teacher_client.get(duplicate_url).context["form"]["key"].value()
    answers = [
        teacher_client.post(duplicate_url, {"name": name, "key": key}).url
        for name in ("9D Computing", "9D Computing", "9E Computing")
    ]
    copies = Classroom.objects.exclude(pk=classroom.pk).order_by("pk")
    assert [one.name for one in copies] == ["9D Computing", "9E Computing"]
    assert answers == [reverse("teaching:class", args=[copies[n].uuid]) for n in (0, 0, 1)]
    assert AuditEntry.objects.filter(verb="classroom-created").count() == 2
    assert [one.assignments.count() for one in copies] == [1, 1]


def test_key_of_a_class_of_another_school_leads_to_no_other_class(
    classroom, teacher_client, other_classroom, duplicate_url
):
    sent = {"name": other_classroom.name, "key": other_classroom.uuid}
    teacher_client.post(duplicate_url, sent)
    copy = Classroom.objects.exclude(pk__in=[classroom.pk, other_classroom.pk]).get()
    assert copy.organization == classroom.organization
    assert copy.uuid != other_classroom.uuid


def test_page_of_a_copy_names_what_comes_along_and_no_work_for_some(
    classroom, teacher_client, module, duplicate_url
):
    for_some = factories.make_module(title="Only for some")
    classroom.assignments.create(module=module)
    classroom.assignments.create(module=for_some, is_for_all=False)
    html = teacher_client.get(duplicate_url).content.decode()
    assert (module.title in html, "Only for some" in html) == (True, False)
    teacher_client.post(duplicate_url, {"name": "9D Computing"})
    copy = Classroom.objects.get(name="9D Computing")
    assert [one.module for one in copy.assignments.all()] == [module]


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
