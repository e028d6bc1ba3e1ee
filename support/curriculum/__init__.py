"""The records of this room as files: read, write, dump (decision 28)."""

from support.curriculum.helplines import (
    HelplineFile,
    HelplineRecord,
    dump,
    fill,
    read,
    write,
)

__all__ = ["HelplineFile", "HelplineRecord", "dump", "fill", "read", "write"]
