"""Going through a scenario: a way proves itself, and stops where the story no longer has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labs.walking import walk


def node(key: str, *targets: str, kind: str = "moment") -> dict:
    return {"key": key, "kind": kind, "choices": [{"id": f"{key}>{t}", "to": t} for t in targets]}


NODES = [node("a", "b", "c"), node("b", "a", "d"), node("c", "gone"), node("d", kind="ending")]
IDS = [choice["id"] for one in NODES for choice in one["choices"]]


@pytest.mark.parametrize(
    ("way", "key", "is_cut"),
    [
        ([], "a", False),
        (["a>b"], "b", False),
        (["a>b", "b>a", "a>b", "b>d"], "d", False),
        (["b>d"], "a", True),
        (["a>b", "a>b"], "b", True),
        (["a>c", "c>gone"], "c", True),
        (["a>b", "b>d", "b>d"], "d", True),
        (["nonsense"], "a", True),
    ],
)
def test_way_leads_as_far_as_it_stands(way, key, is_cut):
    walked = walk(NODES, way)
    assert (walked.node["key"], walked.is_cut) == (key, is_cut)


def test_walk_is_over_at_an_ending_only():
    assert walk(NODES, ["a>b", "b>d"]).is_over
    assert not walk(NODES, ["a>b"]).is_over


@given(st.lists(st.sampled_from([*IDS, "nonsense"]), max_size=20))
def test_what_was_taken_is_a_way_by_itself(way):
    walked = walk(NODES, way)
    assert walked.way == way[: len(walked.way)]
    again = walk(NODES, walked.way)
    assert (again.node, again.way, again.is_cut) == (walked.node, walked.way, False)
