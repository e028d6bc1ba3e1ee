"""A walk through help leaves no record with us: not one byte, nowhere, whoever walks."""

import logging

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse

import support.exit_urls
import support.urls
import support.worker_urls
from config import urls as site
from core.audit import record
from organizations.middleware import IDLE_COOKIE
from support.enums import FactKind
from support.exits import HIDING_COOKIE
from tests.security.traces import differences, listening, traces
from tests.support.samples import store_starter
from tests.support.sent_letters import CHOSEN
from tests.support.sent_plans import GIVEN

OURS = {"Sec-Fetch-Site": "same-origin"}
WALKERS = ("guest", "student", "student on a shared computer", "teacher")
COUNTRY = {"code": "gb"}
# What is sent to each address of help, exit and the worker, in the order of the walk: (arguments,
# bodies). None is a GET; a query stands in the body of a GET as {"?": …}.
WALK = {
    "support:start": ({}, [None, {"?": {"country": "gb"}}]),
    "support:country": (COUNTRY, [None, {"?": {"age": "13-17", "means": "chat"}}]),
    "support:plan_country": ({}, [None, {"?": {"country": "gb"}}]),
    "support:plan": (COUNTRY, [None, GIVEN, {"danger": "yes", "apps": ["instagram"]}]),
    "support:letter_country": ({}, [None, {"?": {"country": "gb"}}]),
    "support:letter": (COUNTRY, [None, CHOSEN, CHOSEN | {"as": "txt"}, {"age": ""}]),
    "support:card": (COUNTRY, [None]),
    "support:friend": ({}, [None]),
    "support:hide": ({}, [None]),
    "support:parents": ({}, [None]),
    "support:teachers": ({}, [None]),
    "support:corrections": ({}, [None]),
    "support:kept": (COUNTRY, [None]),
    "support:offline": (COUNTRY, [None]),
    "worker:script": ({}, [None]),
    "exit:cover": ({}, [None]),
    "exit:leave": ({}, [None]),
    "exit:carry_on": ({}, [{"next": "/help/"}]),
    "exit:help": ({}, [None]),
}
WRONG = ("/help/zz/", "/help/zz/plan/", "/help/zz/letter/", "/help/gb/nothing/", "/help/%00/")


# --- Control views: what the detector has to find ------------------------------------------------


def writes_a_row(request: HttpRequest) -> HttpResponse:
    record(by=request.user, verb="looked-for-help", target=request.user)
    return HttpResponse()


def writes_to_the_cache(request: HttpRequest) -> HttpResponse:
    cache.set("helped", request.user.pk)
    return HttpResponse()


def writes_its_session(request: HttpRequest) -> HttpResponse:
    request.session["was_here"] = True
    return HttpResponse()


def writes_a_line(request: HttpRequest) -> HttpResponse:
    logging.getLogger("marram").warning("Somebody asked for help.")
    return HttpResponse()


CONTROLS = [writes_a_row, writes_to_the_cache, writes_its_session, writes_a_line]
urlpatterns = [
    *(path(f"{view.__name__}/", view) for view in CONTROLS),
    *site.urlpatterns,
]
handler403, handler404, handler500 = site.handler403, site.handler404, site.handler500
pytestmark = pytest.mark.urls("tests.security.test_no_record")


# --- The walk ------------------------------------------------------------------------------------


@pytest.fixture
def walker(request, cast) -> Client:
    """Somebody whose session stands already, as after a lesson."""
    store_starter(*FactKind)
    walk(Client(headers=OURS))
    client = Client(headers=OURS)
    who = getattr(request, "param", "student")
    if who == "student on a shared computer":
        cast.classroom.uses_shared_devices = True
        cast.classroom.save()
    if who != "guest":
        client.force_login(getattr(cast, who.split(" ")[0]))
        client.get("/me/")
    return client


def walk(client: Client) -> list[HttpResponse]:
    """Visit every address of help and exit, then what lies under the cover."""
    responses = []
    for name, (arguments, bodies) in WALK.items():
        address = reverse(name, kwargs=arguments)
        responses += [send(client, address, body) for body in bodies]
        if name == "exit:leave":
            responses.append(client.get("/help/gb/plan/"))
    responses += [client.get(address) for address in WRONG]
    refused = {"Sec-Fetch-Site": "cross-site"}
    responses.append(client.post("/help/gb/plan/", GIVEN, headers=refused))
    return responses


def send(client: Client, address: str, body: dict | None) -> HttpResponse:
    if body is None or "?" in body:
        return client.get(address, (body or {}).get("?"))
    return client.post(address, body)


def test_every_address_of_help_and_exit_is_walked():
    own = {f"support:{pattern.name}" for pattern in support.urls.urlpatterns}
    own |= {f"exit:{pattern.name}" for pattern in support.exit_urls.urlpatterns}
    own |= {f"worker:{pattern.name}" for pattern in support.worker_urls.urlpatterns}
    assert set(WALK) == own


@pytest.mark.parametrize("walker", WALKERS, indirect=True)
def test_walk_through_help_changes_no_byte(walker):
    before = traces()
    with listening() as lines, CaptureQueriesContext(connection) as queries:
        responses = walk(walker)
    assert differences(before, traces()) == []
    assert lines == []
    # What was written and taken back would leave no difference either.
    assert [q["sql"] for q in queries if not q["sql"].startswith("SELECT")] == []
    assert {response.status_code for response in responses} == {200, 302, 303, 403, 404, 422}


@pytest.mark.parametrize("walker", WALKERS, indirect=True)
def test_walk_sets_no_cookie_but_the_one_of_exit(walker):
    touched = {name for response in walk(walker) for name in response.cookies}
    signs_out = {IDLE_COOKIE, "sessionid"} if IDLE_COOKIE in touched else set()
    assert touched - signs_out == {HIDING_COOKIE}
    for name in WALK:
        if name.startswith(("support:", "worker:")):
            response = Client(headers=OURS).get(reverse(name, kwargs=WALK[name][0]))
            assert not response.cookies, name


@pytest.mark.parametrize("control", CONTROLS, ids=lambda view: view.__name__)
def test_one_record_would_be_found(walker, control):
    """The control: each of these is a trace, and the test above would be red."""
    before = traces()
    with listening() as lines:
        walker.get(f"/{control.__name__}/")
    found = differences(before, traces())
    assert (found != [], lines != []) == (control != writes_a_line, control == writes_a_line)
