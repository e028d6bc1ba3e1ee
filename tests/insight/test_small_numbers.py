"""Numbers under five are told as such, and cannot be had by subtracting."""

from itertools import product

import pytest

from insight.small_numbers import Part, parts_told, told


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (30, "30")]
)
def test_number_under_five_is_told_as_such(count, words):
    assert told(count) == words


def test_small_part_is_told_with_the_next_one():
    parts = [Part("done", 20, "high"), Part("on the way", 3, "fair"), Part("new", 5, "none")]
    assert [part.words for part in parts_told(parts)] == ["20: done", "8: on the way, or new"]


def test_nothing_that_is_told_gives_a_small_part_away():
    """Of all classes of eleven that are told alike, a small part has more than one size."""
    alike = {}
    for counts in product(range(12), repeat=3):
        if sum(counts) == 11:
            parts = [Part(name, n, "") for name, n in zip("abc", counts, strict=True)]
            shown = tuple((part.label, part.count) for part in parts_told(parts))
            assert all(count >= 5 for _label, count in shown)
            alike.setdefault(shown, []).append(counts)
    for counts in alike.values():
        for place in range(3):
            sizes = {one[place] for one in counts}
            assert len(sizes) > 1 or sizes.isdisjoint(range(1, 5))
