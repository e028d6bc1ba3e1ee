"""Inline checks: feedback without stakes, with and without htmx, and nothing of it is kept."""

import pytest
from django.contrib.sessions.models import Session

from quizzes.models import Response
from tests.courses.conftest import SAME_ORIGIN

HTMX = {"HTTP_HX_REQUEST": "true", **SAME_ORIGIN}


def answer(client, check, value: str, **headers):
    return client.post(check.url, {"choice": check.options[value]}, **(headers or SAME_ORIGIN))


def verdict_of(response) -> str:
    html = response.content.decode()
    return html.split('id="feedback" tabindex="-1" autofocus>')[1].split("<")[0]


def test_question_shows_neither_feedback_nor_values(client, check):
    html = client.get(check.lesson.step_url(1)).content.decode()
    assert [f"Answer worth {value}" in html for value in "210"] == [True] * 3
    assert "Feedback on" not in html
    assert "Stronger choice" not in html


@pytest.mark.parametrize(
    ("value", "verdict", "explained"),
    [
        ("2", "That is the strongest choice.", "2"),
        ("1", "Reasonable. There is a stronger choice.", "21"),
        ("0", "Good thought behind it. Here is a stronger choice.", "20"),
    ],
)
def test_answer_is_explained_with_the_strongest_one(client, check, value, verdict, explained):
    response = answer(client, check, value)
    html = response.content.decode()
    assert verdict_of(response) == verdict
    assert "".join(v for v in "210" if f"Feedback on <b>{v}</b>" in html) == explained
    assert "<q>Is this one OK?</q>" in html


def test_somebody_who_asks_is_shown_the_strongest_answer(client, check):
    response = client.post(check.url, {"show": "1"}, **SAME_ORIGIN)
    html = response.content.decode()
    assert verdict_of(response) == "Here is a strong choice, and why."
    assert "".join(v for v in "210" if f"Feedback on <b>{v}</b>" in html) == "2"
    assert "You chose" not in html


def test_htmx_gets_the_check_alone(client, check):
    html = answer(client, check, "0", **HTMX).content.decode().strip()
    assert html.startswith(f'<section class="card check" id="check-{check.block_id}">')
    assert html.endswith("</section>")
    assert html.count("<section") == html.count("</section>")


def test_page_without_script_stands_around_the_same_check(client, check):
    fragment = answer(client, check, "0", **HTMX).content.decode().strip()
    page = answer(client, check, "0").content.decode()
    assert fragment in page
    assert f'href="{check.lesson.step_url(2)}">Continue</a>' in page


def test_nothing_chosen_asks_again_and_shows_nothing(client, check):
    response = client.post(check.url, {}, **SAME_ORIGIN)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Choose an answer first" in html
    assert "Feedback on" not in html


def test_choice_of_another_question_is_not_found(client, check):
    response = client.post(check.url, {"choice": check.block_id}, **SAME_ORIGIN)
    assert response.status_code == 404


def test_check_of_another_step_is_not_found(client, check):
    other_step = check.url.replace("/1/check/", "/2/check/")
    assert client.post(other_step, {"show": "1"}, **SAME_ORIGIN).status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"HTTP_SEC_FETCH_SITE": "same-origin"}, 200),
        ({"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://testserver"}, 403),
        ({"HTTP_SEC_FETCH_SITE": "same-site"}, 403),
        ({"HTTP_SEC_FETCH_SITE": "none"}, 403),
        ({"HTTP_ORIGIN": "http://testserver"}, 200),
        ({"HTTP_ORIGIN": "https://testserver"}, 403),
        ({"HTTP_ORIGIN": "null"}, 403),
        ({}, 403),
    ],
)
def test_only_our_own_pages_may_send_an_answer(client, check, headers, status):
    assert client.post(check.url, {"show": "1"}, **headers).status_code == status


def test_answer_needs_a_post(client, check):
    assert client.get(check.url).status_code == 405


def test_nothing_of_an_answer_is_kept(client, student, check):
    assert not answer(client, check, "0").cookies
    assert not Session.objects.exists()
    client.force_login(student)
    answer(client, check, "0")
    assert not Response.objects.exists()
    assert not student.lesson_progress.exists()
    assert "Feedback on" not in client.get(check.lesson.step_url(1)).content.decode()


# --- A second go ---------------------------------------------------------------------------------

RETRY = "Try once more"


@pytest.mark.parametrize(("value", "is_offered"), [("2", False), ("1", True), ("0", True)])
def test_second_go_is_offered_after_a_choice_that_was_not_the_best(
    client, check, value, is_offered
):
    assert (RETRY in answer(client, check, value).content.decode()) == is_offered


def test_no_second_go_after_being_shown(client, check):
    assert RETRY not in client.post(check.url, {"show": "1"}, **SAME_ORIGIN).content.decode()


@pytest.mark.parametrize("headers", [SAME_ORIGIN, HTMX])
def test_second_go_asks_again_shows_nothing_and_is_the_last(client, check, headers):
    asked = client.post(check.url, {"retry": "1"}, **headers).content.decode()
    assert "Check my answer" in asked
    assert "Feedback on" not in asked
    assert '<input type="hidden" name="again" value="1">' in asked
    body = {"choice": check.options["0"], "again": "1"}
    html = client.post(check.url, body, **headers).content.decode()
    assert "Feedback on <b>0</b>" in html
    assert RETRY not in html


def test_first_go_is_not_marked_as_a_second(client, check):
    html = client.get(check.lesson.step_url(1)).content.decode()
    assert 'name="again"' not in html
