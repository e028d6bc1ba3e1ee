"""How one field of a record stands in a file, and how the database holds it.

Most follow from the model's own field. The rest are lists: of lines, of codes, of ways to reach a
service, of conditions, and of other records.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.blocks import StructBlock
from wagtail.models import Locale

from core.curriculum_files import Record
from support.enums import FactKind, Purpose
from support.means import Means, why_means_does_not_fit
from support.models import AppRoute, Fact, Helpline, LawFact

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][A-Za-z]{1,3})?")
REFERRED = {FactKind.HELPLINE: Helpline, FactKind.LAW: LawFact, FactKind.APP: AppRoute}
# What a lesson shows, or leads to, by its key.
IN_LESSONS = (FactKind.TERM, FactKind.LAW)
MAX_LINE = 200


@dataclass(frozen=True)
class Shape:
    """One field; its value in the form of a file is text, number, truth value, day or a list.

    `read` takes that value from a record of a file and notes what is wrong with it; `stored` makes
    of it what the model's field takes, `written` turns that back. A value equal to `unsaid` is left
    out of files.
    """

    name: str
    read: Callable[[Record], Any]
    unsaid: Any
    stored: Callable[[Any, Locale], Any] = lambda value, locale: value
    written: Callable[[Any], Any] = lambda value: value


# --- Plain fields --------------------------------------------------------------------------------


def key() -> Shape:
    """Return the shape of the name by which files and pages know a record."""
    return Shape("key", read_key, unsaid=None)


def read_key(record: Record) -> str:
    name = record.text("key", max_length=60)
    if name and not KEY.fullmatch(name):
        record.refuse("key", "the key must look like gb-childline")
    return name


def columns(model: type[Fact], names: str) -> list[Shape]:
    """Return the shapes of plain fields, named with a space between them."""
    return [column(model._meta.get_field(name)) for name in names.split()]


def column(field: models.Field) -> Shape:
    """Return the shape of a plain field: its default, length and choices are those of the model."""
    may_be_left_out = field.blank or field.null or field.has_default()
    unsaid = field.get_default() if may_be_left_out else None
    return Shape(field.name, lambda record: read_column(record, field, unsaid), unsaid)


def read_column(record: Record, field: models.Field, unsaid: Any) -> Any:
    name = field.name
    if isinstance(field, models.BooleanField):
        return record.boolean(name, default=unsaid)
    if isinstance(field, models.DateField):
        return record.date(name, default=unsaid)
    if isinstance(field, models.IntegerField):
        bounds = {"at_least": 0, "at_most": 9999}
        return record.integer(name, **bounds, **({} if unsaid is None else {"default": unsaid}))
    if field.choices:
        return record.choice(name, [value for value, _label in field.choices])
    default = {"default": ""} if field.blank else {}
    text = record.text(name, max_length=field.max_length, **default)
    refuse_what_the_field_refuses(record, field, text)
    return text


def refuse_what_the_field_refuses(record: Record, field: models.Field, text: str) -> None:
    try:
        field.run_validators(text)
    except ValidationError as error:
        record.refuse(field.name, f"{field.name}: {error.messages[0]}")


# --- Lists kept as text --------------------------------------------------------------------------


def lines(name: str, *, at_least: int = 0, at_most: int | None = None, longest=MAX_LINE) -> Shape:
    """Return the shape of a text of several lines, which a file lists; `longest` in characters."""
    return Shape(
        name,
        lambda record: record.texts(name, at_least=at_least, at_most=at_most, max_length=longest),
        unsaid=[],
        stored=lambda value, locale: "\n".join(value),
        written=lambda value: value.splitlines(),
    )


def languages(name: str) -> Shape:
    """Return the shape of language codes, which a file lists in their order."""
    return Shape(
        name,
        lambda record: read_languages(record, name),
        unsaid=[],
        stored=lambda value, locale: " ".join(value),
        written=lambda value: value.split(),
    )


def read_languages(record: Record, name: str) -> list[str]:
    codes = record.texts(name)
    for code in codes:
        if not LANGUAGE.fullmatch(code):
            record.refuse(name, f"{name}: “{code}” is no code such as en or pt-BR")
    if len(" ".join(codes)) > Helpline._meta.get_field(name).max_length:
        record.refuse(name, f"{name}: these are too many; name the main ones")
    return codes


# --- Lists kept as blocks ------------------------------------------------------------------------


def means(name: str) -> Shape:
    """Return the shape of the ways to reach a service."""
    return Shape(
        name,
        lambda record: [read_means(item) for item in record.records(name, at_least=1)],
        unsaid=[],
        stored=lambda value, locale: [("means", way) for way in value],
        written=lambda stream: [without_gaps(block.value.means) for block in stream],
    )


def read_means(record: Record) -> dict[str, str]:
    with record:
        way = Means(
            kind=record.text("kind"),
            label=record.text("label", max_length=80),
            number=record.optional_text("number"),
            address=record.optional_text("address", max_length=300),
        )
    if refusal := why_means_does_not_fit(way):
        record.refuse(None, refusal)
    return without_gaps(way)


def without_gaps(way: Means) -> dict[str, str]:
    values = {field.name: getattr(way, field.name) for field in fields(way)}
    return {name: value for name, value in values.items() if value}


def conditions(name: str, block: StructBlock) -> Shape:
    """Return the shape of conditions: for some questions of `block`, the answers that fit."""
    choices = {
        question: [value for value, _label in child.field.choices]
        for question, child in block.child_blocks.items()
    }
    return Shape(
        name,
        lambda record: [read_condition(item, choices) for item in record.records(name)],
        unsaid=[],
        stored=lambda value, locale: [("when", condition) for condition in value],
        written=lambda stream: [in_order(child.value, choices) for child in stream],
    )


def read_condition(record: Record, choices: dict[str, list[str]]) -> dict[str, list[str]]:
    with record:
        condition = {
            question: read_choices(record, question, allowed, at_least=int(question in record))
            for question, allowed in choices.items()
        }
    if not record:
        record.refuse(None, "a condition needs an answer; leave it out for always")
    return in_order(condition, choices)


def read_choices(record: Record, name: str, allowed: list[str], *, at_least: int = 0) -> list[str]:
    chosen = record.texts(name, at_least=at_least)
    for unknown in sorted(set(chosen) - set(allowed)):
        known = ", ".join(allowed)
        record.refuse(name, f"{name}: must be one of {known}, not “{unknown}”")
    return chosen


def in_order(condition: dict, choices: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return a condition's answers once each, in the order of the questions and their choices."""
    return {
        question: [answer for answer in allowed if answer in condition[question]]
        for question, allowed in choices.items()
        if condition.get(question)
    }


def services(name: str) -> Shape:
    """Return the shape of kinds of service."""
    return Shape(
        name,
        lambda record: read_choices(record, name, Purpose.values),
        unsaid=[],
        stored=lambda value, locale: [("purpose", purpose) for purpose in value],
        written=lambda stream: [child.value for child in stream],
    )


# --- References to other records -----------------------------------------------------------------


def references(name: str) -> Shape:
    """Return the shape of other records, as `law:<key>`; whether they exist is seen later."""
    return Shape(
        name,
        lambda record: record.texts(name),
        unsaid=[],
        stored=lambda value, locale: [referred(reference, locale) for reference in value],
        written=lambda stream: [
            f"{child.block_type}:{child.value.key}" for child in stream if child.value
        ],
    )


def referred(reference: str, locale: Locale) -> tuple[str, Fact]:
    """Return the kind and the record a reference names. One query."""
    kind, _colon, key = reference.partition(":")
    return kind, REFERRED[kind].objects.get(key=key, locale=locale)
