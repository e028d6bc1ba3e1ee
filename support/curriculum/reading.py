"""Reading the six files of one language: no database."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.curriculum_files import Errors, Items, Record, read_records
from support.curriculum.kinds import KINDS, Entry, Kind, refuse_what_no_fact_can_be
from support.curriculum.shapes import IN_LESSONS, REFERRED
from support.enums import FactKind


@dataclass(frozen=True)
class FactFiles:
    """What the files of one language say, checked; in the order in which to store it."""

    language: str
    entries: tuple[Entry, ...]

    def of(self, kind: FactKind) -> list[Entry]:
        return [entry for entry in self.entries if entry.kind.name == kind]

    @property
    def references(self) -> set[str]:
        """Return how other files name the records on which something may rest: `law:<key>`."""
        return {f"{kind}:{entry.key}" for kind in REFERRED for entry in self.of(kind)}

    @property
    def for_lessons(self) -> set[str]:
        """Return what lessons may name: `term:<key>`, `law:<key>`."""
        return {f"{kind}:{entry.key}" for kind in IN_LESSONS for entry in self.of(kind)}


def read(folder: Path, errors: Errors) -> FactFiles:
    """Read the records of `curriculum/<language>/`; every problem goes to `errors`.

    A language that has none of a kind lacks its file.
    """
    found: list[tuple[Record, Entry]] = []
    for kind in KINDS:
        if (folder / kind.file).exists():
            with errors.collecting():
                found += read_kind(folder / kind.file, kind, errors)
    parsed = FactFiles(folder.name, tuple(entry for _record, entry in found))
    for record, _entry in found:
        refuse_unknown_facts(record, parsed.references, errors)
    return parsed


def read_kind(path: Path, kind: Kind, errors: Errors) -> Iterator[tuple[Record, Entry]]:
    keys = set()
    for record in read_records(path, errors):
        entry = read_entry(record, kind)
        if entry.key in keys:
            record.refuse("key", f"“{entry.key}” was already used in this file")
        keys.add(entry.key)
        yield record, entry


def read_entry(record: Record, kind: Kind) -> Entry:
    with record:
        values = {shape.name: shape.read(record) for shape in kind.shapes}
    refuse_what_no_fact_can_be(record, values)
    kind.refuse(record, values)
    return Entry(kind, values)


def refuse_unknown_facts(record: Record, known: set[str], errors: Errors) -> None:
    """Refuse references to what is not among the records of this load, in a file of any room."""
    facts = record.get("facts")
    for number, fact in enumerate(facts if isinstance(facts, Items) else []):
        if isinstance(fact, str) and fact not in known:
            reason = f"facts: there is no “{fact}”; it must be like law:<key of a law>"
            errors.add(facts.where(number), reason)
