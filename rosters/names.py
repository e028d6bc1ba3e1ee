"""Which names of a list become labels: those of people, in every script."""

import re
import unicodedata

from organizations import lookalikes, nicknames
from rosters.rows import Refused, Why

MAX_LENGTH = 60  # what the label holds
APOSTROPHES = "'’ʼ‘"
PUNCTUATION = nicknames.PUNCTUATION | frozenset("(),/" + APOSTROPHES)
# A word of one of these alphabets has no letter of another: it would be a look-alike.
ALPHABETS = {"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN", "CHEROKEE", "COPTIC", "LISU"}


def check_name(text: str) -> str:
    """Return a name as it will be shown to the class's teachers; raise Refused.

    The rules are those of nicknames, but for length, unkind words, and words that are a title only
    where they stand first: Emma Herr is a student.
    """
    if nicknames.has_hidden_signs(text):
        raise Refused(Why.HIDDEN)
    name = " ".join(unicodedata.normalize("NFKC", text).split())
    if not name:
        raise Refused(Why.NO_NAME)
    why = why_not(name)
    if why:
        raise Refused(why, name)
    return name


def why_not(name: str) -> Why | None:
    if len(name) > MAX_LENGTH:
        return Why.LONG
    if nicknames.gives_contact(name):
        return Why.CONTACT
    if not begins_like_a_name(name) or nicknames.has_piled_marks(name):
        return Why.SIGNS
    if not all(sign in PUNCTUATION or nicknames.is_plain_letter(sign) for sign in name):
        return Why.SIGNS
    if any(len(alphabets_of(word)) > 1 for word in re.split(r"[\W\d_]+", name)):
        return Why.SCRIPTS
    return Why.STAFF if passes_for_staff(name) else None


def begins_like_a_name(name: str) -> bool:
    """Whether a name begins with a letter, or an apostrophe and a letter: no formula does."""
    first = name[1:2] if name[0] in APOSTROPHES else name[0]
    return first.isalpha()


def alphabets_of(word: str) -> set[str]:
    scripts = (unicodedata.name(letter, "").partition(" ")[0] for letter in word)
    return ALPHABETS.intersection(scripts)


def spelled(name: str) -> str:
    """Return which letters of a name are an i and which an l: Ian and Lan are two people, though
    look-alikes make them one.
    """
    letters = (one for one in decomposed(name).casefold() if lookalikes.skeleton(one) == "l")
    return "".join("l" if one in "l1" else "i" for one in letters)


def drawn(name: str) -> str:
    """Return how the letters of `spelled` are drawn: a capital I passes for a small l."""
    letters = (one for one in decomposed(name) if lookalikes.skeleton(one) == "l")
    return "".join(one if one in "iL" else "|" for one in letters)


def decomposed(name: str) -> str:
    return unicodedata.normalize("NFD", unicodedata.normalize("NFKC", name))


def passes_for_staff(name: str) -> bool:
    words = nicknames.with_letter_pairs(nicknames.words_to_check(name))
    first = nicknames.with_letter_pairs(nicknames.words_to_check(name.split()[0]))
    whole = {"".join(lookalikes.folded_words(name))}
    forms = nicknames.with_letter_pairs(nicknames.letter_forms(whole))
    inside = any(part in word for part in nicknames.RESERVED.inside for word in words)
    return inside or nicknames.RESERVED.match(first, forms)
