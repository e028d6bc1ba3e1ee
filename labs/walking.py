"""How somebody goes through a scenario: the nodes, and the choices that led there. Pure.

`nodes` is the plain data of a scenario (`Scenario.content()`): dicts with key, kind and choices,
the first of them the start. A way is a list of the ids of choices, and proves itself: each of them
has to stand in the node that the ones before it lead to.
"""

from dataclasses import dataclass

ENDING = "ending"


@dataclass(frozen=True)
class Taken:
    """A choice that was made, and the node in which it was."""

    node: dict
    choice: dict


@dataclass(frozen=True)
class Walk:
    """Where a way has led. `is_cut` where a choice stands there no more: the way ends before it."""

    taken: list[Taken]
    node: dict
    is_cut: bool = False

    @property
    def is_over(self) -> bool:
        return self.node["kind"] == ENDING

    @property
    def way(self) -> list[str]:
        return [step.choice["id"] for step in self.taken]

    @property
    def latest(self) -> Taken | None:
        return self.taken[-1] if self.taken else None


def walk(nodes: list[dict], way: list[str]) -> Walk:
    """Follow a way from the start as far as it goes."""
    by_key = {node["key"]: node for node in nodes}
    node, taken = nodes[0], []
    for choice_id in way:
        choice = next((c for c in node["choices"] if c["id"] == choice_id), None)
        if choice is None or choice["to"] not in by_key:
            return Walk(taken, node, is_cut=True)
        taken.append(Taken(node, choice))
        node = by_key[choice["to"]]
    return Walk(taken, node)
