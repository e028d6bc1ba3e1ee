"""The letter writer forgets: no cookie, no row, no line in a log, and nobody is looked at."""

import logging
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.views.debug import SafeExceptionReporterFilter

from support.enums import FactKind
from tests.support.samples import store_starter, without_nonce
from tests.support.sent_letters import CHOSEN, OURS, PAGE, send


@pytest.fixture
def starter(db):
    store_starter(FactKind.HELPLINE, FactKind.LAW, FactKind.APP, FactKind.CLAUSE)


def every_answer(client) -> list:
    bad = {"age": "", "links": "https://site.example/canary-link"}
    return [
        client.get("/help/letter/"),
        client.get("/help/letter/?country=gb"),
        client.get(PAGE),
        send(client),
        send(client, **bad),
        client.post(PAGE, CHOSEN | {"as": "txt"}, headers=OURS),
        send(client, "/help/zz/letter/"),
    ]


def test_no_page_sets_a_cookie_and_no_cache_keeps_one(client, starter):
    responses = every_answer(client)
    assert [response.status_code for response in responses if response.cookies] == []
    assert {response["Cache-Control"] for response in responses} == {"no-store"}
    assert {response["Referrer-Policy"] for response in responses} == {"same-origin"}


def test_a_signed_in_student_leaves_no_trace_and_is_not_looked_at(client, student, starter):
    client.force_login(student)
    with CaptureQueriesContext(connection) as queries:
        responses = every_answer(client)
    sql = " ".join(query["sql"] for query in queries)
    assert len(queries) > 0
    assert [table for table in ("django_session", "users_", "organizations_") if table in sql] == []
    assert re.findall(r"\b(INSERT|UPDATE|DELETE|SAVEPOINT)\b", sql) == []
    assert re.findall("canary", sql, re.IGNORECASE) == []
    assert [response.status_code for response in responses if response.cookies] == []


def test_a_signed_in_student_gets_the_page_a_guest_gets(client, student, starter):
    guest = without_nonce(send(client))
    client.force_login(student)
    assert without_nonce(send(client)) == guest


def test_nothing_that_was_typed_is_logged_even_when_it_is_refused(client, starter, caplog):
    caplog.set_level(logging.DEBUG)
    every_answer(client)
    send(client, headers={"Sec-Fetch-Site": "cross-site"})
    send(client, links="canary" * 600_000)
    logged = [record.getMessage() + str(record.__dict__) for record in caplog.records]
    assert [line for line in logged if "canary" in line.lower()] == []


def test_nothing_that_was_typed_stands_in_what_is_told_of_a_failure(client, starter):
    request = send(client).wsgi_request
    told = SafeExceptionReporterFilter().get_post_parameters(request)
    assert set(told) == set(CHOSEN)
    assert set(told.values()) == {SafeExceptionReporterFilter.cleansed_substitute}
