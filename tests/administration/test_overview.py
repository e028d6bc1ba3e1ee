"""How the classes of a school stand: in words, never of fewer than five people."""

import pytest

from administration.overview import completion, overview
from assignments.actions import make_group
from organizations.enums import MembershipState
from progress.enums import LessonState
from progress.models import LessonProgress
from quizzes.actions import start_attempt
from quizzes.models import Attempt
from quizzes.policies import AttemptPolicy
from tests import factories
from users.models import User

pytestmark = pytest.mark.django_db

FEW, NEARLY_ALL, HALF = (
    "None or a few have finished",
    "All or nearly all have finished",
    "About half have finished",
)


@pytest.mark.parametrize(
    ("done", "students", "words"),
    [
        (0, 9, "Too few students to say how far they are"),
        (9, 9, "Too few students to say how far they are"),
        (0, 10, FEW),
        (4, 10, FEW),
        (5, 10, HALF),
        (6, 10, NEARLY_ALL),
        (10, 10, NEARLY_ALL),
        (5, 30, "Some have finished"),
        (10, 30, HALF),
        (20, 30, HALF),
        (21, 30, "Most have finished"),
        (25, 30, "Most have finished"),
        (26, 30, NEARLY_ALL),
    ],
)
def test_completion_tells_nothing_of_fewer_than_five(done, students, words):
    assert completion(done, students) == words


@pytest.mark.parametrize("students", range(40))
def test_words_never_change_within_the_first_or_last_five(students):
    """Who watches while one after the other finishes learns of the fifth, not of the first."""
    words = [completion(done, students) for done in range(students + 1)]
    assert len(set(words[:5])) <= 1 or students < 10
    assert len(set(words[-5:])) <= 1 or students < 10
    assert len(set(words)) == 1 or students >= 10


def students(classroom, number: int, **fields) -> list[User]:
    return [factories.make_student(classroom, **fields) for _ in range(number)]


def finish_quiz(student, quiz, **fields) -> None:
    """Hand a quiz in, at once and without its answers."""
    attempt = start_attempt(by=student, quiz=quiz, policy=AttemptPolicy())
    points = {"points": 1, "max_points": 2, "finished_at": attempt.started_at}
    Attempt.objects.filter(pk=attempt.pk).update(**points | fields)


def line_of(organization, name: str):
    return next(line for line in overview(organization).classes if line.name == name)


def test_quiz_that_is_handed_in_counts_as_finished(classroom, organization, module):
    classroom.assignments.create(module=module)
    people = students(classroom, 12)
    for student in people[:6]:
        finish_quiz(student, module.quiz)
    start_attempt(by=people[6], quiz=module.quiz, policy=AttemptPolicy())
    (line,) = line_of(organization, classroom.name).modules
    assert (line.title, line.words) == (module.title, HALF)


def test_all_lessons_count_as_finished_where_there_is_no_quiz(classroom, organization):
    module = factories.make_module(lessons=2)
    module.quiz = None
    module.save()
    classroom.assignments.create(module=module)
    lessons = list(module.get_children())
    for number, student in enumerate(students(classroom, 12)):
        for lesson in lessons[: 2 if number < 6 else 1]:
            LessonProgress.objects.create(user=student, lesson_id=lesson.pk, state=LessonState.DONE)
    (line,) = line_of(organization, classroom.name).modules
    assert line.words == HALF


def test_work_for_some_is_told_by_those_it_is_for(classroom, organization, module, admin_client):
    """By the whole class ten of thirty would be some; of nine nothing is told."""
    people = [one.memberships.get() for one in students(classroom, 30)]
    group = make_group(by=None, classroom=classroom, name="Tuesday", members=people[:9])
    work = classroom.assignments.create(module=module, is_for_all=False)
    work.groups.add(group)
    other = factories.make_classroom(organization)
    other.assignments.create(module=module)
    for member in people[:9]:
        finish_quiz(member.user, module.quiz)
    (line,) = line_of(organization, classroom.name).modules
    assert line.words == "Too few students to say how far they are"
    # Chosen by name, and with the group as well.
    work.students.set(people[8:12])
    finish_quiz(people[9].user, module.quiz)
    (line,) = line_of(organization, classroom.name).modules
    assert line.words == NEARLY_ALL


@pytest.mark.parametrize("level", ["careful", "private"])
def test_careful_and_private_modules_have_no_numbers_and_no_words(
    level, classroom, organization, admin_client, page_of
):
    module = factories.make_module(sensitivity=level)
    classroom.assignments.create(module=module)
    people = students(classroom, 12)
    before = admin_client.get(page_of("school")).content
    for student in people:
        finish_quiz(student, module.quiz)
    (line,) = line_of(organization, classroom.name).modules
    assert line.words == "Assigned. How it went is shown to nobody here."
    after = admin_client.get(page_of("school")).content
    assert main_of(after) == main_of(before)


def main_of(page: bytes) -> bytes:
    return page.split(b"<main")[1].split(b"</main>")[0]


def test_careful_quiz_makes_an_open_module_careful(classroom, organization, module):
    module.quiz.sensitivity = "careful"
    module.quiz.save()
    classroom.assignments.create(module=module)
    students(classroom, 12)
    (line,) = line_of(organization, classroom.name).modules
    assert line.words == "Assigned. How it went is shown to nobody here."


@pytest.mark.parametrize(("number", "shown"), [(0, None), (1, None), (4, None), (5, 5)])
def test_small_class_has_no_number(number, shown, classroom, organization, admin_client, page_of):
    students(classroom, number)
    students(classroom, 9, state=MembershipState.WAITING)
    found = overview(organization)
    assert [line.students for line in found.classes] == [shown]
    assert found.students == (shown or 0)
    page = admin_client.get(page_of("school")).content.decode()
    assert ("Fewer than 5 students" in page) == (shown is None)


def test_sum_of_a_school_gives_no_small_class_away(classroom, organization):
    """Less what is shown of the others, the sum leaves nothing."""
    students(classroom, 7)
    students(factories.make_classroom(organization), 3)
    assert overview(organization).students == 7


def test_nobody_is_named_and_no_other_school_is_there(
    classroom, other_classroom, organization, admin_client, page_of, module
):
    classroom.assignments.create(module=module)
    factories.make_student(classroom, nickname="Canary Nickname", label="Canary Label")
    other_classroom.assignments.create(module=module)
    students(other_classroom, 12)
    page = admin_client.get(page_of("school")).content.decode()
    assert [line.name for line in overview(organization).classes] == [classroom.name]
    assert "Canary" not in page
    assert other_classroom.name not in page


@pytest.mark.parametrize("classes", [1, 3, 30])
def test_overview_costs_the_same_queries(
    classes, organization, admin_client, page_of, module, django_assert_num_queries
):
    for _ in range(classes):
        classroom = factories.make_classroom(organization)
        classroom.assignments.create(module=module)
        students(classroom, 2)
    # Session, user, school; roles, links, a class; students, lessons, tries, assignments, classes.
    with django_assert_num_queries(11):
        response = admin_client.get(page_of("school"))
    assert len(response.context["overview"].classes) == classes
