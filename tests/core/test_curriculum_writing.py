"""The same content is always the same bytes, and reads back as the same content."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from core.curriculum_files import read_yaml, write_yaml
from tests.shared_inputs import shared_path

CANONICAL = """\
id: e8181552-e3a5-44f2-bf40-2bd6e5a782b9
heading: It’s a “yes”, isn't it? (1/2)
closing: "Look: no"
answers:
  - "Yes"
  - "no"
  - "5"
  - "1.10"
  - "2026-11-30"
  - "null"
  - "- a"
  - "a #b"
  - "\\"Hm\\", she says\\\\"
  - ""
  - "a "
minutes: 5
is_open: true
day: 2026-11-30
nothing: null
no_items: []
no_keys: {}
steps:
  - id: a22f85c2-e64d-4cb2-b042-885d5bb4f6f0
    blocks:
      - type: text
        text: |
          One paragraph.

          - An item
            - A nested one
      - type: text
        text: |-
          No end
          of line
      - - a
        - b: c
          d: e
  - |
    One line with its end.
"""
INLINE = [
    ("plain", "plain"),
    ("it's", "it's"),
    ("a:b", "a:b"),
    ("a#b", "a#b"),
    ("a\xa0b", "a\xa0b"),
    ("😀", "😀"),
    ("a\tb", '"a\\tb"'),
    ("a\x00\x7f\x85", '"a\\x00\\x7f\\u0085"'),
    ("a\u2028\ufeff", '"a\\u2028\\ufeff"'),
    ("\ud800", '"\\ud800"'),
    ("a\n\n", '"a\\n\\n"'),
    (" a\nb", '" a\\nb"'),
    ("\na", '"\\na"'),
    ("a \nb", '"a \\nb"'),
    ("a\r\nb", '"a\\x0d\\nb"'),
    ("=", '"="'),
    ("<<", '"<<"'),
    ("y", '"y"'),
    ("0o17", '"0o17"'),
    ("1e3", '"1e3"'),
    ("12:30", '"12:30"'),
    ("+44", '"+44"'),
    ("0800 1111", "0800 1111"),
]
SIGNS = ": #-\n'\"\\|>ae1.,~%@`*&!{}[]?\t\r\x85\u2028\ufeff\ud800😀"
WORDS = ["true", "null", "yes", "0x1F", "2026-01-01", "---", "...", "<<", ": ", " #", "- ", "\n\n"]
texts = st.one_of(
    st.text(),
    st.lists(st.one_of(st.sampled_from([*SIGNS, *WORDS]), st.characters()), max_size=8).map(
        "".join
    ),
)
limit = 10**15 - 1
values = st.one_of(texts, st.integers(-limit, limit), st.booleans(), st.none(), st.dates())
keys = texts.filter(lambda key: 0 < len(key) <= 100)


def filled(inner):
    return st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4))


files = filled(st.recursive(values, filled, max_leaves=10))


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("curriculum") / "file.yaml"


def read_back(path: Path, text: str):
    path.write_text(text, encoding="utf-8")
    return read_yaml(path)


def with_types(data) -> object:
    """Return data in which 1 and True are not equal, nor the same keys in another order."""
    if isinstance(data, dict):
        return "record", [(key, with_types(value)) for key, value in data.items()]
    if isinstance(data, list):
        return "list", [with_types(item) for item in data]
    return type(data), data


def test_canonical_file_is_written_as_it_was(path):
    assert write_yaml(read_back(path, CANONICAL)) == CANONICAL


@pytest.mark.parametrize(("text", "written"), INLINE)
def test_text_is_plain_only_where_every_reader_agrees(path, text, written):
    assert write_yaml({"a": text}) == f"a: {written}\n"
    assert write_yaml([text]) == f"- {written}\n"


@pytest.mark.parametrize(
    "loose",
    [
        "a: 'b'\n",
        'a: "b"\n',
        "a: b # why\n",
        "a: [b]\n",
        "a:\n- b\n",
        "a:\n    - b\n",
        "a: b\n\nc: d\n",
        "a: >\n  b\n  c\n",
        "a: b\n  c\n",
        "---\na: b\n",
        "a: ~\n",
        "a: No\n",
        "a: |\n    b\n    c\n",
        "a: b",
    ],
)
def test_loose_file_is_written_another_way(path, loose):
    data = read_back(path, loose)
    written = write_yaml(data)

    assert written != loose
    assert read_back(path, written) == data


@settings(deadline=None)
@given(data=files)
def test_any_content_reads_back_the_same(path, data):
    written = write_yaml(data)
    read = read_back(path, written)

    assert with_types(read) == with_types(data)
    assert write_yaml(read) == written


@settings(deadline=None)
@given(data=files)
def test_other_readers_of_yaml_agree(data):
    assert with_types(yaml.safe_load(write_yaml(data))) == with_types(data)


@pytest.mark.parametrize("name", ["naughty", "people_and_answers"])
def test_naughty_strings_read_back_the_same(path, name):
    lines = shared_path(f"corpora/strings/{name}.jsonl").read_text(encoding="utf-8").splitlines()

    for payload in (json.loads(line)["payload"] for line in lines):
        data = {"text": payload, "texts": [payload, {"text": payload}]}
        assert read_back(path, write_yaml(data)) == data
        assert yaml.safe_load(write_yaml(data)) == data


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("a", "a file holds records or a list, not str"),
        ({"a": 1.5}, "a curriculum file cannot hold 1.5"),
        ({"a": 10**15}, "a curriculum file cannot hold 1000000000000000"),
        ({"a": datetime(2026, 1, 1, 10)}, r"a curriculum file cannot hold datetime\.datetime"),  # noqa: DTZ001
        ([b"a"], "a curriculum file cannot hold b'a'"),
        ({1: "a"}, "a key is a text of 1 to 100 characters, not 1"),
        ({"": "a"}, "a key is a text of 1 to 100 characters, not ''"),
        ({"a" * 101: "a"}, "a key is a text of 1 to 100 characters"),
    ],
)
def test_other_values_are_refused(data, reason):
    with pytest.raises(TypeError, match=reason):
        write_yaml(data)


def test_tuples_and_days_are_written_like_lists_and_text():
    assert write_yaml(({"a": date(2026, 1, 2)}, ())) == "- a: 2026-01-02\n- []\n"
