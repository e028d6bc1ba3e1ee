"""Zip packages of items: looked at from outside before anything in them is read. Pure."""

import io
import stat
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from quizzes.exchange import qti
from quizzes.exchange.items import Item, Note, Refused, Why, refused_item
from quizzes.exchange.trees import parsed

MAX_FILES = 1_000
MAX_IN_ALL = 60_000_000  # bytes that all files say they hold
MAX_XML = 2_000_000  # bytes of one document
MAX_XML_IN_ALL = 20_000_000
MAX_RATIO = 100  # how much larger a document may be than what is packed
SMALL = 100_000  # bytes up to which the ratio says nothing


def read(data: bytes) -> Iterator[Item]:
    """Yield each item of a package; what stands beside items is passed over."""
    documents = 0
    with opened(data) as package:
        check_outside(package)
        for entry in package.infolist():
            if entry.is_dir() or not entry.filename.casefold().endswith(".xml"):
                continue
            document = unpacked(package, entry)
            documents += len(document)
            if documents > MAX_XML_IN_ALL:
                raise Refused(Why.ZIP_SIZE, MAX_XML_IN_ALL)
            yield from read_document(document, entry.filename)


def opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Refused(Why.ZIP, str(error)) from error


def check_outside(package: zipfile.ZipFile) -> None:
    """Raise Refused for a package that is too large, or that names places outside itself."""
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MAX_FILES or sum(entry.file_size for entry in entries) > MAX_IN_ALL:
        raise Refused(Why.ZIP_SIZE, len(entries))
    if len(set(names)) < len(names):
        raise Refused(Why.ZIP_PATH, next(name for name in names if names.count(name) > 1))
    for entry in entries:
        if not is_inside(entry):
            raise Refused(Why.ZIP_PATH, entry.filename)
        if entry.file_size > max(SMALL, MAX_RATIO * entry.compress_size):
            raise Refused(Why.ZIP_SIZE, entry.filename)


def is_inside(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is a plain file or folder at a plain place of the package."""
    path = PurePosixPath(entry.filename)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return (
        kind in {0, stat.S_IFREG, stat.S_IFDIR}
        and not path.is_absolute()
        and ".." not in path.parts
        and not any(sign in entry.orig_filename for sign in "\\:\0")
        and entry.filename.isprintable()
        and len(entry.filename) <= 200
    )


def unpacked(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return one document; raise Refused where it is longer than it may be, whatever it says."""
    try:
        with package.open(entry) as file:
            document = file.read(MAX_XML + 1)
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, OSError) as error:
        raise Refused(Why.ZIP, str(error)) from error
    if len(document) > MAX_XML:
        raise Refused(Why.ZIP_SIZE, entry.filename)
    return document


def read_document(document: bytes, name: str) -> Iterator[Item]:
    """Yield the item of one document. A document with doors in it refuses the whole package."""
    try:
        root = parsed(document)
    except Refused as refusal:
        if refusal.note.why == Why.XML:
            yield refused_item("", name, refusal.note)
            return
        raise
    if root.tag == qti.ITEM:
        yield qti.read_item(root)
    elif root.tag.endswith("questestinterop"):
        yield refused_item("", name, Note(Why.CONSTRUCT, "QTI 1.2"))
