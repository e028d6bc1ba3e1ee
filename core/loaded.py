"""Loading curriculum files without ever overwriting an editor (decision 28).

A room's loader asks `decide` what to do with one object; after writing it, it calls `note_loaded`.
"""

import hashlib
import json
from enum import StrEnum

from core.models import LoadedContent


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"


def content_hash(data) -> str:
    """Return a hash of JSON-like data; the same for the same content in any key order."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def loaded_key(language: str, key: str) -> str:
    """Return the name of what was loaded: a translation keeps the id of its source."""
    return f"{language}/{key}"


def of_the_same_key(model, key: str) -> dict:
    """Return `translation_key` of what has this key in another language; {} where nothing has."""
    found = model.objects.filter(key=key).values_list("translation_key", flat=True).first()
    return {"translation_key": found} if found else {}


def decide(
    *, kind: str, key: str, standing, wanted, force: bool, has_draft: bool = False
) -> Outcome:
    """Return what to do where `standing` (data or None) is stored and a file says `wanted`.

    An object whose standing data no longer has the hash last loaded was edited since, and so was
    one with an unpublished draft: it is KEPT, unless `force` says otherwise.
    """
    if standing is None:
        return Outcome.CREATED
    if content_hash(standing) == content_hash(wanted):
        return Outcome.UNCHANGED
    loaded = LoadedContent.objects.filter(kind=kind, key=key).values_list("content_hash", flat=True)
    was_edited = has_draft or loaded.first() != content_hash(standing)
    return Outcome.KEPT if was_edited and not force else Outcome.UPDATED


def note_loaded(*, kind: str, key: str, data) -> None:
    """Remember what was just written."""
    LoadedContent.objects.update_or_create(
        kind=kind, key=key, defaults={"content_hash": content_hash(data)}
    )
