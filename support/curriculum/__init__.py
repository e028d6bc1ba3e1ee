"""The records of this room as files: read, write, dump (decision 28)."""

from support.curriculum.kinds import KINDS, Entry
from support.curriculum.reading import FactFiles, read
from support.curriculum.storing import dump, fill, write

__all__ = ["KINDS", "Entry", "FactFiles", "dump", "fill", "read", "write"]
