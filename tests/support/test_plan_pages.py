"""The planner's pages as a server sends them: the questions, and what a device makes of them."""

import json
from datetime import UTC, datetime

import brotli
import pytest

from core.reading import measure, sentences, words
from organizations.middleware import IDLE_COOKIE
from support.enums import PlanTrack
from support.plan_questions import QUESTIONS
from tests.support.samples import (
    COUNTRIES,
    main_of,
    make_app_route,
    make_helpline,
    make_law,
    make_plan_step,
    words_of,
)
from tests.support.sent_plans import GIVEN, PAGE, send, titles

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
PLACES = [*COUNTRIES, "int"]


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def without_data(main):
    """Take out what a device makes the list of."""
    for part in main.select("template, script, [data-plan-list]"):
        part.decompose()
    return main


# --- Which country --------------------------------------------------------------------------------


def test_the_country_comes_first_and_leads_to_its_page(client, db):
    form = main_of(client.get("/help/plan/")).select_one("form")
    codes = [option["value"] for option in form.select("option")]
    assert (form["action"], form["method"], codes[0]) == ("/help/plan/", "get", "int")
    assert sorted(codes[1:]) == COUNTRIES
    for code in codes:
        response = client.get("/help/plan/", {"country": code})
        assert (response.status_code, response["Location"]) == (302, f"/help/{code}/plan/")


@pytest.mark.parametrize(
    ("address", "status"), [("/help/zz/plan/", 404), ("/help/plan/?country=zz", 200)]
)
def test_an_unknown_country_asks_again(client, db, address, status):
    response = client.get(address)
    assert response.status_code == status
    assert words_of(main_of(response).h1) == "Make a plan"
    assert len(main_of(response).select("option")) == len(COUNTRIES) + 1


def test_what_is_sent_for_an_unknown_country_asks_again_too(client, db):
    response = send(client, "/help/zz/plan/", **GIVEN)
    assert response.status_code == 404
    assert len(main_of(response).select("option")) == len(COUNTRIES) + 1


def test_capital_letters_in_the_address_are_the_same_country(client, db):
    assert main_of(client.get("/help/GB/plan/")) == main_of(client.get(PAGE))


@pytest.mark.parametrize(("page", "leads_to"), [("/help/gb/", PAGE), ("/help/", "/help/plan/")])
def test_the_help_page_leads_to_the_planner(client, db, page, leads_to):
    links = {words_of(link): link["href"] for link in main_of(client.get(page)).select("a")}
    assert links["Make a plan"] == leads_to


def test_the_page_holds_steps_and_services_of_its_own_country_alone(client, db):
    for code in ("GB", "IE"):
        make_helpline(country=code, name=f"Line of {code}")
        make_plan_step(title=f"Step of {code}", when=[("when", {"country": [code]})])
    make_plan_step(services=[("purpose", "child-helpline")])
    page = client.get(PAGE).content.decode()
    assert [f"{kind} of {code}" in page for code in ("GB", "IE") for kind in ("Step", "Line")] == [
        *[True, True],
        *[False, False],
    ]


# --- The questions --------------------------------------------------------------------------------


def test_the_questions_are_one_form_without_a_token(client, db):
    [form] = main_of(client.get(PAGE)).select("form")
    assert (form["method"], form.get("action"), form["autocomplete"]) == ("post", None, "off")
    fields = {field["name"]: field["type"] for field in form.select("input, textarea, select")}
    assert fields == dict.fromkeys(GIVEN, "radio") | {"apps": "checkbox"}
    offered = [field["value"] for field in form.select("[name=track]")]
    assert offered == [*PlanTrack.values, ""]
    assert [words_of(legend.h2) for legend in form.select("legend")] == [
        question.words for question in QUESTIONS
    ]


def test_not_knowing_is_an_answer_to_every_question_that_takes_one(client, db):
    form = main_of(client.get(PAGE)).form
    last = {
        words_of(question.select(".option-card")[-1])
        for question in form.select("fieldset")
        if question.select("[type=radio]")
    }
    assert last == {"I do not know", "Something else, or I do not know"}


def test_nobody_is_asked_for_a_name_a_link_or_a_picture(client, db):
    main = main_of(client.get(PAGE))
    assert {field["type"] for field in main.select("input")} == {"radio", "checkbox"}
    assert main.select("textarea") == []


def test_the_page_says_first_what_exit_does_and_that_nothing_is_kept(client, db):
    before = main_of(client.get(PAGE))
    assert words_of(before.select_one(".before-list")) == (
        "We keep nothing of what you answer. You need no name. "
        "Quick exit hides this page. It does not clear your history. Hide that you were here "
        "You can stop after any step."
    )


def test_without_a_script_the_page_says_what_becomes_of_the_answers(client, db):
    [note] = main_of(client.get(PAGE)).select("noscript")
    assert words_of(note) == "Sent once to make your list, then forgotten."


def test_whom_to_call_stands_right_below_the_question_about_danger(client, db):
    make_helpline(purpose="emergency")
    danger, call, *_others = main_of(client.get(PAGE)).form.find_all(["fieldset", "section"])
    assert (danger["data-plan-question"], "care-card--now" in call["class"]) == ("danger", True)


def test_titles_and_addresses_name_no_topic(client, db):
    pages = [client.get("/help/plan/"), client.get(PAGE), send(client, **GIVEN)]
    assert [page.content.split(b"<title>")[1].split(b"<")[0].decode() for page in pages] == [
        "Help - Marram",
        "Help - Marram",
        "My list - Marram",
    ]


def test_a_shared_computer_is_known_by_its_cookie(client, db):
    assert main_of(client.get(PAGE)).select("[data-plan-shared]") == []
    client.cookies[IDLE_COOKIE] = "1"
    response = client.get(PAGE)
    assert len(main_of(response).select("[data-plan-shared]")) == 1
    assert response.cookies == {}


# --- What a device gets ---------------------------------------------------------------------------


def records(response) -> list[dict]:
    columns = json.loads(main_of(response).select_one("#plan-data").string)
    rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def test_a_device_gets_each_rule_with_its_words_and_nothing_it_lacks(client, db):
    line = make_helpline(key="gb-staff")
    route = make_app_route(name="Report it", how="First this.", address="https://www.app.example/")
    make_plan_step(
        key="full",
        weight=20,
        time_needed="A minute",
        who_will_know="You.",
        when=[("when", {"track": ["me"]})],
        facts=[("app", route), ("helpline", line)],
    )
    make_plan_step(key="bare", title="Bare", why="Why.", how="", group="week", weight=10)
    bare, full = records(client.get(PAGE))
    assert bare == {"group": "week", "weight": 10, "title": "Bare", "why": "Why."}
    [note] = full.pop("notes")
    assert full == {
        "group": "now",
        "weight": 20,
        "when": [{"track": ["me"]}],
        "title": full["title"],
        "why": "It helps.",
        "how": ["Do this first.", "Then do that."],
        "time_needed": "A minute",
        "who_will_know": "You.",
        "line_keys": ["gb-staff"],
    }
    assert note == {
        "title": "Report it",
        "is_way": True,
        "lines": ["First this."],
        "address": "https://www.app.example/",
        "host": "app.example",
        "fact": note["fact"],
    }


def test_a_device_gets_the_card_of_everybody_a_step_names_once(client, db):
    line = make_helpline(key="gb-one", purpose="child-helpline")
    make_helpline(key="gb-nobody-asks", purpose="legal-aid")
    make_plan_step(facts=[("helpline", line)], services=[("purpose", "child-helpline")])
    make_plan_step(services=[("purpose", "child-helpline")])
    cards = main_of(client.get(PAGE)).select("template[data-plan-service]")
    assert [card["data-plan-service"] for card in cards] == ["gb-one"]


def test_the_blank_step_has_a_place_for_every_word(client, db):
    make_helpline()
    blank = main_of(client.get(PAGE)).select_one("template[data-plan-step]")
    way, law = blank.select(".plan-note")
    slots = [[slot["data-slot"] for slot in note.select("[data-slot]")] for note in (way, law)]
    assert slots == [["title", "lines", "address", "host", "more", "fact"]] * 2
    assert [note.select_one("[data-slot=lines]").name for note in (way, law)] == ["ol", "div"]
    way.decompose()
    law.decompose()
    assert [slot["data-slot"] for slot in blank.select("[data-slot]")] == [
        *["title", "why", "how", "time_needed", "who_will_know", "title"],
    ]


# --- No trace -------------------------------------------------------------------------------------


def test_no_page_sets_a_cookie_or_may_be_kept(client, starter_facts):
    pages = [client.get(f"/help/{code}/plan/") for code in PLACES]
    pages += [client.get("/help/plan/"), client.get("/help/zz/plan/"), send(client, **GIVEN)]
    assert [page.cookies for page in pages] == [{}] * len(pages)
    assert {page["Cache-Control"] for page in pages} == {"no-store"}
    assert [page["Vary"] for page in pages if "Cookie" in page["Vary"]] == []


# --- What it costs --------------------------------------------------------------------------------


def test_the_questions_are_packed_as_small_as_the_browser_can_take(client, starter_facts):
    plain = client.get(PAGE)
    packed = client.get(PAGE, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
    zipped = client.get(PAGE, headers={"Accept-Encoding": "gzip"})
    encodings = [page.get("Content-Encoding") for page in (plain, packed, zipped)]
    assert encodings == [None, "br", "gzip"]
    assert {page["Vary"] for page in (plain, packed, zipped)} == {"Accept-Encoding, Save-Data"}
    assert len(brotli.decompress(packed.content)) == len(plain.content)
    assert len(packed.content) < len(zipped.content)


@pytest.mark.parametrize("steps", [1, 3, 30])
def test_a_page_takes_as_many_queries_however_many_steps(
    client, db, django_assert_num_queries, steps
):
    for _number in range(steps):
        facts = [("law", make_law()), ("app", make_app_route()), ("helpline", make_helpline())]
        make_plan_step(facts=facts)
    with django_assert_num_queries(4):
        asked = client.get(PAGE)
    with django_assert_num_queries(4):
        listed = send(client, **GIVEN)
    assert (len(records(asked)), len(titles(listed))) == (steps, steps)


# --- Words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [PAGE, "/help/plan/"])
def test_the_questions_are_plain_enough_for_a_frightened_child(client, db, address):
    check_reading(without_data(main_of(client.get(address))))


def test_the_words_around_a_list_are_plain_enough_too(client, db):
    check_reading(main_of(send(client, **GIVEN)))
    check_reading(main_of(client.get(PAGE)).select_one("[data-plan-list]"))


def check_reading(part) -> None:
    for names in part.select("select, .btn, .plan-question__options--small"):
        names.decompose()
    text = "\n".join(words_of(one) for one in part.select("h1, h2, p, li, label"))
    reading = measure(text)
    assert reading.lix <= 22
    assert reading.ari <= 5
    assert reading.mean_sentence <= 10
    assert [one for one in sentences(text) if len(words(one)) > 18] == []
