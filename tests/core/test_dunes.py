"""The drawings: stable for a seed, well-formed, and telling the truth about progress."""

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from core.dunes import DRY, LIGHT, SUN, blade, grass_field, progress_blades


def fills(svg: str) -> list[str]:
    return [path.get("fill") for path in ElementTree.fromstring(svg)]


def test_blade_starts_and_ends_on_the_ground():
    assert blade(10, 100, 20, 60, 2) == "M8 100C8 70 15 49 30 40C20 56 13 75 12 100z"


def test_grass_field_is_the_same_for_the_same_seed():
    first = grass_field("dune")
    grass_field.cache_clear()
    assert grass_field("dune") == first


def test_grass_field_differs_between_seeds():
    assert grass_field("dune") != grass_field("tern")


def test_grass_field_is_hidden_from_assistive_technology():
    assert ElementTree.fromstring(grass_field("dune")).get("aria-hidden") == "true"


def test_grass_field_weighs_at_most_ten_kilobytes():
    assert max(len(grass_field(seed)) for seed in ("dune", "tern", "heron", "1", "2")) <= 10_000


@pytest.mark.parametrize(
    ("done", "grown", "growing", "to_come"),
    [(0, 0, 1, 6), (2, 2, 1, 4), (6, 6, 1, 0), (7, 7, 0, 0)],
)
def test_progress_blades_count_the_steps(done, grown, growing, to_come):
    drawn = fills(progress_blades(done, 7))
    # One light leaf in a grown clump, two yellow ones in the growing, two dry ones in a stump.
    assert (drawn.count(LIGHT), drawn.count(SUN) / 2, drawn.count(DRY) / 2) == (
        grown,
        growing,
        to_come,
    )


@given(total=st.integers(1, 40), done=st.integers(0, 40))
def test_progress_blades_are_well_formed_for_any_lesson(total, done):
    drawn = fills(progress_blades(done, total))
    grown = min(done, total)
    now = 1 if done < total else 0
    assert len(drawn) == 4 * grown + 3 * now + 2 * (total - grown - now)
