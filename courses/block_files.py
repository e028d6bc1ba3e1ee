"""Lesson blocks as the plain data of curriculum files, and back.

Each block type is a tuple of fields; a field knows how to check a record, how to write a value
into StreamField data and how to read it back. `read(write(x)) == x` for every field.
"""

import uuid
from dataclasses import dataclass, replace

from wagtail.models import Locale

from core.curriculum_files import Record
from core.rich_text import html_to_markdown, markdown_to_html
from courses.blocks.example import picture_choices
from support.models import GlossaryTerm, LawFact


@dataclass(frozen=True)
class Place:
    """Where a value is written: the id of its block or part, and the language of its page."""

    owner: str
    locale: Locale


@dataclass(frozen=True)
class Line:
    """One line of text, left out of the file when optional and empty."""

    name: str
    max_length: int | None = None
    is_optional: bool = False

    def check(self, record: Record) -> None:
        if self.is_optional:
            record.optional_text(self.name, max_length=self.max_length)
        else:
            record.text(self.name, max_length=self.max_length)

    def to_stream(self, data: dict, place: Place):
        return data.get(self.name, "")

    def from_stream(self, value):
        return value or None


@dataclass(frozen=True)
class Markdown:
    """Rich text: Markdown in the file, HTML in the database."""

    name: str

    def check(self, record: Record) -> None:
        record.markdown(self.name)

    def to_stream(self, data: dict, place: Place):
        return markdown_to_html(data[self.name])

    def from_stream(self, value):
        return html_to_markdown(value.source)


@dataclass(frozen=True)
class Choice:
    """One of a few words; `allowed` may be a function, for choices read from a folder."""

    name: str
    allowed: object

    def check(self, record: Record) -> None:
        record.choice(self.name, self.allowed() if callable(self.allowed) else self.allowed)

    def to_stream(self, data: dict, place: Place):
        return data[self.name]

    def from_stream(self, value):
        return value


@dataclass(frozen=True)
class Points:
    """A whole number from 0 to 2; the block holds it as text."""

    name: str

    def check(self, record: Record) -> None:
        record.integer(self.name, at_most=2)

    def to_stream(self, data: dict, place: Place):
        return str(data[self.name])

    def from_stream(self, value):
        return int(value)


@dataclass(frozen=True)
class Lines:
    """A list of lines."""

    name: str
    at_least: int
    at_most: int
    max_length: int

    def check(self, record: Record) -> None:
        record.texts(
            self.name, at_least=self.at_least, at_most=self.at_most, max_length=self.max_length
        )

    def to_stream(self, data: dict, place: Place):
        return [item(text, place.owner, self.name, n) for n, text in enumerate(data[self.name])]

    def from_stream(self, value):
        return [line or "" for line in value]


@dataclass(frozen=True)
class Parts:
    """A list of records; with `has_ids` each keeps the id the file gives it."""

    name: str
    fields: tuple
    at_least: int
    at_most: int
    has_ids: bool = False

    def check(self, record: Record) -> None:
        for part in record.records(self.name, at_least=self.at_least, at_most=self.at_most):
            with part:
                if self.has_ids:
                    part.uuid("id")
                check_fields(part, self.fields)

    def to_stream(self, data: dict, place: Place):
        return [self.part_to_stream(part, place, n) for n, part in enumerate(data[self.name])]

    def part_to_stream(self, part: dict, place: Place, number: int) -> dict:
        made = item({}, place.owner, self.name, number)
        part_id = part.get("id", made["id"])
        inside = fields_to_stream(part, self.fields, replace(place, owner=part_id))
        return made | {"id": part_id, "value": inside}

    def from_stream(self, value):
        return [
            ({"id": str(bound.id)} if self.has_ids else {})
            | fields_from_stream(bound.value, self.fields)
            for bound in value.bound_blocks
        ]


@dataclass(frozen=True)
class Term:
    """A glossary term: its key in the file, its row in the block."""

    name: str

    def check(self, record: Record) -> None:
        record.text(self.name, max_length=60)

    def to_stream(self, data: dict, place: Place):
        return GlossaryTerm.objects.get(key=data[self.name], locale=place.locale).pk

    def from_stream(self, value):
        return value and value.key


@dataclass(frozen=True)
class Laws:
    """A list of laws: their keys in the file, their rows in the block."""

    name: str

    def check(self, record: Record) -> None:
        record.texts(self.name, at_least=1, at_most=20)

    def to_stream(self, data: dict, place: Place):
        found = LawFact.objects.filter(key__in=data[self.name], locale=place.locale)
        rows = dict(found.values_list("key", "pk"))
        return [item(rows[key], place.owner, self.name, n) for n, key in enumerate(data[self.name])]

    def from_stream(self, value):
        return [law.key for law in value if law]


def item(value, owner: str, name: str, number: int) -> dict:
    """Return a list item with an id that is the same at every load."""
    return {
        "type": "item",
        "id": str(uuid.uuid5(uuid.UUID(owner), f"{name}-{number}")),
        "value": value,
    }


TAG = Line("tag", 60, is_optional=True)

BLOCKS = {
    "text": (Markdown("text"),),
    "key_idea": (Line("heading", 60), Markdown("text")),
    "picture": (
        Choice("picture", lambda: [name for name, _label in picture_choices()]),
        Line("title", 80),
        Line("description"),
        Line("caption", 160, is_optional=True),
    ),
    "message_thread": (
        Line("setting", 120),
        Parts(
            "messages",
            (Line("sender", 30), Choice("side", ("start", "end")), Line("text", 200)),
            at_least=1,
            at_most=12,
        ),
    ),
    "comparison": (
        Line("heading", 80),
        Parts(
            "columns",
            (
                Line("title", 60),
                Choice("tone", ("plain", "better", "weaker")),
                Lines("items", 1, 8, 200),
            ),
            at_least=2,
            at_most=4,
        ),
    ),
    "steps": (
        Line("heading", 80),
        Parts(
            "items", (Line("title", 80), Line("text", 200, is_optional=True)), at_least=2, at_most=6
        ),
    ),
    "definition": (Line("term", 60), Markdown("meaning")),
    "glossary": (Term("term"),),
    "country_fact": (Line("heading", 80), Laws("laws")),
    "help_card": (Line("heading", 80), Line("text", 200)),
    "check": (
        Line("question"),
        Parts(
            "options",
            (Points("value"), TAG, Line("text", 200), Markdown("feedback")),
            at_least=2,
            at_most=5,
            has_ids=True,
        ),
        Line("say_this", 200, is_optional=True),
    ),
    "if_then_plan": (
        Line("heading", 80),
        Lines("cues", 1, 5, 120),
        Lines("responses", 1, 5, 120),
    ),
    "reflect": (Line("prompt"), Line("help_text", 200, is_optional=True)),
    "teacher_note": (Choice("kind", ("talk", "watch_out")), Line("text")),
}


def check_fields(record: Record, fields: tuple) -> None:
    for field in fields:
        field.check(record)


def fields_to_stream(data: dict, fields: tuple, place: Place) -> dict:
    return {field.name: field.to_stream(data, place) for field in fields}


def fields_from_stream(value, fields: tuple) -> dict:
    read = {field.name: field.from_stream(value[field.name]) for field in fields}
    return {name: part for name, part in read.items() if part is not None}


def check_block(record: Record, facts: set[str]) -> None:
    """Check one block of a step; it may name `facts` (`term:<key>`, `law:<key>`)."""
    with record:
        record.uuid("id")
        kind = record.choice("type", BLOCKS)
        check_fields(record, BLOCKS[kind])
        if kind == "glossary" and f"term:{record['term']}" not in facts:
            record.refuse("term", f"there is no glossary term “{record['term']}”")
        laws = record.get("laws")
        for law in laws if isinstance(laws, list) else []:
            if f"law:{law}" not in facts:
                record.refuse("laws", f"there is no law “{law}”")


def block_to_stream(data: dict, locale: Locale) -> dict:
    """Return StreamField data of one block. One query for a block of records, none else."""
    value = fields_to_stream(data, BLOCKS[data["type"]], Place(data["id"], locale))
    return {"type": data["type"], "id": data["id"], "value": value}


def block_from_stream(child) -> dict:
    """Return one block of a step as its file would say it."""
    data = fields_from_stream(child.value, BLOCKS[child.block_type])
    return {"id": str(child.id), "type": child.block_type, **data}
