"""Which format a file is in, by how it begins."""

import pytest

from quizzes.exchange import formats
from quizzes.exchange.items import Refused
from tests.quizzes.exchange.reads import FILES


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("every_construct.gift", "gift"),
        ("every_construct.txt", "aiken"),
        ("every_construct.xml", "moodle-xml"),
        ("every_construct.csv", "csv"),
    ],
)
def test_format_shows_in_the_file_itself(name, format_):
    assert formats.looks_like((FILES / name).read_bytes()) == format_


@pytest.mark.parametrize("data", [b"", b"  \n", b"\x89PNG\r\n\x1a\n\0\0"])
def test_file_in_no_format_is_refused(data):
    with pytest.raises(Refused, match="unknown-format"):
        formats.read(data)


def test_older_qti_is_refused_by_name():
    with pytest.raises(Refused) as refusal:
        formats.read(b"<questestinterop/>")
    assert refusal.value.note.what == "QTI 1.2"
