"""What the starter content's laws promise: what was collected, plain words, and no wrong one."""

import json
import re
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from wagtail.models import Locale

from core.reading import measure, sentences, words
from support import curriculum
from support.curriculum import Entry, FactFiles
from support.enums import Country, FactKind, LawStatus
from support.models import LawFact
from tests.shared_inputs import shared_path
from tests.support.samples import SEEN_ON, make_plan_step, starter_files
from upkeep.content_checks.refused_words import refused_in

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
SHOWN_FIELDS = ("summary", "platform_duty", "letter_sentence")
NOT_IN_FORCE = {LawStatus.BILL, LawStatus.ASSENTED, LawStatus.GUIDANCE}


@cache
def laws() -> dict[str, Entry]:
    return {entry.key: entry for entry in starter_files().of(FactKind.LAW)}


def shown() -> list[Entry]:
    return [law for law in laws().values() if law.is_seen]


def with_status(*statuses: LawStatus) -> list[Entry]:
    return [law for law in shown() if law["status"] in statuses]


def texts_of(law: Entry) -> list[str]:
    return [law[name] for name in SHOWN_FIELDS if law[name]]


def collected() -> dict[str, dict]:
    """Return the collected entries that the starter content is drawn from, by id."""
    entries = json.loads(shared_path("curriculum/laws.json").read_text("utf-8"))
    return {entry["id"]: entry for entry in entries}


# --- Nothing invented -----------------------------------------------------------------------------


def test_every_collected_law_stands_there_with_its_own_mark_place_and_dates():
    about = {
        key: (law["jurisdiction"], law["mark"], law["risk"], law["copy_date"], str(law["seen_on"]))
        for key, law in laws().items()
    }
    assert about == {
        key: (
            entry["jurisdiction"],
            entry["confidence"],
            entry["risk"],
            entry["copy_date"] or "",
            str(entry["seen_on"]),
        )
        for key, entry in collected().items()
    }


def test_every_law_names_the_sources_it_was_read_in_and_no_other():
    entries = {key: entry for key, entry in collected().items() if entry["source"]}
    assert {key: sorted(laws()[key]["source"]) for key in entries} == {
        key: sorted(source.strip() for source in entry["source"].split(" ; "))
        for key, entry in entries.items()
    }


def test_a_law_is_as_far_as_the_collected_entry_says():
    begins = {
        "bill": LawStatus.BILL,
        "guidance": LawStatus.GUIDANCE,
        "assented": LawStatus.ASSENTED,
        "partly-in-force": LawStatus.PARTLY,
        "in-force": LawStatus.IN_FORCE,
    }
    differing = {
        (key, law["status"])
        for key, law in laws().items()
        if law["status"] != begins[re.match(r"[a-z-]*[a-z]", collected()[key]["status"])[0]]
    }
    assert differing == set()


def test_a_start_or_a_year_that_was_only_remembered_is_left_out():
    wrong = []
    for key, entry in collected().items():
        law, starts = laws()[key], entry["in_force_on"] or ""
        if law["in_force_on"] not in ("", starts.split(" (")[0].split(";")[0]):
            wrong.append((key, law["in_force_on"]))
        if "remembered" in starts and law["in_force_on"]:
            wrong.append((key, "remembered"))
        if law["year"] != entry["year"] and str(law["year"]) not in json.dumps(entry):
            wrong.append((key, law["year"]))
    assert wrong == []


def test_what_a_law_covers_is_what_was_read():
    covers = ("covers_threats", "covers_synthetic")
    differing = [
        (key, name)
        for key, law in laws().items()
        for name in covers
        if law[name] != collected()[key][name] and (law.is_seen or law[name] is not None)
    ]
    assert differing == []


def test_numbers_and_days_in_a_text_stand_in_the_collected_entry():
    entries = collected().items()
    known = {key: json.dumps(entry).lower().replace("minor", "18") for key, entry in entries}
    invented = [
        (law.key, number)
        for law in laws().values()
        for number in re.findall(r"\d+", " ".join(texts_of(law)))
        if not re.search(rf"(?<!\d)0?{number}(?!\d)", known[law.key])
    ]
    assert invented == []


# --- Drafts ---------------------------------------------------------------------------------------


@pytest.fixture
def loaded(db) -> dict[str, LawFact]:
    """Load the laws the way `load_curriculum` does."""
    curriculum.write(FactFiles("en", tuple(laws().values())))
    return {law.key: law for law in LawFact.objects.filter(locale=Locale.get_default())}


def test_loading_publishes_the_laws_whose_source_was_seen_and_no_other(loaded):
    seen = {law.key for law in shown()}
    assert set(loaded) == set(laws())
    assert {key for key, law in loaded.items() if law.live} == seen
    assert set(LawFact.objects.live(on=SEEN_ON).values_list("key", flat=True)) == seen
    assert {law.checked_on for law in loaded.values()} == {None}
    overdue = SEEN_ON + timedelta(days=181)
    assert list(LawFact.objects.live(on=overdue)) == []


def test_a_plan_never_shows_a_law_that_is_a_draft(loaded, client, time_machine):
    time_machine.move_to(NOON)
    drafts = [law for law in loaded.values() if not law.live and law.jurisdiction == "GB"]
    live = [law for law in loaded.values() if law.live and law.jurisdiction == "GB"]
    assert (bool(drafts), bool(live)) == (True, True)
    for law in [*drafts, *live]:
        make_plan_step(facts=[("law", law)])
    page = client.get("/help/gb/plan/").content.decode()
    assert [law.key for law in drafts if law.summary in page] == []
    assert [law.key for law in live if law.summary not in page] == []


# --- Words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("law", shown(), ids=lambda law: law.key)
def test_a_law_is_plain_enough_for_a_thirteen_year_old(law):
    reading = measure("\n".join(filter(None, (law["summary"], law["platform_duty"]))))
    assert reading.lix <= 32
    assert reading.ari <= 9
    assert reading.mean_sentence <= 15
    assert reading.longest_sentence <= 25


def test_a_summary_is_two_to_four_sentences():
    counts = {law.key: len(sentences(law["summary"])) for law in laws().values()}
    assert {key: count for key, count in counts.items() if not 2 <= count <= 4} == {}


def test_no_text_says_what_is_wrong_or_hurts():
    """A law's own name stays as it is."""
    found = {}
    for law in laws().values():
        name = law["law"].split(",")[0]
        found[law.key] = refused_in(" ".join(texts_of(law)).replace(name, ""))
    assert {key: patterns for key, patterns in found.items() if patterns} == {}


def test_a_bill_and_guidance_are_never_called_a_law():
    as_law = re.compile(r"\b(?:(?:this|the) law|nobody may|must not|forbids)\b", re.IGNORECASE)
    for law in with_status(LawStatus.BILL, LawStatus.GUIDANCE):
        assert (law.key, law["summary"].count("not a law")) == (law.key, 1)
        assert as_law.findall(law["summary"].replace("not a law", "")) == []
        assert law["platform_duty"] == ""


def test_a_law_whose_start_is_not_known_says_so():
    for law in with_status(LawStatus.ASSENTED):
        assert (law.key, "When each part starts was not clear" in law["summary"]) == (law.key, True)


# A text that says the first has to say the second as well: (where, what it says, with what).
ONLY_WITH = [
    ("GB", r"48 hours", r"could not confirm that this duty has started"),
    ("IN", r"2 hours", r"Law firms write .* not seen this number in the official text"),
    ("US", r"48 hours", r"valid request"),
    ("EU", r"[Tt]hreats to share", r"only if they are made to force someone"),
    ("CA", r"[Dd]eepfake", r"only if people are likely to mistake it for real"),
    ("ZA", r"protection orders", r"had not started when we read it"),
    ("AU", r"24 hours", r"can allow more time"),
    ("MX", r"AI", r"Sources disagree"),
    ("ES", r"forward it", r"Since 7 October 2022"),
    ("GB", r"fake private picture", r"of an adult"),
]


@pytest.mark.parametrize(("place", "said", "along_with"), ONLY_WITH)
def test_a_fact_with_a_limit_is_told_with_it(place, said, along_with):
    there = [law for law in shown() if law["jurisdiction"] == place]
    prose = [f"{law['summary']} {law['platform_duty']}" for law in there]
    telling = [text for text in prose if re.search(said, text)]
    assert telling != []
    assert [text for text in telling if not re.search(along_with, text)] == []


@pytest.mark.parametrize(
    ("place", "unwanted", "reason"),
    [
        ("US", r"hash|fingerprint|posted again", "the Act asks for neither"),
        ("IN", r"\b(24|36|72) hours", "stale since February 2026"),
        ("JP", r"\bkeep\w* .*(allowed|legal)", "stale since about 2010"),
        ("ZA", r"72 hours", "that duty had not started"),
        ("GB", r"in order to (upset|cause)|distress", "the basic offence needs no motive"),
        ("NZ", r"\bnobody may make\b.*fake", "no law yet"),
    ],
)
def test_a_wrong_statement_about_a_place_is_not_made(place, unwanted, reason):
    told = [text for law in shown() if law["jurisdiction"] == place for text in texts_of(law)]
    assert [text for text in told if re.search(unwanted, text)] == [], reason


# --- Letters --------------------------------------------------------------------------------------


def test_only_a_law_that_is_shown_and_in_force_has_a_sentence_for_letters():
    naming = [law for law in laws().values() if law["letter_sentence"]]
    assert [law.key for law in naming if not law.is_seen or law["status"] in NOT_IN_FORCE] == []


def test_a_sentence_for_letters_is_one_short_statement():
    told = [law["letter_sentence"] for law in shown() if law["letter_sentence"]]
    assert [text for text in told if len(sentences(text)) != 1 or not text.endswith(".")] == []
    assert [text for text in told if len(words(text)) > 25] == []
    assert [text for text in told if re.search(r"\byou(r)?\b|\bmust\b", text, re.I)] == []


def test_letters_have_a_law_to_name_in_every_country():
    without = [
        country.value
        for country in set(Country) - {Country.INTERNATIONAL}
        if not any(
            law["letter_sentence"] and LawFact(jurisdiction=law["jurisdiction"]).holds_in(country)
            for law in shown()
        )
    ]
    assert without == []
