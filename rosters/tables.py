"""Bytes to lines of cells: encodings, separators, headings, and passwords dropped unread. Pure."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from rosters.columns import has_name, is_secret
from rosters.rows import MAX_CELL, MAX_COLUMNS, MAX_LINES, Refused, Why

BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
SEPARATORS = "\t;,"
# Above the headings some lists have a title or two.
HEADINGS_WITHIN = 10
# A spreadsheet would run what begins so; a list that was made with care has a ' before it.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True)
class Line:
    """A line of a table, and where it begins in the file."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """A table as it stands in a file. `has_head`: the first line looks like headings.

    Columns of passwords are not in it, only their headings, in `dropped`. `encoding` is named where
    it was a guess. `family_first`: it is a list like "Okafor, Amara". `is_pasted`: from no file.
    """

    lines: list[Line]
    has_head: bool
    dropped: list[str] = field(default_factory=list)
    encoding: str = ""
    family_first: bool = False
    is_pasted: bool = False

    @property
    def head(self) -> list[str]:
        return self.lines[0].cells

    def first_cells(self, place: int) -> list[str]:
        """Return the first two cells of a column that hold something, its heading among them."""
        cells = (line.cells[place] for line in self.lines if place < len(line.cells))
        return list(islice(filter(None, cells), 2))

    @property
    def width(self) -> int:
        return max(len(line.cells) for line in self.lines)


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text of a file, and its encoding where that is a guess, else ""."""
    encoding = next((name for bom, name in BOMS.items() if data.startswith(bom)), "utf-8")
    guess = ""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text, guess = data.decode("cp1252", errors="replace"), "Windows-1252"
    return text, guess


def table_of(text: str, encoding: str = "") -> Table:
    """Return the table of a text; raise Refused where it is none."""
    if "\0" in text:
        raise Refused(Why.NOT_TEXT)
    lines = []
    for line in lines_of(text.removeprefix("\ufeff")):
        if len(line.cells) > MAX_COLUMNS:
            raise Refused(Why.COLUMNS, MAX_COLUMNS)
        if len(lines) == MAX_LINES:
            raise Refused(Why.LINES, MAX_LINES)
        if any(line.cells):
            lines.append(line)
    lines = without_titles(lines)
    if not lines:
        raise Refused(Why.EMPTY)
    secret = {place for place, cell in enumerate(lines[0].cells) if is_secret(cell)}
    dropped = [lines[0].cells[place] for place in sorted(secret)]
    kept = [Line(line.number, without(line.cells, secret)) for line in lines]
    family_first = text.count(", ") * 2 > len(lines)
    return Table(kept, has_name(kept[0].cells), dropped, encoding, family_first)


def without(cells: list[str], places: set[int]) -> list[str]:
    return [cell for place, cell in enumerate(cells) if place not in places]


def without_titles(lines: list[Line]) -> list[Line]:
    """Return the lines from the headings on, where there are headings."""
    heads = (place for place, line in enumerate(lines[:HEADINGS_WITHIN]) if has_name(line.cells))
    return lines[next(heads, 0) :]


def lines_of(text: str) -> Iterator[Line]:
    separator = separator_of(text)
    if not separator:
        yield from (Line(n, [cell(line)]) for n, line in enumerate(io.StringIO(text), start=1))
        return
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    before = 0
    try:
        for row in rows:
            yield Line(before + 1, [cell(one) for one in row])
            before = rows.line_num
    except csv.Error as error:
        raise Refused(Why.TABLE, before + 1) from error


def cell(text: str) -> str:
    """Return a cell on one line, without the ' that guards a spreadsheet."""
    text = " ".join(text[: MAX_CELL * 2].split())[:MAX_CELL]
    return text[1:] if GUARDED.match(text) else text


def separator_of(text: str) -> str:
    """Return what parts the cells: what stands in more than half of the lines; "" for bare names.

    Of several it is the one that most lines have, then tab before semicolon before comma.
    """
    lines = [line for line in islice(io.StringIO(text), 50) if line.strip()]
    counts = {sign: sum(sign in line for line in lines) for sign in SEPARATORS}
    best = max(SEPARATORS, key=counts.__getitem__)
    return best if counts[best] * 2 > len(lines) else ""


def written(lines: Iterable[Sequence[str]]) -> bytes:
    """Return a table as CSV that no spreadsheet runs: what looks like a formula gets its '."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([guarded(cell) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def pasted_again(table: Table) -> str:
    """Return a table as it can be pasted again; what was dropped unread is not in it."""
    lines = [line.cells for line in table.lines]
    if table.width == 1 or (table.family_first and not any(map(has_sign, chain(*lines)))):
        return "\n".join(", ".join(cells) for cells in lines)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(lines)
    return out.getvalue()


def has_sign(cell: str) -> bool:
    """Whether a cell would be parted, or read with others, in a list like "Okafor, Amara"."""
    return any(sign in cell for sign in f'{SEPARATORS}"')


def guarded(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell
