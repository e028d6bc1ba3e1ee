"""Zip files: looked at from outside before anything in them is read, and called by name. Pure."""

import csv
import io
import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath

from rosters.columns import is_secret
from rosters.rows import Refused, Why

MAX_FILES = 200
MAX_PART = 30_000_000  # bytes of one table
MAX_RATIO = 100  # how much larger a table may be than what is packed
SMALL = 100_000  # bytes up to which the ratio says nothing
MAX_ROWS = 200_000  # of one table; a big school has a tenth of it
BROKEN = (
    zipfile.BadZipFile, lzma.LZMAError, zlib.error, EOFError, MemoryError, NotImplementedError,
    OSError, OverflowError, RuntimeError, ValueError,
)  # fmt: skip


class Package:
    """A zip file of tables, found by their names in small letters."""

    def __init__(self, data: bytes):
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise Refused(Why.ZIP) from error
        entries = self.zip.infolist()
        if len(entries) > MAX_FILES:
            raise Refused(Why.ZIP_SIZE, len(entries))
        for entry in entries:
            check_outside(entry)
        self.dropped: set[str] = set()
        self.entries = {}
        for entry in entries:
            name = PurePosixPath(entry.filename).name.casefold()
            if name in self.entries and not entry.is_dir():
                raise Refused(Why.ZIP_PATH, entry.filename)
            self.entries[name] = entry

    def names(self) -> set[str]:
        return set(self.entries)

    def rows(self, name: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield each row of a table by its headings, and the line it begins on.

        Passwords are not among them; their headings are noted in `dropped`.
        """
        reader = csv.reader(io.StringIO(self.text(name), newline=""), strict=True)
        try:
            head = next(reader, [])
            self.dropped.update(filter(is_secret, head))
            line = reader.line_num + 1
            for cells in islice(reader, MAX_ROWS):
                if any(cells):
                    yield line, by_heading(head, cells)
                line = reader.line_num + 1
            if next(reader, None) is not None:
                raise Refused(Why.LINES, MAX_ROWS)
        except csv.Error as error:
            raise Refused(Why.TABLE, f"{name}: {reader.line_num}") from error

    def text(self, name: str) -> str:
        """Return one table as text, or raise Refused; it may be longer than it says it is."""
        if name not in self.entries:
            raise Refused(Why.PART, name)
        try:
            with self.zip.open(self.entries[name]) as file:
                data = file.read(MAX_PART + 1)
        except BROKEN as error:
            raise Refused(Why.ZIP) from error
        if len(data) > MAX_PART:
            raise Refused(Why.ZIP_SIZE, name)
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise Refused(Why.NOT_TEXT) from error


def by_heading(head: list[str], cells: list[str]) -> dict[str, str]:
    """Return a row by its headings; what stands beyond them is under "": it may have slipped."""
    row = {name: cell for name, cell in zip(head, cells, strict=False) if not is_secret(name)}
    beyond = "".join(cells[len(head) :])
    return row | {"": beyond} if beyond else row


def check_outside(entry: zipfile.ZipInfo) -> None:
    """Raise Refused for what names a place outside the package, or unpacks to too much."""
    path = PurePosixPath(entry.filename)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    is_inside = (
        kind in {0, stat.S_IFREG, stat.S_IFDIR}
        and not path.is_absolute()
        and ".." not in path.parts
        and not any(sign in entry.orig_filename for sign in "\\:\0")
        and entry.filename.isprintable()
        and len(entry.filename) <= 200
    )
    if not is_inside:
        raise Refused(Why.ZIP_PATH, entry.filename)
    if entry.file_size > max(SMALL, MAX_RATIO * entry.compress_size):
        raise Refused(Why.ZIP_SIZE, entry.filename)
