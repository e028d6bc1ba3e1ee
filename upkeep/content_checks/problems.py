"""What a check says: where, what, and whether it stops publishing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from core.rich_text import RichTextError


class Weight(StrEnum):
    """Whether a problem keeps a text from its readers, or asks an editor to look again."""

    BLOCKS = "blocks"
    WARNS = "warns"


# Ceilings and words of these rules are those of English; nobody measured them for another language.
ENGLISH = "en"
OF_ENGLISH = {
    "long-sentence",
    "negative-stem",
    "plan-words",
    "promise",
    "reading-level",
    "say-this",
    "wording",
}


@dataclass(frozen=True)
class Problem:
    """One thing to mend. `where` names the part of the page, `why` is a sentence for an editor."""

    rule: str
    where: str
    why: str
    weight: Weight = Weight.WARNS

    def inside(self, place: str) -> "Problem":
        """Return the same problem, seen from the page or quiz that holds the part."""
        return replace(self, where=f"{place}: {self.where}" if self.where else place)


def draft_problems(read: Callable[[], dict], check: Callable, audience: str) -> Iterator[Problem]:
    """Yield what `check` finds in the data that `read` returns, for the readers of an age band.

    A text that no file could hold is a problem that stands for all others.
    """
    try:
        data = read()
    except RichTextError as error:
        yield Problem("portable", "", str(error), Weight.BLOCKS)
    else:
        yield from check(data, audience)


def blocking(problems: Iterable[Problem]) -> list[Problem]:
    """Return those that keep a text from its readers."""
    return [problem for problem in problems if problem.weight == Weight.BLOCKS]


def found_in(language: str, problems: Iterable[Problem]) -> list[Problem]:
    """Return those that mean something in a language."""
    return [one for one in problems if language == ENGLISH or one.rule not in OF_ENGLISH]
