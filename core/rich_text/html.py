"""Rich text as the HTML that Wagtail's editor stores."""

from collections.abc import Iterable, Iterator
from html import escape
from html.parser import HTMLParser
from itertools import groupby

from core.rich_text.document import (
    Block,
    Cell,
    Line,
    RawBlock,
    RichTextError,
    Run,
    Style,
    cells,
    check_link,
    document,
    line_break,
)

_LISTS = {"ul", "ol"}
_BOLD = {"b", "strong"}
_ITALIC = {"i", "em"}


def read(source: str) -> list[Block]:
    """Return the blocks of stored HTML. Raises RichTextError."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return document(reader.blocks)


def write(blocks: list[Block]) -> str:
    """Return canonical HTML, as the editor stores it but without block keys."""
    return "".join(_pieces(blocks))


class _Reader(HTMLParser):
    """Collects blocks. The editor stores balanced tags only, so an unbalanced one is refused."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks: list[RawBlock] = []
        self._open_tags: list[str] = []
        self._cells: list[Cell] | None = None
        self._link: dict[str, str | None] = {}
        self._link_words = ""

    def handle_starttag(self, tag, attrs):
        if tag == "br":
            self._append([line_break(self._style())])
            return
        if tag in {"p", "li"}:
            self._start_block(tag)
        elif tag in _LISTS:
            self._start_list()
        elif tag == "a":
            self._link, self._link_words = dict(attrs), ""
        elif tag not in _BOLD | _ITALIC:
            raise RichTextError(f"the tag <{tag}> is not part of rich text")
        self._open_tags.append(tag)

    def handle_endtag(self, tag):
        if tag == "br":
            return
        if not self._open_tags or self._open_tags.pop() != tag:
            raise RichTextError(f"the tag </{tag}> closes nothing")
        if tag in {"p", "li"}:
            self._cells = None
        elif tag == "a":
            self._end_link()

    def handle_data(self, data):
        if self._cells is None and not data.strip():
            return
        self._link_words += data
        self._append(cells(data, self._style()))

    def close(self):
        super().close()
        if self._open_tags:
            raise RichTextError(f"the tag <{self._open_tags[-1]}> is not closed")

    def _start_block(self, tag):
        lists = [name for name in self._open_tags if name in _LISTS]
        parent = self._open_tags[-1] if self._open_tags else None
        if (tag == "li") != (parent in _LISTS) or (tag == "p" and parent):
            raise RichTextError(f"the tag <{tag}> is out of place")
        self._cells = []
        self.blocks.append(
            RawBlock(lists[-1] if lists else "p", max(len(lists) - 1, 0), self._cells)
        )

    def _start_list(self):
        if self._open_tags and self._open_tags[-1] != "li":
            raise RichTextError("a list is out of place")
        self._cells = None

    def _end_link(self):
        if "linktype" in self._link:
            raise RichTextError(
                f"the link “{self._link_words}” goes to {self._link['linktype']} "
                f"{self._link.get('id')}, a number of this database; give it an address (/…)"
            )
        if self._href():
            check_link(self._href(), self._link_words)
        self._link = {}

    def _append(self, new_cells: Iterable[Cell]):
        if self._cells is None:
            if any(tag in _LISTS for tag in self._open_tags):
                raise RichTextError("text in a list stands outside its items")
            self._cells = []
            self.blocks.append(RawBlock("p", 0, self._cells))
        self._cells.extend(new_cells)

    def _href(self) -> str | None:
        return self._link.get("href") or None

    def _style(self) -> Style:
        return Style(
            not _BOLD.isdisjoint(self._open_tags),
            not _ITALIC.isdisjoint(self._open_tags),
            self._href(),
        )


def _pieces(blocks: list[Block]) -> Iterator[str]:
    open_lists: list[str] = []
    for block in blocks:
        if block.kind == "p":
            yield from _close_lists(open_lists, 0)
            yield f"<p>{_content(block)}</p>"
            continue
        yield from _close_lists(open_lists, block.depth + 1)
        if len(open_lists) > block.depth and open_lists[-1] != block.kind:
            yield from _close_lists(open_lists, block.depth)
        if len(open_lists) > block.depth:
            yield "</li>"
        else:
            open_lists.append(block.kind)
            yield f"<{block.kind}>"
        yield f"<li>{_content(block)}"
    yield from _close_lists(open_lists, 0)


def _close_lists(open_lists: list[str], depth: int) -> Iterator[str]:
    while len(open_lists) > depth:
        yield f"</li></{open_lists.pop()}>"


def _content(block: Block) -> str:
    return "<br/>".join(map(_line, block.lines))


def _line(line: Line) -> str:
    by_link = groupby(line, key=lambda run: run.style.href)
    return "".join(_linked(href, list(runs)) for href, runs in by_link)


def _linked(href: str | None, runs: list[Run]) -> str:
    words = _styled(runs)
    return f'<a href="{escape(href)}">{words}</a>' if href else words


def _styled(runs: list[Run]) -> str:
    pieces = []
    for bold, group in groupby(runs, key=lambda run: run.style.bold):
        words = "".join(
            f"<i>{escape(run.text, quote=False)}</i>"
            if run.style.italic
            else escape(run.text, quote=False)
            for run in group
        )
        pieces.append(f"<b>{words}</b>" if bold else words)
    return "".join(pieces)
