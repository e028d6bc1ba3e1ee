"""Nicknames: genuine ones are taken, staff, contact and cruelty are not, look-alikes are one."""

import json
import random
import unicodedata
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations import lookalikes, nicknames
from organizations.nicknames import (
    CREATURES,
    MAX_LENGTH,
    THINGS,
    NicknameRefused,
    Refusal,
    check_nickname,
    nickname_key,
    suggest_nicknames,
)
from organizations.wordlists import word_list
from tests.shared_inputs import shared_path

# These names of the corpus are people, not staff: they may be taken, but only once.
PEOPLE_OF_THE_CORPUS = {"maria.lopez", "tom-baker", "js2013"}
KEY_COLUMN = 120


def refusal_of(text: str) -> Refusal | None:
    try:
        check_nickname(text)
    except NicknameRefused as refused:
        return refused.refusal
    return None


def corpus(name: str) -> list[dict]:
    lines = shared_path(f"corpora/usernames/{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


# Genuine names


def test_genuine_names_of_the_corpus_are_shown_as_typed():
    names = [line["name"] for line in corpus("genuine")]
    assert len(names) == 20
    assert [check_nickname(name) for name in names] == [
        unicodedata.normalize("NFC", name) for name in names
    ]
    assert len({nickname_key(name) for name in names}) == 20


@pytest.mark.parametrize(
    "names",
    [
        "Scunthorpe|Penistone|Lightwater|Clitheroe|Essex|Sussex|Middlesex|Arsenal|Pakistan|Niger",
        "Dickson|Dickinson|Hancock|Peacock|Hitchcock|Cockburn|Woodcock|Babcock|Alcock|Sexton",
        "Dick|Willy|Randy|Fanny|Gay|Gaylord|Butt|Dyke|Van Dyke|Coon|Hooker|Kike|Wang|Dong",
        "J. Moron|Hoe Wei|Isla Is|Is|Isaac|Gay Ann|Fat Wei|Chow Yun-Fat|You Jin|Suck-Jin|Love Ek",
        "Phuc|Phuoc|Bich|Fuk|Ngoc|Nguyen|Ho|Li Bo|Fu Kang|Shi Ting|Xu Wu|Sha Hid|Mo D|Ta",
        "Shital|Shitole|Ishita|Dikshit|Dikshita|Harshita|Matsushita|Takeshita|Yoshito|Mishti",
        "Cassandra|Hassan|Massimo|Assia|Anusha|Ana|Ana L|Anais|Anaí|Analía|Titus|Titania|Cumming",
        "Slutsky|Wankhede|Wanke|Wanjiru|Kuntal|Fuchs|Fagan|Homolka|Spicer|Salopek|Nonceba|Nazir",
        "Stafford|Falstaff|Misty|Mistry|Missy|Sirius|Siri|Drew|Andre|Mrinal|Msizi|Omar Ramos",
        "Badminton|Root Beer|School Fox|Profit|Teach|Supporter|Tea Cherry|Modern",
        "Therapist|Grape|Skyscraper|Document|Cumin|Class|Glasses|Buttercup|Titan|Basement|Analyst",
        "Pom Pom|Thai Pom|Kai|Kal|Lily 2|Lucky 7|Agent 007|js2013|maria.lopez|Sammy D.|J. R.|X",
        "김민준|王小明|さくら|Ольга|Никита|Ксения|Νίκος|ΝΙΚΟΣ|אָרִיאֵל|สมชาย|ကျော်|Հայկ|ნინო|ᐊᓇ",
    ],
)
def test_genuine_names_are_taken(names):
    assert {name: refusal_of(name) for name in names.split("|")} == dict.fromkeys(names.split("|"))


def test_vowel_signs_and_kana_marks_tell_names_apart():
    assert nickname_key("की") != nickname_key("कि")
    assert nickname_key("か") != nickname_key("が")


# Look-alikes


def test_lookalikes_of_the_corpus_are_refused_or_count_as_the_same():
    missed = [
        line
        for line in corpus("lookalikes")
        if refusal_of(line["name"]) is None
        and (
            line["expect"] == "refuse"
            or line["looks_like"] not in PEOPLE_OF_THE_CORPUS
            or nickname_key(line["name"]) != nickname_key(line["looks_like"])
        )
    ]
    assert missed == []


def test_names_the_corpus_protects_are_reserved_or_people():
    names = {line["looks_like"] for line in corpus("lookalikes")}
    assert {name for name in names if refusal_of(name) is None} == PEOPLE_OF_THE_CORPUS
    assert {refusal_of(name) for name in names - PEOPLE_OF_THE_CORPUS} == {Refusal.STAFF}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoë", "zoe"),
        ("Zoë", "Zoe\u0308"),
        ("Tom Baker", "tom-baker"),
        ("TomBaker", "tom_baker."),
        ("Mei 1", "Mei l"),
        ("Bill", "BiIl"),
        ("Bob", "B0b"),
        ("Modern", "Modem"),
        ("Avva", "Awa"),
        ("Mia", "М\u0456\u0430"),
        ("Nia", "\u039dia"),
        ("Kim", "\uff2b\uff49\uff4d"),
        ("Kim", "\U0001d40aim"),
        ("Kim", "K\u200bim"),
        ("Søren", "Soren"),
        ("Łucja", "lucja"),
        ("Straße", "STRASSE"),
        ("Νίκος", "ΝΙΚΟΣ"),
        ("Ольга", "ОЛЬГА"),
        ("علي 3", "علي ٣"),
    ],
)
def test_names_people_would_mix_up_have_one_key(one, other):
    assert nickname_key(one) == nickname_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Mei", "Mai"), ("Mei 2", "Mei 3"), ("Mei", "Mei 2"), ("Sara", "Sarah")]
)
def test_names_nobody_mixes_up_have_two_keys(one, other):
    assert nickname_key(one) != nickname_key(other)


def test_every_listed_lookalike_is_folded():
    table = lookalikes.LOOK_ALIKES_OF
    assert {plain: {lookalikes.skeleton(letter) for letter in table[plain]} for plain in table} == {
        plain: {lookalikes.skeleton(plain)} for plain in table
    }


@pytest.mark.parametrize("name", ["unkind", "reserved"])
def test_lists_hold_skeletons_and_every_entry_works(name):
    for entry in word_list(name):
        core = entry.strip("=*")
        folded = lookalikes.digits_as_letters(" ".join(lookalikes.folded_words(core)))
        assert folded == core, entry
        assert refusal_of(core) is not None, entry


# Refusals


@pytest.mark.parametrize(
    ("refusal", "texts"),
    [
        (Refusal.EMPTY, "|   |...| - |\u3000|_|\u0e31\u0e31"),
        (Refusal.TOO_LONG, f"{'a' * 25}|Bartholomew Fitzwilliam-Smythe|a{' b' * 24}|{'க்' * 31}"),
        (Refusal.HIDDEN, "Mei\x00|Me\u200bi|Mei\u202e|\u2067Mei|Mei\u00adTan|Mei\u3164x|M\u200dei"),
        (Refusal.HIDDEN, "\u200cMei|Mei\u200d|کتاب\u200c|Mei\ufe0f|a\tb"),
        (Refusal.SIGNS, "<b>Mei</b>|=SUM(1)|{{7*7}}|Mei 🐢|../../etc|100%|♥|℮a|Mei, Tan|★Mei★"),
        (Refusal.SIGNS, "a\u0334b|Mei\u20dd|a\u0316\u0316\u0316\u0316\u0316|\u0e31a"),
        (Refusal.CONTACT, "07700 900123|+44 7700 900|Mei 07700900|12.05.2011|20110512|٠١٢٣٤٥"),
        (
            Refusal.CONTACT,
            "mei@example.org|@mei|mei＠example|mei.com|www.mei|https://mei|mei.co.uk",
        ),
        (Refusal.CONTACT, "mei gmail|Snapchat Mei|insta_mei"),
        (
            Refusal.STAFF,
            "Mr Jones|MrJones|mrs_smith|MS PATEL|Miss|Sir|Dr. Who|Prof X|Mx Lee|Frau Müller",
        ),
        (
            Refusal.STAFF,
            "teacher|TheTeacher|teacher1|t34ch3r|T e a c h e r|王老师|معلم|Учитель Иван",
        ),
        (
            Refusal.STAFF,
            "Admin|admin99|4dm1n|adrnin|аdmin|админ|Marram|Marram Team|Principal Skinner",
        ),
        (
            Refusal.STAFF,
            "Moderator|m0derator|rnoderator|Support|Help Line|helpline|Staff 2|o\ufb03cial",
        ),
        (
            Refusal.UNKIND,
            "fuck|F.u.c.k|f u c k|fuuuuuck|FuCk3r|sh1t|5hit|b1tch|n1gg3r|Bitchy|k y s",
        ),
        (Refusal.UNKIND, "IDIOT|1d10t|Loser Leo|you loser|ugly|killyourself|p0rn|Sexy|puta|пизда"),
        (
            Refusal.UNKIND,
            "you suck|You  Suck 2|YouSuck|y0u 5uck|fat cow|Fat Pig Ben|moron|a hoe|Hoe",
        ),
        (
            Refusal.UNKIND,
            "gay boy|GayBoy|Ben is so gay|I hate Femi|Zara stinks|Tom smells|ben sucks",
        ),
        (Refusal.UNKIND, "lezza|Uma simp|Zara virgin"),
        (Refusal.SENTENCE, "Femi is gay|Zara is a cow|zara 1s fat|Ben loves Zara|BenIsSad"),
        (Refusal.UNKIND, "wаnker|ẇanker|ｗａｎｋｅｒ|wan\u0301ker|Arschloch"),
    ],
)
def test_nickname_is_refused(refusal, texts):
    refused = {text: refusal_of(text) for text in texts.split("|")}
    assert refused == dict.fromkeys(texts.split("|"), refusal)


def test_reasons_are_sentences_without_blame():
    reasons = [str(NicknameRefused(refusal)) for refusal in Refusal]
    assert len(set(reasons)) == len(Refusal)
    for reason in reasons:
        assert reason.endswith(".")
        assert "!" not in reason
        assert "real name" not in reason
        assert "you cannot" not in reason.lower()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  Mei   Tan ", "Mei Tan"),
        ("-Mei-", "Mei"),
        ("Sammy D.", "Sammy D."),
        ("\uff2d\uff45\uff49", "Mei"),
        ("\U0001d40cei", "Mei"),
        ("Zoe\u0308", "Zoë"),
        ("Mei\u00a0Tan", "Mei Tan"),
        ("O’Neill", "O’Neill"),
    ],
)
def test_nickname_is_cleaned_for_showing(typed, shown):
    assert check_nickname(typed) == shown


@given(st.text(max_size=80))
def test_taken_nicknames_are_safe_to_store_and_show(text):
    try:
        shown = check_nickname(text)
    except NicknameRefused:
        return
    assert check_nickname(shown) == shown
    assert len(shown) <= MAX_LENGTH
    assert 0 < len(nickname_key(shown)) <= KEY_COLUMN
    assert set(shown).isdisjoint('<>&"=+@%{}/\\\n\x00')
    assert nickname_key(nickname_key(shown)) == nickname_key(shown)


@given(st.text(alphabet="\u0390\u1fb7\ufdfaæœßﬃ\u1f52aé", min_size=1, max_size=60))
def test_key_fits_its_column_with_letters_that_unfold(text):
    if refusal_of(text) is None:
        assert len(nickname_key(check_nickname(text))) <= KEY_COLUMN


# Suggestions


def test_suggestions_keep_the_name_and_are_free():
    taken = {nickname_key("Mei"), nickname_key("Mei 2")}
    suggestions = suggest_nicknames("Mei", taken, random=random.Random(7))
    assert len({nickname_key(name) for name in suggestions}) == 3
    assert taken & {nickname_key(name) for name in suggestions} == set()
    assert [name.split()[0] for name in suggestions] == ["Mei", "Mei", "Mei"]
    assert "Mei 3" in suggestions
    assert [refusal_of(name) for name in suggestions] == [None, None, None]


def test_suggestions_go_on_when_the_pleasant_ones_are_taken():
    taken = {nickname_key(f"Mei {creature}") for creature in CREATURES}
    assert suggest_nicknames("Mei", taken, n=5) == ["Mei 2", "Mei 3", "Mei 4", "Mei 5", "Mei 6"]
    taken = {nickname_key(f"{thing} {creature}") for thing, creature in product(THINGS, CREATURES)}
    [name] = suggest_nicknames("", taken, n=1)
    assert nickname_key(name) not in taken
    assert refusal_of(name) is None


@pytest.mark.parametrize("text", ["", "   ", "Mr Jones", "x" * 30, "Mary Jane Smith-Jones III"])
def test_suggestions_start_anew_where_the_text_cannot_be_kept(text):
    suggestions = suggest_nicknames(text, set(), random=random.Random(3))
    assert [len(name.split()) for name in suggestions] == [2, 2, 2]
    assert [name for name in suggestions if name.split()[0] not in THINGS] == []


def test_a_class_that_joins_at_once_is_offered_many_names():
    assert len({suggest_nicknames("", set(), n=1)[0] for _ in range(300)}) > 280


def test_every_suggestion_is_a_good_nickname():
    names = [f"{thing} {CREATURES[0]}" for thing in THINGS]
    names += [f"{THINGS[0]} {creature}" for creature in CREATURES]
    assert [name for name in names if refusal_of(name) is not None] == []
    assert len({nickname_key(name) for name in (*THINGS, *CREATURES)}) == len(THINGS) + len(
        CREATURES
    )
    assert max(len(name) for name in (*THINGS, *CREATURES)) * 2 <= nicknames.MAX_LETTERS
