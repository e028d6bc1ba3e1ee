"""Every curriculum file is written the one way a dump of the site would write it (decision 28).

Canonical Markdown within them is asked for where the rooms load them.
"""

from difflib import ndiff
from pathlib import Path

import pytest

from core.curriculum_files import read_yaml, write_yaml

REPOSITORY = Path(__file__).resolve().parents[2]
FILES = sorted((REPOSITORY / "curriculum").rglob("*.y*ml"))


def lines_to_change(written: str, canonical: str) -> list[str]:
    """Return the lines to take out ("- …") and to put in ("+ …"), in the order of the file."""
    lines = ndiff(written.splitlines(keepends=True), canonical.splitlines(keepends=True))
    return [line for line in lines if line[0] in "-+"]


def test_there_are_files():
    assert FILES != []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_file_is_canonical(path):
    written = path.read_text(encoding="utf-8")

    assert lines_to_change(written, write_yaml(read_yaml(path))) == []


def test_lines_to_change_are_named(tmp_path):
    path = tmp_path / "loose.yaml"
    path.write_text("a: 'b'\nc: d\n# e\n")

    changes = lines_to_change(path.read_text(), write_yaml(read_yaml(path)))

    assert changes == ["- a: 'b'\n", "+ a: b\n", "- # e\n"]
