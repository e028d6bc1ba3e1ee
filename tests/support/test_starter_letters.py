"""The starter content's letters: firm, plain and whole, with no law that cannot be relied on."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import product
from urllib.parse import urlsplit

import pytest
from django.db import transaction

from core.reading import measure, sentences, words
from support.enums import Country, FactKind, LawStatus, PlanAge, Recipient, Sender
from support.letters import CountryLetters, country_letters
from support.models import LawFact
from support.queries import directory
from tests.shared_inputs import shared_path
from tests.support.samples import SEEN_ON, store_starter
from tests.support.starter_plans import entries
from upkeep.content_checks.refused_words import refused_in

TODAY = date(2026, 12, 1)
LATER = {
    "+181 days": SEEN_ON + timedelta(days=181),
    "+1 year": SEEN_ON + timedelta(days=365),
    "+5 years": SEEN_ON + timedelta(days=5 * 365),
}
LINKS = ["https://site.example/a", "https://site.example/b"]
ACT = "TAKE IT DOWN Act"
MINORS = ("under-13", "13-17")
SERVICES = ("platform", "website", "host")
ABOUT_SERVICES = {
    *("br-marco-civil-21", "eu-dsa", "gb-osa-ofcom-codes", "in-it-rules", "us-take-it-down-act")
}
BLANK = re.compile(r"\[[^]]*\]")
CHOICES = [
    {"recipient": recipient, "sender": sender, "age": age, "links": links, "cases": cases}
    for recipient, sender, age, links, cases in product(
        Recipient.values, Sender.values, PlanAge.values, ("", "\n".join(LINKS)), ("", "A-123")
    )
]
each_country = pytest.mark.parametrize("country", Country.values)
each_day = pytest.mark.parametrize("day", LATER.values(), ids=LATER)


@dataclass(frozen=True)
class Starter:
    """The letters of every country, by day, and the laws there are."""

    letters: dict[str, dict[date, CountryLetters]]
    laws: list[LawFact]
    live: set[str]

    @property
    def sentences(self) -> list[str]:
        return [law.letter_sentence for law in self.laws if law.letter_sentence]

    def all_in(self, country: str, **narrowed: tuple[str, ...]) -> list[tuple[dict, str]]:
        """Return (choices, text) of every letter, for some answers of some questions alone."""
        letters = self.letters[country][TODAY]
        chosen = [one for one in CHOICES if all(one[name] in narrowed[name] for name in narrowed)]
        return [(one, letters.write(one).text) for one in chosen]


@pytest.fixture(scope="module")
def starter(django_db_setup, django_db_blocker) -> Starter:
    """Make every country's letters once: what they hold needs no database any more."""
    with django_db_blocker.unblock(), transaction.atomic():
        store_what_letters_need()
        made = Starter(
            letters={
                country: {day: letters_of(country, day) for day in (TODAY, *LATER.values())}
                for country in Country.values
            },
            laws=list(LawFact.objects.all()),
            live=set(LawFact.objects.live(on=TODAY).values_list("key", flat=True)),
        )
        transaction.set_rollback(True)
    return made


def store_what_letters_need() -> None:
    store_starter(FactKind.HELPLINE, FactKind.LAW, FactKind.APP, FactKind.CLAUSE)


def letters_of(country: str, day: date) -> CountryLetters:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    place = Country(country)
    return country_letters(place, directory(place, on=day), at=at)


def own_words(text: str) -> str:
    """Return a letter without what its sender fills in."""
    lines = [line for line in text.splitlines() if line not in LINKS]
    return BLANK.sub("", "\n".join(lines)).replace("A-123", "")


def clauses() -> list:
    return list(entries(FactKind.CLAUSE).values())


# --- Whole ---------------------------------------------------------------------------------------


@each_country
def test_every_letter_says_who_asks_whom_for_what_and_is_signed(starter, country):
    for chosen, text in starter.all_in(country):
        first, *_more = text.split("\n\n")
        assert first.startswith("To "), chosen
        assert text.count("I am the ") + text.count("I write for the person") == 1, chosen
        assert text.count("did not agree") == 1, chosen
        assert len(re.findall(r"[Pp]lease (take|see to it|help to stop)", text)) >= 1, chosen
        assert text.count("[your name") == 1, chosen
        assert text.count("[signature and date]") == (chosen["recipient"] != "person"), chosen


@each_country
def test_no_placeholder_is_left_over_and_links_and_cases_stand_once(starter, country):
    for chosen, text in starter.all_in(country):
        assert re.findall(r"[{}]", text) == []
        assert [text.count(link) for link in LINKS] == [int(chosen["links"] != "")] * 2
        assert text.count("[web address") == (chosen["links"] == "")
        assert text.count("A-123") == text.count("Case numbers") == (chosen["cases"] != "")


@each_country
def test_no_letter_says_a_thing_twice(starter, country):
    for chosen, text in starter.all_in(country):
        said = text.strip().split("\n\n")
        assert len(set(said)) == len(said), chosen


@each_country
@each_day
def test_letter_stays_whole_when_every_law_is_too_old_and_names_none(starter, country, day):
    today, then = starter.letters[country][TODAY], starter.letters[country][day]
    assert then.laws == []
    for chosen in CHOICES:
        before, after = today.write(chosen).paragraphs, then.write(chosen).paragraphs
        assert [law for law in starter.sentences if law in after] == []
        assert [part for part in after if ACT in part] == []
        without_law = [part for part in before if part not in starter.sentences]
        assert [part for part in without_law if ACT not in part] == after


# --- The law -------------------------------------------------------------------------------------


@each_country
def test_every_law_that_is_named_is_seen_in_force_and_holds_there(starter, country):
    wrong = {
        law.letter_sentence
        for law in starter.laws
        if law.key not in starter.live
        or not law.holds_in(Country(country))
        or law.status not in (LawStatus.IN_FORCE, LawStatus.PARTLY)
    }
    told = "\n".join(text for _chosen, text in starter.all_in(country))
    assert [sentence for sentence in wrong - {""} if sentence in told] == []


def test_bill_or_draft_is_not_named_even_if_somebody_wrote_a_sentence_for_it(db):
    store_what_letters_need()
    for unsure in ({"status__in": ("bill", "assented", "guidance")}, {"live": False}):
        assert LawFact.objects.filter(**unsure).update(letter_sentence="NOT A LAW") > 0
    told = [
        country
        for country in Country.values
        for clause in letters_of(country, TODAY).clauses
        if "NOT A LAW" in clause.get("laws", [])
    ]
    assert told == []


@pytest.mark.parametrize("country", [code for code in Country.values if code != "INT"])
def test_letter_to_a_platform_names_a_law_of_every_country(starter, country):
    for chosen, text in starter.all_in(country, recipient=("platform", "website")):
        assert [law for law in starter.sentences if law in text] != [], chosen


def test_letter_of_no_country_names_no_law(starter):
    told = "\n".join(text for _chosen, text in starter.all_in("INT"))
    assert [law for law in starter.sentences if law in told] == []


@each_country
def test_school_and_person_read_no_law_about_services_alone(starter, country):
    named = [law.letter_sentence for law in starter.laws if law.key in ABOUT_SERVICES]
    assert len(named) == len(ABOUT_SERVICES)
    for chosen, text in starter.all_in(country, recipient=("school", "person")):
        assert [law for law in named if law in text] == [], chosen


@pytest.mark.parametrize("recipient", ["platform", "website"])
@pytest.mark.parametrize(
    ("sender", "whose"), [("person", "my"), ("parent", "their"), ("helper", "their")]
)
def test_american_request_has_everything_that_makes_it_valid(starter, recipient, sender, whose):
    """In writing and signed, where it is, no consent in good faith, and a way to reach somebody."""
    narrowed = {"recipient": (recipient,), "sender": (sender,), "links": ("\n".join(LINKS),)}
    for _chosen, text in starter.all_in("US", **narrowed):
        assert len(re.findall(rf"written request under the {ACT}", text)) == 1
        assert text.count("in good faith that") == 1
        assert text.count(f"without {whose} consent") == 1
        assert text.count("\n".join(LINKS)) == 1
        assert text.count("[signature and date]") == 1
        assert text.count("[how to reach you") == 1


def test_american_act_stands_in_letters_to_services_of_that_country_alone(starter):
    naming = {
        (country, chosen["recipient"])
        for country in Country.values
        for chosen, text in starter.all_in(country)
        if ACT in text
    }
    assert naming == {("US", "platform"), ("US", "website")}


@each_country
def test_no_letter_names_a_time_or_a_duty_that_no_law_names(starter, country):
    for chosen in CHOICES:
        written = starter.letters[country][TODAY].write(chosen).paragraphs
        text = "\n".join(part for part in written if part not in starter.sentences)
        assert re.findall(r"\b(hours?|days?|weeks?|must|have to|required?|illegal)\b", text) == []
        assert set(re.findall(r"\d+", own_words(text))) <= {"18"}, chosen


# --- Under 18 ------------------------------------------------------------------------------------


@each_country
def test_letter_says_of_the_age_only_whether_it_was_under_18(starter, country):
    said = {
        "under-13": "was under 18",
        "13-17": "was under 18",
        "unknown": "may have been under 18",
    }
    for chosen, text in starter.all_in(country):
        told = re.findall(r"(?:was|may have been) under 18", text)
        assert told == ([said[chosen["age"]]] if chosen["age"] in said else []), chosen
    ages = {age: [text for _chosen, text in starter.all_in(country, age=(age,))] for age in MINORS}
    assert ages["under-13"] == ages["13-17"]


@each_country
def test_child_signs_alone_in_no_letter_but_to_the_person(starter, country):
    for chosen, text in starter.all_in(country, sender=("person",)):
        asks_for_an_adult = "[your name, or the name of an adult who signs for you]" in text
        may_be_a_child = chosen["age"] != "adult" and chosen["recipient"] != "person"
        assert asks_for_an_adult is may_be_a_child, chosen


@each_country
def test_nobody_is_given_the_picture_or_asked_to_look(starter, country):
    for chosen, text in starter.all_in(country):
        if chosen["recipient"] != "person":
            assert text.count("I do not send the picture with this letter.") == 1
        if chosen["recipient"] == "school":
            assert text.count("Please do not look at the picture, copy it or keep it") == 1
        assert re.findall(r"\b(attach|enclose|screenshot|save)\w*", text) == []


# --- Words ---------------------------------------------------------------------------------------


def test_every_clause_is_shown_and_stands_in_some_letter(starter):
    told = {one["key"] for letters in starter.letters.values() for one in letters[TODAY].clauses}
    assert told == {clause.key for clause in clauses()}


@pytest.mark.parametrize("clause", clauses(), ids=lambda clause: clause.key)
def test_clause_says_nothing_that_is_wrong_or_hurts(clause):
    assert refused_in(clause["text"]) == []


@pytest.mark.parametrize("clause", clauses(), ids=lambda clause: clause.key)
def test_clause_names_sources_that_were_collected(clause):
    known = shared_path("curriculum/facts.md").read_text("utf-8")
    parts = [urlsplit(source) for source in clause["source"]]
    unknown = [
        part.geturl()
        for part in parts
        if part.hostname.removeprefix("www.") not in known or part.path.rstrip("/") not in known
    ]
    assert unknown == []


@pytest.mark.parametrize("recipient", Recipient.values)
def test_letter_is_as_plain_as_a_letter_can_be(starter, recipient):
    """A reader of 14 understands it, without the sentences that name laws."""
    for _chosen, text in starter.all_in("INT", recipient=(recipient,)):
        reading = measure(own_words(text))
        assert reading.lix <= 25
        assert reading.ari <= 5
        assert reading.mean_sentence <= 11
        assert reading.longest_sentence <= 22


def test_american_request_has_sentences_that_a_reader_of_14_can_follow():
    texts = [clause["text"] for clause in clauses() if clause.key.startswith("us-request")]
    assert len(texts) == 2
    for text in texts:
        assert max(len(words(sentence)) for sentence in sentences(text)) <= 24
        assert measure(text).ari <= 8
