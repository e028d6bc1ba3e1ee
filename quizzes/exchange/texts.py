"""Bytes to text, and marked-up text to plain words and to HTML, naming what gets lost. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from html.parser import HTMLParser

from quizzes.exchange.items import MAX_TEXT, Note, Refused, Why

MAX_DEPTH = 40  # open tags within one another; parsing more costs quadratic time

# Tags that only lay words out, and those that begin a line of their own.
LAYOUT = frozenset({"p", "br", "div", "span", "html", "body"})
LINES = frozenset(
    {"p", "br", "div", "li", "ul", "ol", "tr", "table", "pre", "blockquote", "hr"}
    | {"h1", "h2", "h3", "h4", "h5", "h6"}
)
SILENT = frozenset({"script", "style", "head", "title"})
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "col", "wbr", "embed"})
# What stored explanations keep (core.sanitizing.ALLOWED_TAGS); the test of this room compares them.
KEPT_IN_FEEDBACK = frozenset({"p", "br", "b", "strong", "i", "em", "ul", "ol", "li", "a"})
LIKE_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|&(?:[a-zA-Z]+|#\d+);")
BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


class Form(StrEnum):
    """How a text is written. `AUTO` is Moodle's own: lines of text in which tags may stand."""

    PLAIN = "plain"
    HTML = "html"
    MARKDOWN = "markdown"
    AUTO = "moodle"


def decoded(data: bytes) -> tuple[str, list[Note]]:
    """Return the text of a file, and a note where its encoding is a guess.

    Lines end with `\\n`. Raise Refused where it is no text.
    """
    encoding = next((name for bom, name in BOMS.items() if data.startswith(bom)), "utf-8")
    notes = []
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        notes = [Note(Why.ENCODING, "Windows-1252")]
    if "\0" in text:
        raise Refused(Why.NOT_TEXT)
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


@dataclass(frozen=True)
class Words:
    """The plain words of a text, and what they leave out."""

    text: str
    lost: list[Note]


def is_html(text: str, form: str) -> bool:
    return form == Form.HTML or (form == Form.AUTO and bool(LIKE_HTML.search(text)))


def plain(text: str, form: str = Form.PLAIN) -> Words:
    """Return the words of a text; of a text that is nothing but a picture, what it shows.

    Raise Refused where tags stand too deep within one another.
    """
    if not is_html(text, form):
        lost = [Note(Why.MARKDOWN)] if form == Form.MARKDOWN else []
        return Words(text.strip(), lost)
    reader = read(text, newlines_count=form == Form.AUTO)
    tags = sorted(reader.tags - LAYOUT)
    lost = [Note(Why.MARKUP, ", ".join(f"<{tag}>" for tag in tags))] if tags else []
    return Words(reader.words() or " ".join(reader.shown).strip(), lost)


def feedback(text: str, form: str = Form.PLAIN) -> Words:
    """Return a text as HTML, not cleaned; empty where it says nothing.

    Raise Refused where tags stand too deep within one another.
    """
    if not is_html(text, form):
        paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
        html = "".join(f"<p>{escape(part, quote=False)}</p>" for part in paragraphs)
        lost = [Note(Why.MARKDOWN)] if form == Form.MARKDOWN and html else []
        return Words(html.replace("\n", "<br/>"), lost)
    reader = read(text)
    tags = sorted(reader.tags - KEPT_IN_FEEDBACK - LAYOUT)
    lost = [Note(Why.MARKUP, ", ".join(f"<{tag}>" for tag in tags))] if tags else []
    return Words(text.strip() if reader.words() else "", lost)


def read(html: str, *, newlines_count: bool = False) -> "Reader":
    """Read HTML; raise Refused where it is too long to be read quickly, or too deep."""
    if len(html) > MAX_TEXT:
        raise Refused(Why.TEXT, len(html))
    reader = Reader(newlines_count=newlines_count)
    reader.feed(html)
    reader.close()
    return reader


class Reader(HTMLParser):
    """Collects the words of HTML, its tags, and what its pictures are said to show."""

    def __init__(self, *, newlines_count: bool = False):
        super().__init__(convert_charrefs=True)
        self.newlines_count = newlines_count
        self.parts: list[str] = []
        self.tags: set[str] = set()
        self.shown: list[str] = []
        self.depth = 0
        self.silence = 0

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.silence += tag in SILENT
        if tag in LINES:
            self.parts.append("\n")
        if tag == "img":
            self.shown.append(dict(attrs).get("alt") or "")
        if tag not in VOID:
            self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Refused(Why.DEPTH, MAX_DEPTH)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        self.depth = max(0, self.depth - (tag not in VOID))
        self.silence = max(0, self.silence - (tag in SILENT))
        if tag in LINES:
            self.parts.append("\n")

    def handle_data(self, data):
        if not self.silence:
            self.parts.append(data if self.newlines_count else " ".join(re.split(r"\s", data)))

    def words(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self.parts).split("\n"))
        return "\n".join(line for line in lines if line)
