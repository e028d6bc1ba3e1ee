"""Rich text as the Markdown of curriculum files: the small language in CommonMark's writing."""

from collections.abc import Iterator
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.token import Token

from core.rich_text.document import (
    Block,
    Cell,
    RawBlock,
    RichTextError,
    Style,
    cells,
    check_link,
    document,
    line_break,
)
from core.rich_text.markdown_line import write_line

_NOT_RICH_TEXT = {
    "heading_open": "a heading",
    "fence": "code",
    "code_block": "code (a paragraph starts without spaces)",
    "code_inline": "code (write \\` for a plain one)",
    "blockquote_open": "a quotation (write \\> for a plain one)",
    "hr": "a rule",
    "html_block": "HTML (write \\< for a plain one)",
    "html_inline": "HTML (write \\< for a plain one)",
    "table_open": "a table",
    "image": "a picture (it has a block of its own)",
}


class _CommonMark(MarkdownIt):
    """CommonMark that leaves addresses as they were written; the document checks them."""

    def __init__(self):
        super().__init__("commonmark")
        # Not part of CommonMark, but part of what people expect: seen, a table can be refused.
        self.enable("table")

    def normalizeLink(self, url: str) -> str:
        return url

    def validateLink(self, url: str) -> bool:
        return True


_COMMON_MARK = _CommonMark()


def read(source: str) -> list[Block]:
    """Return the blocks of a Markdown text. Raises RichTextError with the line."""
    environment: dict = {}
    tokens = _COMMON_MARK.parse(source, environment)
    for reference in environment.get("references", {}).values():
        raise RichTextError("write a link as [words](address) where it is", reference["map"][0] + 1)
    return document(_raw_blocks(tokens))


def write(blocks: list[Block]) -> str:
    """Return canonical Markdown."""
    lines = list(_lines(blocks))
    return "\n".join([*lines, ""]) if len(lines) > 1 else "".join(lines)


def _raw_blocks(tokens: list[Token]) -> Iterator[RawBlock]:
    lists: list[str] = []
    item_is_filled: list[bool] = []
    for token in tokens:
        _refuse(token, token.map[0] + 1 if token.map else None)
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append(token.tag)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "list_item_open":
            item_is_filled.append(False)
        elif token.type == "list_item_close":
            item_is_filled.pop()
        elif token.type == "inline":
            line = token.map[0] + 1
            if item_is_filled and item_is_filled[-1]:
                raise RichTextError("a list item is one paragraph", line)
            item_is_filled[-1:] = [True] * len(item_is_filled[-1:])
            kind = lists[-1] if lists else "p"
            yield RawBlock(kind, max(len(lists) - 1, 0), list(_cells(token.children, line)), line)


def _refuse(token: Token, line: int | None) -> None:
    """Raise RichTextError for a token outside the small language."""
    if token.type in _NOT_RICH_TEXT:
        raise RichTextError(f"{_NOT_RICH_TEXT[token.type]} is not part of rich text", line)
    if token.type == "ordered_list_open" and "start" in token.attrs:
        raise RichTextError("a numbered list starts at 1 (write 5\\. for a plain number)", line)
    if token.type == "link_open" and token.info == "auto":
        raise RichTextError("write a link as [words](address)", line)
    if token.type == "link_open" and "title" in token.attrs:
        raise RichTextError("a link has no title", line)


def _cells(tokens: list[Token], line: int) -> Iterator[Cell]:
    bold = italic = 0
    href = None
    for index, token in enumerate(tokens):
        _refuse(token, line)
        style = Style(bold > 0, italic > 0, href)
        if token.type == "text":
            yield from cells(token.content, style)
        elif token.type == "softbreak":
            yield from cells(" ", style)
            line += 1
        elif token.type == "hardbreak":
            yield line_break(style)
            line += 1
        elif token.tag == "strong":
            bold += token.nesting
        elif token.tag == "em":
            italic += token.nesting
        elif token.type == "link_open":
            href = str(token.attrs["href"])
            check_link(href, _link_words(tokens[index:], line), line)
        elif token.type == "link_close":
            href = None


def _link_words(tokens: list[Token], line: int) -> str:
    """Return the words of the link that the first token opens."""
    inside = takewhile(lambda token: token.type != "link_close", tokens)
    words = "".join(token.content for token in inside)
    if not words.strip():
        raise RichTextError("a link has words: [words](address)", line)
    return words


def _lines(blocks: list[Block]) -> Iterator[str]:
    markers: list[str] = []
    for index, block in enumerate(blocks):
        if index and not _continues_list(block, markers):
            yield ""
        if block.kind == "p":
            markers.clear()
        else:
            markers[block.depth :] = [_marker(block.kind, markers[block.depth : block.depth + 1])]
        yield from _block_lines(block, markers)


def _continues_list(block: Block, markers: list[str]) -> bool:
    """Whether a block belongs to the outermost list whose open items have these markers."""
    if block.kind == "p" or not markers:
        return False
    return block.depth > 0 or (block.kind == "ul") == (markers[0] == "- ")


def _marker(kind: str, before: list[str]) -> str:
    """Return the marker of a list item after the marker, if any, before it in the same place."""
    if kind == "ul":
        return "- "
    continues = before and before[0] != "- "
    return f"{int(before[0][:-2]) + 1}. " if continues else "1. "


def _block_lines(block: Block, markers: list[str]) -> Iterator[str]:
    margin = "".join(" " * len(marker) for marker in markers)
    lead = margin[: -len(markers[-1])] + markers[-1] if markers else ""
    for index, line in enumerate(block.lines):
        breaks = index < len(block.lines) - 1
        yield (margin if index else lead) + write_line(line) + ("\\" if breaks else "")
