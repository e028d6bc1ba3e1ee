"""The map of a scenario: every node has its box, and what cannot be reached is told apart."""

from itertools import combinations

from labs.maps import BOX_HEIGHT, BOX_WIDTH, scenario_map
from tests.factories.scenarios import choice, ending, node, small_story


def drawn(nodes: list[dict]):
    # A draft's choice always says whether it repairs.
    return scenario_map(
        [
            one | {"choices": [{"repairs": False, **choice} for choice in one["choices"]]}
            for one in nodes
        ]
    )


def test_boxes_stand_by_how_far_from_the_start_they_are():
    boxes = {box.key: box for box in drawn(small_story()).boxes}
    columns = [boxes[key].x for key in ("start", "tense", "mended", "end")]
    assert columns == sorted(set(columns))
    assert boxes["tense"].x == boxes["breathe"].x


def test_no_box_covers_another_and_all_fit():
    found = drawn(small_story())
    for one, other in combinations(found.boxes, 2):
        assert abs(one.x - other.x) >= BOX_WIDTH or abs(one.y - other.y) >= BOX_HEIGHT
    assert all(box.x + BOX_WIDTH <= found.width for box in found.boxes)
    assert all(box.y + BOX_HEIGHT <= found.height for box in found.boxes)


def test_every_choice_is_a_line_and_a_repairing_one_is_marked():
    lines = drawn(small_story()).lines
    assert len(lines) == 6
    assert sum(line.repairs for line in lines) == 1


def test_what_cannot_be_reached_stands_last_and_says_so():
    boxes = drawn([*small_story(), node("island")]).boxes
    assert [box.key for box in boxes if not box.is_reached] == ["island"]
    assert boxes[-1].key == "island"


def test_drafts_with_gaps_are_drawn():
    assert drawn([]).boxes == []
    loose = drawn([node("start", choices=[choice("nowhere")]), ending("end")])
    assert (len(loose.boxes), loose.lines) == (2, [])


def test_long_title_stays_in_its_box():
    (box,) = drawn([node("start") | {"title": "A long title that goes on and on and on"}]).boxes
    assert len(box.lines) == 2
    assert max(map(len, box.lines)) <= 22
