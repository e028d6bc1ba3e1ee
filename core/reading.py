"""How hard a plain text is to read: LIX, ARI and the lengths of its sentences.

Both formulas count letters and sentences only, so they need no word list and no syllable rules:

- LIX = words / sentences + 100 * long words / words, a long word having more than six letters
  (C. H. Björnsson, Läsbarhet, Liber 1968; J. Anderson, "Lix and Rix", Journal of Reading 26(6),
  1983).
- ARI = 4.71 * characters / words + 0.5 * words / sentences - 21.43, about the school grade in the
  United States (R. J. Senter and E. A. Smith, Automated Readability Index, AMRL-TR-66-220, 1967).

A line break ends a sentence, so headings, list items and answer options count as sentences of
their own. A colon does not, although Björnsson lets it: that way no score is flattered.
"""

import re
from dataclasses import dataclass

LONG_WORD_LETTERS = 6
WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
SENTENCE_END = re.compile(r"(?:[.!?…]+[”’\"')\]]*(?:\s+|$))|\n+")


@dataclass(frozen=True)
class Reading:
    """What was counted, and the two scores. Sentence lengths are in words."""

    words: int
    sentences: int
    lix: float
    ari: float
    mean_sentence: float
    longest_sentence: int


NOTHING_TO_READ = Reading(0, 0, 0.0, 0.0, 0.0, 0)


def sentences(text: str) -> list[str]:
    """Split a plain text into its sentences, leaving out pieces without a word."""
    pieces = (piece.strip() for piece in SENTENCE_END.split(text))
    return [piece for piece in pieces if WORD.search(piece)]


def words(text: str) -> list[str]:
    """Return the words of a text; "if-then" and "isn't" are one word each."""
    return WORD.findall(text)


def measure(text: str) -> Reading:
    """Measure a plain text. Markup is the caller's to remove; a text without words scores 0."""
    lengths = [len(words(sentence)) for sentence in sentences(text)]
    if not lengths:
        return NOTHING_TO_READ
    letters = [sum(map(str.isalnum, word)) for word in words(text)]
    count = len(letters)
    mean = count / len(lengths)
    long_share = sum(size > LONG_WORD_LETTERS for size in letters) / count
    return Reading(
        words=count,
        sentences=len(lengths),
        lix=mean + 100 * long_share,
        ari=4.71 * sum(letters) / count + 0.5 * mean - 21.43,
        mean_sentence=mean,
        longest_sentence=max(lengths),
    )
