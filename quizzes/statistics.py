"""How questions do: facility, discrimination, distractors, reliability, calibration. Pure.

Everything comes from sums of whole numbers over complete first attempts (`Tally`), so attempts can
be added in any order and any portions, and adding all of them again gives the same sums exactly.

Sources: facility and corrected item-total correlation, Crocker & Algina, Introduction to Classical
and Modern Test Theory (1986), ch. 14; alpha, Cronbach, Psychometrika 16 (1951); standard error of
measurement, Lord & Novick, Statistical Theories of Mental Test Scores (1968), ch. 3; a distractor
seen by those who choose it, Haladyna & Downing, Educational and Psychological Measurement 53
(1993); confidence against being right, Gardner-Medwin, ch. 12 of Bryan & Clegg (2006); gain from
one form to the other, Hake, American Journal of Physics 66 (1998).
"""

from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from enum import StrEnum
from math import sqrt
from typing import NamedTuple

from quizzes.marking import MAX_POINTS

# Of fewer people than this nothing is shown; what has a margin of error waits for more (ux.md 5.2).
SHOWN_FROM, TECHNICAL_FROM = 5, 30
VERY_SURE = 3


class Band(StrEnum):
    """A share in words, so that no single answer can be told from it."""

    NONE = "none"
    FEW = "few"
    HALF = "half"
    MOST = "most"
    NEARLY_ALL = "nearly all"


# Above how many thousandths each begins, and a number that stands for all of it (decision 3 names
# the bands, not their bounds).
BANDS = (
    (-1, 0, Band.NONE),
    (0, 200, Band.FEW),
    (400, 500, Band.HALF),
    (600, 750, Band.MOST),
    (900, 950, Band.NEARLY_ALL),
)


# --- Counting -------------------------------------------------------------------------------------


class Answer(NamedTuple):
    """One answer as it is counted.

    `chosen` has the ids of the options, joined by a blank; "" where a kind has no options to tell
    apart. `confidence` is 1 to 3, or 0 where the learner did not say.
    """

    item: Hashable
    chosen: str
    confidence: int
    points: int


class Sums(NamedTuple):
    """Of all who gave one answer: how many, and the sums of their points on the other items, plain
    and squared.
    """

    count: int
    rest: int
    rest_squared: int


@dataclass
class Tally:
    """What complete attempts at the same items add up to."""

    attempts: int = 0
    points: int = 0
    points_squared: int = 0
    answers: dict[Answer, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))

    def add(self, given: list[Answer]) -> None:
        """Count one attempt: its first answer to each item."""
        total = sum(answer.points for answer in given)
        self.attempts += 1
        self.points += total
        self.points_squared += total * total
        for answer in given:
            rest = total - answer.points
            sums = self.answers[answer]
            sums[0] += 1
            sums[1] += rest
            sums[2] += rest * rest

    def include(self, other: "Tally") -> None:
        """Count also everything another tally has counted."""
        self.attempts += other.attempts
        self.points += other.points
        self.points_squared += other.points_squared
        for answer, sums in other.answers.items():
            self.answers[answer] = [a + b for a, b in zip(self.answers[answer], sums, strict=True)]

    def of_items(self) -> dict[Hashable, "Stratum"]:
        """Map each item to what was answered to it."""
        items = defaultdict(dict)
        for answer, sums in self.answers.items():
            items[answer.item][answer] = Sums(*sums)
        return dict(items)


# What was answered to one item by people who were asked the same items.
Stratum = dict[Answer, Sums]


# --- One item -------------------------------------------------------------------------------------


def people(strata: list[Stratum], where: Callable[[Answer], bool] | None = None) -> int:
    """Return how many gave an answer; only those of which `where` is true, if it is given."""
    return sum(
        sums.count
        for stratum in strata
        for answer, sums in stratum.items()
        if where is None or where(answer)
    )


def weighted(strata: list[Stratum], worth: Callable[[Answer], float]) -> float:
    return sum(worth(a) * sums.count for stratum in strata for a, sums in stratum.items())


def facility(strata: list[Stratum]) -> float:
    """Return the mean share of the points, 0 to 1; at least one answer is needed."""
    return weighted(strata, lambda answer: answer.points) / (MAX_POINTS * people(strata))


def discrimination(strata: list[Stratum]) -> float | None:
    """Return the correlation of an item's points with those on the other items (`correlation`)."""
    return correlation(strata, lambda answer: answer.points)


def option_discrimination(strata: list[Stratum], option: str) -> float | None:
    """Return the correlation of choosing an option with the points on the other items."""
    return correlation(strata, choosing(option))


def choosing(option: str) -> Callable[[Answer], bool]:
    return lambda answer: option in answer.chosen.split()


def correlation(strata: list[Stratum], worth: Callable[[Answer], float]) -> float | None:
    """Return the correlation of what an answer is worth with the points on the other items.

    Sums of squares are taken within strata and pooled: that one quiz is harder than another tells
    nothing of the item. None where either of the two does not vary.
    """
    products = worths = rests = 0.0
    for stratum in strata:
        n = x = xx = y = yy = xy = 0
        for answer, sums in stratum.items():
            value = worth(answer)
            n += sums.count
            x += value * sums.count
            xx += value * value * sums.count
            y += sums.rest
            yy += sums.rest_squared
            xy += value * sums.rest
        products += (n * xy - x * y) / n
        worths += (n * xx - x * x) / n
        rests += (n * yy - y * y) / n
    if worths <= 0 or rests <= 0:
        return None
    # Where one fixes the other, rounding may carry it past 1.
    return max(-1.0, min(1.0, products / sqrt(worths * rests)))


def calibration(strata: list[Stratum]) -> dict[int, tuple[int, int]]:
    """Map each confidence that was said to how many of its answers were best, of how many."""
    found = defaultdict(lambda: [0, 0])
    for stratum in strata:
        for answer, sums in stratum.items():
            found[answer.confidence][0] += sums.count * (answer.points == MAX_POINTS)
            found[answer.confidence][1] += sums.count
    return {said: (best, count) for said, (best, count) in sorted(found.items()) if said}


def sure_and_wrong(strata: list[Stratum]) -> int:
    """Return how many were very sure of an answer worth nothing."""
    return people(strata, lambda a: a.confidence == VERY_SURE and not a.points)


def band(thousandths: int) -> Band:
    """Return the band of a share, in thousandths."""
    return [name for above, _middle, name in BANDS if thousandths > above][-1]


def middle_of_band(thousandths: int) -> int:
    """Return the number that stands for the band of a share, both in thousandths."""
    return [middle for above, middle, _name in BANDS if thousandths > above][-1]


def all_agree(strata: list[Stratum]) -> bool:
    """Whether everybody chose the same: then a band, too, says what each of them chose."""
    return len({(answer.chosen, answer.points) for stratum in strata for answer in stratum}) < 2


# --- A whole quiz ---------------------------------------------------------------------------------


def alpha(tally: Tally) -> float | None:
    """Return Cronbach's alpha; None for fewer than two items, or where all have the same points."""
    n, items = tally.attempts, tally.of_items().values()
    whole = n * tally.points_squared - tally.points**2
    if len(items) < 2 or not whole:
        return None
    parts = sum(spread(n, stratum) for stratum in items)
    return len(items) / (len(items) - 1) * (1 - parts / whole)


def spread(n: int, stratum: Stratum) -> int:
    """Return the variance of an item's points, times n squared."""
    points = sum(a.points * sums.count for a, sums in stratum.items())
    return n * sum(a.points**2 * sums.count for a, sums in stratum.items()) - points**2


def standard_error(tally: Tally) -> float | None:
    """Return the standard error of measurement of a quiz, in points; None where alpha is."""
    reliability = alpha(tally)
    if reliability is None:
        return None
    n = tally.attempts
    variance = (n * tally.points_squared - tally.points**2) / (n * (n - 1))
    return sqrt(variance * (1 - max(0.0, reliability)))


# --- Before and after -----------------------------------------------------------------------------

# From so many people with both; above so many percent before, there was nothing left to gain.
GAIN_FROM, KNEW_IT_FROM = 10, 90
LOW_GAIN, HIGH_GAIN = 0.3, 0.7


def normalized_gain(before: float, after: float) -> float | None:
    """Return which part of what a class could still gain it gained, from two means in percent.

    1 is all of it; negative where it did less well than before. None where more than 90 percent
    were there before. Hake, American Journal of Physics 66 (1998) 64: below 0.3 is low, above 0.7
    high.
    """
    if before > KNEW_IT_FROM:
        return None
    return (after - before) / (100 - before)
