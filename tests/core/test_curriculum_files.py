"""Curriculum files are read strictly, and every problem is reported with file and line."""

import uuid
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from core.curriculum_files import (
    CurriculumError,
    CurriculumErrors,
    Errors,
    FileLine,
    Record,
    read_record,
    read_records,
    read_yaml,
)

REFUSED_FILES = {
    "empty": (b"", 1, "the file is empty"),
    "comment alone": (b"# nothing\n", 2, "the file is empty"),
    "bare text": (b"a\n", 1, "the file must hold records (key: value)"),
    "second document": (b"a: 1\n---\nb: 2\n", 2, "the file must hold one document"),
    "key twice": (b"a: 1\nb: 2\na: 3\n", 3, "“a” was already given in line 1"),
    "tab": (b"a:\n\tb: 1\n", 2, "the character U+0009 is not allowed here"),
    "tab in text": (b"a: b\tc\n", 1, "the character U+0009 is not allowed here"),
    "control character": (b"a: 1\nb: \x07\n", 2, "the character U+0007 is not allowed here"),
    "anchor": (b"a: &x 1\n", 1, "anchors and aliases (& and *) are not allowed"),
    "anchor on a list": (b"a: &x\n  - 1\n", 1, "anchors and aliases (& and *) are not allowed"),
    "alias": (b"a: 1\nb: *x\n", 2, "anchors and aliases (& and *) are not allowed"),
    "merge key": (b"a: 1\n<<: {b: 2}\n", 2, "merge keys (<<) are not allowed"),
    "tag": (b"a: !!str 1\n", 1, "tags (!) are not allowed"),
    "tag of Python": (b"a: !!python/name:os.system\n", 1, "tags (!) are not allowed"),
    "tag on a record": (b"- !x\n  a: 1\n", 1, "tags (!) are not allowed"),
    "directive": (b"%YAML 1.1\n---\na: 1\n", 1, "directives (%) are not allowed"),
    "empty key": (b"'': 1\n", 1, "a key must be a word"),
    "list as key": (b"? [a]\n: 1\n", 1, "a key must be a word"),
    "day that is none": (b"a: 1\nb: 2026-02-30\n", 2, "there is no day 2026-02-30"),
    "not UTF-8": (b"a: 1\nb: caf\xe9\n", 2, "the file is not UTF-8"),
    "no YAML": (b"a: 1\nb: c: d\n", 2, "mapping values are not allowed here"),
    "open quote": (b'a: "b\n', 2, "found unexpected end of stream"),
    "escape of no character": (
        b'a: 1\nb: "\\UFFFFFFFF"\n',
        2,
        "an escape (\\) from here on is wrong",
    ),
    "deep list": (b"a: " + b"[" * 12 + b"]" * 12, 1, "nesting is deeper than 12"),
    "too large": (b"a: " + b"b" * 1_000_000, 1, "the file is larger than 1000000 bytes"),
}
LESSON = """\
    id: e8181552-e3a5-44f2-bf40-2bd6e5a782b9
    heading: What a yes is
    minutes: 5
    open: true
    seen_on: 2026-11-30
    kind: text
    skills:
      - sk-ask-clear
      - sk-easy-no
    steps:
      - title: One
      - title: Two
    author:
      name: Mei
    text: |
      One **yes**.

      Two.
    """


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Write a file into the working directory; return its absolute path."""
    monkeypatch.chdir(tmp_path)

    def write(content: str | bytes, name: str = "lesson.yaml") -> Path:
        path = tmp_path / name
        raw = content if isinstance(content, bytes) else dedent(content).encode()
        path.write_bytes(raw)
        return path

    return write


@pytest.fixture
def lesson(file) -> Record:
    return read_record(file(LESSON))


def refusal(record: Record, reader: str, key: str, **limits) -> str:
    """Return the text of the error that reading a key raises."""
    with pytest.raises(CurriculumError) as error:
        getattr(record, reader)(key, **limits)
    return str(error.value)


@pytest.mark.parametrize(("content", "line", "reason"), REFUSED_FILES.values(), ids=REFUSED_FILES)
def test_bad_file_is_refused_with_its_line(file, content, line, reason):
    with pytest.raises(CurriculumError) as error:
        read_yaml(file(content))

    assert str(error.value) == f"lesson.yaml:{line}: {reason}"


def test_plain_values_follow_yaml_1_2(file):
    content = read_yaml(
        file(
            """\
            texts: [yes, no, On, off, y, True, NULL]
            not_quite_numbers: [1.10, 012, 0x1F, 1_000, +44, 12:30, .5]
            long_number: 1234567890123456
            time: 2026-11-30T10:00:00
            quoted: ["5", 'true', "2026-11-30", "null"]
            numbers: [0, 5, -7, 123456789012345]
            truths: [true, false]
            nothing: [null, ~]
            empty:
            day: 2026-11-30
            """
        )
    )

    assert content == {
        "texts": ["yes", "no", "On", "off", "y", "True", "NULL"],
        "not_quite_numbers": ["1.10", "012", "0x1F", "1_000", "+44", "12:30", ".5"],
        "long_number": "1234567890123456",
        "time": "2026-11-30T10:00:00",
        "quoted": ["5", "true", "2026-11-30", "null"],
        "numbers": [0, 5, -7, 123456789012345],
        "truths": [True, False],
        "nothing": [None, None],
        "empty": None,
        "day": date(2026, 11, 30),
    }


def test_keys_are_always_text(file):
    assert list(read_yaml(file("NO: 1\n2026: 2\ntrue: 3\n'<<': 4\n"))) == [
        "NO",
        "2026",
        "true",
        "<<",
    ]


def test_every_value_knows_its_line(lesson):
    path = lesson.path

    assert lesson.where() == FileLine(path, 1)
    assert lesson.where("heading") == FileLine(path, 2)
    assert lesson.where("absent") == FileLine(path, 1)
    assert lesson["skills"].where(1) == FileLine(path, 9)
    assert lesson["steps"][1].where("title") == FileLine(path, 12)
    assert str(lesson.where("text")) == "lesson.yaml:15"


def test_path_outside_the_working_directory_is_shown_in_full(lesson, tmp_path_factory, monkeypatch):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))

    assert str(lesson.where("heading")) == f"{lesson.path}:2"


def test_good_record_is_read(lesson):
    with lesson:
        assert lesson.uuid("id") == uuid.UUID("e8181552-e3a5-44f2-bf40-2bd6e5a782b9")
        assert lesson.text("heading", max_length=13) == "What a yes is"
        assert lesson.integer("minutes", at_least=1, at_most=90) == 5
        assert lesson.boolean("open") is True
        assert lesson.date("seen_on") == date(2026, 11, 30)
        assert lesson.choice("kind", ["text", "picture"]) == "text"
        assert lesson.texts("skills", at_least=1) == ["sk-ask-clear", "sk-easy-no"]
        assert [step.text("title") for step in lesson.records("steps", at_least=2)] == [
            "One",
            "Two",
        ]
        assert lesson.record("author").text("name") == "Mei"
        assert lesson.markdown("text") == "<p>One <b>yes</b>.</p><p>Two.</p>"


def test_missing_values_have_defaults(file):
    record = read_record(file("empty:\n"))

    assert record.optional_text("caption") == ""
    assert record.optional_text("empty") == ""
    assert record.text("caption", default="none") == "none"
    assert record.integer("minutes", at_least=1, default=0) == 0
    assert record.boolean("open", default=False) is False
    assert record.date("seen_on", default=None) is None
    assert record.markdown("text", default="") == ""
    assert record.records("steps") == []
    assert record.texts("empty") == []


@pytest.mark.parametrize(
    ("reader", "key", "limits", "message"),
    [
        ("text", "absent", {}, "1: absent is missing"),
        (
            "text",
            "heading",
            {"max_length": 12},
            "2: heading: must have at most 12 characters, not 13",
        ),
        (
            "text",
            "minutes",
            {},
            "3: minutes: must be text (in quotes where it looks like something else), not 5",
        ),
        ("text", "text", {}, "15: text: must be one line without control characters"),
        (
            "integer",
            "heading",
            {},
            "2: heading: must be a whole number from 0 to 1000000, not “What a yes is”",
        ),
        (
            "integer",
            "minutes",
            {"at_most": 4},
            "3: minutes: must be a whole number from 0 to 4, not 5",
        ),
        ("integer", "open", {}, "4: open: must be a whole number from 0 to 1000000, not true"),
        ("boolean", "minutes", {}, "3: minutes: must be true or false, not 5"),
        ("date", "heading", {}, "2: heading: must be a day as 2026-11-30, not “What a yes is”"),
        ("uuid", "heading", {}, "2: heading: must be a UUID in lower case, not “What a yes is”"),
        ("choice", "kind", {"allowed": ("a", "b")}, "6: kind: must be one of a, b, not “text”"),
        ("choice", "kind", {"allowed": {"b", "a"}}, "6: kind: must be one of a, b, not “text”"),
        ("choice", "steps", {"allowed": ["a"]}, "10: steps: must be one of a, not a list"),
        ("record", "heading", {}, "2: heading: must be a record (key: value), not “What a yes is”"),
        ("records", "author", {}, "13: author: must be a list (- item), not a record"),
        ("records", "skills", {}, "8: skills: must be a record (key: value), not “sk-ask-clear”"),
        (
            "records",
            "steps",
            {"at_least": 3, "at_most": 4},
            "10: steps must have 3 to 4 items, not 2",
        ),
        ("records", "steps", {"at_most": 1}, "10: steps must have 0 to 1 items, not 2"),
        ("records", "absent", {"at_least": 1}, "1: absent is missing"),
        ("texts", "skills", {"at_least": 3}, "7: skills must have at least 3 items, not 2"),
        (
            "texts",
            "skills",
            {"max_length": 10},
            "8: skills: must have at most 10 characters, not 12",
        ),
    ],
)
def test_wrong_value_is_refused_with_its_line(lesson, reader, key, limits, message):
    assert refusal(lesson, reader, key, **limits) == f"lesson.yaml:{message}"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("a:", "a has no value"),
        ('a: ""', "a: must not be empty"),
        ('a: " "', "a: must not be empty"),
        ('a: " b"', "a: must not start or end with a space"),
        ('a: "b\\u2028c"', "a: must be one line without control characters"),
        ('a: "b\\0c"', "a: must be one line without control characters"),
        ('a: "b\\ud800c"', "a: must be one line without control characters"),
    ],
)
def test_empty_or_unclean_text_is_refused(file, content, reason):
    assert refusal(read_record(file(content)), "text", "a") == f"lesson.yaml:1: {reason}"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a: |\n  One.\n\n  # Two\n", "4: a: a heading is not part of rich text"),
        ("a: One `two`.\n", "1: a: code (write \\` for a plain one) is not part of rich text"),
        ("a: |\n  One.\n\n  *Two*.\n", "4: a: write this line as “_Two_.”"),
        ("a: |\n  One,\n  two.\n", "2: a: write this line as “One, two.”"),
        (
            "a: |\n  One.\n",
            "2: a: one paragraph stands beside its key, several stand below it after |",
        ),
        (
            "a: |-\n  One.\n\n  Two.\n",
            "4: a: one paragraph stands beside its key, several stand below it after |",
        ),
    ],
)
def test_markdown_that_is_not_canonical_is_refused_with_its_own_line(file, content, message):
    assert refusal(read_record(file(content)), "markdown", "a") == f"lesson.yaml:{message}"


def test_unknown_key_is_refused_naming_the_nearest(file):
    record = read_record(file("headnig: x\nwhatever: y\n"), errors := Errors())

    with record:
        record.optional_text("heading")

    assert [str(error) for error in errors.found] == [
        "lesson.yaml:1: unknown key “headnig”; did you mean “heading”?",
        "lesson.yaml:2: unknown key “whatever”",
    ]


def test_error_inside_a_record_is_not_hidden_by_its_unknown_keys(lesson):
    with pytest.raises(ZeroDivisionError), lesson:
        _ = 1 / 0


@pytest.mark.parametrize(
    ("reader", "content", "reason"),
    [
        (read_record, "- a: 1\n", "1: the file must hold one record (key: value), not a list"),
        (read_records, "a: 1\n", "1: the file must hold a list of records (- key: value)"),
        (read_records, "- a: 1\n- b\n", "2: the item must be a record (key: value)"),
    ],
)
def test_file_of_another_shape_is_refused(file, reader, content, reason):
    with pytest.raises(CurriculumError) as error:
        reader(file(content))

    assert str(error.value) == f"lesson.yaml:{reason}"


def test_list_of_records_is_read(file):
    assert read_records(file("- a: 1\n- a: 2\n")) == [{"a": 1}, {"a": 2}]


def test_one_load_reports_every_problem_of_every_file(file):
    paths = [
        file("heading: 5\nsteps:\n  - titel: One\n  - title: Two\n", "b.yaml"),
        file("heading: [\n", "a.yaml"),
        file("heading: Fine\n", "c.yaml"),
    ]
    errors = Errors()

    for path in paths:
        with errors.collecting(), read_record(path, errors) as record:
            record.text("heading")
            for step in record.records("steps"):
                with step:
                    step.text("title")
    errors.add(FileLine(paths[2], 1), "two files have this heading")

    with pytest.raises(CurriculumErrors) as raised:
        errors.raise_if_any()
    assert str(raised.value).splitlines() == [
        "a.yaml:2: expected the node content, but found '<stream end>'",
        "b.yaml:1: heading: must be text (in quotes where it looks like something else), not 5",
        "b.yaml:3: title is missing",
        "b.yaml:3: unknown key “titel”; did you mean “title”?",
        "c.yaml:1: two files have this heading",
    ]


def test_refused_values_have_stand_ins_of_their_type(file):
    record = read_record(file("a: {b: [1]}\n"), Errors())

    assert record.text("a") == ""
    assert record.markdown("a") == ""
    assert record.choice("a", ["x", "y"]) == "x"
    assert record.choice("a", []) == ""
    assert record.uuid("a") == uuid.UUID(int=0)
    assert record.integer("a", at_least=2) == 2
    assert record.boolean("a") is False
    assert record.date("a") == date.min
    assert record.records("a") == []
    assert record.texts("a") == []
    assert record.record("absent").text("b") == ""


def test_nothing_wrong_raises_nothing(lesson):
    errors = Errors()

    with errors.collecting():
        lesson.text("heading")

    errors.raise_if_any()
