"""Nicknames: which ones a class takes, which count as the same, and suggestions for free ones.

Nobody is ever asked for a real name. A nickname may be in any script; what is refused is what hides
something (invisible signs), passes for staff, gives a contact away, or hurts. The lists are short:
a teacher can rename a student, and a name that is really somebody's must not be refused.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from enum import StrEnum
from itertools import chain, count, groupby, islice
from random import SystemRandom

from django.utils.translation import gettext_lazy as _

from organizations import lookalikes
from organizations.codes import SECOND_WORDS
from organizations.wordlists import word_list

MAX_LETTERS = 24
# Code points, marks and joiners included: what the database column holds.
MAX_LENGTH = 60
MAX_MARKS_ON_A_LETTER = 4
MAX_DIGITS = 5
SPELLED_OUT_LETTERS = 2
SHORTEST_SPELLED_OUT = 3

ZERO_WIDTH_JOINERS = "\u200c\u200d"
VIRAMA_CLASS = 9
ENDS_NO_NAME = " -_'’·"
PUNCTUATION = frozenset(" .-_'’·\u2010\u05f3\u05f4\u30fb" + ZERO_WIDTH_JOINERS)

WEB_ADDRESS = re.compile(
    r"@|://|\bwww\b"
    r"|[^\W_]{2,}\.(?:com|net|org|info|biz|io|gg|tv|app|dev|xyz|co|uk|de|fr|es|eu)(?![^\W_])"
)
CONTACT_WORDS = frozenset(
    {"gmail", "hotmail", "icloud", "instagram", "insta", "snapchat", "tiktok", "discord"}
    | {"whatsapp", "telegram"}
)

STRETCHED = re.compile(r"(.)\1{2,}")

CREATURES = tuple(word.title() for word in word_list("creatures"))
THINGS = tuple(word.title() for word in SECOND_WORDS)
SUGGESTED_PAIRS = 100


class Refusal(StrEnum):
    """Why a nickname is refused."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    HIDDEN = "hidden"
    SIGNS = "signs"
    CONTACT = "contact"
    STAFF = "staff"
    UNKIND = "unkind"
    SENTENCE = "sentence"


REASONS = {
    Refusal.EMPTY: _("Type a nickname with at least one letter or number."),
    Refusal.TOO_LONG: _("This is a little long. Use up to 24 letters."),
    Refusal.HIDDEN: _("There is an invisible character in this name. Type the name again."),
    Refusal.SIGNS: _("Use letters, numbers, spaces, dots, hyphens and apostrophes."),
    Refusal.CONTACT: _(
        "This looks like a phone number, an e-mail or web address, or an account. "
        "Choose a name that gives nothing away."
    ),
    Refusal.STAFF: _("This looks like the name of a teacher or of this site. Choose another one."),
    Refusal.UNKIND: _("This name could hurt somebody in your class. Choose another one."),
    Refusal.SENTENCE: _("This says something about somebody. Choose a name, not a sentence."),
}


class NicknameRefused(ValueError):
    """A nickname a class does not take; `reason` is a short, kind sentence for the person."""

    def __init__(self, refusal: Refusal):
        super().__init__(refusal)
        self.refusal = refusal
        self.reason = REASONS[refusal]

    def __str__(self):
        return str(self.reason)


class WordPatterns:
    """A list of skeletons: `word` (one of the words), `=word` (all of it), `*word*` (in a word),
    `two words` (one after the other).

    What stands inside a word is not looked for across words: Omar Ramos has no marram in his name.
    """

    def __init__(self, lines: Collection[str]):
        self.phrases = tuple(f" {line} " for line in lines if " " in line)
        self.inside = tuple(line.strip("*") for line in lines if line.startswith("*"))
        self.whole = {line[1:] for line in lines if line.startswith("=")} | {*self.inside}
        self.words = {line for line in lines if line[0] not in "=*" and " " not in line}

    def has_phrase(self, text: str) -> bool:
        """Say whether a folded text holds one of the phrases."""
        return any(phrase in f" {text} " for phrase in self.phrases)

    def match(self, words: Collection[str], whole: Collection[str]) -> bool:
        return (
            not self.whole.isdisjoint(whole)
            or not self.words.isdisjoint(words)
            or any(part in word for word in words for part in self.inside)
        )


RESERVED = WordPatterns(word_list("reserved"))
UNKIND = WordPatterns(word_list("unkind"))
# Between two words they make a sentence about somebody: "Femi is …", "Zara loves …". Skeletons.
SENTENCE_VERBS = frozenset(
    {"ls", "lsnt", "loves", "llkes", "fancles", "klssed", "dumped", "snogged"}
)


def check_nickname(text: str) -> str:
    """Return the nickname as it will be shown; raise NicknameRefused where the class takes it not.

    Compatibility forms become plain letters and outer spaces go. Whether it is free is the caller's
    question (`nickname_key`). The result has at most MAX_LENGTH code points.
    """
    text = text.strip()
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text))
    cleaned = plain.strip(ENDS_NO_NAME)
    refusal = refusal_of_signs(text, cleaned) or refusal_of_meaning(cleaned)
    if refusal:
        raise NicknameRefused(refusal)
    return cleaned


def nickname_key(text: str) -> str:
    """Return what two nicknames share when people would take one for the other."""
    return lookalikes.skeleton(text)


def refusal_of_signs(typed: str, cleaned: str) -> Refusal | None:
    """Refuse what cannot be read, or reads as something it is not."""
    if has_hidden_signs(typed):
        return Refusal.HIDDEN
    if gives_contact(cleaned):
        return Refusal.CONTACT
    if not all(letter in PUNCTUATION or is_plain_letter(letter) for letter in cleaned):
        return Refusal.SIGNS
    letters = sum(unicodedata.category(letter)[0] in "LN" for letter in cleaned)
    if not letters:
        return Refusal.EMPTY
    if has_piled_marks(cleaned):
        return Refusal.SIGNS
    if letters > MAX_LETTERS or len(cleaned) > MAX_LENGTH:
        return Refusal.TOO_LONG
    return None


def refusal_of_meaning(cleaned: str) -> Refusal | None:
    """Refuse names of staff and of the site, and names that hurt, in look-alike letters too."""
    words = words_to_check(cleaned)
    whole = {"".join(lookalikes.folded_words(cleaned))}
    if RESERVED.match(with_letter_pairs(words), with_letter_pairs(letter_forms(whole))):
        return Refusal.STAFF
    sentences = word_orders(cleaned)
    if UNKIND.match(words, letter_forms(whole)) or any(map(UNKIND.has_phrase, sentences)):
        return Refusal.UNKIND
    if any(SENTENCE_VERBS.intersection(text.split()[1:-1]) for text in sentences):
        return Refusal.SENTENCE
    return None


def has_hidden_signs(text: str) -> bool:
    """Say whether a text has controls, direction marks or invisible characters.

    The joiners of Persian and Indic words are allowed where those scripts need them.
    """
    return any(
        lookalikes.is_invisible(sign) and not is_needed_joiner(text, position)
        for position, sign in enumerate(text)
    )


def is_needed_joiner(text: str, position: int) -> bool:
    """Say whether this is a zero-width joiner after a virama or between two Arabic letters."""
    if text[position] not in ZERO_WIDTH_JOINERS or not 0 < position < len(text) - 1:
        return False
    before, after = text[position - 1], text[position + 1]
    if unicodedata.combining(before) == VIRAMA_CLASS:
        return unicodedata.category(after).startswith("L")
    return unicodedata.bidirectional(before) == unicodedata.bidirectional(after) == "AL"


def is_plain_letter(letter: str) -> bool:
    """Say whether this is a letter, a digit or a mark; marks drawn through a letter are not."""
    if unicodedata.combining(letter) == lookalikes.OVERLAY_CLASS:
        return False
    category = unicodedata.category(letter)
    return category.startswith("L") or category in {"Mn", "Mc", "Nd"}


def has_piled_marks(text: str) -> bool:
    """Say whether marks stand so high on a letter that they cover other lines, or on no letter."""
    runs = groupby(text, lambda letter: unicodedata.category(letter)[0] == "M")
    highest = max((len(list(run)) for is_mark, run in runs if is_mark), default=0)
    return highest > MAX_MARKS_ON_A_LETTER or unicodedata.category(text[0])[0] == "M"


def gives_contact(cleaned: str) -> bool:
    """Say whether a text looks like a phone number or date, an address, or an account elsewhere."""
    digits = sum(letter.isdigit() for letter in cleaned)
    words = re.split(r"[\W\d_]+", cleaned.casefold())
    return (
        digits > MAX_DIGITS
        or bool(WEB_ADDRESS.search(cleaned.casefold()))
        or not CONTACT_WORDS.isdisjoint(words)
    )


def words_to_check(text: str) -> set[str]:
    """Return every form in which the words of a nickname could stand in a list.

    That is each word, words joined like MrJones taken apart, letters spelled out put together,
    digits read as letters or left out at the ends, and "loooong" letters made short.
    """
    found = set()
    for version in (text, lookalikes.split_camel_case(text)):
        words = lookalikes.folded_words(version)
        found.update(words, spelled_out(words))
    return letter_forms(found)


def word_orders(text: str) -> set[str]:
    """Return the folded words of a nickname in order, as written and with MrJones taken apart."""
    return {
        form
        for version in (text, lookalikes.split_camel_case(text))
        for form in letter_forms([" ".join(lookalikes.folded_words(version))])
    }


def spelled_out(words: list[str]) -> Iterator[str]:
    """Put words of one or two letters together: "a d m i n"."""
    for is_short, run in groupby(words, lambda word: len(word) <= SPELLED_OUT_LETTERS):
        joined = "".join(run)
        if is_short and len(joined) >= SHORTEST_SPELLED_OUT:
            yield joined


def letter_forms(words: Collection[str]) -> set[str]:
    """Return the words with digits read as letters, without outer digits, and not stretched."""
    forms = {
        lookalikes.digits_as_letters(form)
        for word in words
        for form in (word, word.strip("0123456789"))
        if form
    }
    return forms | {STRETCHED.sub(short, form) for form in forms for short in (r"\1", r"\1\1")}


def with_letter_pairs(words: Collection[str]) -> set[str]:
    return {lookalikes.pairs_as_letters(word) for word in words}


def suggest_nicknames(
    text: str, taken_keys: Collection[str], n: int = 3, random: SystemRandom | None = None
) -> list[str]:
    """Return n nicknames whose keys are not taken: "Mei 2", "Mei Tern"; or "Kite Puffin" for "".

    What cannot be a nickname is treated as "". They differ from call to call, so that a class that
    joins all at once is not offered the same name thirty times.
    """
    seen = set(taken_keys)
    suggestions = (
        name
        for name in candidates(usable_base(text), random or SystemRandom())
        if is_new(nickname_key(name), seen)
    )
    return list(islice(suggestions, n))


def is_new(key: str, seen: set[str]) -> bool:
    """Say whether this key is met for the first time, and remember it."""
    if key in seen:
        return False
    seen.add(key)
    return True


def usable_base(text: str) -> str:
    """Return a nickname to which a short word can be added, or ""."""
    longest = max(map(len, CREATURES))
    try:
        base = check_nickname(text)
        check_nickname(f"{base} {'x' * longest}")
    except NicknameRefused:
        return ""
    return base


def candidates(base: str, random: SystemRandom) -> Iterator[str]:
    """Yield names without end, the pleasant ones first."""
    creatures = random.sample(CREATURES, len(CREATURES))
    numbers = count(2)
    if base:
        pairs = ((f"{base} {next(numbers)}", f"{base} {creature}") for creature in creatures)
        yield from chain.from_iterable(pairs)
    else:
        for _pair in range(SUGGESTED_PAIRS):
            yield f"{random.choice(THINGS)} {random.choice(CREATURES)}"
    for number in numbers:
        yield f"{base or creatures[0]} {number}"
