"""The formats by name: which one a file is in, reading it, and writing what it carries. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from quizzes.exchange import aiken, gift, moodle, packages, qti, qti_writing, tables
from quizzes.exchange.items import Item, Note, Refused, Why, all_checked, problem


class Format(StrEnum):
    GIFT = "gift"
    AIKEN = "aiken"
    MOODLE_XML = "moodle-xml"
    QTI21 = "qti21"
    QTI30 = "qti30"
    CSV = "csv"


class Exported(StrEnum):
    GIFT = "gift"
    MOODLE_XML = "moodle-xml"
    QTI21 = "qti21"
    CSV = "csv"


ZIP_START = b"PK"
AIKEN_KEY = re.compile(rb"^ANSWER:[ \t]*[A-Z]\s*$", re.M)


def read_qti(data: bytes) -> Iterator[Item]:
    return packages.read(data) if data.startswith(ZIP_START) else qti.read(data)


READERS: dict[str, Callable[[bytes], Iterator[Item]]] = {
    Format.GIFT: gift.read,
    Format.AIKEN: aiken.read,
    Format.MOODLE_XML: moodle.read,
    Format.QTI21: read_qti,
    Format.QTI30: read_qti,
    Format.CSV: tables.read,
}


def read(data: bytes, format_: str = "") -> list[Item]:
    """Return what a file holds, in the named format or in the one it looks like.

    Raise Refused where nothing of it can be taken.
    """
    return all_checked(READERS[format_ or looks_like(data)](data))


def looks_like(data: bytes) -> Format:
    """Return the format of a file by how it begins; raise Refused where it is none of ours."""
    head = data[:4_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(ZIP_START):
        return Format.QTI21
    if head.startswith(b"<") or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return looks_like_xml(head)
    first_line = head.partition(b"\n")[0].lower()
    if all(name.encode() in first_line for name in tables.NEEDED):
        return Format.CSV
    if AIKEN_KEY.search(data) and b"{" not in data:
        return Format.AIKEN
    if not head.strip() or b"\0" in head:
        raise Refused(Why.UNKNOWN_FORMAT)
    return Format.GIFT


def looks_like_xml(head: bytes) -> Format:
    text = head.replace(b"\0", b"")
    if re.search(rb"<quiz[\s>]", text):
        return Format.MOODLE_XML
    if b"questestinterop" in text:
        raise Refused(Why.CONSTRUCT, "QTI 1.2")
    if re.search(rb"<qti-", text):
        return Format.QTI30
    return Format.QTI21


# --- Writing --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Written:
    """A file, and the items that its format cannot carry, with why."""

    data: bytes
    left_out: list[tuple[Item, Note]]


WRITERS = {
    Exported.GIFT: gift,
    Exported.MOODLE_XML: moodle,
    Exported.QTI21: qti_writing,
    Exported.CSV: tables,
}
ENDINGS = {
    Exported.GIFT: ("gift", "text/plain; charset=utf-8"),
    Exported.MOODLE_XML: ("xml", "application/xml"),
    Exported.QTI21: ("zip", "application/zip"),
    Exported.CSV: ("csv", "text/csv; charset=utf-8"),
}


def write(items: Iterable[Item], format_: str) -> Written:
    carried, left_out = [], []
    for item in items:
        note = why_left_out(item, format_)
        if note:
            left_out.append((item, note))
        else:
            carried.append(item)
    return Written(WRITERS[Exported(format_)].write(carried), left_out)


def why_left_out(item: Item, format_: str) -> Note | None:
    """Return why a format cannot carry an item, as of a draft without a text; None where it can."""
    return problem(item) or WRITERS[Exported(format_)].why_not(item)
