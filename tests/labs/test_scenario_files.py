"""Scenarios as files: read with every problem named, written once, dumped as they were."""

from pathlib import Path

import pytest
from django.conf import settings

from core.curriculum_files import CurriculumErrors, Errors
from labs import curriculum
from labs.models import Scenario

pytestmark = pytest.mark.django_db
SCENES = settings.BASE_DIR / "curriculum" / "en" / "scenes"
NAME = "the-old-tablet.yaml"


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "en" / "scenes").mkdir(parents=True)
    (tmp_path / "en" / "scenes" / NAME).write_text((SCENES / NAME).read_text())
    return tmp_path / "en"


def load(folder: Path, *, force: bool = False) -> list[str]:
    errors = Errors()
    files = curriculum.read(folder, errors)
    errors.raise_if_any()
    return [str(outcome) for *_name, outcome in curriculum.write(files, force=force)]


def change(folder: Path, old: str, new: str) -> None:
    path = folder / "scenes" / NAME
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


def test_loading_twice_changes_nothing_and_dumping_gives_the_file(folder, tmp_path):
    assert load(folder) == ["created"]
    assert load(folder) == ["unchanged"]
    curriculum.dump(tmp_path / "out", "en")
    assert (tmp_path / "out" / "scenes" / NAME).read_text() == (SCENES / NAME).read_text()


def test_file_that_changed_is_written_and_published(folder):
    load(folder)
    change(folder, "minutes: 5", "minutes: 6")
    assert load(folder) == ["updated"]
    assert Scenario.objects.get(live=True).minutes == 6


def test_what_an_editor_changed_is_kept_unless_forced(folder):
    load(folder)
    scenario = Scenario.objects.get()
    scenario.heading = "An editor's heading"
    scenario.save_revision().publish()
    change(folder, "minutes: 5", "minutes: 6")
    assert load(folder) == ["kept"]
    assert load(folder, force=True) == ["updated"]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("to: she-closes-up", "to: nowhere-at-all", "to: must be one of"),
        ("kind: strained", "kind: strange", "kind: must be one of"),
        ("        coach: You look", "        catch: You look", "coach"),
        ("repairs: true", "repairs: maybe", "repairs"),
    ],
)
def test_bad_file_is_refused_with_place_and_reason(folder, old, new, reason):
    change(folder, old, new)
    with pytest.raises(CurriculumErrors) as caught:
        load(folder)
    assert f"{NAME}:" in str(caught.value)
    assert reason in str(caught.value)
    assert not Scenario.objects.exists()
