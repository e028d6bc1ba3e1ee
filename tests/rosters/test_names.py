"""Names of people in every script become labels; staff, tricks, addresses and formulas do not."""

import json
import unicodedata

import pytest

from organizations.nicknames import nickname_key
from rosters.names import check_name
from rosters.rows import Refused, Why
from tests.shared_inputs import shared_path

PEOPLE_OF_THE_CORPUS = {"maria.lopez", "tom-baker", "js2013"}


def taken(text: str) -> str | Why:
    try:
        return check_name(text)
    except Refused as refusal:
        return refusal.why


def corpus(path: str) -> list[dict]:
    lines = shared_path(f"corpora/{path}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_genuine_names_of_the_corpus_are_taken():
    names = [line["name"] for line in corpus("usernames/genuine")]
    assert len(names) == 20
    assert [taken(name) for name in names] == [unicodedata.normalize("NFC", name) for name in names]


@pytest.mark.parametrize(
    "name",
    [
        "Emma Herr", "Anna Staff", "Sidney Head", "Amara Okafor-Smith", "María (Mía) López",
        "Okafor, Amara", "’t Hooft", "'t Hooft", "d'Arc, Jean-Luc", "Nguyễn Thị Ánh", "さくら 田中",
        "J. R. Lee", "Ng", "بنت محمد", "Maria Garcia 2", "عمر ه", "O‘Neill",
    ],
)  # fmt: skip
def test_more_genuine_names_are_taken(name):
    assert taken(name) == unicodedata.normalize("NFKC", name)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Ms Smith", Why.STAFF),
        ("Headteacher", Why.STAFF),
        ("𝐀dmin", Why.STAFF),
        ("аdmin", Why.SCRIPTS),  # a Cyrillic letter first
        ("Аmara Okafor", Why.SCRIPTS),
        ("Amara \u202eOkafor", Why.HIDDEN),
        ("Amara\u2066 Okafor", Why.HIDDEN),
        ("Am\u200bara", Why.HIDDEN),
        ("amara@school.example", Why.CONTACT),
        ("+44 20 7946 0000", Why.CONTACT),
        ("-5.5", Why.SIGNS),
        ("=1+1", Why.SIGNS),
        ("<b>Amara</b>", Why.SIGNS),
        ("...", Why.SIGNS),
        ("a\u0301\u0301\u0301\u0301\u0301\u0301", Why.SIGNS),
        (" ", Why.NO_NAME),
        ("x" * 61, Why.LONG),
    ],
)
def test_what_is_no_name_is_refused(name, why):
    assert taken(name) == why


def test_look_alikes_of_the_corpus_are_refused_or_the_same_to_the_class():
    """A name that passes has the key of the person it looks like, so it is theirs or refused."""
    for line in corpus("usernames/lookalikes"):
        name, person = taken(line["name"]), line["looks_like"]
        if not isinstance(name, Why):
            assert person in PEOPLE_OF_THE_CORPUS
            assert nickname_key(name) == nickname_key(person)


def test_no_formula_of_the_corpus_becomes_a_label():
    payloads = [line["payload"] for line in corpus("csv/formulas")]
    assert len(payloads) == 41
    assert [name for name in map(taken, payloads) if not isinstance(name, Why)] == []


@pytest.mark.parametrize(
    "path", ["strings/naughty", "strings/people_and_answers", "injection/ssti_patt"]
)
def test_whatever_is_taken_is_letters_and_fits_the_column(path):
    for line in corpus(path):
        name = taken(line["payload"])
        if not isinstance(name, Why):
            assert len(name) <= 60
            assert not set(name) & set('=+@<>{}$%&;|\\"\t\r\n\0\u202e')
