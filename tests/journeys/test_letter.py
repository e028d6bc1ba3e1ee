"""The letter writer in a browser: on the device with a script, by one form without, never kept."""

import json
import re
from itertools import product
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Locator, Page, expect

from support.enums import Country, PlanAge, Recipient, Sender
from support.letter import links_of, read_lines, write_letter
from tests.journeys.hand import Hand
from tests.journeys.inspection import Inspection
from tests.journeys.variants import VARIANTS, every_variant

pytestmark = [pytest.mark.browser, pytest.mark.reads_alone]

BUDGET_BYTES = 20 * 1024
REPOSITORY = Path(__file__).resolve().parents[2]
LINKS = "https://site.example/a\nthe chat of 9C\n\n data:image/png;base64,AAAA\nwww.site.example"
with_and_without_js = pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
KEPT = "[...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie]"


def write(page: Page, recipient="platform", sender="person", age="13-17", links=LINKS) -> None:
    """Answer everything on the page of a country and ask for the letter."""
    for name, value in {"recipient": recipient, "sender": sender, "age": age}.items():
        page.locator(f"[name={name}][value='{value}']").check()
    page.get_by_label("Where is it?").fill(links)
    page.get_by_label("Case numbers").fill("A-7 {law}")
    page.get_by_role("button", name="Write the letter").click()
    expect(page.get_by_role("heading", name="Your letter")).to_be_visible()


def letter_on(page: Page) -> list[str]:
    return page.locator(".letter__sheet p").evaluate_all("all => all.map((one) => one.textContent)")


def said(page: Page) -> Locator:
    """Return where the page says that it has done something."""
    return page.get_by_role("main").get_by_role("status")


def parts_shown(page: Page) -> list[str]:
    """Return the words below the letter that a reader sees, without what only a script offers."""
    words = page.locator("#letter").inner_text()
    return [line for line in words.splitlines() if line not in ("", "Copy the letter", "Print it")]


def requests_of(page: Page) -> list[str]:
    seen = []
    page.on("request", lambda request: seen.append(request.url))
    return seen


# --- The whole way -------------------------------------------------------------------------------


@every_variant
def test_letter_is_ready_after_six_choices_and_one_text(new_page, variant):
    page = new_page(**VARIANTS[variant])
    page.goto("/help/letter/")
    hand = Hand(page)
    hand.pick("Country", "United Kingdom")
    hand.press("Go on")
    hand.choose("An app or platform")
    hand.choose("I am the person in the picture")
    hand.choose("13 to 17")
    hand.type("Where is it?", "https://site.example/a")
    hand.press("Write the letter")
    heading = page.get_by_role("heading", name="Your letter")
    expect(heading).to_be_in_viewport()
    assert (hand.taps, hand.fields) == (5, 2)
    assert letter_on(page)[:5] == [
        "To the team that reads reports: please take down a private picture.",
        "I am the person in a private picture. I did not agree to it being shared.",
        "I was under 18 when the picture was made.",
        "The picture is on your service, here:",
        "https://site.example/a",
    ]
    expect(page.get_by_text("You do not have to write this alone")).to_be_visible()
    expect(page.get_by_role("heading", name="Take It Down")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert page.context.cookies() == []


def test_address_in_a_letter_runs_from_left_to_right_where_the_page_does_not(new_page):
    page = new_page(**VARIANTS["dark-rtl"])
    page.goto("/help/gb/letter/")
    write(page, links="https://site.example/a")
    line = page.locator(".letter__sheet p", has_text="https://site.example/a")
    assert page.evaluate("document.dir") == "rtl"
    assert line.evaluate("one => getComputedStyle(one).unicodeBidi") == "plaintext"


def test_keyboard_alone_writes_and_copies_a_letter(new_page):
    page = new_page(width=1366)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/help/gb/letter/")
    page.locator("[name=recipient]").first.focus()
    for keys in ("Space", "Tab", "Space", "Tab", "Space", "ArrowDown", "ArrowDown", "Tab"):
        page.keyboard.press(keys)
    page.keyboard.type("https://site.example/a")
    for keys in ("Tab", "Tab", "Enter"):
        page.keyboard.press(keys)
    expect(page.get_by_role("heading", name="Your letter")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Copy the letter")).to_be_focused()
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("Copied.")


# --- The same with and without a script ----------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "recipient", "sender", "age"),
    [
        ("gb", "platform", "person", "13-17"),
        ("us", "website", "parent", "under-13"),
        ("fr", "host", "helper", "unknown"),
        ("za", "school", "person", "adult"),
        ("int", "person", "person", "unknown"),
    ],
)
def test_script_and_server_show_the_same(new_page, country, recipient, sender, age):
    shown = {}
    for js in (True, False):
        page = new_page(js=js)
        page.goto(f"/help/{country}/letter/")
        write(page, recipient, sender, age)
        shown[js] = (letter_on(page), parts_shown(page))
    assert shown[True] == shown[False]
    assert "\n".join(shown[True][0]).count("the chat of 9C\nwww.site.example") == 1


def test_both_writers_write_the_same_letters_for_every_answer_in_every_country(new_page):
    page = new_page()
    for country in Country.values:
        page.goto(f"/help/{country.lower()}/letter/")
        clauses = json.loads(page.locator("#letter-clauses").text_content())
        cases = [{"clauses": clauses, "answers": one} for one in all_answers()]
        on_device = page.evaluate(calling("writeLetter(one.clauses, one.answers)"), cases)
        assert on_device == [write_letter(one["clauses"], one["answers"]) for one in cases]


def test_both_writers_agree_on_clauses_as_odd_as_can_be(new_page):
    laws = [[], ["One.", "Two."], [""]]
    texts = [
        "{law}",
        "{links}{cases}",
        "{law}: {links}",
        "plain",
        "{cases}",
        "{law}{law}",
        "$& {x}",
    ]
    whens = [[], [{}], [{"age": []}], [{"age": ["adult"]}], [{"has_cases": ["no"]}, {"age": []}]]
    clauses = [
        {"key": f"k{place}", "weight": place % 3, "text": text, "laws": law, "when": when}
        for place, (text, law, when) in enumerate(product(texts, laws, whens))
    ]
    odd = [{"links": ["{law} $& $1"], "cases": r"\1 {links}"}, {"links": [], "cases": ""}]
    cases = [
        {"clauses": clauses, "answers": answers | more}
        for answers, more in product(all_answers(), odd)
    ]
    on_device = new_page().evaluate(calling("writeLetter(one.clauses, one.answers)"), cases)
    assert on_device == [write_letter(one["clauses"], one["answers"]) for one in cases]


def test_both_readers_see_the_same_in_what_was_typed(new_page):
    spaces = ["", " ", "\t", "\u00a0", "\u3000", "\u2028", "\x1f", "\x85", "\ufeff"]
    words = [
        "",
        "a.b",
        "http://a.b/ä",
        "httpſ://a.b",
        "data:x",
        "x;BASE64,y",
        "a b",
        "日本.jp",
        ".",
    ]
    typed = ["".join(one) for one in product(spaces, words, spaces, ["\n", "\r", "\r\n"], words)]
    calls = "[readLines(one), linksOf(readLines(one))]"
    on_device = new_page().evaluate(calling(calls), typed)
    in_python = [
        [[{"number": one.number, "text": one.text, "kind": one.kind} for one in lines], links]
        for lines, links in ((lines, links_of(lines)) for lines in map(read_lines, typed))
    ]
    assert on_device == in_python


def all_answers() -> list[dict]:
    return [
        {"recipient": recipient, "sender": sender, "age": age, "links": ["a", "b"], "cases": cases}
        for recipient, sender, age, cases in product(
            Recipient.values, Sender.values, PlanAge.values, ("", "A-1")
        )
    ]


def calling(expression: str) -> str:
    """Return a function for the page that answers `expression` for each `one` of a list."""
    source = (REPOSITORY / "static/js/components/letter-writer.js").read_text("utf-8")
    source = re.sub(r"^export ", "", source, flags=re.MULTILINE)
    return f"(all) => {{ {source}\nreturn all.map((one) => {expression}); }}"


# --- On the device -------------------------------------------------------------------------------


def test_letter_is_written_while_questions_are_answered_and_nothing_is_asked_or_kept(new_page):
    page = new_page()
    page.goto("/help/gb/letter/", wait_until="networkidle")
    seen = requests_of(page)
    expect(page.locator("#letter")).to_be_hidden()
    page.locator("[name=recipient][value=school]").check()
    page.locator("[name=sender][value=parent]").check()
    expect(page.locator("#letter")).to_be_hidden()
    page.locator("[name=age][value=adult]").check()
    expect(page.locator("#letter")).to_be_visible()
    assert "Where is" not in "".join(letter_on(page))
    assert letter_on(page).count("[web address, or the place where it was seen]") == 1
    page.get_by_label("Where is it?").fill("https://site.example/a")
    assert letter_on(page).count("https://site.example/a") == 1
    page.locator("[name=recipient][value=person]").check()
    assert letter_on(page)[0] == "To [their name]:"
    expect(page.get_by_text("Do you feel safe")).to_be_visible()
    expect(page.get_by_text("Give it to one adult")).to_be_hidden()
    expect(page.get_by_text("You do not have to write this alone")).to_be_hidden()
    page.get_by_role("button", name="Write the letter").click()
    assert seen == []
    assert page.evaluate(KEPT) == [""]
    assert page.url.endswith("/help/gb/letter/")


def test_letter_cannot_be_asked_for_before_the_questions_are_answered(new_page):
    page = new_page()
    page.goto("/help/gb/letter/")
    page.locator("[name=age][value=adult]").check()
    page.get_by_role("button", name="Write the letter").click()
    expect(page.locator("[name=recipient]").first).to_be_focused()
    expect(page.locator("#letter")).to_be_hidden()


def test_copy_takes_the_whole_letter_as_it_stands(new_page):
    page = new_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/help/us/letter/")
    write(page)
    page.get_by_role("button", name="Copy the letter").click()
    expect(said(page)).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "\n\n".join(letter_on(page)) + "\n"
    page.get_by_label("Where is it?").fill("https://site.example/other")
    expect(said(page)).to_be_empty()


@with_and_without_js
def test_file_holds_the_letter_and_has_a_name_that_says_nothing(new_page, js):
    page = new_page(js=js)
    page.goto("/help/gb/letter/", wait_until="networkidle")
    write(page)
    seen = requests_of(page)
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Save as .txt").click()
    saved = downloading.value
    assert saved.suggested_filename == "letter.txt"
    text = Path(saved.path()).read_text("utf-8")
    assert text == "\n\n".join(letter_on(page)) + "\n"
    assert [url for url in seen if js and not url.startswith("blob:")] == []


def test_print_shows_the_letter_alone(new_page):
    page = new_page()
    page.add_init_script("window.print = () => { document.documentElement.dataset.printed = 1; }")
    page.goto("/help/gb/letter/")
    write(page)
    page.get_by_role("button", name="Print it").click()
    assert page.evaluate("document.documentElement.dataset.printed") == "1"
    page.emulate_media(media="print")
    left = [line for line in page.locator("body").inner_text().splitlines() if line]
    assert left == [line for part in letter_on(page) for line in part.splitlines()]


def test_page_without_a_letter_prints_its_questions(new_page):
    page = new_page()
    page.goto("/help/gb/letter/")
    page.emulate_media(media="print")
    expect(page.get_by_text("Who is the letter for?")).to_be_visible()


def test_letter_without_a_script_offers_nothing_that_needs_one(new_page):
    page = new_page(js=False)
    page.goto("/help/gb/letter/")
    write(page)
    buttons = page.get_by_role("main").get_by_role("button")
    assert buttons.all_inner_texts() == ["Write the letter", "Save as .txt"]


# --- Looked at -----------------------------------------------------------------------------------


def test_everybody_can_read_question_letter_and_error(inspection: Inspection):
    inspection.open("country", "/help/letter/")
    inspection.open("unknown country", "/help/zz/letter/", status=404)
    inspection.help_url = "/help/"
    inspection.open("questions", "/help/gb/letter/")
    write(inspection.page)
    for fold in inspection.page.locator("#letter summary").all():
        fold.click()
    inspection.look("letter", "Your letter")
    inspection.page.goto("/help/gb/letter/")
    inspection.send()
    inspection.look("error", "There is a problem")
    inspection.finish()


@pytest.mark.parametrize("code", ["gb", "us", "fr", "kr", "int"])
def test_the_first_view_is_light(new_page, code):
    page, sizes = new_page(), {}
    page.on("requestfinished", lambda request: note_size(request, sizes))
    page.goto(f"/help/{code}/letter/", wait_until="networkidle")
    assert sum(sizes.values()) <= BUDGET_BYTES
    assert len(sizes) <= 8
    assert [url for url in sizes if "/fonts/" in url] == []
    assert page.context.cookies() == []


def note_size(request, sizes: dict[str, int]) -> None:
    sizes[request.url] = len(brotli.compress(request.response().body()))
