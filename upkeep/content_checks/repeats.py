"""The same sentence in two places: one of them was copied, and the reader notices."""

from collections import Counter
from collections.abc import Iterable, Iterator

from core.reading import sentences, words
from upkeep.content_checks.texts import learner_texts

SHORT = 3
# What a module says of itself follows a pattern, so that a teacher finds each thing in its place.
SAID_ALIKE = "what_is_in_this"
# Promises that hold everywhere are made everywhere in the same words.
PROMISES = {"you will not be in trouble for asking for help", "wait and think"}


def repeated_sentences(sources: list[dict]) -> list[str]:
    """Return the sentences of more than three words that stand more than once in these."""
    seen = Counter(
        sentence
        for source in sources
        for part in parts(source)
        for sentence in long_sentences(part)
    )
    return [said for said, times in seen.items() if times > 1 and said not in PROMISES]


def parts(source: dict) -> Iterator:
    """Yield the blocks of a lesson, the questions of a quiz, the nodes of a scenario, what a frame
    says, one by one.
    """
    for step in source.get("steps", []):
        yield from [{"title": step["title"]}, *step["blocks"]]
    for name in ("questions", "nodes", "perspectives"):
        yield from source.get(name, [])
    rest = {"steps", "questions", "nodes", "perspectives", SAID_ALIKE}
    yield {key: value for key, value in source.items() if key not in rest}


def long_sentences(part: dict) -> Iterable[str]:
    """Return the sentences of one part; what a thread says twice on purpose counts once."""
    found = [sentence for text in learner_texts(part) for sentence in sentences(text)]
    said = [" ".join(words(s.lower())) for s in found if len(words(s)) > SHORT]
    return set(said) if "messages" in part else said
