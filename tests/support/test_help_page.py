"""The help pages: what they show, and that they leave no trace."""

import hashlib

import brotli
import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.epoch import bump_epoch
from core.reading import measure, sentences, words
from organizations.middleware import IDLE_COOKIE, IDLE_SECONDS
from tests.support.samples import (
    COUNTRIES,
    cards_of,
    emergency_links,
    main_of,
    make_helpline,
    without_nonce,
    words_of,
)

PAGES = ["/help/", *[f"/help/{code}/" for code in COUNTRIES], "/help/zz/"]
SATURDAY_NOON = "2026-11-28T12:00:00+00:00"
MOST_BYTES = 8 * 1024
EVERY_PAGE = [*PAGES, "/help/?country=gb", "/help/?country=zz", "/help/?country="]


def fingerprint() -> dict[str, str]:
    """Return a hash of all rows of each table."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows = sorted(map(repr, cursor.fetchall()))
            found[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found


# What stands on it


def test_the_page_of_a_country_is_in_the_order_of_need(client, starter_helplines, time_machine):
    time_machine.move_to(SATURDAY_NOON, tick=False)
    response = client.get("/help/gb/")
    main = main_of(response)
    assert [words_of(heading) for heading in main.select("h1, h2, h3")] == [
        "You can get help now",
        "Emergency: Call 999 now if:",
        "Talk to someone",
        "Childline",
        "If it feels too much, or someone hurts you",
        "Samaritans",
        "Shout",
        "Rape Crisis England & Wales",
        "Not sure what to do first?",
        "Before you do anything else",
        "Get a picture taken down",
        "Report Remove (Childline and IWF)",
        "Take It Down",
        "Get a picture taken down: for adults",
        "StopNCII.org",
        "Revenge Porn Helpline",
        "Report it",
        "CEOP Safety Centre",
        "Police, when it is not an emergency",
        "Ofcom",
        "Report Harmful Content",
        "Ask about the law",
        "Victim Support",
        "For people who work with children",
        "Professionals Online Safety Helpline",
        "More help",
        # Hidden until a script shows one of the two.
        "Keep this help on this device",
        "Help is on this device",
    ]


def test_the_page_of_a_country_begins_with_kind_words_and_numbers(client, starter_helplines):
    response = client.get("/help/gb/")
    assert words_of(main_of(response).select_one(".lead")) == (
        "What happened is not your fault. You will not be in trouble for asking for help. "
        "You do not have to decide everything today."
    )
    assert emergency_links(response) == ["tel:999", "tel:112", "sms:999", "tel:18000"]
    assert cards_of(response)[0] == (
        "Childline Day and night, every day. For anyone under 19 in the UK. Free. You do not have "
        "to give your name. The call does not show on the bill. You need an account to chat. They "
        "say they keep it private, unless someone’s life is at risk. Call 0800 1111 Chat on their "
        "website From learning.nspcc.org.uk, text of 28 August 2022, read 22 November 2026; not "
        "yet checked by a person."
    )


def test_the_title_and_the_address_name_no_topic(client, starter_helplines):
    titles = {client.get(page).content.split(b"<title>")[1].split(b"</title>")[0] for page in PAGES}
    assert titles == {b"Help - Marram"}


def test_unknown_hours_say_check_and_a_website_has_none(client, db):
    make_helpline(country="AU", hours="")
    make_helpline(
        country="BR",
        means=[("means", {"kind": "web", "label": "Find a line", "address": "https://a.example/"})],
    )
    assert "Check the hours." in cards_of(client.get("/help/au/"))[0]
    assert "hours" not in cards_of(client.get("/help/br/"))[0]
    assert "open" not in cards_of(client.get("/help/au/"))[0].lower()


def test_a_number_in_a_chat_app_is_text_and_not_a_link(client, starter_helplines):
    response = client.get("/help/de/")
    [card] = [card for card in cards_of(response) if card.startswith("krisenchat")]
    assert "WhatsApp +49 1573 5998143." in card
    assert "whatsapp" not in str(main_of(response).select("a")).lower()


def test_one_call_of_a_service_stands_out_and_only_where_it_is_the_first_way(
    client, starter_helplines
):
    cards = main_of(client.get("/help/in/")).select(".helpline-card")
    filled = {words_of(card.h3): [words_of(b) for b in card.select(".btn--go")] for card in cards}
    assert filled["Tele-MANAS"] == ["Call 14416"]
    assert filled["National Cyber Crime Reporting Portal"] == []


def test_what_can_wait_is_folded_until_a_reader_narrows_the_list(client, starter_helplines):
    def folded(query: str) -> list[str]:
        main = main_of(client.get(f"/help/gb/{query}"))
        return [words_of(fold.summary) for fold in main.select("details.help-fold:not([open])")]

    assert folded("") == [
        "Get a picture taken down: for adults",
        "Report it",
        "Ask about the law",
        "For people who work with children",
    ]
    assert folded("?age=adult") == []


def test_a_tool_for_adults_is_in_sight_for_nobody_who_did_not_ask_for_it(client, starter_helplines):
    for code in COUNTRIES:
        main = main_of(client.get(f"/help/{code}/"))
        for fold in main.select("details.help-fold"):
            fold.decompose()
        shown = [words_of(name) for name in main.select("h3")]
        assert "Take It Down" in shown, code
        assert "StopNCII.org" not in shown, code


def test_a_country_without_a_line_for_young_people_borrows_one_without_a_number(
    client, starter_helplines
):
    """It leads to lines and is none, so those who answer everybody come first."""
    feel, find, *_others = main_of(client.get("/help/mx/")).select(".care-card--soon")
    assert words_of(feel.h3) == "Línea de la Vida"
    assert words_of(find.h2) == "Find someone to talk to"
    assert [words_of(name) for name in find.select("h3")] == ["Child Helpline International"]
    assert [link["href"] for link in find.select("a")] == [
        "https://childhelplineinternational.org/"
    ]


def test_a_country_without_any_record_still_shows_what_to_do(client, db):
    response = client.get("/help/gb/")
    assert response.status_code == 200
    assert words_of(main_of(response).select_one(".care-card--now h2")) == (
        "Emergency: Call the emergency number you know if:"
    )


def test_a_rule_about_the_picture_counts_everyone_as_perhaps_under_age(client, db):
    rules = words_of(main_of(client.get("/help/")).select_one(".help-rules"))
    assert rules == (
        "Do not pay, and do not send more. It rarely stops there. Keep the messages and the names. "
        "Do not save or send the picture if anyone in it is, or may be, under 18. Tell one person "
        "you trust. You can show them this page."
    )


def test_an_unpublished_change_is_not_shown_and_a_published_one_is_at_once(client, db):
    line = make_helpline(name="Old name")
    line.name = "New name"
    revision = line.save_revision()
    assert cards_of(client.get("/help/gb/"))[0].startswith("Old name ")
    revision.publish()
    assert cards_of(client.get("/help/gb/"))[0].startswith("New name ")


@pytest.mark.parametrize("code", COUNTRIES)
def test_the_page_is_plain_enough_for_a_frightened_child(client, starter_helplines, code):
    main = main_of(client.get(f"/help/{code}/"))
    for names in main.select("h3, .fact-line, select, .btn"):
        names.decompose()
    text = "\n".join(words_of(part) for part in main.select("h1, h2, p, li, label"))
    reading = measure(text)
    assert reading.lix <= 22
    assert reading.ari <= 5
    assert reading.mean_sentence <= 10
    assert [one for one in sentences(text) if len(words(one)) > 18] == []


# Which country


def test_the_form_leads_to_the_country_that_was_chosen(client, db):
    form = main_of(client.get("/help/")).select_one("form.help-place")
    assert (form["action"], form["method"], form.select_one("select")["name"]) == (
        "/help/", "get", "country",
    )  # fmt: skip
    codes = [option["value"] for option in form.select("option")]
    assert sorted(codes) == ["", *COUNTRIES]
    for code in COUNTRIES:
        response = client.get("/help/", {"country": code})
        assert (response.status_code, response["Location"]) == (302, f"/help/{code}/")
        assert response["Cache-Control"] == "no-store"


def test_every_country_is_the_international_page(client, db):
    assert without_nonce(client.get("/help/?country=")) == without_nonce(client.get("/help/"))


def test_the_chosen_country_is_selected_and_nothing_else_decides_it(client, db):
    def chosen(response):
        return [option["value"] for option in main_of(response).select("#country option[selected]")]

    assert chosen(client.get("/help/za/")) == ["za"]
    far = {"Accept-Language": "fr-FR,fr;q=0.9", "X-Forwarded-For": "90.0.0.1", "CF-IPCountry": "FR"}
    plain = client.get("/help/")
    assert without_nonce(client.get("/help/", headers=far)) == without_nonce(plain)
    assert chosen(plain) == []


@pytest.mark.parametrize("address", ["/help/zz/", "/help/?country=zz", "/help/?country=%00"])
def test_an_unknown_country_is_not_found_but_still_helps(client, starter_helplines, address):
    response = client.get(address)
    assert response.status_code == 404
    headings = [words_of(heading) for heading in main_of(response).select("h1, h2, h3")]
    assert headings == [
        "You can get help now",
        "Emergency: Call the emergency number you know if:",
        "Talk to someone",
        "116 111, child helplines in Europe",
        "Child Helpline International",
        "Not sure what to do first?",
        "Before you do anything else",
        "Get a picture taken down",
        "Take It Down",
        "Get a picture taken down: for adults",
        "StopNCII.org",
        "Revenge Porn Helpline: help outside the UK",
        "Report it",
        "INHOPE",
        "More help",
    ]


def test_capital_letters_in_the_address_are_the_same_country(client, db):
    assert main_of(client.get("/help/GB/")) == main_of(client.get("/help/gb/"))


# No trace


def test_help_pages_set_no_cookie_and_are_kept_by_no_cache(client, starter_helplines):
    responses = [client.get(address) for address in EVERY_PAGE]
    assert [r.request["PATH_INFO"] for r in responses if r.cookies] == []
    assert {r["Cache-Control"] for r in responses} == {"no-store"}
    assert [r["Vary"] for r in responses if "Cookie" in r.get("Vary", "")] == []


def test_a_signed_in_student_leaves_no_trace_and_is_not_looked_at(
    client, student, starter_helplines
):
    client.force_login(student)
    client.get("/help/")
    before = fingerprint()
    with CaptureQueriesContext(connection) as queries:
        responses = [client.get(address) for address in EVERY_PAGE]
    assert fingerprint() == before
    assert [r for r in responses if r.cookies] == []
    sql = " ".join(query["sql"] for query in queries)
    assert [
        table for table in ("django_session", "users_user", "organizations_") if table in sql
    ] == []
    assert {name for name in ("INSERT", "UPDATE", "DELETE", "SAVEPOINT") if name in sql} == set()


def test_one_written_row_changes_the_fingerprint(db):
    before = fingerprint()
    bump_epoch()
    changed = {table for table, rows in fingerprint().items() if rows != before[table]}
    assert changed == {"core_epoch"}


def test_a_signed_in_student_gets_the_page_a_guest_gets(client, student, starter_helplines):
    guest = without_nonce(client.get("/help/gb/"))
    client.force_login(student)
    assert without_nonce(client.get("/help/gb/")) == guest


@pytest.mark.parametrize("idle_for", [0, IDLE_SECONDS + 60])
def test_help_on_a_shared_computer_renews_and_ends_nothing(
    client, student, starter_helplines, time_machine, idle_for
):
    time_machine.move_to("2026-11-22T12:00:00+00:00", tick=False)
    client.force_login(student)
    client.cookies[IDLE_COOKIE] = signing.TimestampSigner(salt=IDLE_COOKIE).sign("1")
    time_machine.shift(idle_for)
    before = fingerprint()
    assert client.get("/help/gb/").cookies.output() == ""
    assert fingerprint() == before


def test_help_opens_for_get_and_head_only(client, db):
    assert client.head("/help/gb/").status_code == 200
    assert client.post("/help/gb/").status_code == 405


# What it costs


def test_every_page_is_light(client, starter_helplines):
    """The page itself, as a server sends it; a browser counts the whole first view elsewhere."""
    sizes = {page: len(brotli.compress(client.get(page).content)) for page in PAGES}
    assert {page: size for page, size in sizes.items() if size > MOST_BYTES} == {}


@pytest.mark.parametrize("lines", [1, 3, 30])
def test_a_help_page_takes_one_query_however_many_lines(
    client, db, django_assert_num_queries, lines
):
    for number in range(lines):
        make_helpline(purpose=["emergency", "child-helpline", "crisis"][number % 3])
    with django_assert_num_queries(1):
        response = client.get("/help/gb/")
    assert len(cards_of(response)) + bool(emergency_links(response)) >= min(lines, 2)
