"""A table of questions, one row for each answer, as a spreadsheet reads and writes it. Pure.

The first row of a question has its type, name and text; those of its other answers leave them
empty. Commas, semicolons or tabs part the columns.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from quizzes.exchange.items import (
    Answer,
    Item,
    Note,
    Refused,
    Type,
    Why,
    number,
    percent,
    refused_item,
    shown,
)
from quizzes.exchange.texts import Form, decoded, feedback

OF_ITEM = ["type", "name", "question", "general feedback", "id"]
OF_ANSWER = ["answer", "fraction", "match", "tolerance", "group", "feedback"]
COLUMNS = [*OF_ITEM, *OF_ANSWER]
NEEDED = {"type", "question", "answer"}
# A spreadsheet would run what begins so.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"'+[=+\-@\t\r]")


def read(data: bytes) -> Iterator[Item]:
    text, notes = decoded(data)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    try:
        named = [(name or "").strip().casefold() for name in rows.fieldnames or []]
        if not set(named) >= NEEDED or len(named) > len(COLUMNS) + 10:
            raise Refused(Why.COLUMNS, ", ".join(sorted(NEEDED - set(named))))
        rows.fieldnames = named
        for group in grouped(rows):
            item = read_group(group)
            item.lost[:0] = notes
            yield item
    except csv.Error as error:
        raise Refused(Why.COLUMNS, str(error)) from error


def delimiter_of(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def grouped(rows: Iterable[dict]) -> Iterator[list[dict]]:
    """Yield the rows of each question; a row with a type begins one."""
    group: list[dict] = []
    for row in rows:
        cells = {name: unguarded((row.get(name) or "").strip()) for name in COLUMNS}
        if not any(cells.values()):
            continue
        if cells["type"] and group:
            yield group
            group = []
        group.append(cells)
    if group:
        yield group


def read_group(rows: list[dict]) -> Item:
    first = rows[0]
    try:
        type_ = Type(first["type"].casefold())
        return Item(
            type=type_,
            name=first["name"],
            stem=first["question"],
            answers=[read_answer(row, type_) for row in rows if is_answer(row)],
            general_feedback=said(first["general feedback"]),
            source_id=first["id"],
        )
    except Refused as refusal:
        return refused_item(first["type"], first["name"] or first["question"], refusal.note)
    except ValueError:
        note = Note(Why.CONSTRUCT, first["type"] or "type")
        return refused_item(first["type"], first["name"] or first["question"], note)


def is_answer(row: dict) -> bool:
    return bool(row["answer"] or row["match"])


def read_answer(row: dict, type_: Type) -> Answer:
    return Answer(
        text=row["answer"],
        fraction=percent(row["fraction"] or "0"),
        feedback=said(row["feedback"]),
        match=row["match"],
        tolerance=(row["tolerance"] or "0") if type_ == Type.NUMBER else "",
        group=int(number(row["group"] or "0")),
    )


def said(text: str) -> str:
    """Return feedback as HTML; lines of text may stand without tags."""
    return feedback(text, Form.AUTO).text


def unguarded(cell: str) -> str:
    return cell[1:] if GUARDED.match(cell) else cell


# --- Writing --------------------------------------------------------------------------------------


def why_not(_item: Item) -> None:
    """A table has a cell for everything."""


def write(items: Iterable[Item]) -> bytes:
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, COLUMNS)
    table.writeheader()
    for item in items:
        for place, answer in enumerate(item.answers or [Answer()]):
            table.writerow(answer_cells(item, answer) | (item_cells(item) if place == 0 else {}))
    return out.getvalue().encode("utf-8-sig")


def item_cells(item: Item) -> dict[str, str]:
    return {
        "type": str(item.type),
        "name": guarded(item.name),
        "question": guarded(item.stem),
        "general feedback": guarded(item.general_feedback),
        "id": guarded(item.source_id),
    }


def answer_cells(item: Item, answer: Answer) -> dict[str, str]:
    is_weighed = item.type not in {Type.ORDERING, Type.MATCHING, Type.GAPS, Type.REFLECT}
    return {
        "answer": guarded(answer.text),
        "fraction": shown(answer.fraction) if is_weighed else "",
        "match": guarded(answer.match),
        "tolerance": guarded(answer.tolerance),
        "group": str(answer.group or ""),
        "feedback": guarded(answer.feedback),
    }


def guarded(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) else text
