"""`manage.py content_report`: counts of what is published, and every problem by name."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from courses.models import LessonPage, ModulePage
from home.curriculum import load
from tests import factories
from tests.home.short_curriculum import make_short_curriculum

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded(tmp_path):
    load(make_short_curriculum(tmp_path / "en"))


def printed(*options) -> str:
    out = StringIO()
    call_command("content_report", *options, stdout=out)
    return out.getvalue()


def test_published_content_is_counted_and_has_no_problem():
    expected = {"courses": 1, "lessons": 4, "items": 8, "precheck_items": 0}
    expected |= {"scenarios": 1, "problems": []}
    report = json.loads(printed("--json"))
    guesses = report.pop("guesses")
    assert report == expected
    assert set(guesses) == {"the longest option", "the shortest option", "the politest option"}
    assert max(guesses.values()) <= 0.4
    counts, looks, problems = printed().splitlines()
    assert counts == "1 courses, 4 lessons, 8 quiz items, 0 pre-check items, 1 scenarios"
    assert f"the longest option finds {guesses['the longest option']:.0%}" in looks
    assert problems == "0 problems"


def test_what_an_editor_publishes_is_checked():
    lesson = LessonPage.objects.get(slug="what-a-yes-is")
    lesson.steps[1].value["blocks"][0].value["text"].source = "<p>Hurry up, or it is too late.</p>"
    lesson.save_revision().publish()
    problems = json.loads(printed("--json"))["problems"]
    assert {"wording", "step-length"} == {problem["rule"] for problem in problems}
    assert printed().splitlines()[2].startswith("blocks: What a yes is: “Hurry up")


def test_precheck_is_counted_and_checked_too():
    module = ModulePage.objects.get()
    module.precheck = factories.make_quiz(questions=2)
    module.save_revision().publish()
    summary = json.loads(printed("--json"))
    assert summary["precheck_items"] == 2
    places = {problem["where"].partition(":")[0] for problem in summary["problems"]}
    assert module.precheck.title in places


def test_draft_is_not_counted():
    LessonPage.objects.get(slug="what-a-yes-is").unpublish()
    assert json.loads(printed("--json"))["lessons"] == 3


def test_unknown_language_is_refused_by_name():
    with pytest.raises(CommandError, match="There is no language xx; there are en"):
        printed("--language", "xx")
