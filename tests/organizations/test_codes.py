"""Join codes and one-time codes: how they are made, how they are read, what the lists promise."""

import random
import unicodedata
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations import codes
from organizations.codes import (
    FIRST_WORDS,
    JOIN_CODES,
    SECOND_WORDS,
    JoinCode,
    new_code,
    new_one_time_code,
    normalize_one_time_code,
    parse_code,
)

TERN_482_DUNE = JoinCode("tern", 482, "dune")
# Words that sound like another common word: a code is read out in class.
SOUND_ALIKES = """
ant bare bass bean bear bee beech berry blue boar board bread brake bow ceiling cellar cent
cereal cheetah chord clam coarse coral core creek currant cygnet cymbal deer dew doe eye ewe
fair fir flea flour flower foul fowl gale gate gnu grate hail hair hare heart herd hole horse
hour jam key knight knot lane leak leek links loan lynx mail maize mane maze meat medal mist
moose mousse mussel night oar pail pair pane peace pear pea peel pier place plaice plane plum
pole prawn quay rain reed reel reign ring road role root rose rye sail sauce scent sea seal
seam see shore sleigh sole stair stake steak steel storey stork story sundae sunday tail tale
tea team thyme tide time toad toe tuna vane veil wail wait wave weather weed week whale wheat
wheel witch wood yew yolk
"""


class Scripted:
    """Answers `choice` and `randbelow` with the ends of their ranges."""

    def choice(self, sequence):
        return sequence[-1]

    def randbelow(self, number):
        return number - 1


class Seeded:
    def __init__(self, seed):
        self.choice = random.Random(seed).choice
        self.randbelow = random.Random(seed).randrange


def is_one_typo(one: str, other: str) -> bool:
    """Say whether one letter more, less or other, or two letters swapped, makes one the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return any(long[:gap] + long[gap + 1 :] == short for gap in range(len(long)))
    differing = [place for place in range(len(one)) if one[place] != other[place]]
    if len(differing) == 2 and differing[1] == differing[0] + 1:
        first, second = differing
        return one[first] == other[second] and one[second] == other[first]
    return len(differing) == 1


def test_join_codes_are_65_million():
    assert JOIN_CODES == 256 * 1000 * 256 == 65_536_000
    assert len(set(FIRST_WORDS) | set(SECOND_WORDS)) == 512


@pytest.mark.parametrize("words", [FIRST_WORDS, SECOND_WORDS])
def test_code_words_are_short_and_plain(words):
    assert [word for word in words if not (word.isascii() and word.isalpha())] == []
    assert [word for word in words if word != word.lower() or not 3 <= len(word) <= 7] == []


@pytest.mark.parametrize("words", [FIRST_WORDS, SECOND_WORDS])
def test_code_words_of_a_list_are_two_typos_apart(words):
    assert [pair for pair in combinations(words, 2) if is_one_typo(*pair)] == []


def test_code_words_do_not_sound_like_other_words():
    assert set(SOUND_ALIKES.split()) & {*FIRST_WORDS, *SECOND_WORDS} == set()


def test_code_prints_as_people_read_it():
    assert str(TERN_482_DUNE) == "tern 482 dune"
    assert str(JoinCode("tern", 7, "dune")) == "tern 007 dune"
    assert TERN_482_DUNE.key == "tern482dune"


def test_new_code_uses_whole_lists_and_numbers():
    code = new_code(Scripted())
    assert code == JoinCode(FIRST_WORDS[-1], 999, SECOND_WORDS[-1])


def test_new_code_differs_from_call_to_call():
    assert len({new_code().key for _ in range(50)}) == 50


@given(st.integers())
def test_code_reads_back_from_both_written_forms(seed):
    code = new_code(Seeded(seed))
    assert parse_code(str(code)) == parse_code(code.key) == code
    assert len(code.key) <= 30


@pytest.mark.parametrize(
    "typed",
    [
        "tern 482 dune",
        "  TERN 482 DUNE ",
        "tern482dune",
        "Tern-482-Dune",
        "tern_482_dune.",
        "tern\u2014482\u2014dune",
        "tern, 482, dune!",
        "“tern 482 dune”",
        "tern\u00a0482\u2009dune",
        "te\u200brn 482 du\ufeffne",
        "t e r n 4 8 2 d u n e",
        "\uff34\uff45\uff52\uff4e\u3000\uff14\uff18\uff12\u3000\uff24\uff55\uff4e\uff45",
        "tern \u0664\u0668\u0662 dune",
        "tern\n482\tdune",
    ],
)
def test_code_is_read_however_it_is_typed(typed):
    assert parse_code(typed) == TERN_482_DUNE


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "tern",
        "482",
        "tern 48 dune",
        "tern 4820 dune",
        "dune 482 tern",
        "tern 482 tern",
        "turn 482 dune",
        "tern 482 dunes",
        "482 tern dune",
        "tern 482 dune 1",
        "te\u0440n 482 dune",
        "tern \u00bd82 dune",
        "\x00",
        "x" * 10_000,
    ],
)
def test_wrong_code_is_none(typed):
    assert parse_code(typed) is None


@given(st.text())
def test_any_text_is_a_code_or_none(text):
    code = parse_code(text)
    assert code is None or parse_code(code.key) == code


def test_one_time_code_is_six_digits():
    assert new_one_time_code(Scripted()) == "999999"
    made = [new_one_time_code() for _ in range(50)]
    assert [code for code in made if normalize_one_time_code(code) != code] == []
    assert len(set(made)) > 40


def test_one_time_code_keeps_its_zeros():
    class Low(Scripted):
        def randbelow(self, number):
            return 42

    assert new_one_time_code(Low()) == "000042"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("482913", "482913"),
        (" 482 913 ", "482913"),
        ("482-913", "482913"),
        ("\u0664\u0668\u0662\u0669\u0661\u0663", "482913"),
        ("\uff14\uff18\uff12\uff19\uff11\uff13", "482913"),
        ("48291", None),
        ("4829133", None),
        ("48291a", None),
        ("", None),
        ("\u1369" * 6, None),
        ("badger clover lantern otter", None),
    ],
)
def test_one_time_code_is_read_however_it_is_typed(typed, code):
    assert normalize_one_time_code(typed) == code


@given(st.text())
def test_letters_and_digits_keep_every_letter(text):
    plain = unicodedata.normalize("NFKC", text).casefold()
    assert len(codes.letters_and_digits(text)) == sum(letter.isalnum() for letter in plain)
