"""A number to type, in anybody's digits, with a decimal point or comma; near enough counts."""

import re
import unicodedata
from decimal import Decimal

from quizzes.marking.kind import InvalidAnswer, gettext_noop
from quizzes.marking.typed import Typed

# Bounded, so that no number costs anything to compare; and no exponent, which people do not type.
PLAIN = re.compile(r"[+-]?(?:\d{1,12}(?:[.,٫]\d{1,6})?|[.,٫]\d{1,6})")
GROUPED = re.compile(r"[+-]?\d{1,3}([.,'’٬])\d{3}(?:\1\d{3}){0,2}(?:(?!\1)[.,٫]\d{1,6})?")
# How editors and files write one.
NUMERAL = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?", re.ASCII)


class Number(Typed):
    """Each option is a number with `within`, how far from it an answer may be."""

    name = "number"
    label = gettext_noop("A number to type")
    block = "number"
    is_number = True

    def why_amiss(self, options):
        written = [text for option in options for text in (option["text"], option["within"])]
        if not all(NUMERAL.fullmatch(text) for text in written):
            return gettext_noop("Write digits, with a point before decimals: 3.5")
        if any(Decimal(option["within"]) < 0 for option in options):
            return gettext_noop("How far off an answer may be is 0 or more.")
        return super().why_amiss(options)

    def check(self, content, chosen):
        super().check(content, chosen)
        if not readings(chosen[0]):
            raise InvalidAnswer(gettext_noop("Write a number in digits, such as 12 or 3.5."))

    def fits(self, option, typed):
        number, within = Decimal(option["text"]), Decimal(option["within"])
        return any(abs(reading - number) <= within for reading in readings(typed))

    def words(self, option):
        near = Decimal(option["within"])
        return f"{option['text']} (±{option['within']})" if near else option["text"]


def readings(typed: str) -> set[Decimal]:
    """Return the numbers that a text may mean, none where it is no number.

    "1,500" is fifteen hundred to some and one and a half to others.
    """
    text = "".join(unicodedata.normalize("NFKC", typed).split()).replace("−", "-")
    found = set()
    if PLAIN.fullmatch(text):
        found.add(Decimal(re.sub("[,٫]", ".", text)))
    if grouped := GROUPED.fullmatch(text):
        found.add(Decimal(re.sub("[,٫]", ".", text.replace(grouped[1], ""))))
    return found
