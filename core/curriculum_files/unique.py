"""Values that must be different in all files of one load."""

from core.curriculum_files.errors import FileLine
from core.curriculum_files.records import Record


class Unique:
    """Notes one key of many records and refuses a value that another record has already."""

    def __init__(self, key: str):
        self.key = key
        self.first: dict[str, FileLine] = {}

    def note(self, record: Record) -> None:
        """Refuse the record's value where it was noted before, naming the place."""
        value = record.get(self.key)
        if not isinstance(value, str):
            return
        if value in self.first:
            record.refuse(self.key, f"this {self.key} stands in {self.first[value]} already")
        self.first.setdefault(value, record.where(self.key))
