"""Class join codes ("tern 482 dune") and one-time codes ("482913"): making them, reading them.

A join code is one of 256 x 1,000 x 256 = 65,536,000. It names a class for good and is no secret:
what keeps strangers out is that a class is open for joining only for hours, and that wrong codes
are counted. A one-time code is a secret for ten minutes and five tries.
"""

import re
import secrets
import unicodedata
from dataclasses import dataclass

from organizations.wordlists import word_list

FIRST_WORDS = word_list("code_first")
SECOND_WORDS = word_list("code_second")
NUMBERS = 1000
JOIN_CODES = len(FIRST_WORDS) * NUMBERS * len(SECOND_WORDS)

ONE_TIME_CODE_DIGITS = 6
ONE_TIME_CODE_SHAPE = re.compile(rf"[0-9]{{{ONE_TIME_CODE_DIGITS}}}")

KNOWN_FIRST = frozenset(FIRST_WORDS)
KNOWN_SECOND = frozenset(SECOND_WORDS)
JOIN_CODE_SHAPE = re.compile(r"([a-z]+)([0-9]{3})([a-z]+)")


@dataclass(frozen=True)
class JoinCode:
    """A class code: a word of the first list, 0 to 999, a word of the second list."""

    first: str
    number: int
    second: str

    def __str__(self):
        return f"{self.first} {self.number:03} {self.second}"

    @property
    def key(self) -> str:
        """The stored form, which is unique: `tern482dune`."""
        return f"{self.first}{self.number:03}{self.second}"


def new_code(random=secrets) -> JoinCode:
    """Return a join code, each of them equally likely; whether it is free is the caller's question.

    `random` offers `choice(sequence)` and `randbelow(number)` as the module `secrets` does.
    """
    return JoinCode(
        random.choice(FIRST_WORDS), random.randbelow(NUMBERS), random.choice(SECOND_WORDS)
    )


def parse_code(text: str) -> JoinCode | None:
    """Return the join code somebody typed or pasted, or None where it is none.

    Case, spaces, hyphens, other punctuation and invisible characters do not matter, nor whether
    anything stands between the parts, nor in which script's digits the number is written.
    """
    match = JOIN_CODE_SHAPE.fullmatch(letters_and_digits(text))
    if not match or match[1] not in KNOWN_FIRST or match[3] not in KNOWN_SECOND:
        return None
    return JoinCode(match[1], int(match[2]), match[3])


def new_one_time_code(random=secrets) -> str:
    """Return six digits, as text because it may start with 0."""
    return f"{random.randbelow(10**ONE_TIME_CODE_DIGITS):0{ONE_TIME_CODE_DIGITS}}"


def normalize_one_time_code(text: str) -> str | None:
    """Return the six digits somebody typed ("482 913", "482-913"), or None where it is no code."""
    digits = letters_and_digits(text)
    return digits if ONE_TIME_CODE_SHAPE.fullmatch(digits) else None


def letters_and_digits(text: str) -> str:
    """Return the small letters and digits of a text; digits of any script as 0 to 9.

    Letters outside a to z stay: a code with a foreign letter in it is a wrong code, not a shorter
    one.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in plain if letter.isalnum())
