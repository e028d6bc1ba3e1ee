"""Reading levels by audience. Scores are a smoke alarm: text that fails is hard, text that passes
may be.

The ceilings are those of the experience specification, section 7.4, measured on British English.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from core.reading import Reading, measure, sentences, words
from upkeep.content_checks.problems import Problem


@dataclass(frozen=True)
class Level:
    """The highest LIX, ARI, mean and longest sentence (in words) for one audience."""

    lix: float
    ari: float
    mean_sentence: float
    longest_sentence: int


LEVELS = {
    "help": Level(22, 5, 10, 18),
    "11-13": Level(25, 6, 11, 20),
    "14-17": Level(30, 8, 13, 24),
    "adult": Level(35, 9, 15, 25),
}
TEACHERS = Level(40, 11, 17, 30)
YOUNGEST = "11-13"


def check_level(texts: list[str], level: Level, where: str) -> Iterator[Problem]:
    """Yield what is too hard for the audience in all of these texts together."""
    reading = measure("\n".join(texts))
    for name, found, highest in measured(reading, level):
        if found > highest:
            yield Problem("reading-level", where, f"{name} is {found:.1f}, at most {highest}")
    for text in texts:
        for sentence in sentences(text):
            if len(words(sentence)) > level.longest_sentence:
                yield Problem(
                    "long-sentence",
                    where,
                    f"more than {level.longest_sentence} words: “{sentence}”",
                )


def measured(reading: Reading, level: Level) -> list[tuple[str, float, float]]:
    return [
        ("LIX", reading.lix, level.lix),
        ("ARI", reading.ari, level.ari),
        ("the mean sentence in words", reading.mean_sentence, level.mean_sentence),
    ]
