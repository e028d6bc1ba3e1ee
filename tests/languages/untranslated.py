"""Words on a page that nobody was asked to translate.

Pages are read in the pseudo-locale that marks what went through gettext. What is not marked has to
be content, which editors write in each language, or something that is the same in every language.
"""

import re
from collections.abc import Iterator
from html import unescape

from bs4 import BeautifulSoup, Comment, Doctype
from django.apps import apps
from django.db.models import CharField, JSONField, TextField
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from tests.pseudo_locale import MARKED

BRAND = "Marram"
TITLE_END = re.compile(rf" - {BRAND}$")
READ_OUT = (
    *("alt", "aria-label", "data-one-more", "data-two-more", "placeholder", "title"),
    *("data-busy", "data-failed", "data-gone", "data-order-said"),
)
UNREAD = {"script", "style", "template"}
TAG = re.compile(r"<[^>]*>")
LETTERS = re.compile(r"[^\W\d_]")
EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
# Pages put content together sentence by sentence, or with a comma between.
SENTENCE_END = re.compile(r"(?<=[.?!,])\s+")
# What a script fills in.
PLACEHOLDER = re.compile(r"\{\w+\}")
# The same in every language: the letter of an option, the host that a fact was read on, and our own
# addresses in a plain text.
SAME_EVERYWHERE = re.compile(r"[A-Z]|([a-z0-9-]+\.)+[a-z]{2,}|http://testserver(/[\w-]+)+")


def untranslated(html: str, content: set[str]) -> set[str]:
    """Return the sentences with letters that are neither marked nor of `content`."""
    found = {one for text in texts(html) for one in unmarked(text)} - content - {BRAND}
    return {one for one in found if not SAME_EVERYWHERE.fullmatch(one)}


def texts(html: str) -> Iterator[str]:
    """Yield what a reader sees or hears, but for what stands in one script in every language."""
    page = BeautifulSoup(html, "html.parser")
    for node in page.find_all(string=True):
        is_shown = not isinstance(node, Comment | Doctype) and node.parent.name not in UNREAD
        if is_shown and not node.find_parent(dir="ltr") and not is_own_name_of_language(node):
            yield TITLE_END.sub("", node) if node.parent.name == "title" else str(node)
    for tag in page.find_all(True):
        yield from (tag[name] for name in READ_OUT if name in tag.attrs)


def is_own_name_of_language(node) -> bool:
    """Whether this is a language to choose, which stands there in its own words."""
    is_link = node.find_parent("a", hreflang=True, lang=True) is not None
    return is_link or node.find_parent("select", attrs={"name": "language"}) is not None


def unmarked(text: str) -> Iterator[str]:
    for piece in MARKED.split(text):
        yield from sentences(piece)


def sentences(text: str) -> Iterator[str]:
    """Yield a text's sentences that have letters, bare of punctuation and numbers at their ends."""
    for sentence in SENTENCE_END.split(" ".join(PLACEHOLDER.sub("", text).split())):
        if LETTERS.search(sentence):
            yield EDGES.sub("", sentence)


def content(typed: set[str]) -> set[str]:
    """Return what people wrote, as `untranslated` meets it: in the database, and just typed."""
    values = [
        value
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField | JSONField | StreamField) and not field.choices
        for value in model._default_manager.values_list(field.name, flat=True)
    ]
    written = [text for value in values for text in strings(value) if text]
    return {one for text in [*written, *typed] for one in sentences(text)}


def strings(value) -> Iterator[str]:
    """Yield the pieces of text in a stored value: plain, rich text, or a tree of blocks."""
    if isinstance(value, str):
        yield from (unescape(piece) for piece in TAG.split(value))
    elif isinstance(value, StreamValue):
        yield from strings(list(value.raw_data))
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)
