"""Work for groups and single students: the pages, what is refused, and the grid."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from assignments.actions import make_group
from assignments.models import Assignment
from quizzes.models import Attempt
from teaching.gain import ClassGain
from tests import factories
from tests.quizzes.counting import PRECHECK, take

WHOLE_ONLY = "for whole classes only, so that nobody is singled out"


@pytest.fixture
def people(classroom):
    names = ["Amara", "Ben", "Chen"]
    return [factories.make_student(classroom, nickname=n).memberships.get() for n in names]


@pytest.fixture
def group(teacher, classroom, people):
    return make_group(by=teacher, classroom=classroom, name="Tuesday", members=people[:1])


@pytest.fixture
def some_url(classroom, module) -> str:
    return reverse("teaching:assign_some", args=[classroom.uuid, module.uuid])


def words(response) -> str:
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join(soup.main.get_text(" ").split())


def table(response) -> dict[str, list[str]]:
    """Map the names in the grid to the words of their cells, as a screen reader has them."""
    soup = BeautifulSoup(response.content, "html.parser")
    return {
        row.th.a.get_text(): [cell.get_text(" ").split("  ")[-1].strip() for cell in row("td")]
        for row in soup.select(".heat-table tbody tr")
    }


def test_module_is_given_to_a_group_and_a_student(teacher_client, some_url, group, people):
    data = {"who": "some", "groups": group.uuid, "students": people[1].uuid}
    response = teacher_client.post(some_url, data, follow=True)
    assert "Assigned to 2 students: " in words(response)
    work = Assignment.objects.get()
    assert (work.is_for_all, list(work.groups.all()), list(work.students.all())) == (
        False,
        [group],
        [people[1]],
    )
    assert [cell[0].split()[-2:] for cell in table(response).values()] == [
        ["not", "started"],
        ["not", "started"],
        ["for", "them"],
    ]


def test_page_offers_groups_and_students_of_this_class_alone(
    teacher_client, some_url, group, people, other_classroom, other_student, other_teacher
):
    make_group(by=other_teacher, classroom=other_classroom, name="Canary", members=[])
    soup = BeautifulSoup(teacher_client.get(some_url).content, "html.parser")
    offered = [box["value"] for box in soup.select("[type=checkbox]")]
    assert offered == [str(one.uuid) for one in [group, *people]]
    assert "Canary" not in soup.get_text()


@pytest.mark.parametrize("field", ["groups", "students"])
def test_somebody_of_another_class_cannot_be_chosen(
    teacher_client, some_url, field, other_classroom, other_student, other_teacher, people
):
    far = make_group(by=other_teacher, classroom=other_classroom, name="Canary", members=[])
    uuid = {"groups": far.uuid, "students": other_student.memberships.get().uuid}[field]
    response = teacher_client.post(some_url, {"who": "some", field: uuid})
    assert response.status_code == 422
    assert not Assignment.everything.exists()


def test_nobody_chosen_is_refused_in_words(teacher_client, some_url, people):
    response = teacher_client.post(some_url, {"who": "some"})
    assert response.status_code == 422
    assert "Tick a group or a student, or choose the whole class." in words(response)
    assert not Assignment.everything.exists()


@pytest.mark.parametrize("address", ["assign", "assign_some"])
@pytest.mark.parametrize("who", ["some", "all", ""])
@pytest.mark.parametrize("level", ["careful", "private"])
def test_careful_module_for_one_student_is_refused_whatever_the_form_says(
    teacher_client, classroom, people, module, level, who, address
):
    module.sensitivity = level
    module.save_revision().publish()
    args = [classroom.uuid, module.uuid][: 2 if address == "assign_some" else 1]
    url = reverse(f"teaching:{address}", args=args)
    data = {"module": module.uuid, "who": who, "students": people[0].uuid, "is_prepared": "on"}
    response = teacher_client.post(url, data)
    assert response.status_code == 422
    assert WHOLE_ONLY in words(response)
    assert not Assignment.everything.exists()


def test_careful_module_shows_the_way_for_one_student(teacher_client, some_url, module, people):
    module.sensitivity = "private"
    module.save_revision().publish()
    response = teacher_client.get(some_url)
    link = reverse("handouts:module_link", args=[module.uuid])
    assert link in response.content.decode()
    assert "Amara" not in words(response)


def test_work_that_is_there_is_changed_from_the_class_to_some_and_back(
    teacher_client, classroom, module, people, some_url
):
    work = classroom.assignments.create(module=module)
    url = reverse("teaching:work", args=[classroom.uuid, work.uuid])
    assert teacher_client.get(some_url).url == url
    data = {"quiz_mode": "practice", "who": "some", "students": people[2].uuid}
    assert teacher_client.post(url, data).status_code == 303
    work.refresh_from_db()
    assert (work.is_for_all, list(work.students.all())) == (False, [people[2]])
    assert teacher_client.post(url, data | {"who": "all"}).status_code == 303
    work.refresh_from_db()
    assert (work.is_for_all, list(work.students.all())) == (True, [])


@pytest.mark.parametrize("level", ["careful", "private"])
def test_careful_work_is_not_narrowed_later(teacher_client, classroom, module, people, level):
    module.sensitivity = level
    module.save_revision().publish()
    work = classroom.assignments.create(module=module)
    url = reverse("teaching:work", args=[classroom.uuid, work.uuid])
    response = teacher_client.post(url, {"who": "some", "students": people[0].uuid})
    assert response.status_code == 422
    assert WHOLE_ONLY in words(response)
    work.refresh_from_db()
    assert work.is_for_all


def test_new_due_day_from_the_list_leaves_whom_it_is_for(
    teacher_client, classroom, module, people, assign_url
):
    work = classroom.assignments.create(module=module, is_for_all=False)
    work.students.set(people[:1])
    assert "Assigned to some of the class" in words(teacher_client.get(assign_url))
    teacher_client.post(assign_url, {"module": module.uuid, "due_on": "2099-01-31"})
    work.refresh_from_db()
    assert (work.is_for_all, list(work.students.all())) == (False, people[:1])


def test_student_it_is_not_for_needs_no_hand_and_is_in_no_count(
    teacher_client, teacher, classroom, module, people, class_url
):
    week_ago = timezone.now() - timedelta(days=8)
    classroom.memberships.update(joined_at=week_ago)
    work = classroom.assignments.create(module=module, opened_at=week_ago, is_for_all=False)
    work.students.set(people[:1])
    factories.make_attempt(people[2].user, module.quiz, percent=0)
    page = teacher_client.get(class_url)
    assert [row.needs_hand for row in page.context["grid"].rows] == [True, False, False]
    assert [row.is_not_started for row in page.context["grid"].rows] == [True, False, False]
    assert "1 student has not started" in words(page)
    lessons = reverse("teaching:class_lessons", args=[classroom.uuid, module.uuid])
    opened = words(teacher_client.get(lessons))
    assert "For Amara. Only they are counted." in opened
    assert "0 of 1" in opened
    assert "Ben" not in opened
    student = reverse("teaching:student", args=[classroom.uuid, people[1].uuid])
    assert module.title not in words(teacher_client.get(student))


def test_gain_is_always_of_the_whole_class(teacher_client, classroom, module):
    """Whoever chose one student less could read that student's pre-check off it."""
    module.precheck = factories.make_quiz(questions=2)
    module.save_revision().publish()
    people = [factories.make_student(classroom) for _ in range(10)]
    for number, student in enumerate(people):
        take(module.precheck, [0, 0] if number else [2, 2], by=student, policy=PRECHECK)
        take(module.quiz, [2, 2], by=student)
    members = [student.memberships.get() for student in people]
    work = classroom.assignments.create(module=module, is_for_all=False)
    url = reverse("teaching:class_lessons", args=[classroom.uuid, module.translation_key])
    shown = []
    for chosen in (members[:1], members[1:], members):
        work.students.set(chosen)
        shown.append(teacher_client.get(url).context["work"])
    assert [one.students for one in shown] == [1, 9, 10]
    assert [one.gain for one in shown] == [ClassGain(10, before=10, after=100, gain=1.0)] * 3


def test_what_others_did_of_work_that_is_not_theirs_stays_unseen(
    teacher_client, classroom, module, people, class_url
):
    work = classroom.assignments.create(module=module, is_for_all=False)
    work.students.set(people[:1])
    factories.make_attempt(people[1].user, module.quiz, percent=100)
    assert Attempt.objects.count() == 1
    assert "best score" not in words(teacher_client.get(class_url))
    assert "100" not in table(teacher_client.get(class_url))["Ben"][0]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_pages_cost_the_same_queries(
    count, teacher, teacher_client, classroom, course, module, django_assert_num_queries
):
    for n in range(count):
        student = factories.make_student(classroom).memberships.get()
        make_group(by=teacher, classroom=classroom, name=f"Group {n}", members=[student])
        factories.make_module(course=course, lessons=1, questions=0)
    url = reverse("teaching:assign_some", args=[classroom.uuid, module.uuid])
    # Session, user, class, assignments, modules, lessons, groups, students.
    with django_assert_num_queries(8):
        teacher_client.get(url)


@pytest.mark.parametrize("count", [1, 3, 30, 300])
def test_grid_with_work_for_some_keeps_its_eight_queries(
    count, teacher_client, teacher, classroom, course, class_url, django_assert_num_queries
):
    people = [factories.make_student(classroom).memberships.get() for _ in range(count)]
    group = make_group(by=teacher, classroom=classroom, name="Half", members=people[::2])
    for n in range(3):
        module = factories.make_module(course=course, lessons=1)
        work = classroom.assignments.create(module=module, is_for_all=n == 0)
        work.groups.set([group])
        work.students.set(people[:2])
    with django_assert_num_queries(8):
        grid = teacher_client.get(class_url).context["grid"]
    meant = [all(cell.terms.is_for_them for cell in row.cells) for row in grid.rows]
    assert sum(meant) == len({*people[::2], *people[:2]})
