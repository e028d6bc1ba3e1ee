"""Pass phrases: what the word list promises, and that every usual way of typing one works."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.phrases import WORDS, new_phrase, normalize_phrase, split_into_words
from organizations.wordlists import word_list

HOMOPHONES = """
allowed aloud|ant aunt|bail bale|bald balled|bare bear|base bass|beach beech|bean been|beat beet
bell belle|berry bury|blew blue|boar bore|board bored|bolder boulder|bow bough|boy buoy|brake break
bread bred|bridal bridle|buy by|cash cache|ceiling sealing|cellar seller|cent scent sent
cereal serial|cheap cheep|check cheque|choir quire|choral coral|chord cord|clause claws|climb clime
coarse course|core corps|council counsel|creak creek|crews cruise|cue queue|currant current
cygnet signet|cymbal symbol|days daze|dear deer|desert dessert|dew due|die dye|doe dough|dual duel
faint feint|fair fare|feat feet|find fined|fir fur|flair flare|flaw floor|flea flee|flew flu
flour flower|for four|forth fourth|foul fowl|freeze frieze|gait gate|genes jeans|grate great
groan grown|guessed guest|hail hale|hair hare|hall haul|hangar hanger|heal heel|hear here
heard herd|heir air|higher hire|hoarse horse|hoes hose|hole whole|hour our|idle idol|jam jamb
key quay|knead need|knight night|knot not|lain lane|leach leech|lead led|leak leek|lessen lesson
links lynx|loan lone|loot lute|made maid|mail male|main mane|maize maze|manner manor|mantel mantle
mask masque|meat meet|medal meddle|metal mettle|might mite|mind mined|miner minor|missed mist
moan mown|moat mote|moose mousse|morning mourning|muscle mussel|mustard mustered|naval navel
none nun|oar ore|one won|paced paste|pail pale|pain pane|pair pear|passed past|patience patients
pause paws|peace piece|peak peek|peal peel|pearl purl|pedal peddle|peer pier|place plaice
plain plane|plum plumb|pole poll|poor pour|practice practise|praise prays|principal principle
profit prophet|rain reign rein|raise rays|rap wrap|raw roar|read reed|real reel|right rite write
ring wring|road rode rowed|role roll|root route|rose rows|rough ruff|rye wry|sail sale|sauce source
saw soar sore|scene seen|sea see|seam seem|sew so sow|shake sheik|shear sheer|shoe shoo|shore sure
side sighed|slay sleigh|sloe slow|soared sword|sole soul|some sum|son sun|sort sought|stair stare
stake steak|stalk stork|steal steel|stile style|storey story|straight strait|suite sweet
sundae sunday|tail tale|taught taut|tea tee|team teem|tear tier|tern turn|their there|threw through
throne thrown|thyme time|tide tied|tire tyre|toad towed|toe tow|tuba tuber|vain vane vein|vale veil
wade weighed|wail whale|waist waste|wait weight|waive wave|warn worn|watt what|way weigh whey
weak week|weather whether|wet whet|which witch|whine wine|white wight|wood would|yoke yolk|yore your
"""
HOMOPHONE_GROUPS = [set(group.split()) for group in HOMOPHONES.replace("\n", "|").split("|")]

phrases = st.lists(st.sampled_from(WORDS), min_size=4, max_size=4)


def test_list_has_2048_words_which_is_44_bits():
    assert len(set(WORDS)) == len(WORDS) == 2048
    assert 4 * math.log2(len(WORDS)) == 44


def test_words_are_plain_and_short():
    assert [word for word in WORDS if not (word.isascii() and word.isalpha())] == []
    assert [word for word in WORDS if word != word.lower() or not 3 <= len(word) <= 7] == []


def test_words_differ_in_their_first_four_letters():
    assert len({word[:4] for word in WORDS}) == 2048


def test_no_word_begins_another():
    beginnings = {word[:length] for word in WORDS for length in range(1, len(word))}
    assert beginnings & set(WORDS) == set()


def test_no_two_words_sound_the_same():
    assert [group for group in HOMOPHONE_GROUPS if len(group & set(WORDS)) > 1] == []


def test_no_word_is_on_the_unkind_list():
    unkind = {line.strip("*=").replace("l", "i") for line in word_list("unkind")}
    assert unkind & {word.replace("l", "i") for word in WORDS} == set()


def test_new_phrase_is_four_words_of_the_list():
    phrase = new_phrase()
    assert len(phrase.split(" ")) == 4
    assert set(phrase.split(" ")) <= set(WORDS)
    assert normalize_phrase(phrase) == phrase


def test_new_phrases_use_the_whole_list():
    drawn = {word for _ in range(6000) for word in new_phrase(random.Random(_)).split()}
    assert len(drawn) > 2000


@given(phrases)
def test_phrase_without_spaces_is_the_phrase(words):
    assert normalize_phrase("".join(words)) == " ".join(words)


@given(phrases)
def test_split_is_the_only_one(words):
    """Count the ways to cut the letters into words by trying every cut."""
    letters = "".join(words)
    ways = [1] + [0] * len(letters)
    for end in range(1, len(letters) + 1):
        ways[end] = sum(ways[start] for start in range(end) if letters[start:end] in set(WORDS))
    assert ways[-1] == 1
    assert split_into_words(letters) == words


@given(phrases, st.sampled_from([" ", "-", " - ", "_", ", ", "\u00a0", "\t", "\u200b", "\u2014"]))
def test_separators_and_case_do_not_matter(words, separator):
    assert normalize_phrase(separator.join(words).upper()) == " ".join(words)


@pytest.mark.parametrize(
    "typed",
    [
        "acorn bridge candle dolphin",
        "  Acorn  Bridge  Candle  Dolphin. ",
        "1. acorn 2. bridge 3. candle 4. dolphin",
        "ac\u00adorn bri\u200bdge candle dolphin\ufeff",
        "a c o r n bridge candle dolphin",
        "\uff41\uff43\uff4f\uff52\uff4e bridge candle dolphin",
        "\U0001d41a\U0001d41c\U0001d428\U0001d42b\U0001d427-bridge-candle-dolphin",
    ],
)
def test_phrase_is_read_however_it_is_typed(typed):
    assert normalize_phrase(typed) == "acorn bridge candle dolphin"


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("", ""),
        ("482 913", ""),
        ("Acorn bridge candle dolfin", "acornbridgecandledolfin"),
        ("acorn bridge candle", "acorn bridge candle"),
        ("acorn bridge candle dolph", "acornbridgecandledolph"),
        ("acorn bridge c\u00e0ndle dolphin", "acornbridgec\u00e0ndledolphin"),
    ],
)
def test_other_text_fits_no_phrase(typed, normal):
    assert normalize_phrase(typed) == normal


@given(st.text())
def test_normal_form_is_stable(text):
    normal = normalize_phrase(text)
    assert normalize_phrase(normal) == normal
