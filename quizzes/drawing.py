"""Which questions of a quiz an attempt gets, where the quiz draws some of its own.

Pure. A question's rank in a draw is the SHA-256 of the seed and its number, so that the same seed
draws the same questions on every machine and with every version of Python, and a question that is
added or taken away changes the place of no other.
"""

import hashlib
from collections.abc import Hashable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)

SEED_BITS = 63


def drawn(things: Sequence[T], *, count: int | None, seed: int, name=str) -> list[T]:
    """Return `count` of these things as `seed` draws them, in the order they came; all for None.

    `name` gives the text that stands for a thing in the draw; no two may have the same.
    """
    if count is None or count >= len(things):
        return list(things)
    ranked = sorted(things, key=lambda thing: rank(seed, name(thing)))
    chosen = set(ranked[:count])
    return [thing for thing in things if thing in chosen]


def drawn_versions(pool: list, *, count: int | None, seed: int | None) -> list:
    """Return the question versions of `pool` that `seed` draws, by their questions; all without."""
    if seed is None:
        return pool
    return drawn(pool, count=count, seed=seed, name=lambda version: str(version.question_id))


def rank(seed: int, name: str) -> bytes:
    return hashlib.sha256(f"{seed}:{name}".encode()).digest()
