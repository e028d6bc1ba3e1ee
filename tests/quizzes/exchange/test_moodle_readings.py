"""Files of others, read as Moodle 4.3 read them: type, answers, fractions."""

import json
from pathlib import Path

import pytest

from quizzes.exchange import formats
from quizzes.exchange.items import FULL, Item, Type
from quizzes.exchange.texts import Form, plain
from tests.shared_inputs import shared_path

FORMATS = {"gift": "gift", "moodle-xml": "moodle-xml", "aiken": "aiken"}
TYPES = {
    "multichoice": {Type.SINGLE, Type.MULTIPLE, Type.JUDGEMENT},
    "truefalse": {Type.TRUE_FALSE},
    "ordering": {Type.ORDERING},
    "match": {Type.MATCHING},
    "shortanswer": {Type.SHORT_ANSWER},
    "numerical": {Type.NUMBER},
    "gapselect": {Type.GAPS},
    "essay": {Type.REFLECT},
}
MOODLES = {"0": Form.AUTO, "1": Form.HTML, "2": Form.PLAIN, "4": Form.MARKDOWN}
READINGS = [
    (folder, path)
    for folder in FORMATS
    for path in sorted((shared_path(f"fixtures/{folder}") / "expected").glob("*.moodle43.json"))
]


def read(folder: str, reading: Path) -> list[tuple[dict, Item]]:
    """Return what Moodle says and what we say of each item of a file."""
    expected = json.loads(reading.read_text())["questions"]
    name = reading.name.removesuffix(".moodle43.json")
    items = formats.read((reading.parent.parent / name).read_bytes(), FORMATS[folder])
    return list(zip(expected, items, strict=True))


def moodle_answers(question: dict) -> list[tuple]:
    if question["qtype"] == "truefalse":
        right = bool(question["correct"])
        return [("true", FULL * right), ("false", FULL * (not right))]
    form = MOODLES[question["format"]]
    if question["qtype"] == "match":
        return [(words(left, form), right) for left, right in question["pairs"]]
    return [
        (words(one["text"], form), one["fraction"] * FULL, *near(one["tolerance"]))
        for one in question.get("answers", [])
    ]


def words(text: str | None, form: str) -> str | None:
    """Return the plain words of a text; Moodle lost one that was not in its own encoding."""
    return None if text is None else plain(text, form).text


def near(tolerance) -> list[float]:
    return [] if tolerance in (None, "") else [round(float(tolerance), 9)]


def our_answers(item: Item) -> list[tuple]:
    if item.type == Type.MATCHING:
        return [(answer.text, answer.match) for answer in item.answers]
    return [(a.text, a.fraction, *near(a.tolerance)) for a in item.answers]


def same(expected: list[tuple], found: list[tuple]) -> bool:
    lost = [place for place, one in enumerate(expected) if one[0] is None]
    return [one for n, one in enumerate(expected) if n not in lost] == [
        one for n, one in enumerate(found) if n not in lost
    ]


@pytest.mark.parametrize(("folder", "reading"), READINGS, ids=lambda one: getattr(one, "name", one))
def test_item_reads_as_in_moodle(folder, reading):
    for expected, item in read(folder, reading):
        if expected["qtype"] not in TYPES:
            assert item.refusal.why == "construct"
            continue
        assert item.refusal is None
        assert item.type in TYPES[expected["qtype"]]
        assert same(moodle_answers(expected), our_answers(item))


def test_every_item_of_our_types_is_taken(capsys):
    found = [pair for folder, reading in READINGS for pair in read(folder, reading)]
    ours = [item for expected, item in found if expected["qtype"] in TYPES]
    taken = [item for item in ours if not item.refusal]
    with capsys.disabled():
        print(f"\n{len(taken)} of {len(ours)} items of our types taken", end=" ")  # noqa: T201
    assert len(ours) >= 50
    assert len(taken) >= 0.9 * len(ours)


@pytest.mark.parametrize("version", ["qti21", "qti30"])
def test_choices_of_valid_qti_files_are_all_taken(version, capsys):
    items = []
    for path in sorted(shared_path(f"fixtures/{version}").iterdir()):
        if path.suffix in {".xml", ".zip"} and b"<assessmentTest" not in path.read_bytes():
            items += formats.read(path.read_bytes(), version)
    refused = [item for item in items if item.refusal]
    with capsys.disabled():
        share = f"{len(items) - len(refused)} of {len(items)}"
        print(f"\n{version}: {share} items taken", end=" ")  # noqa: T201
    choices = [item for item in refused if item.refusal.what.endswith("choiceInteraction")]
    assert [item.name for item in choices] == []
    assert all(item.refusal.why in {"construct", "key", "wordless"} for item in refused)
