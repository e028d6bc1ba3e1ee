"""The document between the two writings of rich text: blocks in a row, as the editor keeps them.

A reader collects characters with their style and calls `document`, which leaves one way only to
say the same thing; a writer finds every run of a line ready to be written.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from core.sanitizing import is_allowed_href

LINE_BREAK = "\n"
MAX_LIST_DEPTH = 5
_COLLAPSING_SPACE = " \t\n\r\f"


class RichTextError(ValueError):
    """Rich text that the small language cannot hold. `line` counts from 1; None for HTML."""

    def __init__(self, reason: str, line: int | None = None):
        super().__init__(reason)
        self.reason = reason
        self.line = line


class Style(NamedTuple):
    """How a character looks and where it leads."""

    bold: bool = False
    italic: bool = False
    href: str | None = None

    def shared_with(self, other: "Style") -> "Style":
        """Return what both styles have in common, seen as nested: a link, in it bold, in it italic.

        Where an outer one differs the inner ones end too, so no mark ever touches a space inside.
        """
        if self.href != other.href:
            return Style()
        if self.bold != other.bold:
            return Style(href=self.href)
        return Style(self.bold, self.italic and other.italic, self.href)


class Cell(NamedTuple):
    """One character in its style."""

    character: str
    style: Style


class Run(NamedTuple):
    """The longest piece of a line in one style."""

    text: str
    style: Style


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Block:
    """A paragraph ("p") or a list item ("ul", "ol"; depth from 0): lines with breaks between."""

    kind: str
    depth: int
    lines: tuple[Line, ...]


class RawBlock(NamedTuple):
    """What a reader found: depths may jump, spaces stand anywhere, a break is LINE_BREAK."""

    kind: str
    depth: int
    cells: list[Cell]
    source_line: int | None = None


def cells(text: str, style: Style) -> Iterator[Cell]:
    """Yield the characters of a text, line ends as spaces, without control characters."""
    for character in text:
        if character in _COLLAPSING_SPACE:
            yield Cell(" ", style)
        elif unicodedata.category(character) not in {"Cc", "Cs"}:
            yield Cell(character, style)


def line_break(style: Style) -> Cell:
    """Return a break; within a link it is a space, since the editor cannot keep one there."""
    return Cell(" " if style.href else LINE_BREAK, style)


def check_link(href: str, words: str, line: int | None = None) -> None:
    """Raise RichTextError unless href is a path of this site or an https:// address."""
    if not is_allowed_href(href):
        raise RichTextError(
            f"the link “{words}” goes to {href!r}; a link goes to a path of this site (/…) "
            "or to https://…",
            line,
        )


def document(raw_blocks: Iterable[RawBlock]) -> list[Block]:
    """Return the canonical blocks: none empty, lists nested without gaps."""
    blocks = []
    ancestors: list[int] = []
    for raw in raw_blocks:
        lines = _lines(raw.cells)
        if not lines:
            continue
        while ancestors and (raw.kind == "p" or ancestors[-1] >= raw.depth):
            ancestors.pop()
        if len(ancestors) >= MAX_LIST_DEPTH:
            raise RichTextError(f"lists nest at most {MAX_LIST_DEPTH} deep", raw.source_line)
        blocks.append(Block(raw.kind, len(ancestors), lines))
        if raw.kind != "p":
            ancestors.append(raw.depth)
    return blocks


def _lines(block_cells: list[Cell]) -> tuple[Line, ...]:
    lines: list[list[Cell]] = [[]]
    for cell in block_cells:
        if cell.character == LINE_BREAK:
            lines.append([])
        else:
            lines[-1].append(cell)
    canonical = [_line(line) for line in lines]
    while canonical and not canonical[-1]:
        canonical.pop()
    while canonical and not canonical[0]:
        canonical.pop(0)
    return tuple(canonical)


def _line(line_cells: list[Cell]) -> Line:
    words_and_spaces = [
        (is_space, list(group))
        for is_space, group in groupby(line_cells, key=lambda cell: cell.character.isspace())
    ]
    canonical: list[Cell] = []
    for index, (is_space, group) in enumerate(words_and_spaces):
        if not is_space:
            canonical.extend(group)
        elif 0 < index < len(words_and_spaces) - 1:
            following = words_and_spaces[index + 1][1][0]
            canonical.extend(_space(canonical[-1], group, following))
    return tuple(
        Run("".join(cell.character for cell in run), style)
        for style, run in groupby(canonical, key=lambda cell: cell.style)
    )


def _space(before: Cell, spaces: list[Cell], after: Cell) -> Iterator[Cell]:
    """Yield spaces in the style common to them and both words, ordinary ones only once in a row."""
    style = before.style.shared_with(after.style)
    for space in spaces:
        style = style.shared_with(space.style)
    for character, group in groupby(space.character for space in spaces):
        for _ in range(1 if character == " " else len(list(group))):
            yield Cell(character, style)
