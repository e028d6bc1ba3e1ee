"""A chart of lines as lengths and words, for a template to draw (ux.md 6.7). Pure.

Places across are percentages, so a chart is as wide as its page and its words stay as big as the
others. At most three lines, told apart by their dashes and by a label at their end.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import get_language_bidi

MOST_LINES = 3
HEIGHT, TOP, FOOT = 220, 24, 30
LEFT, RIGHT = 9.0, 76.0
APART = 18
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Line:
    """A name and a value for each place; None for a value that is not told."""

    name: str
    values: list[int | None]


@dataclass(frozen=True)
class Point:
    x: str
    y: float
    value: int


@dataclass(frozen=True)
class Drawn:
    """A line as it is drawn: `number` picks its dash, pieces go from point to point."""

    name: str
    number: int
    points: list[Point]
    pieces: list[tuple[Point, Point]]
    label_y: float


@dataclass(frozen=True)
class LineChart:
    lines: list[Drawn]
    levels: list[tuple[int, float]]
    ticks: list[tuple[str, str]]
    hidden: list[str]
    start: str
    end: str
    label_x: str
    level_x: str

    height = HEIGHT
    tick_y = HEIGHT - 8
    hidden_y = HEIGHT - FOOT - 6


def line_chart(lines: list[Line], places: list[str]) -> LineChart:
    """Lay out lines over named places; the scale begins at 0. In a right-to-left language it is
    mirrored.
    """
    top = scale_top(max((v for line in lines for v in line.values if v), default=0))
    xs = [across(n, len(places)) for n in range(len(places))]
    drawn = [draw(line, number, xs, top) for number, line in enumerate(lines[:MOST_LINES], start=1)]
    untold = [n for n in range(len(places)) if any(line.values[n] is None for line in lines)]
    return LineChart(
        lines=list(spread_labels(drawn)),
        levels=[(level, height_of(level, top)) for level in sorted({0, top // 2, top})],
        ticks=[(xs[n], places[n]) for n in sorted({0, len(places) // 2, len(places) - 1})],
        hidden=[xs[n] for n in untold],
        start=mirrored(LEFT),
        end=mirrored(RIGHT),
        label_x=mirrored(RIGHT + 2.5),
        level_x=mirrored(0),
    )


def scale_top(largest: int) -> int:
    """Return the least of 4, 10, 20, 40, 100 … that holds the largest value."""
    size = 2
    while True:
        for step in STEPS:
            if step * size >= max(largest, 4):
                return step * size
        size *= 10


def across(place: int, places: int) -> str:
    return mirrored(LEFT + (RIGHT - LEFT) * place / max(places - 1, 1))


def mirrored(percent: float) -> str:
    return f"{100 - percent if get_language_bidi() else percent:.2f}%"


def height_of(value: int, top: int) -> float:
    ground = HEIGHT - FOOT
    return round(ground - (ground - TOP) * value / top, 1)


def draw(line: Line, number: int, xs: list[str], top: int) -> Drawn:
    """Return a line with a gap wherever a value is not told."""
    points = [
        None if value is None else Point(x, height_of(value, top), value)
        for x, value in zip(xs, line.values, strict=True)
    ]
    shown = [point for point in points if point]
    return Drawn(
        name=line.name,
        number=number,
        points=shown,
        pieces=[(a, b) for a, b in pairwise(points) if a and b],
        label_y=shown[-1].y if shown else height_of(0, top),
    )


def spread_labels(drawn: list[Drawn]) -> Iterator[Drawn]:
    """Yield the lines, from the lowest end up, with their labels far enough apart to be read."""
    below = HEIGHT - FOOT + APART
    for line in sorted(drawn, key=lambda one: -one.label_y):
        below = min(line.label_y, below - APART)
        yield Drawn(line.name, line.number, line.points, line.pieces, below)
