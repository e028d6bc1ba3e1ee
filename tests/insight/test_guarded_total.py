"""Totals of careful and private modules: a band, off which nobody's answer can be read."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from insight.guarded_total import Score, band_of, guarded_total
from quizzes.models import Attempt
from tests import factories
from tests.quizzes.counting import take
from tests.support.samples import words_of

AT = datetime(2026, 3, 2, tzinfo=UTC)
BANDS = ("A few of the points", "About half of the points", "Most of the points", "Nearly all")


def scores(points, most: int = 2) -> list[Score]:
    return [Score(AT, one, most) for one in points]


# --- What can be derived -------------------------------------------------------------------------


def test_from_every_look_after_every_person_nobody_could_not_have_answered_otherwise():
    """Two fives answer one question worth 2: of all that looks alike, each may have got 0, 1 or 2.

    A five is known by how many got what, because within it everybody is interchangeable.
    """
    fives = [five for five in product(range(3), repeat=5) if five == tuple(sorted(five))]
    worlds = {}
    for first, second in product(fives, fives):
        people = [*first, *second]
        looks = tuple(band_of(scores(people[:n])) for n in range(11))
        worlds.setdefault(looks, []).append((set(first), set(second)))
    assert len(worlds) > 5
    for alike in worlds.values():
        for five in (0, 1):
            assert set().union(*(world[five] for world in alike)) == {0, 1, 2}


def test_total_never_tells_of_fewer_than_five_people_at_a_time():
    people = scores([0, 1, 2, 2, 1, 2, 2, 2, 0, 2, 0, 0, 2])
    looks = [band_of(people[:n]) for n in range(len(people) + 1)]
    assert looks == [None] * 5 + ["half"] * 5 + ["most"] * 4


@pytest.mark.parametrize(
    "five", [[0] * 5, [2] * 5, [1] * 5, [0, 0, 0, 0, 1], [2, 2, 2, 2, 1]], ids=str
)
def test_five_that_agree_or_nearly_agree_end_the_count_for_good(five):
    others = [0, 2, 2, 2, 2]
    assert band_of(scores(five)) is None
    assert band_of(scores([*five, *others])) is None
    assert band_of(scores([*others, *five])) == band_of(scores(others)) == "most"


@pytest.mark.parametrize(
    ("points", "expected"),
    [([0, 2, 2, 0, 0], "few"), ([0, 2, 2, 1, 0], "half"), ([0, 2, 2, 2, 2], "most")],
)
def test_share_of_the_points_comes_as_a_band(points, expected):
    assert band_of(scores(points)) == expected


def test_band_of_a_longer_quiz_may_be_nearly_all():
    assert band_of(scores([16, 16, 15, 16, 14], most=16)) == "nearly all"


# --- On the page ---------------------------------------------------------------------------------


@pytest.fixture(params=["careful", "private"])
def guarded(request, classroom):
    module = factories.make_module(questions=1, sensitivity=request.param)
    return classroom.assignments.create(module=module)


@pytest.fixture
def page(teacher_client, guarded):
    url = reverse("insight:module_insight", args=[guarded.classroom.uuid, guarded.module.uuid])
    return lambda: words_of(BeautifulSoup(teacher_client.get(url).content, "html.parser").main)


def come(assignment, points, *, hours: float = 25):
    """Let a new student take the quiz, so many hours ago."""
    student = factories.make_student(
        assignment.classroom, joined_at=timezone.now() - timedelta(days=9)
    )
    attempt = take(assignment.module.quiz, [points], by=student)
    at = timezone.now() - timedelta(hours=hours)
    Attempt.objects.filter(pk=attempt.pk).update(finished_at=at)
    return attempt


def told(words: str) -> list[str]:
    return [band for band in BANDS if band in words]


def test_polling_after_every_student_shows_a_band_after_each_five_a_day_old(guarded, page):
    looks = []
    for points in (0, 2, 2, 0, 0, 2, 2, 2, 0, 2):
        come(guarded, points, hours=48 - len(looks))
        looks.append(told(page()))
    few, half = ["A few of the points"], ["About half of the points"]
    assert looks == [[]] * 4 + [few] * 5 + [half]


def test_nothing_is_told_within_a_day_unless_the_module_is_closed(guarded, page):
    for points in (0, 2, 2, 0, 0):
        come(guarded, points, hours=2)
    assert told(page()) == []
    guarded.due_on = guarded.classroom.organization.today() - timedelta(days=1)
    guarded.save()
    assert told(page()) == ["A few of the points"]


def test_first_tries_of_active_students_of_this_class_count_alone(guarded, other_classroom):
    other = other_classroom.assignments.create(module=guarded.module)
    for points in (0, 0, 2, 0, 0):
        come(other, points)
    for points in (0, 2, 2, 2):
        come(guarded, points)
    now = timezone.now()
    assert guarded_total(guarded, now=now) is None
    again = come(guarded, 2)
    take(guarded.module.quiz, [0], by=again.user)
    assert guarded_total(guarded, now=now) == "most"
    again.user.memberships.all().delete()
    assert guarded_total(guarded, now=now) is None


def test_page_of_a_guarded_module_shows_no_number_of_answers(guarded, page):
    for points in (0, 2, 2, 2, 2, 0):
        come(guarded, points)
    words = page()
    assert "Most of the points were reached at the first try." in words
    assert "6: finished the quiz" in words or "Of 6 students" in words
    assert "answers were" not in words
    assert "Skills of the quiz" not in words
