"""The records of a curriculum file, read key by key; every refusal names its file and line."""

import re
import unicodedata
import uuid
from collections.abc import Callable, Collection, Set
from datetime import date
from difflib import get_close_matches
from functools import partial
from itertools import zip_longest
from pathlib import Path
from textwrap import shorten
from typing import Any, TypeAlias, TypeVar

from core.curriculum_files.errors import CurriculumError, Errors, FileLine
from core.rich_text import RichTextError, canonical_markdown, markdown_to_html

Value: TypeAlias = "Record | Items | str | int | bool | date | None"
T = TypeVar("T")
REQUIRED: Any = object()
_CONTROLS = frozenset({"Cc", "Cs", "Zl", "Zp"})
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Items(list):
    """A list that knows its lines."""

    def __init__(self, path: Path, line: int):
        super().__init__()
        self.path = path
        self.line = line
        self.lines: list[int] = []

    def where(self, index: int) -> FileLine:
        return FileLine(self.path, self.lines[index])


class Record(dict):
    """A mapping that knows its lines and what has been asked of it.

    A reader of a key returns the checked value. Missing, or empty as in `key:`, it returns
    `default`, and without one that is a problem. A problem goes to the Errors given to the file,
    and the reader returns a stand-in; without Errors it is raised as CurriculumError.
    Leaving `with record:` (or calling `finish`) refuses the keys nobody asked for.
    """

    def __init__(self, path: Path, line: int, errors: Errors | None):
        super().__init__()
        self.path = path
        self.line = line
        self.lines: dict[str, int] = {}
        self.text_lines: dict[str, int] = {}
        self._errors = errors
        self._asked: set[str] = set()

    def __enter__(self) -> "Record":
        return self

    def __exit__(self, kind, error, traceback) -> None:
        if error is None:
            self.finish()

    def where(self, key: str | None = None) -> FileLine:
        """Return the line of a key, or that of the record where it lacks the key."""
        return FileLine(self.path, self.lines.get(key, self.line))

    def refuse(self, key: str | None, reason: str) -> None:
        """Note or raise a problem with the value of a key, or with the record as a whole."""
        self._refuse(self.where(key), reason)

    def finish(self) -> None:
        """Refuse every key that nobody asked for, naming the nearest that somebody did."""
        for key in self:
            if key not in self._asked:
                nearest = get_close_matches(key, self._asked, n=1)
                hint = f"; did you mean “{nearest[0]}”?" if nearest else ""
                self.refuse(key, f"unknown key “{key}”{hint}")

    def text(self, key: str, *, max_length: int | None = None, default: str = REQUIRED) -> str:
        """Return one line of text, not empty. `max_length` counts characters."""
        return self._read(key, default, "", partial(_line_of_text, max_length=max_length))

    def optional_text(self, key: str, *, max_length: int | None = None) -> str:
        """Return one line of text, or "" where there is none."""
        return self.text(key, max_length=max_length, default="")

    def markdown(self, key: str, *, default: str = REQUIRED) -> str:
        """Return the HTML of a Markdown text (see core.rich_text), not empty.

        Only its canonical writing is accepted: what comes back from the database would otherwise
        differ from the file, and look like an editor's change.
        """
        return self._read(key, default, "", _html)

    def choice(self, key: str, allowed: Collection[str], *, default: str = REQUIRED) -> str:
        """Return a text that is one of `allowed`."""
        stand_in = next(iter(allowed), "")
        return self._read(key, default, stand_in, partial(_choice, allowed=allowed))

    def uuid(self, key: str, *, default: uuid.UUID = REQUIRED) -> uuid.UUID:
        """Return a UUID written in lower case with hyphens."""
        return self._read(key, default, uuid.UUID(int=0), _uuid)

    def integer(
        self, key: str, *, at_least: int = 0, at_most: int = 1_000_000, default: int = REQUIRED
    ) -> int:
        """Return a whole number within the bounds."""
        return self._read(
            key, default, at_least, partial(_integer, at_least=at_least, at_most=at_most)
        )

    def boolean(self, key: str, *, default: bool = REQUIRED) -> bool:
        """Return true or false."""
        return self._read(key, default, False, partial(_of_type, kind=bool, name="true or false"))

    def date(self, key: str, *, default: date = REQUIRED) -> date:
        """Return a day."""
        check = partial(_of_type, kind=date, name="a day as 2026-11-30")
        return self._read(key, default, date.min, check)

    def record(self, key: str) -> "Record":
        """Return the record under a key."""
        stand_in = Record(self.path, self.line, Errors())
        check = partial(_of_type, kind=Record, name="a record (key: value)")
        return self._read(key, REQUIRED, stand_in, check)

    def records(self, key: str, *, at_least: int = 0, at_most: int | None = None) -> "list[Record]":
        """Return the records listed under a key; a missing key is an empty list."""
        check = partial(_of_type, kind=Record, name="a record (key: value)")
        return self._list(key, check, at_least, at_most)

    def texts(
        self,
        key: str,
        *,
        at_least: int = 0,
        at_most: int | None = None,
        max_length: int | None = None,
    ) -> list[str]:
        """Return the lines of text listed under a key; a missing key is an empty list."""
        check = partial(_line_of_text, max_length=max_length)
        return self._list(key, check, at_least, at_most)

    def _read(self, key: str, default: T, stand_in: T, check: Callable[[Any], T]) -> T:
        self._asked.add(key)
        value = self.get(key)
        if value is None and default is not REQUIRED:
            return default
        if value is None:
            self.refuse(key, f"{key} has no value" if key in self else f"{key} is missing")
            return stand_in
        try:
            return check(value)
        except ValueError as error:
            self._refuse(self._where_within(key, error), f"{key}: {error}")
            return stand_in

    def _list(
        self, key: str, check: Callable[[Any], T], at_least: int, at_most: int | None
    ) -> list[T]:
        is_list = partial(_of_type, kind=Items, name="a list (- item)")
        items = self._read(key, [] if at_least == 0 else REQUIRED, None, is_list)
        if items is None:
            return []
        most = len(items) if at_most is None else at_most
        if not at_least <= len(items) <= most:
            bounds = f"at least {at_least}" if at_most is None else f"{at_least} to {at_most}"
            self.refuse(key, f"{key} must have {bounds} items, not {len(items)}")
        checked = []
        for index, item in enumerate(items):
            try:
                checked.append(check(item))
            except ValueError as error:
                self._refuse(items.where(index), f"{key}: {error}")
        return checked

    def _where_within(self, key: str, error: ValueError) -> FileLine:
        """Return the line of a Markdown text that holds the error, else that of the key."""
        if isinstance(error, RichTextError) and error.line and key in self.text_lines:
            return FileLine(self.path, self.text_lines[key] + error.line - 1)
        return self.where(key)

    def _refuse(self, where: FileLine, reason: str) -> None:
        if self._errors is None:
            raise CurriculumError(where.path, where.line, reason)
        self._errors.add(where, reason)


def _of_type(value: Any, *, kind: type[T], name: str) -> T:
    if type(value) is not kind:
        raise ValueError(f"must be {name}, not {_shown(value)}")
    return value


def _text(value: Any) -> str:
    text = _of_type(value, kind=str, name="text (in quotes where it looks like something else)")
    if not text.strip():
        raise ValueError("must not be empty")
    return text


def _line_of_text(value: Any, *, max_length: int | None) -> str:
    text = _text(value)
    if not is_one_line(text):
        raise ValueError("must be one line without control characters")
    if text != text.strip():
        raise ValueError("must not start or end with a space")
    if max_length is not None and len(text) > max_length:
        raise ValueError(f"must have at most {max_length} characters, not {len(text)}")
    return text


def is_one_line(text: str) -> bool:
    """Whether a text can stand in a file where one line is asked for: no break, nothing unseen."""
    has_controls = any(unicodedata.category(sign) in _CONTROLS for sign in text)
    return len(text.splitlines()) <= 1 and not has_controls


def _html(value: Any) -> str:
    source = _text(value)
    lines = zip_longest(source.split("\n"), canonical_markdown(source).split("\n"))
    for number, (written, canonical) in enumerate(lines, start=1):
        if canonical is None or written is None:
            reason = "one paragraph stands beside its key, several stand below it after |"
            raise RichTextError(reason, number - 1)
        if written != canonical:
            raise RichTextError(f"write this line as {_shown(canonical)}", number)
    return markdown_to_html(source)


def _choice(value: Any, *, allowed: Collection[str]) -> str:
    if value not in allowed:
        choices = sorted(allowed) if isinstance(allowed, Set) else allowed
        raise ValueError(f"must be one of {', '.join(choices)}, not {_shown(value)}")
    return value


def _uuid(value: Any) -> uuid.UUID:
    text = _text(value)
    if not _UUID.fullmatch(text):
        raise ValueError(f"must be a UUID in lower case, not {_shown(value)}")
    return uuid.UUID(text)


def _integer(value: Any, *, at_least: int, at_most: int) -> int:
    if type(value) is not int or not at_least <= value <= at_most:
        bounds = f"{at_least} to {at_most}"
        raise ValueError(f"must be a whole number from {bounds}, not {_shown(value)}")
    return value


def _shown(value: Any) -> str:
    """Return a value as a short piece of a reason."""
    if isinstance(value, dict | list):
        return "a record" if isinstance(value, dict) else "a list"
    if isinstance(value, bool):
        return str(value).lower()
    short = shorten(str(value), 60, placeholder="…")
    return f"“{short}”" if isinstance(value, str) else short


def plain(value):
    """Return records and lists as plain dicts and lists."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value
