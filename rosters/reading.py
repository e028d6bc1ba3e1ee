"""A file of any kind: read as a table or a package, or refused by its name. Pure."""

from datetime import date

from rosters import oneroster
from rosters.columns import Meaning, guess, meanings_of, roster_of
from rosters.packages import Package
from rosters.rows import MAX_FILE, Refused, Roster, Why
from rosters.tables import Table, decoded, table_of

BEGINNINGS = {b"\xd0\xcf\x11\xe0": "Excel (.xls)", b"%PDF": "PDF", b"{\\rtf": "RTF"}


def read(data: bytes, today: date) -> Table | Roster:
    """Return what a file holds; raise Refused where nothing of it can be taken."""
    if len(data) > MAX_FILE:
        raise Refused(Why.FILE_SIZE, MAX_FILE)
    if data.startswith(b"PK"):
        return oneroster.read(Package(data), today)
    for beginning, name in BEGINNINGS.items():
        if data.startswith(beginning):
            raise Refused(Why.NAMED, name)
    text, encoding = decoded(data)
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        raise Refused(Why.NAMED, "HTML, XML")
    return table_of(text, encoding)


def meanings(table: Table) -> list[Meaning]:
    """Return what the columns of a table mean, as far as that can be told."""
    if table.has_head:
        return meanings_of(table.head)
    return guess(table.width, family_first=table.family_first)


def roster(table: Table, wanted: list[Meaning], today: date, *, has_head: bool) -> Roster:
    """Return the roster of a table with these meanings of its columns."""
    found = roster_of([(line.number, line.cells) for line in table.lines[has_head:]], wanted, today)
    return Roster(found.rows, found.groups, table.dropped)


def roster_by_headings(found: Table | Roster, today: date) -> Roster:
    """Return the roster of what was read, with nobody there to say what a column means."""
    if isinstance(found, Roster):
        return found
    if not found.has_head and found.width > 1:
        raise Refused(Why.NO_NAMES)
    return roster(found, meanings(found), today, has_head=found.has_head)
