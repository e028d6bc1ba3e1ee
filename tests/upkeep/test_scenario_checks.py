"""The checks of a scenario: each finds its own mistake, and a good story has none."""

import pytest

from tests.factories.scenarios import choice, node, small_story
from upkeep.content_checks import Weight, check_scenario
from upkeep.content_checks.scenarios import check_endings, check_graph, check_nodes, check_repairs


def scenario(nodes: list[dict]) -> dict:
    return {
        "neutral_title": "A story",
        "heading": "A story of a seat",
        "setting": "You are Sam. There is one seat left in the van.",
        "nodes": nodes,
        "perspectives": [{"who": "Ellis", "text": "I was glad that I could say no to it."}],
    }


def found(nodes: list[dict]) -> set[tuple[str, str]]:
    checks = (check_graph, check_repairs, check_nodes, check_endings)
    return {(one.rule, one.where) for check in checks for one in check(nodes)}


def test_good_story_has_nothing_to_mend():
    assert found(small_story()) == set()


def with_node(place: int, **fields) -> list[dict]:
    nodes = small_story()
    nodes[place] = nodes[place] | fields
    return nodes


@pytest.mark.parametrize(
    ("nodes", "problem"),
    [
        ([*small_story(), node("island", choices=[choice("end")])], ("unreachable", "island")),
        (with_node(3, choices=[choice("nowhere"), choice("end")]), ("leads-nowhere", "mended")),
        (with_node(3, choices=[choice("tense"), choice("start")]), ("dead-end", "mended")),
        (with_node(1, choices=[choice("mended")]), ("repair", "tense")),
        (with_node(2, key="tense"), ("one-key", "tense")),
        (with_node(0, choices=[choice("tense")]), ("choices", "start")),
        (with_node(4, choices=[choice("start")]), ("choices", "end")),
        (with_node(1, choices=[choice("mended", repairs=True, coach=" ")]), ("answered", "tense")),
        (with_node(4, helped=[]), ("ending", "end")),
        (with_node(4, cue="When it rains"), ("plan-words", "end")),
        (with_node(0, choices=[choice("tense"), choice("breathe")]), ("wait-or-ask", "start")),
    ],
)
def test_mistake_is_found_where_it_is(nodes, problem):
    assert problem in found(nodes)


def test_loops_do_not_hang_the_checks():
    loop = [node("a", choices=[choice("b"), choice("b")]), node("b", choices=[choice("a")] * 2)]
    assert ("dead-end", "a") in found(loop)


def rules(nodes: list[dict], **fields) -> dict[str, Weight]:
    found = check_scenario(scenario(nodes) | fields, "11-13")
    return {problem.rule: problem.weight for problem in found}


def test_size_perspectives_words_and_level_are_checked_too():
    assert rules(small_story())["nodes"] == Weight.WARNS
    assert rules([node(f"n{n}") for n in range(21)])["nodes"] == Weight.BLOCKS
    assert "perspectives" in rules(small_story(), perspectives=[])
    blaming = with_node(0, text="Hurry up, or it is too late.")
    assert rules(blaming)["wording"] == Weight.BLOCKS
    hard = with_node(0, text="Notwithstanding apprehension, everybody deliberated. " * 12)
    assert "reading-level" in rules(hard)
