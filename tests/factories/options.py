"""The options of a question of each kind, in the block that it is written in."""

import uuid

from quizzes.marking import KINDS

VALUES = {
    "judgement": [2, 1, 0],
    "multiple": [1, 1, 0],
    "true-false": [1, 0],
    "short-answer": [2, 1, 0],
    "number": [2, 1, 0],
    "ordering": [0, 0, 0, 0],
    "matching": [0, 0, 0],
    "gaps": [0, 0],
    "reflect": [],
}


def make_options(kind: str, number: int, values: list[int] | None) -> list[dict]:
    """Return the options of question `number` as the database holds them."""
    values = VALUES.get(kind, [1, 0, 0]) if values is None else values
    block = KINDS[kind].block
    return [
        {
            "type": block,
            "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{number}-{index}")),
            "value": said(block, f"{number}-{index}", index, value),
        }
        for index, value in enumerate(values)
    ]


def said(block: str, name: str, index: int, value: int) -> dict:
    explanation = {"explanation": f"<p>Explanation of answer {name}</p>"}
    valued = {"value": str(value), "tag": ""}
    of_block = {
        "option": {"text": f"Answer {name}", **valued},
        "item": {"text": f"Thing {name}"},
        "pair": {"text": f"Left {name}", "right": f"Right {name}"},
        "number": {"text": str(10 * (index + 1)), "within": "1.5", **valued},
        "gap": {
            "text": f"Sentence {name} has ___ in it.",
            "right": f"word {name}",
            "others": [f"another {name}", f"zero {name}"],
        },
    }
    return of_block[block] | explanation
