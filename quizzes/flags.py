"""Which questions somebody should look at again, and why. Pure; figures are those of `statistics`.

A rule asks for thirty answers at least, and for a difference that chance alone rarely makes: a flag
costs an editor's time. `benchmarks/item_flags.py` measures what they find and what they find amiss.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, product
from math import sqrt

from quizzes.marking import MAX_POINTS, is_best_option, kind_of, mark
from quizzes.marking.choice import Choice
from quizzes.statistics import (
    TECHNICAL_FROM,
    VERY_SURE,
    Answer,
    Stratum,
    calibration,
    choosing,
    correlation,
    discrimination,
    facility,
    option_discrimination,
    people,
    weighted,
)

# "Extremely easy" in Moodle's table of the facility index (documentation, Quiz statistics).
TOO_EASY = 0.95
# Below .20 an item is "poor, to be rejected or improved": Ebel, Essentials of Educational
# Measurement (1972), ch. 14. It is what those who know make of it; see `least_discrimination`.
POOR = 0.20
# Chance alone passes this many standard errors once in 200 times.
CLEARLY = 2.58
# Half of "small" in Cohen, Statistical Power Analysis for the Behavioral Sciences (1988), ch. 3:
# among thousands of answers a correlation can be no chance and still too little to matter.
NOTABLE = 0.05
# The able are the upper 27 %: Kelley, Journal of Educational Psychology 30 (1939). In a normal
# distribution they stand so many standard deviations above the mean.
UPPER = 1.22
# Something worthless rivals the best option where so many of the able choose it for each of them
# who chooses the best. More than so many choose no distractor that does its work.
RIVAL, USUAL = 0.85, 0.6
# An option nobody chose is noted once blind choice among the others would have hit it so often.
UNUSED_EXPECTED = 10


class Flag(StrEnum):
    """Why somebody should look at an item again."""

    KEY = "key"
    SECOND = "second"
    CHANCE = "chance"
    WEAK = "weak"
    EASY = "easy"
    UNUSED = "unused"
    SURE = "sure"


@dataclass(frozen=True)
class Item:
    """What counting needs to know of a question: the ids of its best options, of those worth
    nothing, and the facility that blind choice would give it.
    """

    best: frozenset[str]
    worthless: frozenset[str]
    chance: float


def item_of(content: dict) -> Item:
    """Read an Item off the content of a question version; where nothing is chosen it has no options
    and nothing by chance.
    """
    if not isinstance(kind_of(content), Choice):
        return Item(frozenset(), frozenset(), 0.0)
    options = content["options"]
    best = frozenset(option["id"] for option in options if is_best_option(content, option))
    worthless = frozenset(option["id"] for option in options if not option["value"])
    return Item(best, worthless, chance_of(content))


def chance_of(content: dict) -> float:
    """Return the facility of blind choice: of one option, or of any set of several."""
    ids = [option["id"] for option in content["options"]]
    most = len(ids) if kind_of(content).takes_several else 1
    blind = [list(some) for size in range(1, most + 1) for some in combinations(ids, size)]
    return sum(mark(content, chosen).points for chosen in blind) / (MAX_POINTS * len(blind))


def flags(item: Item, strata: list[Stratum]) -> list[Flag]:
    """Return why an item is worth another look, the gravest reason first; none below 30 answers."""
    if people(strata) < TECHNICAL_FROM:
        return []
    rules = {
        Flag.KEY: is_best_avoided,
        Flag.SECOND: has_rival,
        Flag.CHANCE: is_below_chance,
        Flag.WEAK: is_weak,
        Flag.EASY: is_too_easy,
        Flag.UNUSED: has_unused_option,
        Flag.SURE: is_surely_wrong,
    }
    return [flag for flag, is_true in rules.items() if is_true(item, strata)]


def margin(strata: list[Stratum]) -> float:
    """Return what a correlation of nothing with nothing rarely passes; its error is 1/sqrt(n-1)."""
    return CLEARLY / sqrt(people(strata) - 1)


def notable(strata: list[Stratum]) -> float:
    """Return the correlation from which it is neither chance nor too small to matter."""
    return max(NOTABLE, margin(strata))


def is_best_avoided(item: Item, strata: list[Stratum]) -> bool:
    """Whether those who do well elsewhere choose the best answer less often: a wrong key."""
    found = [option_discrimination(strata, option) for option in item.best]
    return any(one is not None and one < -notable(strata) for one in found)


def has_rival(item: Item, strata: list[Stratum]) -> bool:
    """Whether about as many of the able choose something worthless: a second right answer."""
    pairs = product(item.worthless, item.best)
    return any(is_rival(rival, best, strata) for rival, best in pairs)


def is_rival(rival: str, best: str, strata: list[Stratum]) -> bool:
    """Whether nearly as many of the able choose the one as the other, and clearly more than choose
    a distractor that does its work.
    """
    lead, _error = lead_among_able(strata, rival, best, RIVAL)
    lead_of_usual, error = lead_among_able(strata, rival, best, USUAL)
    return lead > 0 and lead_of_usual > CLEARLY * error


def lead_among_able(
    strata: list[Stratum], rival: str, best: str, ratio: float
) -> tuple[float, float]:
    """Return which share of the able choose `rival`, less `ratio` times the share that choose
    `best`; and its standard error.

    By linear regression on the points on the other items, read off where the able are.
    """
    takes, keeps = choosing(rival), choosing(best)

    def lead(answer: Answer) -> float:
        return takes(answer) - ratio * keeps(answer)

    n = people(strata)
    mean = weighted(strata, lead) / n
    variance = max(0.0, weighted(strata, lambda answer: lead(answer) ** 2) / n - mean**2)
    slope = correlation(strata, lead) or 0.0
    error = sqrt(variance * (1 - slope**2) * (1 + UPPER**2) / n)
    return mean + slope * sqrt(variance) * UPPER, error


def is_below_chance(item: Item, strata: list[Stratum]) -> bool:
    """Whether blind choice would clearly do better, and the able do no better than others: what is
    hard and does tell them apart is only hard.
    """
    error = sqrt(item.chance * (1 - item.chance) / people(strata))
    is_low = facility(strata) < item.chance - CLEARLY * error
    return is_low and (discrimination(strata) or 0.0) < notable(strata)


def is_weak(item: Item, strata: list[Stratum]) -> bool:
    """Whether it clearly tells too little about the rest: off topic, ambiguous, or guessable."""
    found = discrimination(strata)
    return found is not None and found + margin(strata) < least_discrimination(item, strata)


def least_discrimination(item: Item, strata: list[Stratum]) -> float:
    """Return the discrimination below which an item of this facility is poor.

    Where some only guess, a part of the points is noise that no editor can take out. Of those who
    either know or guess blindly, a share k = (p - c) / (1 - c) knows (Crocker & Algina, ch. 17);
    what they know may correlate by POOR at least, and guessing lowers that to
    POOR * (1 - c) * sqrt(k (1 - k) / (p (1 - p))).
    """
    p, c = facility(strata), item.chance
    if not c < p < 1:
        return 0.0
    k = (p - c) / (1 - c)
    return POOR * (1 - c) * sqrt(k * (1 - k) / (p * (1 - p)))


def is_too_easy(item: Item, strata: list[Stratum]) -> bool:
    return facility(strata) > TOO_EASY


def has_unused_option(item: Item, strata: list[Stratum]) -> bool:
    """Whether nobody chose an option, though among blind choosers some would have."""
    missed = people(strata, lambda answer: not answer.points)
    used = {option for stratum in strata for answer in stratum for option in answer.chosen.split()}
    unused = item.worthless - used
    return bool(used and unused) and missed >= UNUSED_EXPECTED * len(item.worthless)


def is_surely_wrong(item: Item, strata: list[Stratum]) -> bool:
    """Whether the very sure are clearly less often right than the others: a belief worth a lesson.

    Two shares are compared by their pooled standard error (Fleiss, Statistical Methods for Rates
    and Proportions, ch. 2).
    """
    said = calibration(strata)
    sure_best, sure = said.pop(VERY_SURE, (0, 0))
    best, others = sum(b for b, _n in said.values()), sum(n for _b, n in said.values())
    if not sure or not others:
        return False
    pooled = (sure_best + best) / (sure + others)
    error = sqrt(pooled * (1 - pooled) * (1 / sure + 1 / others))
    return sure_best / sure < best / others - CLEARLY * error
