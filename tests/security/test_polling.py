"""A teacher who looks after every single answer learns of nobody how they answered.

Each answer is given twice, once right and once not, and taken back in between: whatever staff can
open has to be the same to the byte. So no difference of two pages, or of a hundred, tells either.
The addresses come from the door matrix and from the links on the pages: a new page is walked too.
"""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.http import HttpRequest, HttpResponse
from django.urls import path, resolve

from assignments.policies import module_policy
from config import urls as site
from quizzes.actions import finish_attempt, start_attempt
from quizzes.models import Response
from tests import factories
from tests.cast import make_cast
from tests.quizzes.counting import answer
from tests.security.walking import Readers
from tests.security.world import make_world

pytestmark = pytest.mark.django_db

MORNING = "2026-11-20 09:00"
PEOPLE, AT_A_TIME = 6, 5
RIGHT, WRONG = 2, 0
SURE, GUESSING = 3, 1
# The pages without which a walk would say little.
READ_AT_LEAST = {
    "teaching:class",
    "teaching:class_lessons",
    "teaching:student",
    "teaching:students",
    "teaching:work",
    "insight:question_insight",
}


def tells_all(request: HttpRequest) -> HttpResponse:
    """A page that must not be: the control."""
    return HttpResponse(str(Response.objects.filter(points=RIGHT).count()))


urlpatterns = [path("teach/leak/", tells_all, name="leak"), *site.urlpatterns]
handler403, handler404, handler500 = site.handler403, site.handler404, site.handler500


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


class Work:
    """A class of six that works on a module of two questions, and who looks on."""

    def __init__(self, level: str, clock):
        self.clock, cast = clock, make_cast()
        world = make_world(cast)
        self.module = factories.make_module(sensitivity=level)
        assignment = cast.classroom.assignments.create(module=self.module)
        self.people = [factories.make_student(cast.classroom) for _ in range(PEOPLE)]
        world["module_uuid"], world["assignment_uuid"] = self.module.uuid, assignment.uuid
        world["student_uuid"] = self.people[0].memberships.get().uuid
        staff = {"teacher": cast.teacher, "organization_admin": cast.organization_admin}
        self.readers = Readers(staff, world)

    def attempt_of(self, student):
        policy = module_policy(quiz=self.module.quiz, user=student)
        return start_attempt(by=student, quiz=self.module.quiz, policy=policy)

    def difference(self, one: Callable, other: Callable, *, after: timedelta) -> set[tuple]:
        """Return who reads where whether one thing or the other was done so long ago."""
        self.clock.shift(after)
        seen = [self.readers.look_after(act) for act in (one, other)]
        self.clock.shift(-after)
        return {place for place, read in seen[0].items() if read != seen[1][place]}


def answers(slot, points: int, confidence: int, *, is_last: bool) -> Callable[[], None]:
    def act() -> None:
        answer(slot, points, confidence)
        if is_last:
            finish_attempt(attempt=slot.attempt)

    return act


def takes(work: Work, student, points: list[int], confidence: int) -> Callable[[], None]:
    """Return what takes a whole quiz with these points."""

    def act() -> None:
        attempt = work.attempt_of(student)
        slots = list(attempt.slots.select_related("version"))
        for slot, worth in zip(slots, points, strict=True):
            answers(slot, worth, confidence, is_last=slot is slots[-1])()

    return act


@pytest.mark.parametrize("level", ["careful", "private"])
def test_no_page_tells_how_anybody_answered_what_is_careful_or_private(level, clock):
    """Not after any answer of any student, on the day."""
    work, told = Work(level, clock), {}
    assert work.readers.names >= READ_AT_LEAST
    for number, student in enumerate(work.people, 1):
        slots = list(work.attempt_of(student).slots.select_related("version"))
        for slot in slots:
            is_last = slot is slots[-1]
            right = answers(slot, RIGHT, SURE, is_last=is_last)
            wrong = answers(slot, WRONG, GUESSING, is_last=is_last)
            told[number, slot.number] = work.difference(right, wrong, after=timedelta())
            (right if number % 2 else wrong)()
    assert {place: where for place, where in told.items() if where} == {}


@pytest.mark.parametrize("level", ["careful", "private"])
def test_totals_of_a_closed_day_tell_of_five_people_at_a_time(level, clock):
    """What appears a day later may move once five more people have answered, and at no other."""
    work, told = Work(level, clock), {}
    for number, student in enumerate(work.people, 1):
        right = takes(work, student, [RIGHT, RIGHT], SURE)
        wrong = takes(work, student, [WRONG, WRONG], GUESSING)
        clock.shift(timedelta(hours=25))
        told[number] = work.difference(right, wrong, after=timedelta(hours=25))
        (right if number % 2 else wrong)()
    del told[AT_A_TIME]
    assert {place: where for place, where in told.items() if where} == {}


def test_pages_of_an_open_module_tell_of_questions_in_fives(clock):
    """A teacher sees the score of a quiz; which answers made it, of five people together alone."""
    work, told = Work("open", clock), {}
    for number, student in enumerate(work.people, 1):
        one = takes(work, student, [RIGHT, WRONG], SURE)
        other = takes(work, student, [WRONG, RIGHT], GUESSING)
        told[number] = work.difference(one, other, after=timedelta())
        (one if number % 2 else other)()
    assert told.pop(AT_A_TIME) != set(), "the walk sees no question at all"
    assert {place: where for place, where in told.items() if where} == {}


def test_quiz_under_way_tells_nothing_of_its_answers(clock):
    work, told = Work("open", clock), {}
    for number, student in enumerate(work.people[: AT_A_TIME - 1], 1):
        slot = work.attempt_of(student).slots.select_related("version").first()
        right = answers(slot, RIGHT, SURE, is_last=False)
        wrong = answers(slot, WRONG, GUESSING, is_last=False)
        told[number] = work.difference(right, wrong, after=timedelta())
        right()
    assert {place: where for place, where in told.items() if where} == {}


def test_score_of_an_open_module_is_seen(clock):
    """The control of the walk: it reads the pages that do tell."""
    work = Work("open", clock)
    student = work.people[0]
    good, bad = (takes(work, student, [worth] * 2, SURE) for worth in (RIGHT, WRONG))
    where = work.difference(good, bad, after=timedelta())
    assert {resolve(urlsplit(address).path).view_name for _role, address in where} >= {
        "teaching:class",
        "teaching:student",
    }


@pytest.mark.urls(__name__)
def test_page_that_tells_is_found(clock):
    """The control of the comparison: a page that counts right answers is no page of ours."""
    work = Work("careful", clock)
    _client, addresses = work.readers.places["teacher"]
    addresses.append("/teach/leak/")
    slot = work.attempt_of(work.people[0]).slots.select_related("version").first()
    right, wrong = (answers(slot, worth, SURE, is_last=False) for worth in (RIGHT, WRONG))
    found = work.difference(right, wrong, after=timedelta())
    assert found == {("teacher", "/teach/leak/")}
