"""Every address, every role: the answer is the one written down, and no canary gets out."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import URLResolver

import administration.views
from organizations.models import ClassroomQuerySet, Organization
from quizzes.models.attempts import AttemptQuerySet
from tests.cast import make_cast
from tests.security.asking import ask, client_of
from tests.security.doors import DOORS, ROLES, Door
from tests.security.world import CANARIES, GROUP, LABEL, REASON, make_world
from users.models import User

OTHERS_ADDRESSES = {
    "wagtail_serve",
    "wagtaildocs_serve",
    "wagtaildocs_authenticate_with_password",
    "wagtailcore_authenticate_with_password",
    "wagtailcore_login",
}


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def cast(module_database):
    return make_cast()


@pytest.fixture(scope="module")
def world(cast):
    return make_world(cast)


@pytest.fixture
def clients(cast) -> dict[str, Client]:
    return {role: client_of(getattr(cast, role, None)) for role in ROLES}


def answers(clients, method: str, door: Door, world) -> dict[str, HttpResponse]:
    return {role: ask(client, method, door, world) for role, client in clients.items()}


def statuses(answered: dict[str, HttpResponse]) -> dict[str, int]:
    return {role: response.status_code for role, response in answered.items()}


def expected(statuses: tuple) -> dict[str, int]:
    return dict(zip(ROLES, statuses, strict=True))


def words_of(response: HttpResponse, told: tuple = ()) -> str:
    """Return what an answer says, without what is told on purpose."""
    words = response.content.decode(errors="replace")
    for one in told:
        words = words.replace(one, "")
    return words


def leaks(door: Door, answered: dict[str, HttpResponse]) -> dict[str, set[str]]:
    """Return which canaries each role reads and should not.

    Only the class's teacher reads its names; its student reads their own, never what its
    teachers alone write: label, group, reason. The admin of the school reads which classes there
    are, on the pages that say so.
    """
    for_teachers = {LABEL, GROUP, REASON}
    refused = {role: {*CANARIES, GROUP, REASON} for role in answered}
    refused |= {"student": for_teachers, "teacher": set()}
    told = {"organization_admin": door.tells_admin}
    found = {
        role: {c for c in refused[role] if c in words_of(response, told.get(role, ()))}
        for role, response in answered.items()
    }
    return {role: canaries for role, canaries in found.items() if canaries}


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_door_opens_for_whom_it_says_and_lets_no_canary_out(door, clients, world):
    got = answers(clients, "get", door, world)
    assert (statuses(got), leaks(door, got)) == (expected(door.get), {})
    posted = answers(clients, "post", door, world)
    assert (statuses(posted), leaks(door, posted)) == (expected(door.post), {})


def test_teacher_does_see_the_canaries(clients, world):
    """The canaries are where they could leak: the control of the test above."""
    door = next(door for door in DOORS if door.name == "teaching:students")
    body = ask(clients["teacher"], "get", door, world).content.decode()
    assert [canary in body for canary in CANARIES] == [True] * len(CANARIES)


def own_addresses() -> set[str]:
    """Return the names of all addresses outside /cms/ and Wagtail's page and document doors."""
    return {name for name, prefix in walk(get_resolver()) if not prefix.startswith("cms/")}


def walk(resolver, namespace: str = "", prefix: str = "") -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern, inner, route)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", route


def test_every_address_has_a_row():
    listed = {door.name for door in DOORS}
    assert own_addresses() - listed - OTHERS_ADDRESSES == set()
    assert listed - own_addresses() == set()


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_post_without_a_token_is_refused(door, cast, world):
    """Only stateless posts do without a token, and they refuse every other origin."""
    client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "cross-site"})
    senders = {"teaching": cast.teacher, "administration": cast.organization_admin}
    client.force_login(senders.get(door.name.partition(":")[0], cast.student))
    assert ask(client, "post", door, world).status_code in {403, 405}


@contextmanager
def without(monkeypatch, owner, name: str, replacement):
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, replacement)
        yield


RULES = {
    "classes belong to their teachers": (
        ClassroomQuerySet, "visible_to", lambda self, user: self.all(), "teaching:class",
    ),
    "attempts belong to their owner": (
        AttemptQuerySet, "visible_to", lambda self, user: self.all(), "quizzes:question",
    ),
    "schools belong to their admins": (
        administration.views, "administered_by", lambda user: Organization.objects.all(),
        "administration:school",
    ),
    "students are no staff": (
        User, "is_student", property(lambda self: False), "teaching:classes",
    ),
    "staff are no students": (
        User, "is_student", property(lambda self: True), "progress:my_learning",
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_removing_a_rule_turns_the_matrix_red(rule, clients, world, monkeypatch):
    owner, name, replacement, door_name = RULES[rule]
    door = next(door for door in DOORS if door.name == door_name)
    assert statuses(answers(clients, "get", door, world)) == expected(door.get)
    with without(monkeypatch, owner, name, replacement):
        assert statuses(answers(clients, "get", door, world)) != expected(door.get)
