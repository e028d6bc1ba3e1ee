"""`curriculum/<language>/helplines.yaml`: read, written to the database, and written back.

Every record names its source and its mark. Records whose source was seen are published, the others
become drafts (decision 15). Nothing here ever says that a person checked a record (decision 12).
"""

import re
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from django.db.models import QuerySet
from wagtail.models import Locale

from core.curriculum_files import Errors, Record, read_records, write_yaml
from core.enums import Risk, SourceMark
from core.loaded import Outcome, decide, note_loaded
from support.enums import Country, Purpose
from support.means import Means, names_a_number, why_means_does_not_fit
from support.models import Helpline

FILE = "helplines.yaml"
KIND = "helpline"
KEY = re.compile(r"[a-z]{2,3}-[a-z0-9-]+")
COPY_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
PURPOSES = list(Purpose.values)


@dataclass(frozen=True)
class HelplineRecord:
    """One helpline as its file says it; the order of the fields is the order in the file."""

    key: str
    country: str
    purpose: str
    name: str
    audience: str
    is_for_everyone: bool
    hours: str
    is_free: bool | None
    is_anonymous: bool | None
    notes: str
    means: tuple[Means, ...]
    source: tuple[str, ...]
    mark: str
    risk: str
    copy_date: str
    seen_on: date | None

    @property
    def is_seen(self) -> bool:
        return self.mark in (SourceMark.SEEN_OFFICIAL, SourceMark.SEEN_SECONDARY)


@dataclass(frozen=True)
class HelplineFile:
    """What the file of one language says, checked."""

    language: str
    helplines: tuple[HelplineRecord, ...]


# --- Reading: no database ------------------------------------------------------------------------


def read(folder: Path, errors: Errors) -> HelplineFile:
    """Read the helplines of `curriculum/<language>/`; every problem goes to `errors`."""
    helplines: dict[str, HelplineRecord] = {}
    with errors.collecting():
        for record in read_records(folder / FILE, errors):
            with record:
                helpline = read_helpline(record)
            if helpline.key in helplines:
                record.refuse("key", f"“{helpline.key}” was already used in this file")
            helplines[helpline.key] = helpline
    return HelplineFile(folder.name, tuple(helplines.values()))


def read_helpline(record: Record) -> HelplineRecord:
    helpline = HelplineRecord(
        key=record.text("key", max_length=60),
        country=record.choice("country", Country.values),
        purpose=record.choice("purpose", PURPOSES),
        name=record.text("name", max_length=100),
        audience=record.text("audience", max_length=200),
        is_for_everyone=record.boolean("is_for_everyone", default=False),
        hours=record.optional_text("hours", max_length=300),
        is_free=record.boolean("is_free", default=None),
        is_anonymous=record.boolean("is_anonymous", default=None),
        notes=record.optional_text("notes"),
        means=tuple(read_means(item) for item in record.records("means", at_least=1)),
        source=tuple(record.texts("source", at_least=1)),
        mark=record.choice("mark", SourceMark.values),
        risk=record.choice("risk", Risk.values),
        copy_date=record.optional_text("copy_date"),
        seen_on=record.date("seen_on", default=None),
    )
    refuse_what_cannot_be(helpline, record)
    return helpline


def read_means(record: Record) -> Means:
    with record:
        means = Means(
            kind=record.text("kind"),
            label=record.text("label", max_length=80),
            number=record.optional_text("number"),
            address=record.optional_text("address", max_length=300),
        )
    refusal = why_means_does_not_fit(means)
    if refusal:
        record.refuse(None, refusal)
    return means


def refuse_what_cannot_be(helpline: HelplineRecord, record: Record) -> None:
    """Refuse what the model would refuse, with the line it stands in."""
    if not KEY.fullmatch(helpline.key):
        record.refuse("key", "the key must look like gb-childline")
    if helpline.copy_date and not COPY_DATE.fullmatch(helpline.copy_date):
        record.refuse("copy_date", "copy_date must look like 2024, 2024-01 or 2024-01-31")
    if helpline.is_seen and not helpline.seen_on:
        record.refuse("mark", "a source that was seen needs the day it was read: seen_on")
    for field in ("audience", "notes"):
        if names_a_number(getattr(helpline, field)):
            record.refuse(field, f"{field}: a number stands under means, never in a text")


# --- Writing: inside the caller's transaction ----------------------------------------------------


def write(parsed: HelplineFile, *, force: bool = False) -> list[tuple[str, str, Outcome]]:
    """Store what was read; return (kind, key, outcome) for each. An editor's later edit is kept."""
    locale = Locale.objects.get(language_code=parsed.language)
    standing = {helpline.key: helpline for helpline in in_language(locale)}
    return [
        (KIND, record.key, write_helpline(record, standing.get(record.key), locale, force))
        for record in parsed.helplines
    ]


def in_language(locale: Locale) -> QuerySet[Helpline]:
    return Helpline.objects.filter(locale=locale).select_related("latest_revision")


def write_helpline(
    record: HelplineRecord, standing: Helpline | None, locale: Locale, force: bool
) -> Outcome:
    wanted = {"record": entry(record), "is_published": record.is_seen}
    left = newest_state(standing) if standing else None
    name = {"kind": KIND, "key": f"{locale.language_code}/{record.key}"}
    outcome = decide(**name, standing=left, wanted=wanted, force=force)
    if outcome in (Outcome.CREATED, Outcome.UPDATED):
        store(record, standing or Helpline(key=record.key, locale=locale, live=False))
        note_loaded(**name, data=wanted)
    return outcome


def newest_state(helpline: Helpline) -> dict:
    """Return what an editor last left here, published or not."""
    newest = helpline.get_latest_revision_as_object()
    return {"record": entry(record_of(newest)), "is_published": helpline.live}


def store(record: HelplineRecord, helpline: Helpline) -> None:
    """Write a record over a helpline and publish it, or leave it as a draft."""
    fill(helpline, record)
    helpline.full_clean()
    helpline.save()
    revision = helpline.save_revision()
    if record.is_seen:
        revision.publish()
    elif helpline.live:
        helpline.unpublish()


def fill(helpline: Helpline, record: HelplineRecord) -> None:
    same = [field.name for field in fields(record) if field.name not in ("means", "source")]
    for name in same:
        setattr(helpline, name, getattr(record, name))
    helpline.source = "\n".join(record.source)
    helpline.means = [("means", means_entry(means)) for means in record.means]
    # Whoever checked this record checked the words that were there before.
    helpline.checked_on, helpline.checked_by = None, ""


# --- Writing back --------------------------------------------------------------------------------


def dump(folder: Path, language: str) -> None:
    """Write the helplines of one language to `folder`, as `read` would read them."""
    helplines = in_language(Locale.objects.get(language_code=language))
    records = [
        record_of(line if line.live else line.get_latest_revision_as_object()) for line in helplines
    ]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(write_yaml([entry(one) for one in in_file_order(records)]), "utf-8")


def in_file_order(records: list[HelplineRecord]) -> list[HelplineRecord]:
    return sorted(records, key=lambda one: (one.country, PURPOSES.index(one.purpose), one.key))


def record_of(helpline: Helpline) -> HelplineRecord:
    values = {field.name: getattr(helpline, field.name) for field in fields(HelplineRecord)}
    values |= {
        "means": tuple(helpline.ways()),
        "source": tuple(helpline.source.splitlines()),
    }
    return HelplineRecord(**values)


def entry(record: HelplineRecord) -> dict:
    """Return a record as the file holds it: what is empty, unknown or false is left out."""
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    values |= {
        "means": [means_entry(means) for means in record.means],
        "source": list(record.source),
    }
    unsaid = {"is_for_everyone": False}
    return {
        name: value
        for name, value in values.items()
        if value not in (None, "") and value != unsaid.get(name)
    }


def means_entry(means: Means) -> dict:
    values = {field.name: getattr(means, field.name) for field in fields(means)}
    return {name: value for name, value in values.items() if value}
