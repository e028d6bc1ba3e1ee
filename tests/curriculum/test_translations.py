"""A translated file has the same bones as its source: every id, key, value and length of a list."""

from pathlib import Path

import pytest
import yaml

from tests.curriculum.starter import ENGLISH

CURRICULUM = ENGLISH.parent
TRANSLATED = [path for path in CURRICULUM.rglob("*.yaml") if not path.is_relative_to(ENGLISH)]
# Lists of what a language has; the rest of a file is the same in each.
CHOSEN = {"catalog.yaml", "glossary.yaml", "misconceptions.yaml", "skills.yaml"}
# What is never put into other words.
THE_SAME = {
    *("age_band", "critical", "delivery", "facts", "id", "key", "kind", "mark", "minutes"),
    *("picture", "precheck", "quiz", "repairs", "scenario", "seen_on", "sensitivity", "side"),
    *("skill", "slug", "source", "tag", "term_key", "to", "tone", "type", "value"),
}


def source_of(path: Path) -> Path:
    _language, *rest = path.relative_to(CURRICULUM).parts
    return ENGLISH.joinpath(*rest)


def read(path: Path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def bones(data, name: str = ""):
    """Return data with each translated text as its number of paragraphs and list items."""
    if isinstance(data, dict):
        return {key: bones(value, key) for key, value in data.items()}
    if isinstance(data, list):
        return [bones(item, name) for item in data]
    if isinstance(data, str) and name not in THE_SAME:
        return len(data.splitlines())
    return data


@pytest.mark.parametrize("path", TRANSLATED, ids=lambda path: str(path.relative_to(CURRICULUM)))
def test_translated_file_has_the_bones_of_its_source(path):
    translated, source = read(path), read(source_of(path))
    if path.name not in CHOSEN:
        assert bones(translated) == bones(source)
    elif isinstance(translated, list):
        wanted = {entry["key"]: entry for entry in source}
        assert bones(translated) == bones([wanted[entry["key"]] for entry in translated])


def test_there_is_a_translation():
    assert TRANSLATED
