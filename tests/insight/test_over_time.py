"""A class week by week: by the school's calendar, of its own students, never of fewer than five."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from insight.line_chart import Line, line_chart, scale_top
from insight.over_time import class_over_time
from progress.actions import complete_lesson, save_place
from progress.models import LessonProgress
from quizzes.models import Attempt
from tests import factories
from tests.quizzes.counting import PRECHECK, take
from tests.support.samples import words_of

# A Wednesday.
NOW = datetime(2026, 3, 18, 12, tzinfo=UTC)
LONG_AGO = datetime(2025, 9, 1, tzinfo=UTC)


@pytest.fixture
def module(classroom):
    module = factories.make_module(lessons=2)
    classroom.assignments.create(module=module, opened_at=datetime(2026, 3, 2, tzinfo=UTC))
    return module


def do_lesson(classroom, module, *moments, joined_at=LONG_AGO):
    """Let a new student finish the first lesson for each of these moments."""
    lesson = module.get_children().specific().first()
    for at in moments:
        student = factories.make_student(classroom, joined_at=joined_at)
        factories.make_lesson_progress(student, lesson, at=at)


def take_quiz(classroom, quiz, *moments, **how):
    for at in moments:
        student = factories.make_student(classroom, joined_at=LONG_AGO)
        attempt = take(quiz, [2, 2], by=student, **how)
        Attempt.objects.filter(pk=attempt.pk).update(finished_at=at)


def weeks(classroom, now=NOW) -> list[tuple]:
    found = class_over_time(classroom, now=now).weeks
    return [(week.begins_on, week.lessons, week.quizzes) for week in found]


def day(number: int, hour: int = 12) -> datetime:
    return datetime(2026, 3, number, hour, tzinfo=UTC)


def test_lessons_and_quizzes_count_in_their_week(classroom, module):
    do_lesson(classroom, module, *[day(4)] * 5, *[day(8, 23)], *[day(17)] * 5)
    take_quiz(classroom, module.quiz, *[day(9, 0)] * 6)
    take_quiz(classroom, module.quiz, *[day(9)] * 3, policy=PRECHECK)
    assert weeks(classroom) == [
        (date(2026, 3, 2), 6, 0),
        (date(2026, 3, 9), 0, 6),
        (date(2026, 3, 16), 5, 0),
    ]


def test_week_begins_when_it_is_monday_at_the_school(classroom, module):
    school = classroom.organization
    school.time_zone = "Pacific/Auckland"
    school.save()
    # Sunday noon in London is Monday in Auckland.
    do_lesson(classroom, module, *[day(8, 12)] * 5)
    assert weeks(classroom)[:2] == [(date(2026, 3, 2), 0, 0), (date(2026, 3, 9), 5, 0)]


@pytest.mark.parametrize("people", [1, 4])
def test_week_of_fewer_than_five_students_is_not_told(classroom, module, people):
    do_lesson(classroom, module, *[day(4)] * people)
    student = classroom.memberships.students().first().user
    factories.make_lesson_progress(student, module.get_children().specific().last(), at=day(4))
    assert weeks(classroom)[0] == (date(2026, 3, 2), None, 0)


def test_two_lessons_of_five_students_are_ten(classroom, module):
    do_lesson(classroom, module, *[day(4)] * 5)
    for membership in classroom.memberships.students():
        last = module.get_children().specific().last()
        factories.make_lesson_progress(membership.user, last, at=day(5))
    assert weeks(classroom)[0] == (date(2026, 3, 2), 10, 0)


def test_only_this_class_its_modules_and_what_came_after_joining_count(
    classroom, other_classroom, module
):
    other_classroom.assignments.create(module=module)
    do_lesson(other_classroom, module, *[day(4)] * 9)
    do_lesson(classroom, factories.make_module(), *[day(4)] * 9)
    do_lesson(classroom, module, *[day(4)] * 9, joined_at=day(5))
    take_quiz(other_classroom, module.quiz, *[day(4)] * 9)
    assert weeks(classroom)[0] == (date(2026, 3, 2), 0, 0)


def test_lesson_read_again_stays_in_the_week_it_was_done(classroom, module):
    lesson = module.get_children().specific().first()
    student = factories.make_student(classroom)
    complete_lesson(by=student, lesson=lesson)
    then = timezone.now() - timedelta(days=30)
    LessonProgress.objects.update(done_at=then)
    save_place(by=student, lesson=lesson, step=2)
    complete_lesson(by=student, lesson=lesson)
    assert LessonProgress.objects.get().done_at == then


def test_lesson_that_is_only_begun_has_no_moment_of_being_done(classroom, module):
    lesson = module.get_children().specific().first()
    student = factories.make_student(classroom)
    save_place(by=student, lesson=lesson, step=2)
    assert LessonProgress.objects.get().done_at is None
    complete_lesson(by=student, lesson=lesson)
    assert LessonProgress.objects.get().done_at is not None


def test_twelve_weeks_are_shown_at_most_and_two_at_least(classroom, module):
    assert len(weeks(classroom, now=day(3))) == 2
    assert len(weeks(classroom, now=NOW + timedelta(days=300))) == 12


# --- The page ------------------------------------------------------------------------------------


@pytest.fixture
def page(teacher_client, classroom):
    url = reverse("insight:over_time", args=[classroom.uuid])
    return lambda: BeautifulSoup(teacher_client.get(url).content, "html.parser").main


def headline(html) -> str:
    return words_of(html.select_one(".insight__headline"))


def test_finding_stands_above_the_lines_and_the_table_below(classroom, module, page):
    today = classroom.organization.today()
    at = timezone.now() - timedelta(days=7)
    do_lesson(classroom, module, *[at] * 7)
    take_quiz(classroom, module.quiz, *[at] * 3)
    html = page()
    begins = today - timedelta(days=today.weekday() + 7)
    assert headline(html) == (
        f"Most was done in the week from {begins.day} {begins:%B}: lessons finished 7 times and "
        "quizzes of fewer than 5 students."
    )
    assert html.select_one("svg[role=img]")["aria-label"] == headline(html)
    rows = [words_of(row) for row in html.select("tbody tr")]
    assert rows[-2] == f"{begins.day} {begins:%b} 7 fewer than 5 students"
    assert "so far 0 0" in rows[-1]
    assert [words_of(text) for text in html.select(".line-chart__few")] == ["<5"]


def test_class_without_work_has_nothing_to_tell(page):
    assert headline(page()) == "Nothing was finished in these weeks."


def test_work_of_few_is_said_to_be_of_few(classroom, module, page):
    do_lesson(classroom, module, timezone.now())
    assert headline(page()).startswith("In no week did 5 students or more finish something")


@pytest.mark.parametrize("students", [1, 3, 30])
def test_page_costs_the_same_for_any_number_of_students(
    classroom, module, teacher_client, students, django_assert_num_queries
):
    do_lesson(classroom, module, *[timezone.now()] * students)
    url = reverse("insight:over_time", args=[classroom.uuid])
    # Session, user, class, assignments, lessons, quizzes.
    with django_assert_num_queries(6):
        teacher_client.get(url)


@pytest.mark.parametrize("modules", [1, 3, 30])
def test_page_costs_the_same_for_any_number_of_modules(
    classroom, teacher_client, modules, django_assert_num_queries
):
    course = factories.make_course()
    for _ in range(modules):
        module = factories.make_module(course=course, questions=1)
        classroom.assignments.create(module=module)
    with django_assert_num_queries(6):
        teacher_client.get(reverse("insight:over_time", args=[classroom.uuid]))


def test_page_leads_to_every_module_of_this_class_alone(
    classroom, other_classroom, module, teacher_client
):
    other_classroom.assignments.create(module=factories.make_module(title="Canary"))
    html = teacher_client.get(reverse("insight:over_time", args=[classroom.uuid])).content.decode()
    for page in ("insight:module_insight", "insight:question_insight"):
        assert f'href="{reverse(page, args=[classroom.uuid, module.uuid])}"' in html
    assert "Canary" not in html


# --- The chart -----------------------------------------------------------------------------------


def test_lines_begin_at_nothing_and_break_where_nothing_is_told():
    chart = line_chart([Line("Lessons", [0, 10, None, 4])], ["a", "b", "c", "d"])
    (line,) = chart.lines
    ground, top = chart.levels[0], chart.levels[-1]
    assert (ground[0], top[0]) == (0, 10)
    assert [(p.value, p.y) for p in line.points][:2] == [(0, ground[1]), (10, top[1])]
    assert [(a.value, b.value) for a, b in line.pieces] == [(0, 10)]
    assert chart.hidden == [chart.lines[0].points[-1].x.replace("76.00", "53.67")]


def test_labels_of_lines_that_end_together_stand_apart():
    values = [Line(name, [3, 3]) for name in ("one", "two", "three", "four")]
    chart = line_chart(values, ["a", "b"])
    heights = sorted(line.label_y for line in chart.lines)
    assert len(heights) == 3
    assert all(b - a >= 18 for a, b in pairwise(heights))


@pytest.mark.parametrize(
    ("largest", "top"), [(0, 4), (4, 4), (5, 10), (10, 10), (11, 20), (21, 40), (101, 200)]
)
def test_scale_ends_at_a_round_number(largest, top):
    assert scale_top(largest) == top
