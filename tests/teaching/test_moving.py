"""A student moves to another class, or is removed."""

from datetime import date

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assignments.actions import give_extension, make_group
from assignments.models import Assignment, Extension
from core.models import AuditEntry
from organizations.actions import open_joining
from organizations.class_life import archive_classroom, move_student
from organizations.errors import NotAMoveToMake, WrongWayBack
from organizations.models import Classroom, Membership
from organizations.returning import come_back
from progress.models import LessonProgress
from quizzes.enums import AttemptMode
from quizzes.models import Attempt
from rosters.actions import import_roster
from rosters.plans import Status, plan_for
from tests import factories
from tests.rosters.lists import roster_of
from tests.security.asking import client_of
from users.models import User

PHRASE = "calm tern blue dune"


@pytest.fixture
def target(classroom, teacher) -> Classroom:
    target = factories.make_classroom(classroom.organization, name="9D Computing")
    target.memberships.create(user=teacher, role="teacher")
    return target


@pytest.fixture
def membership(student) -> Membership:
    return student.memberships.get()


@pytest.fixture
def move_url(classroom, membership) -> str:
    return reverse("teaching:move", args=[classroom.uuid, membership.uuid])


def choices(page) -> list[Classroom]:
    return list(page.context["form"].fields["to"].queryset)


# --- Moving --------------------------------------------------------------------------------------


def test_moved_student_takes_work_label_and_way_back_along(
    teacher_client, classroom, target, student, membership, module, lesson, move_url
):
    factories.make_attempt(student, module.quiz)
    factories.make_lesson_progress(student, lesson)
    Membership.objects.update(label="Amara O.", roster_key="", extra_time=25)
    assert "Lessons, answers, your label" in teacher_client.get(move_url).content.decode()
    assert student.memberships.get().classroom == classroom
    answer = teacher_client.post(move_url, {"to": target.uuid, "nickname": "Amara"})
    moved = student.memberships.get()
    assert (answer.status_code, answer.url) == (
        303,
        reverse("teaching:student", args=[target.uuid, membership.uuid]),
    )
    assert (moved.classroom, moved.nickname, moved.label) == (target, "Amara", "Amara O.")
    assert (moved.extra_time, moved.uuid) == (25, membership.uuid)
    assert moved.joined_at > membership.joined_at
    assert (Attempt.objects.count(), LessonProgress.objects.count()) == (1, 1)
    entry = AuditEntry.objects.get(verb="student-moved")
    assert entry.target == membership.uuid
    assert teacher_client.post(move_url, {"to": target.uuid}).status_code == 404


@pytest.mark.parametrize("card", ["old", "new"])
def test_moved_student_comes_back_with_the_old_card_and_the_new_code(
    card, teacher, classroom, target, membership
):
    move_student(by=teacher, membership=membership, to=target, nickname="Puffin")
    typed = {"old": (classroom.code, "amara"), "new": (target.code, "Puffin")}[card]
    returned = come_back(code=typed[0], nickname=typed[1], phrase=PHRASE)
    assert (returned.membership, returned.membership.classroom) == (membership, target)
    with pytest.raises(WrongWayBack):
        come_back(code=classroom.code, nickname="Puffin", phrase=PHRASE)


def test_nickname_of_a_moved_student_stays_theirs_in_the_old_class(
    client, teacher, classroom, target, membership
):
    move_student(by=teacher, membership=membership, to=target, nickname="Amara")
    open_joining(by=teacher, classroom=classroom)
    state = client.post("/join/", {"code": classroom.code}).context["state"]
    answer = client.post("/join/done/", {"state": state, "nickname": "Amara"})
    assert answer.status_code == 422
    assert "has this name already" in answer.content.decode()


def test_student_moves_back_under_the_same_name(teacher, classroom, target, membership):
    move_student(by=teacher, membership=membership, to=target, nickname="Amara")
    move_student(by=teacher, membership=membership, to=classroom, nickname="Amara")
    assert (membership.classroom, membership.nickname) == (classroom, "Amara")
    for code in (classroom.code, target.code):
        assert come_back(code=code, nickname="Amara", phrase=PHRASE).membership == membership


def test_taken_nickname_is_a_choice_of_three(teacher_client, target, student, membership, move_url):
    factories.make_student(target, nickname="Amara")
    answer = teacher_client.post(move_url, {"to": target.uuid, "nickname": "Amara"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Somebody in this class has this name already." in html
    offered = [value for value, _label in answer.context["form"].fields["nickname"].widget.choices]
    assert len(offered) == 3
    assert [html.count(f'type="radio" name="nickname" value="{one}"') for one in offered] == [1] * 3
    assert student.memberships.get() == membership
    teacher_client.post(move_url, {"to": target.uuid, "nickname": offered[1]})
    moved = student.memberships.get()
    assert (moved.classroom, moved.nickname) == (target, offered[1])


def test_student_of_a_class_list_is_known_again_by_the_label(
    teacher, classroom, target, membership
):
    roster = roster_of("id,name\n7,Amara Okafor\n")
    import_roster(by=teacher, classroom=classroom, roster=roster)
    listed = classroom.memberships.exclude(roster_key="").get()
    move_student(by=teacher, membership=listed, to=target, nickname=listed.nickname)
    assert listed.roster_key == ""
    plan = plan_for(target, roster)
    assert [(step.status, step.membership) for step in plan.steps] == [(Status.CHANGED, listed)]
    assert plan_for(classroom, roster).leaving == []


def test_choice_is_the_teachers_own_classes_at_work_at_this_school(
    teacher, teacher_client, classroom, target, student, other_classroom, move_url
):
    other_classroom.memberships.create(user=teacher, role="teacher")
    factories.make_teacher(factories.make_classroom(classroom.organization))
    both = factories.make_classroom(classroom.organization)
    both.memberships.create(user=teacher, role="teacher")
    both.memberships.create(user=student, role="student", nickname_key="x")
    over = factories.make_classroom(classroom.organization)
    over.memberships.create(user=teacher, role="teacher")
    archive_classroom(by=teacher, classroom=over)
    assert choices(teacher_client.get(move_url)) == [target]
    for refused in (other_classroom, both, over, classroom):
        assert teacher_client.post(move_url, {"to": refused.uuid}).status_code == 422
    assert student.memberships.filter(classroom=classroom).exists()


def test_class_that_was_archived_meanwhile_takes_nobody(teacher, target, membership):
    archive_classroom(by=teacher, classroom=target)
    with pytest.raises(NotAMoveToMake):
        move_student(by=teacher, membership=membership, to=target, nickname="Amara")


def test_full_class_takes_nobody(teacher_client, target, student, classroom, move_url):
    Classroom.objects.filter(pk=target.pk).update(seats=0)
    answer = teacher_client.post(move_url, {"to": target.uuid})
    assert answer.status_code == 422
    assert "That class has no seat left." in answer.content.decode()
    assert student.memberships.get().classroom == classroom


def test_teacher_with_one_class_is_told_what_else_there_is(teacher_client, move_url):
    html = teacher_client.get(move_url).content.decode()
    assert "There is no other class to move to." in html


def test_test_handed_in_before_the_move_is_opened_with_its_class(
    teacher, teacher_client, classroom, target, student, membership, module
):
    test = classroom.assignments.create(module=module, quiz_mode=AttemptMode.TEST)
    attempt = factories.make_attempt(student, module.quiz)
    Attempt.objects.filter(pk=attempt.pk).update(mode=AttemptMode.TEST, is_sealed=True)
    move_student(by=teacher, membership=membership, to=target, nickname="Amara")
    teacher_client.post(reverse("teaching:open_answers", args=[classroom.uuid, test.uuid]))
    attempt.refresh_from_db()
    assert not attempt.is_sealed


@pytest.fixture
def named(teacher, classroom, target, student, membership, module) -> Extension:
    """The student stands in a group, in work for some and in an extension of their class; with a
    classmate in the first of each, and alone in the second. Returns the first extension.
    """
    Membership.objects.update(label="Amara O.")
    classmate = factories.make_student(classroom, nickname="Ben").memberships.get()
    work = classroom.assignments.create(module=module, is_for_all=False)
    both = [membership, classmate]
    group = make_group(by=teacher, classroom=classroom, name="Tuesday", members=both)
    work.groups.add(group)
    work.students.set(both)
    given = {"by": teacher, "assignment": work, "due_on": date(2026, 12, 1)}
    give_extension(**given, students=[membership], reason="Canary reason")
    return give_extension(**given, students=both, reason="Choir")


def test_teacher_of_the_old_class_finds_the_moved_student_nowhere(
    teacher, classroom, target, membership, named
):
    """Not in groups, chosen work and extensions; what is a classmate's too stays for them."""
    work, group = named.assignment, classroom.groups.get()
    old_client = client_of(factories.make_teacher(classroom))
    addresses = [
        reverse(f"teaching:{view}", args=[classroom.uuid, *more])
        for view, more in [
            ("class", []), ("students", []), ("groups", []), ("group", [group.uuid]),
            ("work", [work.uuid]), ("extend", [work.uuid]),
        ]
    ]  # fmt: skip

    def naming(words: str) -> list[bool]:
        return [words in old_client.get(one).content.decode() for one in addresses]

    assert naming("Amara O.") == [True] * 6
    move_student(by=teacher, membership=membership, to=target, nickname="Amara")
    assert naming("Amara") == [False] * 6
    assert naming("Ben") == [True] * 6
    assert naming("Canary reason") == [False] * 6
    assert [one.nickname for one in group.members.all()] == ["Ben"]
    assert [one.nickname for one in work.students.all()] == ["Ben"]
    assert list(work.extensions.all()) == [named]


def test_work_of_the_new_class_and_of_a_second_one_stays_the_students(
    teacher, classroom, target, student, membership, module, named
):
    second = factories.make_classroom(classroom.organization, name="Media club")
    there = second.memberships.create(user=student, role="student", nickname_key="kite")
    club = second.assignments.create(module=module, is_for_all=False)
    club.students.add(there)
    withdrawn = classroom.assignments.create(
        module=factories.make_module(), is_for_all=False, withdrawn_at=timezone.now()
    )
    withdrawn.students.add(membership)
    move_student(by=teacher, membership=membership, to=target, nickname="Amara")
    assert list(club.students.all()) == [there]
    assert list(withdrawn.students.all()) == []
    assert list(Assignment.objects.for_student(student)) == [club]


def test_student_who_was_moved_a_moment_ago_is_not_moved_from_there_again(
    teacher, classroom, target, membership
):
    """Two teachers at once: the second one's page knows nothing of the first."""
    third = factories.make_classroom(classroom.organization)
    third.memberships.create(user=teacher, role="teacher")
    stale = Membership.objects.get(pk=membership.pk)
    assert stale.classroom == classroom
    move_student(by=teacher, membership=membership, to=target, nickname="Amara")
    with pytest.raises(NotAMoveToMake):
        move_student(by=teacher, membership=stale, to=third, nickname="Amara")
    assert Membership.objects.get(pk=membership.pk).classroom == target


def test_nobody_else_moves_a_student(cast):
    """Another teacher of this school, one of another school, an admin, the student."""
    membership = cast.student.memberships.get()
    address = reverse("teaching:move", args=[cast.classroom.uuid, membership.uuid])
    for user, status in [
        (cast.other_teacher, 404),
        (cast.far_teacher, 404),
        (cast.organization_admin, 404),
        (cast.student, 403),
    ]:
        client = Client()
        client.force_login(user)
        sent = {"to": cast.other_classroom.uuid, "nickname": "Amara"}
        statuses = {client.get(address).status_code, client.post(address, sent).status_code}
        assert statuses == {status}
    assert cast.student.memberships.get().classroom == cast.classroom


@pytest.mark.parametrize("classes", [1, 3, 30])
def test_page_costs_the_same_queries(
    classes, teacher, teacher_client, classroom, move_url, django_assert_num_queries
):
    for _ in range(classes):
        extra = factories.make_classroom(classroom.organization)
        extra.memberships.create(user=teacher, role="teacher")
    # Session, user, class, student; the choice: whether there is one, and which.
    with django_assert_num_queries(6):
        page = teacher_client.get(move_url)
    assert page.content.decode().count('type="radio"') == classes


# --- What goes with a student --------------------------------------------------------------------

# Every table that loses rows with a student's account, and the words of the page that say so.
SAID = {
    "organizations.Membership": "their nickname, your label and their extra time",
    "organizations.FormerPlace": "also in classes they were moved from",
    "organizations.OneTimeCode": "six numbers that were not used yet",
    "progress.LessonProgress": "which lessons they began and finished",
    "progress.SkillProgress": "their quiz answers and skills",
    "quizzes.Attempt": "every quiz they tried, finished or not",
    "quizzes.AttemptSlot": "their quiz answers and skills",
    "quizzes.Response": "their quiz answers and skills",
    "quizzes.Correction": "their quiz answers and skills",
}
# Rows of staff, of Django and of Wagtail: a student has none.
OF_STAFF = {"account", "admin", "auth", "wagtailadmin", "wagtailusers", "wagtailcore"}
STAFF_ROWS = {"organizations.StaffMembership"}


def goes_with(model) -> set[str]:
    """Return the labels of all tables whose rows are deleted with one of `model`."""
    found = set()
    for relation in model._meta.related_objects:
        label = relation.related_model._meta.label
        if relation.on_delete is models.CASCADE and label not in found:
            found |= {label} | goes_with(relation.related_model)
    return found


def test_page_of_removing_names_everything_that_is_deleted(teacher_client, classroom, membership):
    gone = {label for label in goes_with(User) if label.split(".")[0] not in OF_STAFF}
    known = set(SAID) | STAFF_ROWS
    assert gone - known == set()
    assert set(SAID) - gone == set()
    address = reverse("teaching:remove", args=[classroom.uuid, membership.uuid])
    html = teacher_client.get(address).content.decode()
    assert {label for label, words in SAID.items() if words not in html} == set()


def test_removing_from_an_archived_class_too_deletes_the_rest(
    teacher, teacher_client, classroom, target, student, membership
):
    target.memberships.create(user=student, role="student", nickname="Amara", nickname_key="amara")
    archive_classroom(by=teacher, classroom=target)
    address = reverse("teaching:remove", args=[classroom.uuid, membership.uuid])
    assert "They are in an archived class too" in teacher_client.get(address).content.decode()
    teacher_client.post(address)
    left = student.memberships.get()
    teacher_client.post(reverse("teaching:remove", args=[target.uuid, left.uuid]))
    assert not User.objects.filter(pk=student.pk).exists()
