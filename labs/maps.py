"""A scenario drawn as a map: where the boxes stand and how the lines run. Pure.

Boxes stand in columns by how many choices away from the start they are, what cannot be reached in a
last one. Units are those of the drawing.
"""

from collections import deque
from dataclasses import dataclass
from textwrap import wrap

BOX_WIDTH, BOX_HEIGHT, GAP_X, GAP_Y, MARGIN = 190, 64, 70, 26, 12
LETTERS_A_LINE, MOST_LINES = 22, 2


@dataclass(frozen=True)
class Box:
    """A node: its upper left corner, its kind, and its title in lines."""

    key: str
    kind: str
    lines: list[str]
    x: int
    y: int
    is_reached: bool

    @property
    def middle_y(self) -> int:
        return self.y + BOX_HEIGHT // 2


@dataclass(frozen=True)
class Line:
    """A choice: an SVG path from box to box. `repairs` where it puts something right."""

    path: str
    repairs: bool


@dataclass(frozen=True)
class ScenarioMap:
    width: int
    height: int
    boxes: list[Box]
    lines: list[Line]


def scenario_map(nodes: list[dict]) -> ScenarioMap:
    """Lay out the nodes of a scenario (see `labs.walking`), drafts with gaps included."""
    columns = by_distance(nodes)
    boxes = {
        node["key"]: make_box(node, x, y, is_reached)
        for x, (column, is_reached) in enumerate(columns)
        for y, node in enumerate(column)
    }
    lines = [
        Line(path_between(boxes[node["key"]], boxes[choice["to"]]), bool(choice["repairs"]))
        for node in nodes
        for choice in node["choices"]
        if choice["to"] in boxes
    ]
    tallest = max((len(column) for column, _reached in columns), default=0)
    return ScenarioMap(
        width=2 * MARGIN + len(columns) * (BOX_WIDTH + GAP_X) if columns else 0,
        height=2 * MARGIN + tallest * (BOX_HEIGHT + GAP_Y) - GAP_Y if tallest else 0,
        boxes=list(boxes.values()),
        lines=lines,
    )


def by_distance(nodes: list[dict]) -> list[tuple[list[dict], bool]]:
    """Return the columns of the map, and of each whether it is reached from the start."""
    if not nodes:
        return []
    by_key = {node["key"]: node for node in nodes}
    distance, waiting = {nodes[0]["key"]: 0}, deque([nodes[0]])
    while waiting:
        node = waiting.popleft()
        for target in (choice["to"] for choice in node["choices"]):
            if target in by_key and target not in distance:
                distance[target] = distance[node["key"]] + 1
                waiting.append(by_key[target])
    columns = [
        ([node for node in by_key.values() if distance.get(node["key"]) == number], True)
        for number in range(max(distance.values()) + 1)
    ]
    lost = [node for node in by_key.values() if node["key"] not in distance]
    return [*columns, (lost, False)] if lost else columns


def make_box(node: dict, column: int, row: int, is_reached: bool) -> Box:
    return Box(
        key=node["key"],
        kind=node["kind"],
        lines=wrap(node["title"] or node["key"], LETTERS_A_LINE)[:MOST_LINES],
        x=MARGIN + column * (BOX_WIDTH + GAP_X),
        y=MARGIN + row * (BOX_HEIGHT + GAP_Y),
        is_reached=is_reached,
    )


def path_between(start: Box, end: Box) -> str:
    """Return a curve between two boxes, to a later column, an earlier one or the same."""
    y, to_y, bend = start.middle_y, end.middle_y, GAP_X // 2
    if end.x > start.x:
        x, to_x, way_in = start.x + BOX_WIDTH, end.x, -bend
    elif end.x < start.x:
        x, to_x, bend, way_in = start.x, end.x + BOX_WIDTH, -bend, bend
    else:
        x, to_x, way_in = start.x + BOX_WIDTH, end.x + BOX_WIDTH, bend
    return f"M{x} {y}C{x + bend} {y} {to_x + way_in} {to_y} {to_x} {to_y}"
