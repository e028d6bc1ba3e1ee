"""Whom a question is for, where, and until when it counts as current, in a curriculum file."""

from datetime import date
from pathlib import Path

import pytest

from core.curriculum_files import CurriculumErrors
from core.loaded import Outcome
from home.curriculum import dump, load
from quizzes.curriculum import question_problems
from quizzes.models import Question
from tests import factories
from tests.home.short_curriculum import make_short_curriculum
from tests.quizzes.test_kinds_in_files import OPTIONS, QUIZ_FILE, ask, question

pytestmark = pytest.mark.django_db

ABOUT = {"age_band": "14-17", "country": "GB-SCT", "review_by": date(2027, 3, 1)}


@pytest.fixture
def folder(tmp_path) -> Path:
    return make_short_curriculum(tmp_path / "en")


def told(**about) -> dict:
    """Return the data of a question that says this of itself, in the order of files."""
    data = question("single", [*OPTIONS["single"][:1], {"value": 0, "text": "Send"}])
    names = list(data)
    place = names.index("sensitivity") + 1
    return {
        **{name: data[name] for name in names[:place]},
        **about,
        **{name: data[name] for name in names[place:]},
    }


@pytest.mark.parametrize("about", [ABOUT, {"country": "EU"}, {}])
def test_what_is_said_is_loaded_dumped_and_loaded_again(folder, tmp_path, about):
    path = ask(folder, told(**about))
    load(folder)
    found = Question.objects.get(key="of-single")
    nothing = {"age_band": "", "country": "", "review_by": None}
    assert {name: getattr(found, name) for name in ABOUT} == nothing | about
    dump(tmp_path / "out" / "en")
    assert (tmp_path / "out" / "en" / QUIZ_FILE).read_text() == path.read_text()
    assert set(load(tmp_path / "out" / "en")) == {Outcome.UNCHANGED}


def test_another_day_is_an_update_and_no_new_version(folder):
    path = ask(folder, told(**ABOUT))
    load(folder)
    path.write_text(path.read_text().replace("2027-03-01", "2028-03-01"))
    assert Outcome.UPDATED in load(folder)
    found = Question.objects.get(key="of-single")
    assert (found.review_by, found.versions.count()) == (date(2028, 3, 1), 1)


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ({"age_band": "12-13"}, "must be one of 11-13, 14-17, adult"),
        ({"country": "INT"}, "must be one of AU, BR, CA-BC"),
        ({"country": "gb"}, "must be one of AU, BR, CA-BC"),
        ({"review_by": "soon"}, "a day as 2026-11-30"),
    ],
)
def test_what_cannot_be_is_refused(folder, about, reason):
    ask(folder, told(**about))
    with pytest.raises(CurriculumErrors) as refusal:
        load(folder)
    assert reason in str(refusal.value)


def test_words_are_measured_for_the_youngest_it_is_for():
    words = " ".join(["we"] * 22)
    too_long = {
        band: "long-sentence" in rules_broken(factories.make_question(stem=words, age_band=band))
        for band in ("", "11-13", "14-17")
    }
    assert too_long == {"": True, "11-13": True, "14-17": False}


def rules_broken(asked: Question) -> set[str]:
    return {problem.rule for problem in question_problems(asked)}
