"""Every kind of question in a curriculum file: what is read, written and dumped is the same."""

import uuid
from pathlib import Path

import pytest

from core.curriculum_files import CurriculumErrors, write_yaml
from core.loaded import Outcome
from home.curriculum import dump, load
from quizzes.marking import KINDS, kind_of
from quizzes.models import Question
from tests.home.short_curriculum import make_short_curriculum

pytestmark = pytest.mark.django_db

QUIZ_FILE = "quizzes/asking-and-answering.yaml"
WHY = "She chose who sees it, and a file cannot be taken back once it is sent."
OPTIONS = {
    "single": [{"value": 1, "text": "Ask"}, {"value": 0, "tag": "mc-joke", "text": "Send"}],
    "multiple": [{"value": 1, "text": "Ask"}, {"value": 0, "text": "Send"}],
    "true-false": [{"value": 1, "text": "True"}, {"value": 0, "text": "False"}],
    "judgement": [{"value": 2, "text": "Ask"}, {"value": 0, "text": "Send"}],
    "ordering": [{"text": "Ask"}, {"text": "Wait"}, {"text": "Thank"}],
    "matching": [{"text": "Yes", "right": "Go on"}, {"text": "Hm", "right": "Stop"}],
    "short-answer": [{"value": 2, "text": "Ask first"}, {"value": 0, "text": "Send"}],
    "number": [
        {"value": 2, "text": "3.5", "within": "0.25"},
        {"value": 1, "text": "4", "within": "0"},
    ],
    "gaps": [{"text": "Ask ___ you send.", "right": "before", "others": ["after", "while"]}],
    "reflect": [],
}


def question(kind: str, options: list[dict]) -> dict:
    written = {
        "id": str(uuid.uuid4()),
        "key": f"of-{kind}",
        "kind": kind,
        "skill": "sk-ask-clear",
        "critical": False,
        "sensitivity": "open",
        "title": f"Of {kind}",
        "stem": f"This is {kind}. What helps?",
    }
    told = [{"id": str(uuid.uuid4()), **option, "explanation": WHY} for option in options]
    return written | ({"options": told} if told else {})


@pytest.fixture
def folder(tmp_path) -> Path:
    return make_short_curriculum(tmp_path / "en")


def ask(folder: Path, *questions: dict) -> Path:
    """Let the quiz end with these questions; return its file."""
    path = folder / QUIZ_FILE
    listed = "".join(f"  {line}\n" for line in write_yaml(list(questions)).splitlines())
    path.write_text(path.read_text() + listed)
    return path


def test_every_kind_is_loaded_dumped_and_loaded_again(folder, tmp_path):
    path = ask(folder, *(question(kind, OPTIONS[kind]) for kind in KINDS))
    load(folder)
    for kind in KINDS:
        content = Question.objects.get(key=f"of-{kind}").versions.get().content
        assert kind_of(content).why_unfit(content["options"]) == ""
    dump(tmp_path / "out" / "en")
    assert (tmp_path / "out" / "en" / QUIZ_FILE).read_text() == path.read_text()
    assert set(load(tmp_path / "out" / "en")) == {Outcome.UNCHANGED}


@pytest.mark.parametrize(
    ("kind", "options", "reason"),
    [
        ("ordering", [{"text": "Ask"}, {"text": "Wait"}], "at least three things"),
        ("ordering", [{"text": "Ask", "value": 1}] * 3, "unknown key “value”"),
        ("matching", [{"text": "Yes", "right": "Go"}, {"text": "Hm", "right": "Go"}], "different"),
        ("short-answer", [{"value": 1, "text": "Ask"}], "worth 2"),
        ("number", [{"value": 2, "text": "3,5", "within": "0"}], "a point before decimals"),
        ("number", [{"value": 2, "text": "3.5"}], "within is missing"),
        ("gaps", [{"text": "No gap.", "right": "a", "others": ["b"]}], "one gap"),
        ("gaps", [{"text": "A ___", "right": "a"}], "others is missing"),
        ("reflect", [{"value": 1, "text": "Ask"}], "0 to 0 items"),
    ],
)
def test_question_that_is_not_whole_is_refused(folder, kind, options, reason):
    ask(folder, question(kind, options))
    with pytest.raises(CurriculumErrors) as refusal:
        load(folder)
    assert reason in str(refusal.value)
