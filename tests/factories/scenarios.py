"""Makers of scenarios: a small story with a way that gets harder and a way to put it right."""

import uuid
from itertools import count

from labs.models import Scenario

numbers = count(1)


def make_scenario(*, sensitivity: str = "open", nodes: list[dict] | None = None) -> Scenario:
    """Make a published scenario of these nodes (see `node`), or of five that lead to an ending."""
    number = next(numbers)
    scenario = Scenario(
        key=f"scenario-{number}",
        title=f"Scenario {number}",
        heading=f"Heading of scenario {number}",
        setting="You are Sam. The van has one seat left.",
        sensitivity=sensitivity,
        nodes=[stored(one) for one in nodes or small_story()],
        perspectives=[("perspective", {"who": "Ellis", "text": "I was glad to be asked alone."})],
        live=False,
    )
    scenario.save()
    scenario.save_revision().publish()
    return Scenario.objects.get(pk=scenario.pk)


def small_story() -> list[dict]:
    """Start > (strained > mend, or pause) > ending."""
    return [
        node("start", choices=[choice("tense"), choice("breathe", kind="wait")]),
        node("tense", "strained", choices=[choice("mended", repairs=True)]),
        node("breathe", "pause", choices=[choice("mended")]),
        node("mended", choices=[choice("end"), choice("tense")]),
        ending("end"),
    ]


def node(key: str, kind: str = "moment", *, choices: list[dict] = (), **fields) -> dict:
    title = f"Title of {key}"
    text = f"<p>This is {key}.</p>"
    return {"key": key, "kind": kind, "title": title, "text": text, "choices": choices, **fields}


def choice(to: str, **fields) -> dict:
    text = f"Go to {to}"
    said = {"text": text, "outcome": f"Then {to} happens.", "coach": f"Why {to} is a move."}
    return {"kind": "act", "to": to, **said, **fields}


def ending(key: str) -> dict:
    plan = {"cue": "If a seat is left", "response": "then I ask one person alone"}
    return node(key, "ending", helped=["Asking alone."], harder=["A crowd."], **plan)


def stored(one: dict) -> dict:
    choices = [
        {"type": "item", "id": str(uuid.uuid4()), "value": value} for value in one["choices"]
    ]
    return {"type": "node", "id": str(uuid.uuid4()), "value": one | {"choices": choices}}
