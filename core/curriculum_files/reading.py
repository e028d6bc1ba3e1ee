"""YAML of curriculum files: data only, one document, nothing that stands for something else.

Plain values follow YAML 1.2: `true` and `false`, whole numbers, `null`; a day written 2026-11-30 is
a date; all else is text, also yes, no, on, off and 1.10. Refused are tags, anchors, aliases, merge
keys, keys given twice, tabs, deep nesting and large files.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml

from core.curriculum_files.errors import CurriculumError, Errors
from core.curriculum_files.records import Items, Record, Value

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
_NOT_PRINTABLE = yaml.reader.Reader.NON_PRINTABLE
_WHOLE_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS = {"": None, "null": None, "~": None, "true": True, "false": False}


def read_yaml(path: Path, errors: Errors | None = None) -> Record | Items:
    """Return the record or the list a file holds. Raises CurriculumError if it is no good YAML.

    Problems that its records meet later go to `errors`; without it they are raised.
    """
    return _Builder(path, _events(path, _text(path)), errors).document()


def read_record(path: Path, errors: Errors | None = None) -> Record:
    """Return the record a file holds. Raises CurriculumError if it holds something else."""
    content = read_yaml(path, errors)
    if not isinstance(content, Record):
        raise CurriculumError(path, 1, "the file must hold one record (key: value), not a list")
    return content


def read_records(path: Path, errors: Errors | None = None) -> list[Record]:
    """Return the records of a file that holds a list. Raises CurriculumError for anything else."""
    content = read_yaml(path, errors)
    if not isinstance(content, Items):
        raise CurriculumError(path, 1, "the file must hold a list of records (- key: value)")
    for index, item in enumerate(content):
        if not isinstance(item, Record):
            where = content.where(index)
            raise CurriculumError(path, where.line, "the item must be a record (key: value)")
    return list(content)


def _text(path: Path) -> str:
    with path.open("rb") as file:
        raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise CurriculumError(path, 1, f"the file is larger than {MAX_BYTES} bytes")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise CurriculumError(path, line, "the file is not UTF-8") from error
    if refused := _NOT_PRINTABLE.search(text) or re.search("\t", text):
        line = text.count("\n", 0, refused.start()) + 1
        reason = f"the character U+{ord(refused[0]):04X} is not allowed here"
        raise CurriculumError(path, line, reason)
    return text


def _events(path: Path, text: str) -> Iterator[yaml.Event]:
    line = 1
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = _line(event)
            yield event
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise CurriculumError(path, mark.line + 1, str(error.problem or error.context)) from error
    except (ValueError, OverflowError) as error:
        # The parser does not check that an escape like "\UFFFFFFFF" names a character.
        raise CurriculumError(path, line, "an escape (\\) from here on is wrong") from error


class _Builder:
    """Builds records from the parser's events, so that no value is made before it is checked."""

    def __init__(self, path: Path, events: Iterator[yaml.Event], errors: Errors | None):
        self._path = path
        self._errors = errors
        self._events = self._checked(events)

    def document(self) -> Record | Items:
        next(self._events)
        start = next(self._events)
        if isinstance(start, yaml.StreamEndEvent):
            raise self._refusal(start, "the file is empty")
        content = self._value(next(self._events), 1)
        if not isinstance(content, Record | Items):
            raise self._refusal(start, "the file must hold records (key: value)")
        next(self._events)
        end = next(self._events)
        if not isinstance(end, yaml.StreamEndEvent):
            raise self._refusal(end, "the file must hold one document")
        return content

    def _checked(self, events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
        for event in events:
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise self._refusal(event, "anchors and aliases (& and *) are not allowed")
            if getattr(event, "tag", None):
                raise self._refusal(event, "tags (!) are not allowed")
            if isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags):
                raise self._refusal(event, "directives (%) are not allowed")
            yield event

    def _value(self, event: yaml.Event, depth: int) -> Value:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth > MAX_DEPTH:
            raise self._refusal(event, f"nesting is deeper than {MAX_DEPTH}")
        if isinstance(event, yaml.MappingStartEvent):
            return self._record(event, depth)
        return self._items(event, depth)

    def _record(self, start: yaml.Event, depth: int) -> Record:
        record = Record(self._path, _line(start), self._errors)
        while not isinstance(key := next(self._events), yaml.MappingEndEvent):
            name = self._key(key, record)
            value = next(self._events)
            record[name] = self._value(value, depth + 1)
            record.lines[name] = _line(key)
            if getattr(value, "style", None) == "|":
                record.text_lines[name] = _line(value) + 1
        return record

    def _key(self, key: yaml.Event, record: Record) -> str:
        if not isinstance(key, yaml.ScalarEvent) or not key.value:
            raise self._refusal(key, "a key must be a word")
        if key.value == "<<" and key.style is None:
            raise self._refusal(key, "merge keys (<<) are not allowed")
        if key.value in record:
            line = record.lines[key.value]
            raise self._refusal(key, f"“{key.value}” was already given in line {line}")
        return key.value

    def _items(self, start: yaml.Event, depth: int) -> Items:
        items = Items(self._path, _line(start))
        while not isinstance(item := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(item, depth + 1))
            items.lines.append(_line(item))
        return items

    def _scalar(self, event: yaml.ScalarEvent) -> Value:
        text = event.value
        if event.style is not None:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _WHOLE_NUMBER.fullmatch(text):
            return int(text)
        if not _DAY.fullmatch(text):
            return text
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise self._refusal(event, f"there is no day {text}") from error

    def _refusal(self, event: yaml.Event, reason: str) -> CurriculumError:
        return CurriculumError(self._path, _line(event), reason)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1
