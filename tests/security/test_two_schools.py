"""Two schools on one site: whatever one of them does, nobody of the other reads a word of it.

Hypothesis fills a school; every text that belongs to it becomes a canary. Then a teacher, an admin
and a student of the other school go through every address of the door matrix, with the objects of
their own school and with those of the filled one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import SimpleNamespace

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assignments.policies import module_policy
from config import urls as site
from courses.models import ModulePage
from organizations.enums import MembershipState, StaffRole
from organizations.models import Classroom
from progress.enums import LessonState
from quizzes.actions import finish_attempt, start_attempt
from quizzes.flagging.actions import flag_question
from tests import factories
from tests.cast import Cast, make_cast
from tests.quizzes.counting import answer
from tests.security.asking import ask, client_of
from tests.security.canaries import CANARY, release_canaries
from tests.security.doors import DOORS, Door, everybody
from tests.security.traces import listening
from tests.security.walking import Readers
from tests.security.world import make_world

pytestmark = pytest.mark.django_db

MORNING = "2026-11-20 09:00"
LEVELS = ("open", "careful", "private")


# --- A school ------------------------------------------------------------------------------------

points = st.sampled_from([0, 1, 2])
student_works = st.fixed_dictionaries(
    {
        "answers": st.lists(points, max_size=2),
        "confidence": st.sampled_from([1, 2, 3]),
        "finishes": st.booleans(),
        "lesson": st.sampled_from([None, LessonState.STARTED, LessonState.DONE]),
    }
)
classes = st.fixed_dictionaries(
    {
        "level": st.sampled_from(LEVELS),
        "age_band": st.sampled_from(["11-13", "14-17", "adult"]),
        "students": st.lists(student_works, min_size=1, max_size=6),
        "waiting": st.integers(0, 2),
        "flag": st.sampled_from([None, "confusing"]),
    }
)
schools = st.lists(classes, min_size=1, max_size=2)


def shared_modules(cast: Cast, school: list[dict]) -> list[ModulePage]:
    """Make what both schools work on, and give it to the class of the other school."""
    modules = [factories.make_module(sensitivity=plan["level"], lessons=1) for plan in school]
    for module in modules:
        cast.far_classroom.assignments.create(module=module)
    return modules


def fill(cast: Cast, school: list[dict], modules: list[ModulePage]) -> None:
    """Make the classes of a school, with their teachers, and let everybody in them work."""
    for plan, module in zip(school, modules, strict=True):
        classroom = factories.make_classroom(cast.classroom.organization, age_band=plan["age_band"])
        teacher = factories.make_teacher(classroom)
        for one in (classroom, cast.classroom):
            one.assignments.create(module=module)
        for n, work in enumerate(plan["students"]):
            room = cast.classroom if n % 2 else classroom
            do(work, factories.make_student(room, label=f"Label {n}"), module)
        for _ in range(plan["waiting"]):
            factories.make_student(classroom, state=MembershipState.WAITING)
        if plan["flag"]:
            version = module.quiz.quiz_questions.first().question.versions.first()
            flag_question(by=teacher, version=version, kind=plan["flag"], note="What is meant?")


def do(work: dict, student, module) -> None:
    if work["lesson"] is not None:
        lesson = module.get_children().specific().first()
        factories.make_lesson_progress(student, lesson, state=work["lesson"])
    policy = module_policy(quiz=module.quiz, user=student)
    attempt = start_attempt(by=student, quiz=module.quiz, policy=policy)
    slots = list(attempt.slots.select_related("version"))
    for slot, worth in zip(slots, work["answers"], strict=False):
        answer(slot, worth, work["confidence"])
    if work["answers"] and work["finishes"]:
        finish_attempt(attempt=attempt)


def far_cast(cast: Cast) -> Cast:
    """Return the cast with everybody of the other school in the leading parts."""
    classroom = cast.far_classroom
    second = factories.make_classroom(classroom.organization)
    return replace(
        cast,
        classroom=classroom,
        other_classroom=second,
        teacher=cast.far_teacher,
        other_teacher=factories.make_teacher(second),
        student=factories.make_student(classroom),
        other_student=factories.make_student(second),
        organization_admin=factories.make_staff(classroom.organization, role=StaffRole.ADMIN),
    )


@contextmanager
def two_schools() -> Iterator[SimpleNamespace]:
    """Yield two schools of one class each, and take them and all that follows back."""
    with time_machine.travel(MORNING, tick=False), transaction.atomic():
        cast = make_cast()
        far = far_cast(cast)
        yield SimpleNamespace(
            cast=cast,
            school=cast.classroom.organization,
            people={
                "far_teacher": far.teacher,
                "far_admin": far.organization_admin,
                "far_student": far.student,
            },
            near_world=make_world(cast),
            far_world=make_world(far),
        )
        transaction.set_rollback(True)
    cache.clear()


# --- Walking -------------------------------------------------------------------------------------


def leaks(schools: SimpleNamespace, doors: list[Door] = DOORS) -> set[tuple[str, str, str]]:
    """Return who of the other school reads a canary, at which door and how."""
    return {
        (who, door.name, how)
        for who, user in schools.people.items()
        for client in [client_of(user)]
        for door in doors
        for how, method, world in ways_to(door, schools)
        if CANARY in all_of(ask(client, method, door, world))
    }


def ways_to(door: Door, schools: SimpleNamespace) -> Iterator[tuple[str, str, dict]]:
    """Yield how a stranger may try a door: with what is theirs, with what is not, and with both."""
    far = schools.far_world
    # A token is a key that somebody was handed: who holds one of the other school is its guest.
    tokens = {name: thing for name, thing in far.items() if name.endswith("_token")}
    near = schools.near_world | tokens
    yield "own", "get", far
    if not is_of_a_school(door):
        return
    yield "foreign", "get", near
    yield "foreign post", "post", near
    if len(door.args) > 1:
        first = door.args[0]
        yield "mixed", "get", near | {first: far[first]}
        yield "mixed post", "post", near | {first: far[first]}


def is_of_a_school(door: Door) -> bool:
    """Whether an address or a form names something that belongs to somebody."""
    guest, superuser = door.get[0], door.get[-1]
    return bool(door.args or door.body) and (guest, superuser) != (200, 200)


def all_of(response: HttpResponse) -> str:
    """Return body and headers, cookies too, as one text."""
    body = b"".join(response) if response.streaming else response.content
    headers = [*response.headers.values(), response.cookies.output()]
    return "\n".join([body.decode(errors="replace"), *headers])


def far_readers(schools: SimpleNamespace) -> Readers:
    """Return who looks at the pages of the other school's own class, and of the school itself."""
    people = {
        "teacher": schools.people["far_teacher"],
        "organization_admin": schools.people["far_admin"],
    }
    return Readers(people, schools.far_world)


few_examples = settings(
    max_examples=3,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@given(school=schools)
@few_examples
def test_nobody_of_another_school_reads_a_word(school, db):
    """In no body, header, error or log line, whatever a school does."""
    with two_schools() as two, listening() as lines:
        fill(two.cast, school, shared_modules(two.cast, school))
        assert release_canaries(two.school) >= 10
        assert leaks(two) == set()
        for door in DOORS:
            ask(client_of(two.cast.teacher), "get", door, two.near_world)
        assert [line for line in lines if CANARY in line] == []


@given(school=schools)
@few_examples
def test_no_count_of_another_school_moves(school, db):
    """Their own pages stay what they were, to the byte, whatever the other school does."""
    with two_schools() as two:
        modules = shared_modules(two.cast, school)
        readers = far_readers(two)
        before = readers.look()
        fill(two.cast, school, modules)
        release_canaries(two.school)
        assert {place for place, read in readers.look().items() if read != before[place]} == set()


# --- Controls: what the walk has to find ---------------------------------------------------------


def names_every_class(request: HttpRequest, class_uuid) -> HttpResponse:
    return HttpResponse(", ".join(Classroom.objects.values_list("name", flat=True)))


def counts_every_class(request: HttpRequest, class_uuid) -> HttpResponse:
    return HttpResponse(str(Classroom.objects.count()))


CONTROLS = [names_every_class, counts_every_class]
urlpatterns = [
    *(path(f"teach/classes/<uuid:class_uuid>/{v.__name__}/", v, name=v.__name__) for v in CONTROLS),
    *site.urlpatterns,
]
handler403, handler404, handler500 = site.handler403, site.handler404, site.handler500
LEAKS = [Door(v.__name__, everybody(200), everybody(200), ("class_uuid",)) for v in CONTROLS]


@pytest.mark.urls(__name__)
def test_page_that_names_the_other_school_is_found(db):
    with two_schools() as two:
        release_canaries(two.school)
        found = leaks(two, LEAKS)
        assert {(who, name) for who, name, _how in found} == {
            (who, "names_every_class") for who in two.people
        }


@pytest.mark.urls(__name__)
def test_page_that_counts_the_other_school_is_found(db):
    with two_schools() as two:
        readers = far_readers(two)
        address = f"/teach/classes/{two.far_world['class_uuid']}/counts_every_class/"
        readers.places["teacher"][1].append(address)
        before = readers.look()
        factories.make_classroom(two.school)
        after = readers.look()
        moved = {place for place, read in after.items() if read != before[place]}
        assert moved == {("teacher", address)}


def test_canaries_are_read_at_home(db):
    """The words stand where they could leak: the school's own teacher does read them."""
    with two_schools() as two:
        release_canaries(two.school)
        doors = {door.name: door for door in DOORS}
        client = client_of(two.cast.teacher)
        read = [
            all_of(ask(client, "get", doors[name], two.near_world)).count(CANARY) > 1
            for name in ("teaching:class", "teaching:students", "teaching:student")
        ]
        assert read == [True] * 3
