"""What a question rests on: pinned by its versions, known to the desk, kept in files."""

from pathlib import Path

import pytest
from django.urls import reverse

from core.curriculum_files import CurriculumErrors, read_yaml, write_yaml
from core.loaded import Outcome
from home.curriculum import dump, load
from quizzes.models import Question
from support.models import LawFact
from tests import factories
from tests.home.short_curriculum import make_short_curriculum
from tests.support.samples import make_helpline, make_law

pytestmark = pytest.mark.django_db


@pytest.fixture
def law():
    return make_law(key="gb-law")


def test_version_pins_the_references_of_its_question(law):
    line = make_helpline(key="gb-line")
    question = factories.make_question(facts=[("law", law), ("helpline", line)])
    assert question.versions.get().content["facts"] == ["law:gb-law", "helpline:gb-line"]
    assert "facts" not in factories.make_question().versions.get().content


def test_where_used_knows_the_question(references, admin_client, law):
    question = factories.make_question(facts=[("law", law)])
    address = reverse(LawFact.snippet_viewset.get_url_name("usage"), args=[law.pk])
    assert question.title in admin_client.get(address).content.decode()


def test_editor_finds_what_a_question_rests_on(admin_client, law):
    question = factories.make_question(facts=[("law", law)])
    viewset = Question.snippet_viewset
    for name in ("edit", "inspect"):
        page = admin_client.get(reverse(viewset.get_url_name(name), args=[question.pk]))
        assert str(law) in page.content.decode()


# --- Files ---------------------------------------------------------------------------------------

QUIZ_FILE = "quizzes/asking-and-answering.yaml"


@pytest.fixture
def folder(tmp_path) -> Path:
    return make_short_curriculum(tmp_path / "en")


def let_the_first_question_rest_on(folder: Path, *facts: str) -> None:
    path = folder / QUIZ_FILE
    text = path.read_text()
    lines = "".join(f"      - {fact}\n" for fact in facts)
    before = "    sensitivity: open\n    title"
    assert before in text
    after = f"    sensitivity: open\n    facts:\n{lines}    title"
    path.write_text(text.replace(before, after, 1))


def test_file_says_what_a_question_rests_on_and_a_dump_says_the_same(folder, tmp_path):
    let_the_first_question_rest_on(folder, "helpline:au-emergency")
    assert write_yaml(read_yaml(folder / QUIZ_FILE)) == (folder / QUIZ_FILE).read_text()
    load(folder)
    version = Question.objects.get(key="the-jacket-in-the-hall").versions.get()
    assert version.facts == ["helpline:au-emergency"]
    dump(tmp_path / "out" / "en")
    assert (tmp_path / "out" / "en" / QUIZ_FILE).read_text() == (folder / QUIZ_FILE).read_text()
    assert set(load(tmp_path / "out" / "en")) == {Outcome.UNCHANGED}


@pytest.mark.parametrize("fact", ["law:no-such-law", "step:a-step", "au-emergency"])
def test_unknown_fact_is_refused_with_file_and_line(folder, fact):
    let_the_first_question_rest_on(folder, "helpline:au-emergency", fact)
    lines = (folder / QUIZ_FILE).read_text().splitlines()
    with pytest.raises(CurriculumErrors) as refusal:
        load(folder)
    place = f"{folder / QUIZ_FILE}:{lines.index(f'      - {fact}') + 1}"
    assert str(refusal.value) == (
        f"{place}: facts: there is no “{fact}”; it must be like law:<key of a law>"
    )
