"""Storing what was read, inside the caller's transaction, and writing it back to files.

Records whose source was seen are published, the others become drafts (decision 15). An editor's
later edit is kept. Nothing here ever says that a person checked a record (decision 12).
"""

from pathlib import Path

from django.db.models import QuerySet
from wagtail.models import Locale

from core.curriculum_files import write_yaml
from core.loaded import Outcome, decide, loaded_key, note_loaded, of_the_same_key
from support.curriculum.kinds import KINDS, Entry, Kind
from support.curriculum.reading import FactFiles
from support.models import Fact


def write(parsed: FactFiles, *, force: bool = False) -> list[tuple[str, str, Outcome]]:
    """Store what was read; return (kind, key, outcome) for each. An editor's later edit is kept."""
    locale = Locale.objects.get(language_code=parsed.language)
    done = []
    for kind in KINDS:
        standing = {fact.key: fact for fact in in_language(kind, locale)}
        for entry in parsed.of(kind.name):
            outcome = write_entry(entry, standing.get(entry.key), locale, force)
            done.append((kind.name.value, entry.key, outcome))
    return done


def in_language(kind: Kind, locale: Locale) -> QuerySet[Fact]:
    return kind.model.objects.filter(locale=locale).select_related("latest_revision")


def write_entry(entry: Entry, standing: Fact | None, locale: Locale, force: bool) -> Outcome:
    wanted = {"record": entry.as_written(), "is_published": entry.is_seen}
    left = newest_state(entry.kind, standing) if standing else None
    name = {"kind": entry.kind.name.value, "key": loaded_key(locale.language_code, entry.key)}
    outcome = decide(**name, standing=left, wanted=wanted, force=force)
    if outcome in (Outcome.CREATED, Outcome.UPDATED):
        store(entry, standing or new_fact(entry, locale))
        note_loaded(**name, data=wanted)
    return outcome


def new_fact(entry: Entry, locale: Locale) -> Fact:
    model = entry.kind.model
    of_the_same = of_the_same_key(model, entry.key)
    return model(key=entry.key, locale=locale, live=False, **of_the_same)


def newest_state(kind: Kind, fact: Fact) -> dict:
    """Return what an editor last left here, published or not."""
    newest = fact.get_latest_revision_as_object()
    return {"record": entry_of(kind, newest).as_written(), "is_published": fact.live}


def store(entry: Entry, fact: Fact) -> None:
    """Write an entry over a record and publish it, or leave it as a draft."""
    fill(fact, entry)
    fact.full_clean()
    fact.save()
    revision = fact.save_revision()
    if entry.is_seen:
        revision.publish()
    elif fact.live:
        fact.unpublish()


def fill(fact: Fact, entry: Entry) -> None:
    """Put an entry's values into a record of its kind, which has its locale already."""
    for shape in entry.kind.shapes:
        setattr(fact, shape.name, shape.stored(entry[shape.name], fact.locale))
    # Whoever checked this record checked the words that were there before.
    fact.checked_on, fact.checked_by = None, ""


def entry_of(kind: Kind, fact: Fact) -> Entry:
    values = {shape.name: shape.written(getattr(fact, shape.name)) for shape in kind.shapes}
    return Entry(kind, values)


def dump(folder: Path, language: str) -> None:
    """Write the records of one language to `folder`, as `read` would read them.

    A kind of which there is none gets no file.
    """
    locale = Locale.objects.get(language_code=language)
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        if entries := [shown_entry(kind, fact) for fact in in_language(kind, locale)]:
            entries.sort(key=lambda entry: kind.place(entry.values))
            text = write_yaml([entry.as_written() for entry in entries])
            (folder / kind.file).write_text(text, "utf-8")


def shown_entry(kind: Kind, fact: Fact) -> Entry:
    """Return what is published of a record, or the newest draft of one that is not."""
    return entry_of(kind, fact if fact.live else fact.get_latest_revision_as_object())
