"""What the starter content's glossary promises: our words in plain words, each with its source."""

import re
from functools import cache

import pytest
from wagtail.models import Locale

from core.reading import measure, sentences, words
from support import curriculum
from support.curriculum import Entry, FactFiles
from support.enums import FactKind
from support.models import GlossaryTerm
from tests.shared_inputs import shared_path
from tests.support.samples import SEEN_ON, starter_files
from upkeep.content_checks.refused_words import refused_in

# Words a reader meets in help and in the first module.
MET = {
    "consent",
    "private-picture",
    "image-based-abuse",
    "sextortion",
    "deepfake",
    "fingerprint-tool",
    "trusted-adult",
    "helpline",
    "two-step-sign-in",
    "passkey",
}


@cache
def terms() -> dict[str, Entry]:
    return {entry.key: entry for entry in starter_files().of(FactKind.TERM)}


def shown() -> list[Entry]:
    return [term for term in terms().values() if term.is_seen]


def texts_of(term: Entry) -> list[str]:
    """Return what a reader reads of it, but for the words we do not say."""
    return [term[name] for name in ("meaning", "reason") if term[name]]


def collected(name: str) -> str:
    return shared_path(f"curriculum/{name}").read_text("utf-8")


def table_of_terms() -> list[list[str]]:
    """Return the rows of the collected table: what to say, what to avoid, why."""
    section = collected("facts.md").partition("## 6. Terms")[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


# --- Nothing invented -----------------------------------------------------------------------------


def test_words_readers_meet_are_explained():
    assert MET - {term.key for term in shown()} == set()


def test_every_row_of_the_collected_table_has_its_term():
    avoided = " ".join(term["instead_of"] for term in terms().values()).lower()
    rows = table_of_terms()
    assert len(rows) == 13
    assert [row for row in rows if not any(word in avoided for word in words_of(row[1]))] == []


def words_of(cell: str) -> list[str]:
    """Return the words a cell lists, without quotation marks and what stands in brackets."""
    bare = re.sub(r"\([^)]*\)|[\"?]", "", cell.lower())
    return [word.strip() for word in re.split("[,;]", bare) if word.strip()]


def test_every_source_that_was_read_is_a_collected_one():
    known = "".join(map(collected, ("facts.md", "laws.json", "support_directory.json")))
    invented = [
        (term.key, source)
        for term in shown()
        for source in term["source"]
        if source.removeprefix("https://") not in known
    ]
    assert invented == []


def test_a_term_is_prose_that_was_read_on_a_day_unless_it_is_a_draft():
    assert {term["risk"] for term in terms().values()} == {"D"}
    assert {term["seen_on"] for term in shown()} == {SEEN_ON}
    assert {term["seen_on"] for term in terms().values() if not term.is_seen} == {None}


def test_loading_publishes_the_terms_whose_source_was_seen_and_no_other(db):
    curriculum.write(FactFiles("en", tuple(terms().values())))
    stored = GlossaryTerm.objects.filter(locale=Locale.get_default())
    assert set(stored.values_list("key", flat=True)) == set(terms())
    live = GlossaryTerm.objects.live(on=SEEN_ON).values_list("key", flat=True)
    assert set(live) == {term.key for term in shown()}
    assert set(stored.filter(live=False).values_list("key", flat=True)) == {
        "died-by-suicide",
        "person-in-the-picture",
        "person-who-shared",
        "shared-without-permission",
        "upstander",
    }


# --- Words ----------------------------------------------------------------------------------------


def test_terms_are_plain_enough_for_a_frightened_child():
    reading = measure("\n".join(text for term in shown() for text in texts_of(term)))
    assert reading.lix <= 22
    assert reading.ari <= 5
    assert reading.mean_sentence <= 10


@pytest.mark.parametrize("term", terms().values(), ids=lambda term: term.key)
def test_a_term_is_told_in_few_short_sentences(term):
    told = [sentences(text) for text in texts_of(term)]
    assert [one for text in told for one in text if len(words(one)) > 18] == []
    assert {len(text) for text in told} - {1, 2, 3} == set()
    assert [text for text in texts_of(term) if not text.endswith(".")] == []


@pytest.mark.parametrize("term", terms().values(), ids=lambda term: term.key)
def test_a_term_says_nothing_wrong_and_nothing_that_hurts(term):
    assert refused_in(" ".join([term["term"], *texts_of(term)])) == []


def test_words_we_avoid_stand_where_we_say_so_and_in_no_other_text():
    avoided = [
        phrase.strip(" “”.?").lower()
        for term in terms().values()
        for phrase in term["instead_of"].split(",")
        if phrase.strip()
    ]
    # In professionals' texts alone, and in what young people mean by it.
    elsewhere = {"sexting"}
    texts = {term.key: " ".join(texts_of(term)).lower() for term in terms().values()}
    said = {word for word in avoided for text in texts.values() if re.search(rf"\b{word}\b", text)}
    assert said - elsewhere == set()


def test_the_term_for_abuse_with_pictures_can_be_found_by_its_old_name():
    old_name = [term.key for term in shown() if "revenge porn" in term["instead_of"]]
    assert old_name == ["image-based-abuse"]
