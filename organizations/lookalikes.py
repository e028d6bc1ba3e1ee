"""Look-alike letters: what a text looks like to somebody who reads it quickly.

`skeleton` folds a text to the letters it resembles, so that "Zoë", "ZOE", "Zoe" with a Cyrillic
letter and "Zoe" with an invisible sign in it are one. It is for comparing, never for showing.

The table was made by looking at letters: what Unicode's compatibility forms (NFKC) and letter names
already say is taken from Python's `unicodedata`, the rest is written down by hand below.
"""

import re
import unicodedata
from itertools import chain

# Each line: the plain form, then small letters of other alphabets (and signs) that look like it.
LOOK_ALIKES_OF = {
    "a": "αаɑᎪꓮ𐊠@",
    "b": "вьβƅᏏᏴꓐ",
    "c": "сᏟꓚⲥↄ",
    "d": "ԁδðᎠꓓ",
    "e": "еҽєεɛəᎬꓰ℮€",
    "f": "ϝẝꓝք",
    "g": "ɡցԍᏀꓖ",
    "h": "һհᏂᎻꓧ",
    "j": "јϳյᎫꓙ",
    "k": "кκҝᏦꓗⲕ",
    "l": "iіιɩıӏլᎥᏞꓡꓲᛁⲓǀ|│!",
    "m": "мϻᎷꓟⲙ",
    "n": "пηոռɴꓠⲛ",
    "o": "оοσօဝഠଠⲟⵔ𐐬𐓪𑣗ꓳ۵٥",
    "p": "рρᏢꓑⲣþ",
    "q": "ԛգզ",
    "r": "гᴦᎱᏒꓣⲅ",
    "s": "ѕƽտᏚꓢ$",
    "t": "тτᎢꓔⲧ",
    "u": "υսʋцꓴμ",
    "v": "νѵᏙꓦ",
    "w": "ѡԝшաωɯᎳꓪⲱ",
    "x": "хχꓫⲭ×",
    "y": "уүγɣყꓬⲩ",
    "z": "Ꮓꓜⲍζ",
    "3": "зӡʒȝɜ",
    "ae": "æ",
    "oe": "œ",
}
LOOKS_LIKE = {letter: plain for plain, letters in LOOK_ALIKES_OF.items() for letter in letters}
# These Greek capitals look like other letters than their small forms do. They count as Latin where
# the text has Latin letters too; a Greek name keeps being itself in capitals.
GREEK_CAPITALS = str.maketrans("ΒΖΗΜΝΤΥ", "BZHMNTY")
# NFKC makes these an ordinary sigma, which looks like an o.
LUNATE_SIGMAS = str.maketrans("ϲϹ", "cC")

DIGITS_AS_LETTERS = str.maketrans("01", "ol")
MANY_DIGITS_AS_LETTERS = str.maketrans("01345789", "oleastbg")
LETTER_PAIRS = (("rn", "m"), ("vv", "w"))

# Names such as LATIN SMALL LETTER D WITH STROKE or LATIN LETTER SMALL CAPITAL R.
LATIN_NAME = re.compile(
    r"LATIN (?:SMALL |CAPITAL )?LETTER "
    r"(?:SMALL CAPITAL |SCRIPT |DOTLESS |DOUBLE )?([A-Z])(?: WITH(?:OUT)? .*)?$"
)

# Letters and marks without any shape; format characters (category Cf) are invisible as well.
SHAPELESS = frozenset(
    map(
        chr,
        chain(
            (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
            range(0x180B, 0x1810),
            range(0xFE00, 0xFE10),
            range(0xE0100, 0xE01F0),
        ),
    )
)
# Combining classes of marks that decorate a letter. Vowel signs, viramas and kana voicing marks
# have other classes: they make another syllable and stay.
OVERLAY_CLASS = 1
HEBREW_AND_ARABIC_POINTS = range(10, 36)
DIACRITICS = range(200, 241)
# Between a lower-case and an upper-case letter: "MrJones".
CAMEL_JOINT = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z][a-z])")


def skeleton(text: str) -> str:
    """Return the letters and digits that a text looks like, without anything between them.

    i, I, l, 1 and | are one letter, and so are o and 0, "rn" and m, "vv" and w.
    """
    return pairs_as_letters("".join(folded_words(text)).translate(DIGITS_AS_LETTERS))


def folded_words(text: str) -> list[str]:
    """Return the words of a text in look-alike letters; ASCII digits stay digits."""
    plain = unicodedata.normalize("NFKC", text.translate(LUNATE_SIGMAS))
    if any("a" <= letter <= "z" for letter in plain.casefold()):
        plain = plain.translate(GREEK_CAPITALS)
    letters = unicodedata.normalize("NFD", plain.casefold())
    folded = "".join(map(folded_letter, letters))
    return unicodedata.normalize("NFC", folded).split()


def folded_letter(letter: str) -> str:
    """Return what one character looks like: letters, a digit, "" (invisible), or " " (a gap)."""
    if letter in LOOKS_LIKE:
        return LOOKS_LIKE[letter]
    if letter.isascii():
        return letter if letter.isalnum() else " "
    if is_invisible(letter) or is_diacritic(letter):
        return ""
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category == "Ll" or category.startswith("S"):
        match = LATIN_NAME.search(unicodedata.name(letter, ""))
        return folded_letter(match[1].lower()) if match else keep_letter(letter)
    return keep_letter(letter)


def keep_letter(letter: str) -> str:
    return letter if unicodedata.category(letter)[0] in "LMN" else " "


def pairs_as_letters(letters: str) -> str:
    """Return the letters with "rn" as m and "vv" as w."""
    for pair, letter in LETTER_PAIRS:
        letters = letters.replace(pair, letter)
    return letters


def digits_as_letters(word: str) -> str:
    """Return a folded word with its digits as the letters they stand for in "t34ch3r"."""
    return word.translate(MANY_DIGITS_AS_LETTERS)


def is_invisible(letter: str) -> bool:
    return letter in SHAPELESS or unicodedata.category(letter) in {"Cf", "Cc"}


def is_diacritic(letter: str) -> bool:
    """Say whether this is a combining mark that only decorates its letter."""
    kind = unicodedata.combining(letter)
    return kind == OVERLAY_CLASS or kind in HEBREW_AND_ARABIC_POINTS or kind in DIACRITICS


def split_camel_case(text: str) -> str:
    """Return the text with a space before each capital that begins a word: "Mr Jones"."""
    return CAMEL_JOINT.sub(" ", text)
