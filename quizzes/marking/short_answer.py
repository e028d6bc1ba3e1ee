"""A short answer, compared as people read: capitals, quotes, spaces and a full stop do not matter.

Accents may be left out, but where two answers differ by them alone, the one typed counts.
"""

import unicodedata

from quizzes.marking.kind import gettext_noop
from quizzes.marking.typed import Typed

SAME_SIGNS = str.maketrans(
    dict.fromkeys("‘’‚‛´`ʼ", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‐‑‒–—−", "-")
)
EDGES = " .,;:!?…¡¿。！？؟।'\""
# The accents of Latin, Greek and Cyrillic. Marks of other scripts are letters to their readers.
ACCENTS = range(0x300, 0x370)


class ShortAnswer(Typed):
    name = "short-answer"
    label = gettext_noop("Short answer to type")

    def why_amiss(self, options):
        read = [as_read(option["text"]) for option in options]
        if len(set(read)) < len(read):
            return gettext_noop("Two of these answers are the same to a reader.")
        return super().why_amiss(options)

    def fits(self, option, typed):
        return without_accents(as_read(option["text"])) == without_accents(as_read(typed))

    def met(self, content, chosen):
        exact = [o["id"] for o in content["options"] if as_read(o["text"]) == as_read(chosen[0])]
        return exact or super().met(content, chosen)


def as_read(text: str) -> str:
    """Return what is compared of a text: compatible signs as one (Unicode NFKC), no capitals."""
    text = unicodedata.normalize("NFKC", text.translate(SAME_SIGNS)).casefold()
    text = unicodedata.normalize("NFKC", " ".join(text.split()))
    return text.strip(EDGES) or text


def without_accents(text: str) -> str:
    letters = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(s for s in letters if ord(s) not in ACCENTS))
