"""Reading a small file of this folder, and telling it in few words."""

from pathlib import Path

from quizzes.exchange import formats
from quizzes.exchange.items import Item

FILES = Path(__file__).parent / "files"


def items_of(name: str, format_: str = "") -> dict[str, Item]:
    """Return the items of a file by their names, read in this process."""
    items = formats.read((FILES / name).read_bytes(), format_)
    return {item.name or item.stem.partition("\n")[0]: item for item in items}


def answers(item: Item) -> list[tuple]:
    """Return text and fraction of each answer."""
    return [(answer.text, answer.fraction) for answer in item.answers]


def said(item: Item) -> list[str]:
    return [answer.feedback for answer in item.answers]


def lost(item: Item) -> list[str]:
    return [f"{note.why}: {note.what}".removesuffix(": ") for note in item.lost]


def refusals(items: dict[str, Item]) -> dict[str, str]:
    """Return what each refused item is refused for, by its name."""
    notes = {name: item.refusal for name, item in items.items() if item.refusal}
    return {name: f"{n.why}: {n.what}".removesuffix(": ") for name, n in notes.items()}
