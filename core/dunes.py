"""Dunes and marram grass as SVG: the site's own drawings, made from a seed.

Pure and stable: the same seed draws the same stand on every machine and every day, so pages stay
cacheable and a course keeps its own grass. All of it is decorative; the words beside a drawing
say whatever it says.
"""

from functools import lru_cache
from random import Random

DEEP, SHADE, MEADOW, LIGHT, SUN, DRY = (
    "#2b7a5e",
    "#3f9478",
    "#6fd3a8",
    "#9be6c6",
    "#ffcb47",
    "#7f9a9d",
)
SUN_SHADE = "#e0a92e"

FIELD_WIDTH, FIELD_HEIGHT = 1200, 200
ROWS = 4
# How often a clump is deep, shade, sun, meadow, light.
COLOR_SHARES = (19, 20, 9, 34, 18)
# One clump as (lean, height, color) of its blades, drawn in this order.
GROWN = ((-22, 62, MEADOW), (24, 70, SHADE), (-8, 88, LIGHT), (7, 100, MEADOW))
GROWING = ((-13, 54, SUN), (19, 46, SUN_SHADE), (5, 80, SUN))
TO_COME = ((-4, 26, DRY), (6, 30, DRY))
BLADES_WIDTH, BLADES_HEIGHT = 480, 128


def blade(x: float, ground: float, lean: float, height: float, half_width: float) -> str:
    """Return the outline of one leaf: rooted at (x, ground), its tip `lean` aside, `height` up.

    Two curves, up the left edge and down the right one.
    """
    left, right, tip = x - half_width, x + half_width, x + lean

    def up(share: float) -> float:
        return ground - height * share

    return (
        f"M{left:.0f} {ground:.0f}"
        f"C{left:.0f} {up(0.5):.0f} {x + lean * 0.25:.0f} {up(0.85):.0f} {tip:.0f} {up(1):.0f}"
        f"C{x + lean * 0.42 + half_width:.0f} {up(0.74):.0f} "
        f"{x + half_width * 1.4:.0f} {up(0.42):.0f} {right:.0f} {ground:.0f}z"
    )


@lru_cache(maxsize=64)
def grass_field(seed: str, clumps: int = 46) -> str:
    """Return a wide stand of grass: thick to the right, a tuft in the middle, a few stray leaves.

    It is drawn in rows from back to front; within a row one path holds all leaves of a color.
    """
    random = Random(seed)  # noqa: S311 -- a drawing, not a secret
    rows = [_row(random, clumps // ROWS) for _ in range(ROWS)]
    return _svg("hero__field", FIELD_WIDTH, FIELD_HEIGHT, "xMaxYMax slice", "".join(rows))


def _row(random: Random, clumps: int) -> str:
    leaves: dict[str, list[str]] = {DEEP: [], SHADE: [], SUN: [], MEADOW: [], LIGHT: []}
    for _ in range(clumps):
        x, tallest = _place(random)
        color = random.choices(tuple(leaves), COLOR_SHARES)[0]
        leaves[color].append(_clump(random, x, tallest))
    return "".join(
        f'<path fill="{color}" d="{"".join(drawn)}"/>' for color, drawn in leaves.items() if drawn
    )


def _place(random: Random) -> tuple[float, float]:
    """Return where a clump stands and how tall its tallest leaf may be."""
    kind = random.random()
    if kind < 0.62:
        return random.gauss(930, 135), random.uniform(60, 172)
    if kind < 0.8:
        return random.gauss(600, 60), random.uniform(34, 92)
    return random.uniform(10, FIELD_WIDTH - 10), random.uniform(34, 84)


def _clump(random: Random, x: float, tallest: float) -> str:
    return "".join(
        blade(
            x + random.uniform(-5, 5),
            FIELD_HEIGHT - 4,
            random.uniform(-0.34, 0.52) * tallest,
            tallest * random.uniform(0.62, 1),
            random.uniform(2.2, 4.2),
        )
        for _ in range(random.choice((2, 3, 3, 4)))
    )


@lru_cache(maxsize=256)
def progress_blades(done: int, total: int) -> str:
    """Return progress as grass: a full clump per finished step, a yellow one now, then stumps.

    `done` counts finished steps; step `done + 1` is the present one, if there is one.
    """
    random = Random(total)  # noqa: S311 -- a drawing, not a secret
    clumps = []
    for index in range(total):
        shape = GROWN if index < done else GROWING if index == done else TO_COME
        x = 14 + (BLADES_WIDTH - 28) * (index + 0.5) / total
        sway, growth = random.uniform(-5, 5), random.uniform(0.9, 1.08)
        for lean, height, color in shape:
            leaf = blade(x, BLADES_HEIGHT, lean + sway, 14 + height * growth, 3.5)
            clumps.append(f'<path fill="{color}" d="{leaf}"/>')
    return _svg("hero__blades", BLADES_WIDTH, BLADES_HEIGHT, "xMinYMax meet", "".join(clumps))


def _svg(name: str, width: int, height: int, fit: str, body: str) -> str:
    return (
        f'<svg class="{name}" viewBox="0 0 {width} {height}" preserveAspectRatio="{fit}" '
        f'aria-hidden="true">{body}</svg>'
    )
