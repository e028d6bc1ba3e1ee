"""Numbers that may stand on a page: of five people or more, and a smaller one as no number. Pure.

A part of a whole is not told by its size alone: where the others are known, so is the rest. So a
small part is told together with the one beside it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from quizzes.statistics import SHOWN_FROM


@dataclass(frozen=True)
class Part:
    """So many people of a class, and what they have in common; `tone` is its shade in a bar."""

    label: str
    count: int
    tone: str

    @property
    def words(self) -> str:
        return _("%(count)s: %(label)s") % {"count": told(self.count), "label": self.label}


def is_small(count: int) -> bool:
    return 0 < count < SHOWN_FROM


def told(count: int) -> str:
    """Return a number as it may be told."""
    return _("fewer than 5") if is_small(count) else str(count)


def parts_told(parts: list[Part]) -> list[Part]:
    """Return the parts that have somebody in them, each small one joined to its neighbor.

    One small part is left only where all of them together are few.
    """
    parts = [part for part in parts if part.count]
    while len(parts) > 1 and any(is_small(part.count) for part in parts):
        place = next(n for n, part in enumerate(parts) if is_small(part.count))
        left = min(place, len(parts) - 2)
        parts[left : left + 2] = [joined(*parts[left : left + 2])]
    return parts


def joined(one: Part, other: Part) -> Part:
    label = _("%(one)s, or %(other)s") % {"one": one.label, "other": other.label}
    return Part(label, one.count + other.count, one.tone)
