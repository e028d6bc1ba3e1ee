"""What a class list says, in no format's words. Pure: plain values that go through a form."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

# A list stays within what a school sends for a class or exports for itself.
MAX_FILE = 2_000_000  # bytes
MAX_LINES = 2_000
MAX_COLUMNS = 60
MAX_CELL = 200  # characters that are read of a cell; longer ones are no name anyway


class Why(StrEnum):
    """Why a list is refused as a whole, or a row of it."""

    FILE_SIZE = "file-size"
    NOT_TEXT = "not-text"
    NAMED = "named"
    PACKAGE = "package"
    ZIP = "zip"
    ZIP_PATH = "zip-path"
    ZIP_SIZE = "zip-size"
    PART = "part"
    DELTA = "delta"
    TABLE = "table"
    LINES = "lines"
    COLUMNS = "columns"
    NO_NAMES = "no-names"
    TWO_COLUMNS = "two-columns"
    EMPTY = "empty"
    GROUPS = "groups"
    NO_GROUP = "no-group"
    TRAVEL = "travel"

    CELLS = "cells"
    ROLE = "role"
    LEFT = "left"
    ENDED = "ended"
    STARTS = "starts"
    TWO_DATES = "two-dates"
    NO_DATE = "no-date"
    NO_NAME = "no-name"
    UNKNOWN = "unknown"
    HIDDEN = "hidden"
    SIGNS = "signs"
    CONTACT = "contact"
    STAFF = "staff"
    SCRIPTS = "scripts"
    LONG = "long"
    TWICE = "twice"
    ALIKE = "alike"
    AMBIGUOUS = "ambiguous"
    SEATS = "seats"


class Refused(Exception):
    """A list or a row that cannot be taken: why, and what it is about."""

    def __init__(self, why: Why, what: object = ""):
        super().__init__(why, what)
        self.why = why
        self.what = str(what)[:100]


@dataclass(frozen=True)
class Row:
    """One person of a list, and where they stand in it; `why` where the list itself rules them out.

    `source_id` is the school's own number or name for them, `group` the class they stand in.
    """

    line: int
    name: str = ""
    source_id: str = ""
    group: str = ""
    why: str = ""
    what: str = ""


@dataclass(frozen=True)
class Roster:
    """A list that was read: its rows, the titles of its classes, and what was left out unread."""

    rows: list[Row]
    groups: dict[str, str] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)

    def of_group(self, group: str) -> "Roster":
        """Return one class of the list."""
        if group not in self.groups:
            raise Refused(Why.NO_GROUP, group)
        return Roster([row for row in self.rows if row.group == group], dropped=self.dropped)

    def of_one_group(self, group: str = "") -> "Roster":
        """Return the named class, or all of a list that holds one; raise Refused where it holds
        several.
        """
        if group:
            return self.of_group(group)
        if len(self.groups) > 1:
            raise Refused(Why.GROUPS, ", ".join(self.groups))
        return self


def folded(text: str) -> str:
    """Return the letters and digits of a heading or a code, small."""
    return "".join(filter(str.isalnum, text.casefold()))


def titles_of(groups: Iterable[str]) -> dict[str, str]:
    """Return classes that have no other title than their name, in the order they come."""
    return {group: group for group in groups if group}
