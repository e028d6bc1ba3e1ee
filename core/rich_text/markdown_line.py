"""One line of rich text as Markdown: its marks, and the escapes that keep plain text plain.

Bold is written ** and italic _, so that two marks side by side never run together. CommonMark does
not see a mark between a letter and a sign ("a**(b)**"); there the letter outside is written as a
character reference.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace

from core.rich_text.document import Line, Run

_ALWAYS_ESCAPED = frozenset("\\`*_[]")
_TAG_START = re.compile(r"<(?=[A-Za-z/!?])")
_REFERENCE = re.compile(r"&(?=#?[0-9A-Za-z]+;)")
_BLOCK_SIGN = re.compile(r"^(?=[-+](?:\s|$)|>|#{1,6}(?:\s|$)|~~~|[-=|:][-=|: ]*$)")
_BLOCK_NUMBER = re.compile(r"^([0-9]{1,9})(?=[.)](?:\s|$))")


@dataclass
class _Atom:
    """A piece of source that is written as a whole: a mark, a bracket or one character."""

    source: str
    opens: bool = False
    closes: bool = False

    @property
    def is_mark(self) -> bool:
        return self.opens or self.closes


def write_line(line: Line) -> str:
    """Return the Markdown of a line that starts a paragraph, a list item or follows a break."""
    atoms = list(_atoms(line))
    _escape_letters_at_marks(atoms)
    source = "".join(atom.source for atom in atoms)
    return _BLOCK_NUMBER.sub(r"\1\\", _BLOCK_SIGN.sub(r"\\", source))


def _atoms(line: Line) -> Iterator[_Atom]:
    for href, runs in groupby(line, key=lambda run: run.style.href):
        words = list(_bold(list(runs)))
        yield from _link(href, words) if href else words


def _link(href: str, words: list[_Atom]) -> list[_Atom]:
    address = _REFERENCE.sub(r"\\&", re.sub(r"[()]", r"\\\g<0>", href))
    return [_Atom("["), *words, _Atom(f"]({address})")]


def _bold(runs: list[Run]) -> Iterator[_Atom]:
    for is_bold, group in groupby(runs, key=lambda run: run.style.bold):
        words = [atom for run in group for atom in _italic(run)]
        yield from _marked("**", words) if is_bold else words


def _italic(run: Run) -> list[_Atom]:
    words = [_Atom(_escaped(run.text, position)) for position in range(len(run.text))]
    return _marked("_", words) if run.style.italic else words


def _marked(mark: str, words: list[_Atom]) -> list[_Atom]:
    return [_Atom(mark, opens=True), *words, _Atom(mark, closes=True)]


def _escaped(text: str, position: int) -> str:
    character = text[position]
    if character in _ALWAYS_ESCAPED or _TAG_START.match(text, position):
        return f"\\{character}"
    if _REFERENCE.match(text, position):
        return "\\&"
    if character.isspace() and character != " ":
        return "&nbsp;" if character == "\xa0" else f"&#{ord(character)};"
    return character


def _escape_letters_at_marks(atoms: list[_Atom]) -> None:
    for atom, following in pairwise(atoms):
        if atom.source == "!" and following.source == "[":
            atom.source = "\\!"
    marks = [index for index, atom in enumerate(atoms) if atom.is_mark]
    while marks:
        mark = marks.pop()
        outside = mark - 1 if atoms[mark].opens else mark + 1
        if 0 <= outside < len(atoms) and _hides_mark(atoms, mark, outside):
            atoms[outside].source = f"&#{ord(atoms[outside].source)};"
            neighbours = (outside - 1, outside + 1)
            marks += [n for n in neighbours if 0 <= n < len(atoms) and atoms[n].is_mark]


def _hides_mark(atoms: list[_Atom], mark: int, outside: int) -> bool:
    """Whether CommonMark would take the mark for plain signs because of the letter outside."""
    if not _is_letter(atoms[outside].source):
        return False
    inside = atoms[mark + 1].source[0] if atoms[mark].opens else atoms[mark - 1].source[-1]
    return atoms[mark].source == "_" or not _is_letter(inside)


def _is_letter(source: str) -> bool:
    """Whether a piece of source is one character that is neither a space nor a sign."""
    return len(source) == 1 and not (
        isWhiteSpace(ord(source)) or isMdAsciiPunct(ord(source)) or isPunctChar(source)
    )
