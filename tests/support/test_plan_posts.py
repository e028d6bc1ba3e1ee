"""The list of somebody who answered without a script: what is sent, and what comes back."""

import logging
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from support.enums import App, Country
from support.plans import country_plan
from support.queries import directory
from support.views.plan import plan
from tests.support.samples import (
    main_of,
    make_helpline,
    make_law,
    make_plan_step,
    without_nonce,
    words_of,
)
from tests.support.sent_plans import GIVEN, OURS, PAGE, send, titles

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
HOSTILE = ["", " ", "<script>alert(1)</script>", "{{ 7 }}", "\x00", "'; --", "🫥" * 5_000, "-1"]


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(NOON, tick=False)


# --- The list -------------------------------------------------------------------------------------


def test_the_list_says_what_to_do_in_parts_and_what_can_wait_is_folded(client, db):
    make_plan_step(title="First", weight=110)
    make_plan_step(title="Later", group="week", facts=[("law", make_law(law="Pictures Act"))])
    make_plan_step(title="For teachers", when=[("when", {"track": ["teacher"]})])
    main = main_of(send(client, **GIVEN))
    assert [words_of(heading) for heading in main.select("h1, h2, h3, h4")] == [
        "My list",
        "Now",
        "First",
        "This week",
        "Later",
        "Pictures Act",
        "If this gets worse",
        "Emergency: Call the emergency number you know if:",
    ]
    assert [step.details.has_attr("open") for step in main.select(".plan-step")] == [True, False]
    assert [link["href"] for link in main.select(".plan-more a")] == [
        "/help/friend/",
        "/help/letter/",
    ]


def test_whoever_is_in_danger_sees_whom_to_call_first(client, db):
    make_helpline(purpose="emergency")
    make_plan_step(title="Step")
    headings = [
        [words_of(heading) for heading in main_of(send(client, danger=danger)).select("h1, h2")]
        for danger in ("yes", "no")
    ]
    call = headings[0][1]
    assert call.startswith("Emergency: Call 0800")
    assert headings == [
        ["My list", call, "Now", "If this gets worse", call],
        ["My list", "Now", "If this gets worse", call],
    ]


@pytest.mark.parametrize("code", ["gb", "in", "int"])
def test_the_list_is_what_the_planner_says(client, starter_facts, code):
    place = Country(code.upper())
    made = country_plan(place, directory(place, on=NOON.date()), at=NOON)
    answers = GIVEN | {"apps": [App.INSTAGRAM.value, App.GROUP_CHAT.value]}
    expected = [step.title for part in made.parts(answers) for step, _ in part.steps]
    assert titles(send(client, f"/help/{code}/plan/", **answers)) == expected
    assert len(expected) > 8


def test_who_does_not_say_what_fits_is_helped_as_the_person_in_the_picture(client, starter_facts):
    assert titles(send(client, **GIVEN | {"track": ""})) == titles(send(client, **GIVEN))


# --- Hostile and broken input ---------------------------------------------------------------------


@pytest.mark.parametrize("value", HOSTILE)
def test_what_was_not_offered_was_not_answered(client, starter_facts, value):
    """It neither breaks the page nor comes back on it, and the other answers count."""
    unknown = titles(send(client))
    assert unknown != []
    assert titles(send(client, **dict.fromkeys([*GIVEN, "apps"], value))) == unknown
    assert titles(send(client, **GIVEN, apps=[value, "instagram"])) == (
        titles(send(client, **GIVEN, apps=["instagram"]))
    )
    assert "alert(1)" not in send(client, track=value).content.decode()


def test_a_question_answered_twice_counts_the_last_time(client, starter_facts):
    twice = send(client, **GIVEN | {"age": ["adult", "13-17"]})
    assert titles(twice) == titles(send(client, **GIVEN))


def test_answers_in_the_address_are_no_answers(client, starter_facts):
    asked = client.get(PAGE, GIVEN)
    assert without_nonce(asked) == without_nonce(client.get(PAGE))


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {},
    ],
)
def test_no_other_site_sends_answers(db, headers):
    client = Client(enforce_csrf_checks=True)
    assert send(client, headers=headers, **GIVEN).status_code == 403


@pytest.mark.parametrize("headers", [OURS, {"Origin": "http://testserver"}])
def test_our_own_page_sends_answers_without_a_token(db, headers):
    client = Client(enforce_csrf_checks=True)
    response = send(client, headers=headers, **GIVEN)
    assert (response.status_code, response.cookies) == (200, {})


def test_the_page_opens_for_get_head_and_post_only(client, db):
    methods = ("get", "head", "post", "put", "patch", "delete")
    found = [getattr(client, method)(PAGE, headers=OURS).status_code for method in methods]
    assert found == [200, 200, 200, 405, 405, 405]
    assert client.post("/help/plan/", headers=OURS).status_code == 405


# --- No trace -------------------------------------------------------------------------------------


def test_a_signed_in_student_is_not_looked_at_and_nothing_is_written(
    client, student, starter_facts
):
    guest = without_nonce(send(client, **GIVEN))
    client.force_login(student)
    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE)
        listed = send(client, **GIVEN)
    assert without_nonce(listed) == guest
    sql = " ".join(query["sql"] for query in queries)
    unwanted = ("django_session", "users_user", "organizations_", "INSERT", "UPDATE", "DELETE")
    assert [word for word in unwanted if word in sql] == []


def test_answers_are_logged_nowhere(client, starter_facts, caplog):
    caplog.set_level(logging.DEBUG)
    send(client, **GIVEN | {"track": "canary"}, apps=["canary"])
    send(client, "/help/zz/plan/", track="canary")
    send(client, headers={"Sec-Fetch-Site": "cross-site"}, track="canary")
    assert caplog.messages == []
    client.get("/no/such/page/")
    assert caplog.messages == ["Not Found: /no/such/page/"]


def test_an_error_report_holds_no_answer(db):
    request = RequestFactory().post(PAGE, GIVEN, headers=OURS)
    plan(request, "gb")
    assert request.sensitive_post_parameters == "__ALL__"
