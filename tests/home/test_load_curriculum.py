"""Loading the curriculum: all or nothing, twice the same, never over an editor (decision 28)."""

import filecmp
import re
import shutil
import uuid
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from core.loaded import Outcome
from courses.models import CoursePage, LessonPage, ModulePage
from home.curriculum import dump, load
from quizzes.models import Question, QuestionVersion, Quiz
from support.models import Helpline
from tests.home.short_curriculum import CURRICULUM, SCENE, make_short_curriculum

COURSE = "courses/asking-and-agreeing/course.yaml"
LESSON = "courses/asking-and-agreeing/asking-and-answering/what-a-yes-is.yaml"
QUIZ = "quizzes/asking-and-answering.yaml"

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(tmp_path) -> Path:
    return Path(shutil.copytree(CURRICULUM, tmp_path / "en"))


@pytest.fixture
def folder(tmp_path) -> Path:
    return make_short_curriculum(tmp_path / "en")


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_load_publishes_the_starter_content(folder):
    load(folder)
    assert CoursePage.objects.live().count() == 1
    assert ModulePage.objects.live().get().quiz.live
    assert LessonPage.objects.live().count() == 4
    assert Question.objects.filter(live=True).count() == QuestionVersion.objects.count() == 8
    assert Helpline.objects.filter(live=True).exists()


def test_load_twice_changes_nothing(folder):
    first = load(folder)
    revisions = LessonPage.objects.values_list("slug", "latest_revision")
    before = list(revisions)
    second = load(folder)
    assert set(second) == {Outcome.UNCHANGED}
    assert second.total() == first.total()
    assert list(revisions) == before


def test_dump_writes_the_files_that_were_loaded(whole, tmp_path):
    load(whole)
    dump(tmp_path / "out" / "en")
    names = sorted(str(p.relative_to(whole)) for p in whole.rglob("*.yaml"))
    same, different, missing = filecmp.cmpfiles(
        whole, tmp_path / "out" / "en", names, shallow=False
    )
    assert (sorted(same), different, missing) == (names, [], [])


def test_load_of_a_dump_changes_nothing(folder, tmp_path):
    load(folder)
    dump(tmp_path / "out" / "en")
    assert set(load(tmp_path / "out" / "en")) == {Outcome.UNCHANGED}


def test_changed_file_updates_what_nobody_edited(folder):
    load(folder)
    edit(folder, LESSON, "heading: What a yes is", "heading: What a yes can be")
    assert load(folder)[Outcome.UPDATED] == 1
    assert LessonPage.objects.get(slug="what-a-yes-is").heading == "What a yes can be"


def test_editors_change_survives_a_load_until_forced(folder):
    load(folder)
    lesson = LessonPage.objects.get(slug="what-a-yes-is")
    lesson.heading = "An editor's heading"
    lesson.save_revision().publish()
    edit(folder, LESSON, "heading: What a yes is", "heading: What a yes can be")
    assert load(folder)[Outcome.KEPT] == 1
    assert LessonPage.objects.get(pk=lesson.pk).heading == "An editor's heading"
    assert load(folder, force=True)[Outcome.UPDATED] == 1
    assert LessonPage.objects.get(pk=lesson.pk).heading == "What a yes can be"


def test_editors_draft_survives_a_load(folder):
    load(folder)
    question = Question.objects.get(key="the-jacket-in-the-hall")
    question.stem = "An editor is still writing."
    question.save_revision()
    edit(folder, QUIZ, "title: The jacket in the hall", "title: The jacket")
    assert load(folder)[Outcome.KEPT] == 1
    question.refresh_from_db()
    assert question.get_latest_revision_as_object().stem == "An editor is still writing."


def test_questions_may_be_taken_out_and_put_in_another_order(folder):
    load(folder)
    quiz = Quiz.objects.get()
    before = [place.question.key for place in quiz.quiz_questions.order_by("sort_order")]
    text = (folder / QUIZ).read_text()
    head, *questions = text.split("\n  - id: ")
    turned = [*questions[1:], questions[0].rstrip("\n")]
    (folder / QUIZ).write_text("\n  - id: ".join([head, *(q.rstrip("\n") for q in turned)]) + "\n")
    assert load(folder)[Outcome.UPDATED] == 1
    places = Quiz.objects.get().quiz_questions.order_by("sort_order")
    assert [place.question.key for place in places] == [*before[1:], before[0]]


def test_lessons_follow_the_order_of_their_module(folder):
    load(folder)
    module = "courses/asking-and-agreeing/asking-and-answering/module.yaml"
    edit(folder, module, "  - hearing-a-no\n", "")
    edit(folder, module, "lessons:\n", "lessons:\n  - hearing-a-no\n")
    load(folder)
    slugs = LessonPage.objects.order_by("path").values_list("slug", flat=True)
    assert slugs[0] == "hearing-a-no"


def order_courses(folder: Path, *slugs: str) -> None:
    lines = "".join(f"  - {slug}\n" for slug in slugs)
    (folder / "courses" / "catalog.yaml").write_text(f"courses:\n{lines}")


def add_course(folder: Path, slug: str) -> None:
    """Put a second course into the files: a copy with ids of its own, no quiz and no scenario."""
    source = folder / "courses" / "asking-and-agreeing"
    shutil.copytree(source, folder / "courses" / slug)
    for path in (folder / "courses" / slug).rglob("*.yaml"):
        text = re.sub(r"id: [0-9a-f-]{36}", lambda _: f"id: {uuid.uuid4()}", path.read_text())
        text = text.replace("slug: asking-and-agreeing", f"slug: {slug}")
        for line in ("quiz: asking-and-answering\n", f"scenario: {SCENE}\n"):
            text = text.replace(line, "")
        path.write_text(text)


def slugs_in_order() -> list[str]:
    return list(CoursePage.objects.order_by("path").values_list("slug", flat=True))


def test_courses_follow_the_order_of_the_catalog(folder):
    load(folder)
    add_course(folder, "another")
    order_courses(folder, "another", "asking-and-agreeing")
    load(folder)
    assert slugs_in_order() == ["another", "asking-and-agreeing"]
    order_courses(folder, "asking-and-agreeing", "another")
    load(folder)
    assert slugs_in_order() == ["asking-and-agreeing", "another"]


def test_order_an_editor_gave_the_courses_survives_a_load(folder):
    add_course(folder, "another")
    order_courses(folder, "another", "asking-and-agreeing")
    load(folder)
    moved = CoursePage.objects.get(slug="another")
    moved.move(moved.get_parent(), pos="last-child")
    assert set(load(folder)) == {Outcome.UNCHANGED, Outcome.KEPT}
    assert slugs_in_order() == ["asking-and-agreeing", "another"]


BROKEN = {
    "unknown course": (
        "courses/catalog.yaml",
        "- asking",
        "- talking",
        "no file talking-and-agreeing",
    ),
    "unknown module": (COURSE, "- asking-and-answering", "- talking", "talking/module"),
    "unknown key": (LESSON, "minutes: 5", "minuets: 5", "minuets"),
    "unknown block": (LESSON, "type: key_idea", "type: key_ideas", "type"),
    "unknown picture": (LESSON, "picture: headphones", "picture: headphone", "picture"),
    "unknown term": (LESSON, "text\n        text: Is", "glossary\n        term: Is", "term"),
    "unknown law": (
        LESSON,
        "text\n        text: Is",
        "country_fact\n        heading: Law\n        laws:\n          - gb-moon\n        text: Is",
        "no law “gb-moon”",
    ),
    "unknown skill": (QUIZ, "skill: sk-ask-clear", "skill: sk-ask-unclear", "skill"),
    "two best options": (QUIZ, "value: 1", "value: 2", "exactly one option"),
    "missing explanation": (QUIZ, "        explanation: ", "        explanations: ", "explanation"),
    "script in text": (QUIZ, "explanation: Dara", "explanation: <script>Dara", "explanation"),
    "bad number": ("helplines.yaml", "number: ", "number: call ", "number"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_bad_file_is_refused_with_its_line_and_nothing_is_loaded(folder, broken):
    name, old, new, reason = BROKEN[broken]
    line = (folder / name).read_text().split(old, 1)[0].count("\n") + 1
    edit(folder, name, old, new)
    with pytest.raises(CommandError) as refusal:
        call_command("load_curriculum", folder, stdout=StringIO())
    first = str(refusal.value).splitlines()[1]
    assert f"{Path(name).name}:" in first
    assert reason in str(refusal.value)
    assert abs(int(first.split(".yaml:")[1].split(":")[0]) - line) <= 25
    assert not CoursePage.objects.exists()
    assert not Question.objects.exists()
    assert not Helpline.objects.exists()


def test_every_problem_of_every_file_is_named_at_once(folder):
    edit(folder, LESSON, "minutes: 5", "minutes: many")
    edit(folder, QUIZ, "heading: ", "haeding: ")
    with pytest.raises(CommandError) as refusal:
        call_command("load_curriculum", folder, stdout=StringIO())
    assert "what-a-yes-is.yaml" in str(refusal.value)
    assert "asking-and-answering.yaml" in str(refusal.value)


def test_module_that_names_a_quiz_or_lesson_nobody_wrote_is_refused(folder):
    module = "courses/asking-and-agreeing/asking-and-answering/module.yaml"
    edit(folder, module, "quiz: asking-and-answering", "quiz: asking-and-hoping")
    edit(folder, module, "  - hearing-a-no", "  - hearing-a-maybe")
    with pytest.raises(CommandError) as refusal:
        call_command("load_curriculum", folder, stdout=StringIO())
    assert "asking-and-hoping" in str(refusal.value)
    assert "hearing-a-maybe" in str(refusal.value)
    assert not CoursePage.objects.exists()


def test_two_objects_with_one_id_are_refused(folder):
    first = (folder / LESSON).read_text().splitlines()[0]
    other = folder / LESSON.replace("what-a-yes-is", "hearing-a-no")
    other.write_text("\n".join([first, *other.read_text().splitlines()[1:]]) + "\n")
    with pytest.raises(CommandError, match="id"):
        call_command("load_curriculum", folder, stdout=StringIO())
    assert not CoursePage.objects.exists()
