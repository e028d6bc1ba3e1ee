"""Scenarios: every way leads on, what got harder can be put right, and every choice is answered."""

from collections import Counter
from collections.abc import Iterator
from itertools import product

from core.reading import words
from upkeep.content_checks.lessons import CUE, LONGEST_PLAN, RESPONSE, check_levels
from upkeep.content_checks.problems import Problem, Weight
from upkeep.content_checks.wording import check_wording

NODES, MOST_NODES, LONGEST_WAY = range(6, 13), 20, 8
CHOICES = {"moment": range(2, 5), "strained": range(1, 5), "pause": range(1, 4), "ending": range(1)}
ENDING, STRAINED = "ending", "strained"
SPEAKING_UP = ("wait", "ask")


def check_scenario(scenario: dict, audience: str) -> Iterator[Problem]:
    """Check one scenario for the readers of an age band."""
    place = scenario["neutral_title"]
    for check in (check_graph, check_repairs, check_nodes, check_endings, check_size):
        for problem in check(scenario["nodes"]):
            yield problem.inside(place)
    if not scenario.get("perspectives"):
        yield Problem("perspectives", place, "nobody else tells how it was")
    yield from check_wording(scenario, place)
    yield from check_levels(scenario, audience, place)


def check_graph(nodes: list[dict]) -> Iterator[Problem]:
    """One start, all reachable, no dead end."""
    keys = Counter(node["key"] for node in nodes)
    for key, times in keys.items():
        if times > 1:
            yield blocks("one-key", key, "two nodes have this key")
    for node in nodes:
        for choice in choices(node):
            if choice["to"] not in keys:
                yield blocks("leads-nowhere", node["key"], f"there is no node “{choice['to']}”")
    reached = reachable(nodes, nodes[0]["key"]) if nodes else set()
    for node in nodes:
        if node["key"] not in reached:
            yield blocks("unreachable", node["key"], "no choice leads here from the start")
        elif not any(is_ending(nodes, key) for key in reachable(nodes, node["key"])):
            yield blocks("dead-end", node["key"], "no ending can be reached from here")


def check_repairs(nodes: list[dict]) -> Iterator[Problem]:
    """What got harder can be put right from where it is."""
    repairing = {node["key"] for node in nodes if any(c.get("repairs") for c in choices(node))}
    if not repairing:
        yield blocks("repair", "", "no choice puts anything right")
    for node in nodes:
        if node["kind"] == STRAINED and not repairing & reachable(nodes, node["key"]):
            yield blocks("repair", node["key"], "nothing can be put right from here")


def check_nodes(nodes: list[dict]) -> Iterator[Problem]:
    for node in nodes:
        count = len(choices(node))
        # A draft may have a node of no kind yet.
        if count not in CHOICES.get(node["kind"], ()):
            yield blocks("choices", node["key"], f"{count} choices in a node “{node['kind']}”")
        for choice, name in product(choices(node), ("outcome", "coach")):
            if not choice.get(name, "").strip():
                yield blocks("answered", node["key"], f"“{choice['text']}” has no {name}")
    if nodes and not any(choice["kind"] in SPEAKING_UP for choice in choices(nodes[0])):
        yield Problem("wait-or-ask", nodes[0]["key"], "the start offers neither waiting nor asking")


def check_endings(nodes: list[dict]) -> Iterator[Problem]:
    for node in nodes:
        if node["kind"] != ENDING:
            continue
        for name in ("helped", "harder", "cue", "response"):
            if not node.get(name):
                yield blocks("ending", node["key"], f"the ending does not say: {name}")
        cue, response = node.get("cue", ""), node.get("response", "")
        if cue and response and not (CUE.fullmatch(cue) and RESPONSE.fullmatch(response)):
            yield Problem("plan-words", node["key"], f"“{cue}, {response}”")
        if len(words(f"{cue}, {response}")) > LONGEST_PLAN:
            yield Problem("plan-length", node["key"], f"“{cue}, {response}”")


def check_size(nodes: list[dict]) -> Iterator[Problem]:
    if len(nodes) > MOST_NODES:
        yield blocks("nodes", "", f"{len(nodes)} nodes, at most {MOST_NODES}")
    elif len(nodes) not in NODES:
        yield Problem("nodes", "", f"{len(nodes)} nodes, 6 to 12 are best")
    if nodes and shortest_way(nodes) > LONGEST_WAY:
        yield Problem("depth", "", f"no ending within {LONGEST_WAY} choices")


def blocks(rule: str, where: str, why: str) -> Problem:
    return Problem(rule, where, why, Weight.BLOCKS)


def choices(node: dict) -> list[dict]:
    return node.get("choices", [])


def is_ending(nodes: list[dict], key: str) -> bool:
    return any(node["key"] == key and node["kind"] == ENDING for node in nodes)


def reachable(nodes: list[dict], start: str) -> set[str]:
    """Return the keys of the nodes that choices lead to from `start`, itself among them."""
    return set(distances(nodes, start))


def distances(nodes: list[dict], start: str) -> dict[str, int]:
    """Map what can be reached from `start` to the fewest choices it takes."""
    by_key = {node["key"]: node for node in nodes}
    found, edge = {start: 0}, [start]
    while edge:
        targets = [(choice["to"], key) for key in edge for choice in choices(by_key[key])]
        edge = []
        for target, source in targets:
            if target in by_key and target not in found:
                found[target] = found[source] + 1
                edge.append(target)
    return found


def shortest_way(nodes: list[dict]) -> int:
    """Return the fewest choices from the start to an ending; 0 where there is no way to one."""
    steps = distances(nodes, nodes[0]["key"]).items()
    return min((number for key, number in steps if is_ending(nodes, key)), default=0)
