"""What the starter content's services promise: all of them, nothing invented, plain words."""

import json
import re
from collections import Counter
from functools import cache
from itertools import product

import pytest

from core.enums import SourceMark
from core.reading import measure, sentences, words
from support import curriculum, opening
from support.enums import Country, FactKind, MeansKind, PlanAge, Purpose
from support.models import Helpline
from support.plans import services_by_age
from support.queries import Wish, directory
from tests.shared_inputs import shared_path
from tests.support.samples import (
    COUNTRIES,
    ENGLISH,
    SEEN_ON,
    emergency_links,
    main_of,
    starter_files,
    words_of,
)

CURRICULUM = ENGLISH.parent
HERE = {Country(code.upper()) for code in COUNTRIES}
TALKING = (Purpose.CHILD_HELPLINE, Purpose.CRISIS)
UNDER_AGE = (PlanAge.UNDER_13, PlanAge.TEENAGER, PlanAge.UNKNOWN)
ADULTS_ONLY = {"int-stopncii", "int-rph-outside-uk", "gb-revenge-porn-helpline", "us-ccri"}
# Services of which no number and no address was ever seen: nobody could reach them.
NOT_TO_BE_REACHED = {"mx-olimpia", "za-fpb-image-complaint"}
# Texts so old that “open now” would be a guess, although they name the hours.
HOURS_OF_AN_OLD_TEXT = {"ie-garda-child-sexual-abuse-line", "za-saps"}
# Numbers still printed in many places that no longer lead to the service.
RETIRED = [
    "155260", "0800 055 555", "0800 200 000", "1 800 273 8255", "02 735 8994", "3020",
    "0800 111 0 333", "08000 116 016", "1800 599 0019", "99656 5008", "4282", "182",
]  # fmt: skip
# Retired as a number to call; it is the address of the same service in a chat app.
RETIRED_BY_PHONE = ["900 116 117"]


@cache
def records() -> dict[str, curriculum.Entry]:
    return {entry.key: entry for entry in starter_files().of(FactKind.HELPLINE)}


@cache
def collected() -> dict[str, dict]:
    """Return the collected services that the starter content is drawn from, by id."""
    path = shared_path("curriculum/support_directory.json")
    return {entry["id"]: entry for entry in json.loads(path.read_text("utf-8"))}


def texts(entry: curriculum.Entry) -> list[str]:
    return [entry[name] for name in ("audience", "hours", "notes") if entry[name]]


def digits(text: str | None) -> str:
    return re.sub(r"\D", "", text or "")


def numbers(entry: curriculum.Entry, *kinds: MeansKind) -> list[str]:
    """Return the numbers of an entry, of some kinds of means or of all."""
    ways = [way for way in entry["means"] if not kinds or way["kind"] in kinds]
    return [way["number"] for way in ways if "number" in way]


def numbers_in(text: str | None) -> set[str]:
    """Return the digits of each number with three digits or more in a collected text."""
    found = re.findall(r"[0-9](?:[ )-]{0,2}[0-9]){2,}", text or "")
    return {digits(number) for number in found}


# Complete


def test_every_country_has_an_emergency_number_and_a_line_to_call_or_text():
    for country in HERE:
        own = [one for one in records().values() if one["country"] == country and one.is_seen]
        dialled = [one for one in own if one["means"][0].get("number")]
        purposes = Counter(one["purpose"] for one in dialled)
        assert purposes[Purpose.EMERGENCY] == 1, country
        assert sum(purposes[purpose] for purpose in TALKING) >= 1, country


def test_only_one_emergency_record_stands_for_each_country():
    found = [one["country"] for one in records().values() if one["purpose"] == Purpose.EMERGENCY]
    assert Counter(found) == dict.fromkeys(Country.values, 1)


def test_every_collected_service_stands_in_the_file_with_its_own_mark_and_dates():
    told = {key: entry for key, entry in collected().items() if key not in NOT_TO_BE_REACHED}
    assert {
        key: (
            one["country"], one["purpose"], one["mark"], one["risk"], one["is_free"],
            one["is_anonymous"], one["copy_date"], str(one["seen_on"] or ""),
        )
        for key, one in records().items()
    } == {
        key: (
            entry["country"], entry["purpose"], entry["confidence"], entry["risk"], entry["free"],
            entry["anonymous"], entry["copy_date"] or "", entry["seen_on"] or "",
        )
        for key, entry in told.items()
    }  # fmt: skip


def test_only_services_that_nobody_could_reach_are_left_out():
    ways = ("phone", "sms", "url")
    left_out = {key for key, entry in collected().items() if not any(entry[way] for way in ways)}
    assert left_out == NOT_TO_BE_REACHED


def test_every_source_that_was_collected_is_named():
    def lines(text: str) -> list[str]:
        return re.sub(
            r"github:(\S+) (\S+)", r"https://github.com/\1 (\2)", text
        ).split(" ; ")  # fmt: skip

    assert {key: one["source"] for key, one in records().items() if one.is_seen} == {
        key: lines(collected()[key]["source"]) for key, one in records().items() if one.is_seen
    }


# Drafts


def test_drafts_are_those_whose_source_was_not_seen():
    drafts = {key for key, one in records().items() if not one.is_seen}
    assert drafts == {"gb-shore", "gb-iwf", "int-befrienders", "int-find-a-helpline"}
    marks = {records()[key]["mark"] for key in drafts}
    assert marks == {SourceMark.PARTLY_SEEN, SourceMark.REMEMBERED}


def test_loader_publishes_what_was_seen_and_makes_drafts_of_the_rest(db):
    curriculum.write(starter_files())
    stored = dict(Helpline.objects.values_list("key", "live"))
    assert stored == {key: one.is_seen for key, one in records().items()}
    assert set(Helpline.objects.values_list("checked_on", "checked_by")) == {(None, "")}


# Nothing invented


def test_every_number_and_address_stands_in_the_collected_entry():
    invented = []
    for key, one in records().items():
        entry = collected()[key]
        said = " ".join(str(entry[name]) for name in ("phone", "sms", "notes", "url"))
        for way in one["means"]:
            if digits(way.get("number")) not in digits(said):
                invented.append((key, way["number"]))
            if way.get("address", "") not in said:
                invented.append((key, way["address"]))
    assert invented == []


def test_every_number_that_was_collected_is_told():
    """But for an extension, which no button can dial, and one that is known from memory alone."""
    missing = {}
    for key, one in records().items():
        wanted = numbers_in(collected()[key]["phone"]) | numbers_in(collected()[key]["sms"])
        told = " ".join(map(digits, numbers(one)))
        if lost := {number for number in wanted if number not in told}:
            missing[key] = lost
    assert missing == {"mx-cdmx-policia-cibernetica": {"5086"}, "jp-8103": {"9110"}}


def test_unknown_hours_stay_unknown():
    unknown = {key for key, entry in collected().items() if not entry["hours"]}
    known = [key for key in unknown & set(records()) if records()[key]["hours"]]
    assert known == []


def test_opening_times_are_those_of_the_collected_hours():
    """The times of a rule are the times of the text, and only what never closes is “always”."""
    for key, one in records().items():
        hours = collected()[key]["hours"] or ""
        if one["opening"] == opening.ALWAYS:
            assert "24 hours" in hours, key
        elif one["opening"]:
            named = {(int(h), int(m or 0)) for h, m in re.findall(r"\b(\d\d):(\d\d)\b", hours)}
            spans = opening.parse(one["opening"]).spans
            ends = {(t.hour, t.minute) for span in spans for t in (span.start, span.end)}
            assert ends == named, key


def test_what_is_answered_day_and_night_says_so_of_now():
    always = {key for key, entry in collected().items() if entry["hours"] == "24 hours, every day"}
    unsaid = {key for key in always & set(records()) if not records()[key]["opening"]}
    assert unsaid == HOURS_OF_AN_OLD_TEXT


def test_hours_and_opening_times_name_the_same_times():
    for one in records().values():
        if one["opening"] not in ("", opening.ALWAYS):
            clock = re.compile(r"\b\d\d:\d\d\b")
            assert set(clock.findall(one["hours"])) == set(clock.findall(one["opening"])), one.key


def test_languages_are_those_of_the_collected_entry():
    """But for Spanish at the Crisis Text Line, which is known from memory alone."""
    collected_languages = {key: collected()[key]["languages"] for key in records()}
    collected_languages["us-crisis-text-line"] = ["en"]
    assert {key: one["languages"] for key, one in records().items()} == collected_languages


# Retired numbers


def pattern(number: str) -> re.Pattern:
    """Match a number with or without gaps between its digits, and not as a part of another."""
    gaps = r"[\s()./\u00a0-]{0,2}".join(digits(number))
    return re.compile(rf"(?<![\w+-]){gaps}(?![\w-])")


def test_a_retired_number_is_found_however_it_is_written():
    for written in (
        "1-800-273-8255",
        "1 (800) 273 8255",
        "18002738255",
        "1\u00a0800 273\u00a08255",
    ):
        assert pattern("1 800 273 8255").search(f"Call {written}.")
    assert not pattern("182").search("4f0e-182a 1821 21-182")


def test_no_retired_number_stands_in_the_curriculum():
    found = []
    for path in sorted(CURRICULUM.rglob("*.y*ml")):
        text = path.read_text("utf-8")
        found += [(path.name, number) for number in RETIRED if pattern(number).search(text)]
    by_phone = [number for one in records().values() for number in numbers(one, MeansKind.PHONE)]
    assert found == []
    assert [number for number in RETIRED_BY_PHONE if number in by_phone] == []


def test_no_retired_number_stands_on_a_page(client, starter_helplines):
    for code in ["", *(f"{code}/" for code in COUNTRIES)]:
        main = main_of(client.get(f"/help/{code}"))
        calls = " ".join(link["href"].partition(":")[2] for link in main.select("a[href^=tel]"))
        shown = f"{words_of(main)} {calls}"
        assert [number for number in RETIRED if pattern(number).search(shown)] == [], code
        assert [number for number in RETIRED_BY_PHONE if pattern(number).search(calls)] == [], code


# Somebody to call, for everybody


def test_every_country_page_shows_an_emergency_number_and_somebody_to_talk_to(
    client, starter_helplines
):
    for code in COUNTRIES:
        response = client.get(f"/help/{code}/")
        assert emergency_links(response)[0].startswith("tel:"), code
        first, second, *_others = main_of(response).select(".care-card--soon")
        links = [link["href"] for link in [*first.select("a"), *second.select("a")]]
        assert [link for link in links if link.startswith(("tel:", "sms:"))] != [], code


def test_every_age_finds_somebody_to_talk_to_and_a_way_to_stop_a_picture(starter_helplines):
    for country, age in product(HERE, PlanAge):
        shown = directory(country, on=SEEN_ON, wish=Wish(age=age))
        assert [*shown.young_people, *shown.crisis] != [], (country, age)
        assert shown.removing != [], (country, age)


def test_nobody_who_may_be_under_18_is_shown_a_tool_for_adults(starter_helplines):
    for country, age in product(Country, UNDER_AGE):
        shown = directory(country, on=SEEN_ON, wish=Wish(age=age))
        assert {line.key for line in shown.removing} & ADULTS_ONLY == set(), (country, age)


def test_planner_names_no_tool_for_adults_to_anybody_under_18(starter_helplines):
    for country in Country:
        helpers = directory(country, on=SEEN_ON).everybody
        named = services_by_age([Purpose.HASH_MATCHING, Purpose.IMAGE_ABUSE], helpers)
        young = {key for age in UNDER_AGE for key in named.get(age, [])}
        assert "int-take-it-down" in young, country
        assert young & ADULTS_ONLY == set(), country
        assert "int-stopncii" in named[PlanAge.ADULT], country


def test_adults_are_shown_the_tool_for_adults_and_not_those_for_children(starter_helplines):
    for country in Country:
        shown = directory(country, on=SEEN_ON, wish=Wish(age=PlanAge.ADULT))
        keys = {line.key for line in shown.removing}
        assert "int-stopncii" in keys, country
        assert {"int-take-it-down", "gb-report-remove"} & keys == set(), country


def test_ages_are_those_the_services_name():
    """The age at the time of the picture for tools, of the person who asks for lines."""

    def ages(key: str) -> list[bool]:
        return [records()[key][name] for name in ("for_under_13", "for_13_to_17", "for_adults")]

    under_18, adults = [True, True, False], [False, False, True]
    assert {key: ages(key) for key in ADULTS_ONLY} == dict.fromkeys(ADULTS_ONLY, adults)
    for key in ("int-take-it-down", "gb-report-remove", "gb-ceop", "in-meri-trustline"):
        assert ages(key) == under_18, key
    assert ages("gb-rape-crisis") == [False, True, True]
    assert ages("de-hateaid") == adults  # by its own word not for pictures of minors


def test_what_other_texts_get_wrong_is_said_right():
    """Section 7 of the collected facts, as far as services are concerned."""

    def said(key: str) -> str:
        return " ".join(texts(records()[key]))

    assert "Not about private pictures" in said("gb-report-harmful-content")
    assert records()["gb-ceop"]["is_anonymous"] is False
    assert "does not take reports" in said("us-childhelp")
    for tool in ("int-stopncii", "int-take-it-down"):
        assert "The picture stays with you" in said(tool)
        assert "cannot promise to find every copy" in said(tool)
    for key in ("fr-disrupt", "gb-report-remove"):
        assert "you send them the picture" in said(key)
    assert {way["kind"] for way in records()["ca-emergency"]["means"]} == {"phone"}
    assert "not the tool called Take It Down" in said("us-ftc-takeitdown")


def test_112_is_a_number_to_call_only_where_its_source_says_so():
    countries = {one["country"] for one in records().values() if "112" in numbers(one)}
    assert countries == {"DE", "ES", "FR", "GB", "IE", "IN", "INT", "KR", "ZA"}


# Words


def test_texts_are_plain_enough_for_a_frightened_child():
    every = [text for one in records().values() for text in texts(one)]
    reading = measure("\n".join(every))
    assert reading.lix <= 22
    assert reading.ari <= 5
    assert reading.mean_sentence <= 10
    assert [one for text in every for one in sentences(text) if len(words(one)) > 18] == []
    assert [text for text in every if not text.endswith(".")] == []


def test_each_service_is_explained_in_plain_words():
    """As far as ten words or more can be measured."""
    hard = {}
    for key, one in records().items():
        reading = measure("\n".join(texts(one)))
        if reading.words >= 10 and reading.ari > 5:
            hard[key] = reading
    assert hard == {}


@pytest.mark.parametrize(
    "unwanted",
    [
        "!", r"\bjust\b", r"\bsimply\b", r"\bvictim", r"should have", r"\bopen\b", "24/7",
        r"porn", r"revenge", r"\bleak", r"\bguarantee", r"\balways\b", r"in trouble",
    ],
)  # fmt: skip
def test_words_that_hurry_blame_or_promise_do_not_appear(unwanted):
    found = []
    for one in records().values():
        # The name of a service is its own.
        plain = " ".join(texts(one)).replace("Revenge Porn Helpline", "")
        found += [one.key] if re.search(unwanted, plain, re.IGNORECASE) else []
    assert found == []


def test_nobody_is_told_to_keep_copy_or_send_a_picture():
    """Where such a word meets a picture, the sentence says not to; but two services ask for it."""
    acts = re.compile(r"\b(save|send|copy|copies|screenshots?|forward|keep)\b", re.IGNORECASE)
    told = [
        sentence
        for one in records().values()
        for text in texts(one)
        for sentence in sentences(text)
        if acts.search(sentence)
        and re.search(r"picture|report", sentence)
        and not re.search(r"\b(not|never|against the law|look for)\b", sentence, re.IGNORECASE)
    ]
    assert sorted(told) == [
        "Ask for the number of your report, and keep it",
        "Here you send them the picture or a link",
        "Here you send them the picture or its link, through a Childline account",
    ]
