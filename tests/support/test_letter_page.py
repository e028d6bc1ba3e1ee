"""The letter writer's pages without a script: what they ask, and what they answer."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from core.reading import measure, sentences, words
from support.enums import FactKind, PlanAge, Recipient, Sender
from tests.support.samples import (
    COUNTRIES,
    main_of,
    make_app_route,
    make_helpline,
    make_law,
    make_letter_clause,
    store_starter,
    without_nonce,
    words_of,
)
from tests.support.sent_letters import CHOSEN, OURS, PAGE, letter_in, lines, send, shown

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.fixture
def starter(db):
    store_starter(FactKind.HELPLINE, FactKind.LAW, FactKind.APP, FactKind.CLAUSE)


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(NOON, tick=False)


# --- Which country --------------------------------------------------------------------------------


def test_the_country_comes_first_and_leads_to_its_page(client, db):
    form = main_of(client.get("/help/letter/")).select_one("form")
    codes = [option["value"] for option in form.select("option")]
    assert (form["action"], form["method"], codes[0]) == ("/help/letter/", "get", "int")
    assert sorted(codes[1:]) == COUNTRIES
    for code in codes:
        response = client.get("/help/letter/", {"country": code})
        assert (response.status_code, response["Location"]) == (302, f"/help/{code}/letter/")


@pytest.mark.parametrize("address", ["/help/zz/letter/", "/help/letter/?country=zz"])
def test_an_unknown_country_asks_again(client, db, address):
    response = client.get(address)
    assert response.status_code == (404 if "zz/" in address else 200)
    assert words_of(main_of(response).h1) == "Write a letter"
    assert len(main_of(response).select("option")) == len(COUNTRIES) + 1


def test_what_is_sent_for_an_unknown_country_asks_again_too(client, db):
    response = send(client, "/help/zz/letter/")
    assert response.status_code == 404
    assert b"canary" not in response.content.lower()


@pytest.mark.parametrize("code", ["gb", "int"])
def test_the_help_page_leads_to_the_letter(client, db, code):
    main = main_of(client.get("/help/" if code == "int" else f"/help/{code}/"))
    links = {words_of(link): link["href"] for link in main.select(".help-more a")}
    expected = "/help/letter/" if code == "int" else f"/help/{code}/letter/"
    assert links["Write a letter to have a picture taken down"] == expected


# --- What it asks ---------------------------------------------------------------------------------


def test_the_form_asks_three_questions_and_takes_links_and_case_numbers(client, db):
    main = main_of(client.get(PAGE))
    form = main.select_one("form")
    assert (form["method"], form.get("enctype"), form["autocomplete"]) == ("post", None, "off")
    fields = form.select("input, textarea, select")
    assert {field["name"] for field in fields} == set(CHOSEN)
    assert {field["type"] for field in form.select("input")} == {"radio", "text"}
    asked = ("recipient", "sender", "age")
    values = {name: [one["value"] for one in form.select(f"[name={name}]")] for name in asked}
    assert values == {
        "recipient": Recipient.values,
        "sender": Sender.values,
        "age": PlanAge.values,
    }
    assert form.select("[checked]") == []
    assert form.select_one("textarea").get_text().strip() == ""


def test_before_an_answer_there_is_no_letter(client, starter):
    response = client.get(PAGE)
    assert letter_in(response) == []
    assert main_of(response).select_one("#letter").has_attr("hidden")
    assert shown(response, "h1, h2") == ["Write a letter"]


def test_an_address_carries_no_answer(client, starter):
    asked = client.get(PAGE, CHOSEN)
    assert without_nonce(asked) == without_nonce(client.get(PAGE))


def test_titles_and_addresses_name_no_topic(client, starter):
    for response in (client.get("/help/letter/"), client.get(PAGE), send(client)):
        assert BeautifulSoup(response.content, "html.parser").title.string == "A letter - Marram"


# --- The letter -----------------------------------------------------------------------------------


def test_a_sent_form_answers_with_the_letter_and_keeps_everything(client, starter):
    response = send(client)
    main = main_of(response)
    assert response.status_code == 200
    assert letter_in(response) == [
        "To the team that reads reports: please take down a private picture.",
        "I am the person in a private picture. I did not agree to it being shared.",
        "I was under 18 when the picture was made.",
        "The picture is on your service, here:",
        "https://site.example/canary-link",
        "Case numbers from before: CANARY-7",
        "Before you take it down, please note who posted it and when. The police may ask you for "
        "that.",
        "Please take the picture down, and every copy of it that you can find. I ask the same for "
        "any changed or fake version of it. Please do not tell the person who posted it who wrote "
        "to you.",
        "Please treat this as you treat any picture of a person under 18.",
        *(note for note in letter_in(response) if note.startswith("In ")),
        "What I write here is true as far as I know.",
        "I do not send the picture with this letter. Please do not ask me for it.",
        "Please write back and say what you decided and why. Please give me a case number. Thank "
        "you.",
        "[your name, or the name of an adult who signs for you]",
        "[signature and date]",
        "[how to reach you or the adult, such as an email address]",
    ]
    assert [one["value"] for one in main.select("[checked]")] == ["platform", "person", "13-17"]
    assert main.select_one("textarea").get_text().strip() == CHOSEN["links"]
    assert main.select_one("[name=cases]")["value"] == CHOSEN["cases"]
    assert main.select_one("form")["action"] == "#letter"


def test_the_same_letter_comes_as_a_text_file(client, starter):
    response = client.post(PAGE, CHOSEN | {"as": "txt"}, headers=OURS)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="letter.txt"'
    assert response["Cache-Control"] == "no-store"
    assert response.content.decode() == "\n\n".join(letter_in(send(client))) + "\n"


def test_the_button_for_the_file_belongs_to_the_form(client, starter):
    main = main_of(send(client))
    button = main.select_one("button[name=as]")
    assert (button["value"], button["type"]) == ("txt", "submit")
    assert main.select_one(f"form#{button['form']}") is not None


def test_lines_that_look_odd_stay_and_are_named(client, starter):
    response = send(client, links="site.example/a\r\nthe chat of 9C\r\ndata:image/png;base64,AAAA")
    assert "site.example/a\nthe chat of 9C" in letter_in(response)
    assert shown(response, ".letter__line") == [
        "Line 2 does not look like a web address. If you meant it, that is fine: it stays in the "
        "letter.",
        "Line 3 holds a picture, so it is left out. A letter needs the web address alone.",
    ]
    kept = main_of(response).select_one("textarea").get_text()
    assert lines(kept) == ["site.example/a", "the chat of 9C", "data:image/png;base64,AAAA"]


def test_lines_that_are_fine_are_not_talked_about(client, starter):
    assert shown(send(client), ".letter__line") == []


# --- Beside the letter ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("recipient", "begins"),
    [
        ("platform", "Look for “Report” at the post"),
        ("website", "Look on the website"),
        ("host", "A helper can find out who hosts"),
        ("school", "Give it to one adult"),
        ("person", "Do you feel safe"),
    ],
)
def test_the_page_says_where_that_letter_goes_and_nothing_about_others(
    client, starter, recipient, begins
):
    response = send(client, recipient=recipient)
    told = shown(response, "[data-letter-recipient]")
    assert [one.startswith(begins) for one in told] == [True]


def test_apps_are_listed_with_address_host_and_day(client, db):
    make_letter_clause()
    make_app_route(name="Report a picture", address="https://www.app.example/report")
    [line] = main_of(send(client)).select(".letter__routes li")
    assert (line.a["href"], words_of(line.a)) == (
        "https://www.app.example/report",
        "Report a picture",
    )
    assert words_of(line) == (
        "Report a picture app.example From source.example, read 22 November 2026; not yet checked "
        "by a person."
    )


def test_the_person_who_shared_it_is_not_written_to_where_they_threaten(client, starter):
    response = send(client, recipient="person")
    [told] = shown(response, "[data-letter-recipient]")
    assert "If they threaten you or want something, do not answer them." in told
    links = [link["href"] for link in main_of(response).select("[data-letter-recipient] a")]
    assert "/help/gb/plan/" in links


@pytest.mark.parametrize(
    ("age", "named", "is_young"),
    [
        ("under-13", ["Report Remove (Childline and IWF)", "Take It Down"], True),
        ("13-17", ["Report Remove (Childline and IWF)", "Take It Down"], True),
        ("unknown", ["Report Remove (Childline and IWF)", "Take It Down"], True),
        ("adult", ["Revenge Porn Helpline", "StopNCII.org"], False),
    ],
)
def test_under_18_the_way_for_children_comes_first_and_tools_are_by_age(
    client, starter, age, named, is_young
):
    response = send(client, age=age)
    notices = shown(response, ".letter > .letter__young")
    assert [one.startswith("You do not have to write this alone") for one in notices] == (
        [True] if is_young else []
    )
    assert shown(response, ".helpline-card h3") == named


def test_a_country_without_a_tool_says_nothing_about_tools(client, db):
    assert "Help that needs no letter" not in shown(send(client), "h2")
    make_helpline(purpose="hash-matching", country="INT")
    assert "Help that needs no letter" in shown(send(client), "h2")


def test_times_come_from_laws_that_are_live_alone(client, db, time_machine):
    make_law(law="Act", letter_sentence="Law 1.", platform_duty="Take it down within a day.")
    make_letter_clause(text="{law}")
    unknown = "We know of no fixed time for an answer. Country: United Kingdom."
    page = send(client)
    assert letter_in(page) == ["Law 1."]
    assert "Take it down within a day." in shown(page, ".plan-note p")
    assert unknown not in shown(page, "p")
    time_machine.move_to(NOON + timedelta(days=181), tick=False)
    page = send(client)
    assert (letter_in(page), shown(page, ".plan-note p")) == ([], [])
    assert unknown in shown(page, "p")


def test_every_letter_comes_with_what_is_good_to_know(client, starter):
    [*notes] = shown(send(client), ".letter .help-rules li")
    assert [note.split(".")[0] for note in notes] == [
        "Do not add the picture, even if they ask for it",
        "One letter to each place is enough",
        "Do not pay a company that says it takes pictures down",
        "A letter does not always work",
        "This is not legal advice",
    ]


@pytest.mark.parametrize("recipient", Recipient.values)
@pytest.mark.parametrize("code", ["gb", "us", "int"])
def test_the_page_is_plain_enough_for_a_frightened_child(client, starter, code, recipient):
    main = main_of(send(client, f"/help/{code}/letter/", recipient=recipient))
    for part in main.select("[hidden], h3, .fact-line, .btn, .letter__sheet, .plan-note, details"):
        part.decompose()
    text = "\n".join(words_of(part) for part in main.select("h1, h2, p, li, label, legend, b"))
    reading = measure(text)
    assert reading.lix <= 22
    assert reading.ari <= 5
    assert reading.mean_sentence <= 10
    assert [one for one in sentences(text) if len(words(one)) > 18] == []


# --- What it costs --------------------------------------------------------------------------------


@pytest.mark.parametrize("facts", [1, 3, 30])
def test_a_letter_takes_as_many_queries_however_many_facts(
    client, db, django_assert_num_queries, facts
):
    for number in range(facts):
        law = make_law(letter_sentence=f"Law {number}.")
        make_app_route()
        make_helpline(purpose="hash-matching", country="INT")
        make_letter_clause(text="{law}", facts=[("law", law)])
    with django_assert_num_queries(4):
        response = send(client)
    assert len(letter_in(response)) == facts
