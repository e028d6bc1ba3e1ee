"""What the starter content's helplines promise: nothing invented, nothing unsaid, plain words."""

import json
import re
from collections import Counter
from functools import cache

import pytest

from core.enums import SourceMark
from core.reading import measure, sentences, words
from support.curriculum import HelplineRecord
from support.enums import Country
from tests.shared_inputs import shared_path
from tests.support.samples import starter_file

PURPOSES = {"emergency", "child-helpline", "crisis"}


@cache
def records() -> dict[str, HelplineRecord]:
    return {record.key: record for record in starter_file().helplines}


def collected() -> dict[str, dict]:
    """Return the collected entries that the starter content is drawn from, by id."""
    path = shared_path("curriculum/support_directory.json")
    entries = json.loads(path.read_text("utf-8"))
    return {entry["id"]: entry for entry in entries if entry["purpose"] in PURPOSES}


def digits(text: str | None) -> str:
    return re.sub(r"\D", "", text or "")


def test_every_country_has_an_emergency_number_and_a_line_to_call_or_text():
    for country in set(Country) - {Country.INTERNATIONAL}:
        own = [r for r in records().values() if r.country == country and r.is_seen]
        assert [r.key for r in own if r.purpose == "emergency" and r.means[0].kind == "phone"] != []
        assert [r.key for r in own if r.purpose != "emergency" and r.means[0].number] != []


def test_only_one_emergency_record_stands_for_each_country():
    emergencies = Counter(r.country for r in records().values() if r.purpose == "emergency")
    assert set(emergencies.values()) == {1}
    assert set(emergencies) == set(Country.values)


def test_drafts_are_those_whose_source_was_not_seen():
    drafts = {key for key, record in records().items() if not record.is_seen}
    assert drafts == {"gb-shore", "int-befrienders", "int-find-a-helpline"}
    assert {records()[key].mark for key in drafts} <= {
        SourceMark.PARTLY_SEEN, SourceMark.REMEMBERED,
    }  # fmt: skip


def test_texts_are_plain_enough_for_a_frightened_child():
    texts = [text for r in records().values() for text in (r.audience, r.hours, r.notes) if text]
    reading = measure("\n".join(texts))
    assert reading.lix <= 22
    assert reading.ari <= 5
    assert reading.mean_sentence <= 10
    assert [one for text in texts for one in sentences(text) if len(words(one)) > 18] == []
    assert [text for text in texts if not text.endswith(".")] == []


@pytest.mark.parametrize(
    "unwanted", ["!", r"\bjust\b", r"\bsimply\b", r"\bvictim", r"should have", r"\bopen\b", "24/7"]
)
def test_words_that_hurry_blame_or_promise_do_not_appear(unwanted):
    texts = [f"{r.audience} {r.hours} {r.notes}" for r in records().values()]
    assert [text for text in texts if re.search(unwanted, text, re.IGNORECASE)] == []


def test_every_record_is_a_collected_one_with_its_own_dates_and_mark():
    entries = collected()
    assert set(records()) == set(entries)
    differing = {
        key
        for key, record in records().items()
        if (
            record.country, record.purpose, record.mark, record.risk, record.is_free,
            record.is_anonymous, record.copy_date, str(record.seen_on or ""),
        ) != (
            entries[key]["country"], entries[key]["purpose"], entries[key]["confidence"],
            entries[key]["risk"], entries[key]["free"], entries[key]["anonymous"],
            entries[key]["copy_date"] or "", entries[key]["seen_on"] or "",
        )
    }  # fmt: skip
    assert differing == set()


def test_every_number_and_address_stands_in_the_collected_entry():
    invented = []
    for key, entry in collected().items():
        known = digits(" ".join(str(entry[f]) for f in ("phone", "sms", "notes")))
        for means in records()[key].means:
            if means.number and digits(means.number) not in known:
                invented.append((key, means.number))
            if means.address and means.address not in f"{entry['url']} {entry['notes']}":
                invented.append((key, means.address))
    assert invented == []


def test_unknown_hours_stay_unknown():
    said = {key for key, entry in collected().items() if not entry["hours"]}
    assert {key for key in said if records()[key].hours} == set()
