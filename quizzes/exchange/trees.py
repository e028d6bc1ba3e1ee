"""XML to a tree without doors: no document type, no entity, nothing deep or endless. Pure.

Names lose their namespaces, and those of QTI 3 (`qti-simple-choice`, `base-type`) become those of
QTI 2 (`simpleChoice`, `baseType`), so that one reader reads both.
"""

import re
from xml.etree import ElementTree
from xml.parsers import expat

from quizzes.exchange.items import Refused, Why

MAX_DEPTH = 60
MAX_ELEMENTS = 60_000
MAX_ATTRIBUTES = 60
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

Element = ElementTree.Element


def parsed(data: bytes) -> Element:
    """Return the root of a document. Raises Refused for a document type and for broken XML."""
    grower = _Grower()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = grower.start
    parser.EndElementHandler = grower.end
    parser.CharacterDataHandler = grower.builder.data
    parser.StartDoctypeDeclHandler = grower.refuse_doctype
    parser.EntityDeclHandler = grower.refuse_doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Refused(Why.XML, str(error)) from error
    return grower.builder.close()


class _Grower:
    """Builds the tree and counts."""

    def __init__(self):
        self.builder = ElementTree.TreeBuilder()
        self.depth = 0
        self.elements = 0

    def start(self, name: str, attributes: dict[str, str]):
        self.depth += 1
        self.elements += 1
        if self.depth > MAX_DEPTH:
            raise Refused(Why.DEPTH, MAX_DEPTH)
        if self.elements > MAX_ELEMENTS or len(attributes) > MAX_ATTRIBUTES:
            raise Refused(Why.ELEMENTS)
        self.builder.start(
            named(name), {attribute_named(name, key): text for key, text in attributes.items()}
        )

    def end(self, name: str):
        self.depth -= 1
        self.builder.end(named(name))

    def refuse_doctype(self, *_declared):
        raise Refused(Why.DOCTYPE)


def named(name: str) -> str:
    local = name.rpartition("}")[2]
    return camel(local.removeprefix("qti-")) if local.startswith("qti-") else local


def attribute_named(element: str, name: str) -> str:
    local = name.rpartition("}")[2]
    return camel(local) if element.rpartition("}")[2].startswith("qti-") else local


def camel(name: str) -> str:
    first, *others = name.split("-")
    return first + "".join(word.capitalize() for word in others)


def text_at(element: Element | None, path: str = "") -> str:
    """Return the text at a path below an element, trimmed; "" where there is none."""
    found = element.find(path) if element is not None and path else element
    return (found.text or "").strip() if found is not None else ""


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """Append an element, with nothing in its text that XML cannot hold."""
    child = ElementTree.SubElement(parent, name, attributes)
    child.text = in_xml(text) or None
    return child


def in_xml(text: str) -> str:
    return _NOT_IN_XML.sub("", text)


def written(root: Element) -> bytes:
    """Return a document as a file."""
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
