"""The words of the starter content's steps and ways through apps: plain, kind, from a source."""

import re

import pytest

from core.curriculum_files import read_yaml
from core.reading import measure
from support.curriculum import KINDS
from support.enums import FactKind
from support.means import names_a_number
from tests.shared_inputs import shared_path
from tests.support.samples import ENGLISH
from tests.support.starter_plans import (
    ADULT_EVIDENCE,
    advice_to_handle_the_picture,
    entries,
    handling_steps,
    lines_of,
    lines_with_ways,
    seen,
    steps,
)
from upkeep.content_checks.refused_words import refused_in

# The agreed order: what a step is about decides its place.
ORDER = {
    **dict.fromkeys(("danger",), 0),
    **dict.fromkeys(("listen", "stop", "leave"), 100),
    **dict.fromkeys(("keep",), 200),
    **dict.fromkeys(("hash", "image"), 300),
    **dict.fromkeys(("report", "ask", "follow"), 400),
    **dict.fromkeys(("tell", "lead", "posh", "talk", "say", "school"), 500),
    **dict.fromkeys(("police", "law", "regulator", "legal"), 600),
    **dict.fromkeys(("secure",), 700),
    **dict.fromkeys(("look",), 800),
}
VERBS = re.compile(
    r"(Ask|Call|Check|Do|Give|Go|Help|Keep|Leave|Listen|Lock|Look|Make|Read|Report|Say|See|Stay"
    r"|Stop|Talk|Tell|Think|Use|Write)\b"
)
each_step = pytest.mark.parametrize("key", sorted(steps()))
each_way = pytest.mark.parametrize("key", sorted(seen(FactKind.APP)))


def way_lines(key: str) -> list[str]:
    """Return the lines of a way through an app, without the app's own words for its buttons."""
    way = entries(FactKind.APP)[key]
    return [re.sub("“[^”]*”", "it", line) for line in (*way["how"], way["notes"])]


# --- Plain ----------------------------------------------------------------------------------------


@each_step
def test_step_is_easy_to_read(key):
    reading = measure("\n".join(lines_of(steps()[key])))
    assert reading.ari <= 5
    assert reading.lix <= 22
    assert reading.longest_sentence <= 18


def test_steps_together_have_short_sentences():
    reading = measure("\n".join(line for step in steps().values() for line in lines_of(step)))
    assert reading.mean_sentence <= 10


@each_way
def test_way_through_an_app_is_easy_to_read(key):
    reading = measure("\n".join(way_lines(key)))
    assert reading.ari <= 5
    assert reading.lix <= 25  # the apps' own names are long words
    assert reading.longest_sentence <= 18


@each_step
def test_step_is_whole(key):
    step = steps()[key]
    assert VERBS.match(step["title"])
    assert 2 <= len(step["how"]) <= 4
    assert "" not in (step["time_needed"], step["who_will_know"])
    assert (step.is_seen, step["risk"]) == (True, "D")


@each_step
def test_step_stands_in_its_place_of_the_agreed_order(key):
    place = ORDER[key.split("-")[0]]
    assert place <= steps()[key]["weight"] < place + 100


# --- Kind, and true -------------------------------------------------------------------------------


@each_step
def test_step_says_nothing_that_hurts_or_misleads(key):
    lines = lines_with_ways(steps()[key])
    assert [line for line in lines if refused_in(line)] == []
    assert [line for line in lines if names_a_number(line)] == []


@pytest.mark.parametrize(
    "advice",
    [
        "Save the picture as proof.",
        "Take a screenshot of the chat.",
        "Screenshots help.",
        "Copy it to a safe place.",
        "Forward the picture to a teacher.",
        "Ask them to show you the image.",
        "Open the video once.",
        "You can look at it together.",
    ],
)
def test_advice_to_handle_the_picture_is_noticed(advice):
    assert advice_to_handle_the_picture(["Do not reply.", advice]) == [advice.rstrip(".")]


def test_only_adults_are_told_of_screenshots():
    assert handling_steps() == ADULT_EVIDENCE


def test_no_text_names_a_tool_that_is_for_some_ages_only():
    names = re.compile("StopNCII|Revenge Porn|Take It Down|Report Remove|HateAid|Trustline")
    lines = [line for step in steps().values() for line in lines_with_ways(step)]
    assert [line for line in lines if names.search(line)] == []


PROMISES = re.compile(
    r"\bwill (be taken|come|go) down\b|\bwill be (gone|removed|deleted)\b|\bconfidential\b"
    r"|\bno one will (ever )?know\b|\b(stays|is) (a )?secret\b",
    re.IGNORECASE,
)


def test_no_text_promises_removal_or_secrecy():
    lines = [line for step in steps().values() for line in lines_with_ways(step)]
    assert [line for line in lines if PROMISES.search(line)] == []
    assert PROMISES.search("Then it will come down.")


@pytest.mark.parametrize("kind", [FactKind.STEP, FactKind.APP])
def test_file_stands_as_a_dump_would_write_it(kind):
    written = next(one for one in KINDS if one.name == kind)
    found = sorted(entries(kind).values(), key=lambda entry: written.place(entry.values))
    assert read_yaml(ENGLISH / written.file) == [entry.as_written() for entry in found]


# --- From a source --------------------------------------------------------------------------------

# Read after the facts were collected: what schools and apps themselves say, and two guides.
READ_LATER = {
    "gov.uk/government/publications/sharing-nudes-and-semi-nudes-advice-for-education-settings"
    "-working-with-children-and-young-people/sharing-nudes-and-semi-nudes-how-to-respond-to-an"
    "-incident-overview",
    "childnet.com/teachers-and-professionals/need-help",
    "stickers.wiki/faq/i-found-illegal-content-where-can-i-report-it",
    "tginfo.me/how-to-report-content-en",
    "help.x.com/en/rules-and-policies/us-tida",
    "google-support.mirrorblogs.com/websearch/answer/13650142",
    "briefly.co/anchor/Privacy_professionals/story/how-to-make-apps-and-websites-remove-your"
    "-nonconsensual-nudes",
}
# Addresses that nobody has looked at yet; they stand in drafts alone.
REMEMBERED = (
    *("help.snapchat.com", "tiktok.com", "help.x.com/forms", "telegram.org/faq"),
    *("faq.whatsapp.com", "microsoft.com/concern", "reddithelp", "stopca@"),
)


def bare(address: str) -> str:
    return address.removeprefix("https://").removeprefix("www.").rstrip("/")


@pytest.mark.parametrize("kind", [FactKind.STEP, FactKind.APP])
def test_sources_are_those_the_facts_were_collected_from(kind):
    files = ("curriculum/facts.md", "curriculum/support_directory.json")
    collected = "\n".join(shared_path(file).read_text("utf-8") for file in files)
    sources = {bare(source) for entry in seen(kind).values() for source in entry["source"]}
    unknown = {source for source in sources if source not in collected}
    assert unknown <= READ_LATER


def test_remembered_addresses_stand_in_drafts_alone():
    shown = "\n".join(str(way.as_written() | {"source": ""}) for way in seen(FactKind.APP).values())
    assert [address for address in REMEMBERED if address in shown] == []
    drafts = set(entries(FactKind.APP)) - set(seen(FactKind.APP))
    assert {entries(FactKind.APP)[key]["mark"] for key in drafts} == {"remembered"}


@each_way
def test_shown_way_leads_to_an_address_of_that_app(key):
    way = entries(FactKind.APP)[key]
    owner = {"messenger": "meta.com", "facebook": "meta.com", "threads": "meta.com"}
    assert not way["address"] or re.search(
        owner.get(way["app"], f"{way['app']}|meta"), way["address"]
    )
    assert way["risk"] == "C"
