"""`manage.py import_questions` and `export_questions`."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from quizzes.exchange import actions
from quizzes.models import Question, QuestionVersion, Skill
from tests import factories
from tests.quizzes.exchange.reads import FILES
from tests.shared_inputs import shared_path

pytestmark = pytest.mark.django_db

GIFT = FILES / "every_construct.gift"


def printed(*options) -> str:
    out = StringIO()
    call_command("import_questions", *map(str, options), stdout=out)
    return out.getvalue()


def told(*options) -> list[dict]:
    return json.loads(printed(*options, "--json"))


def counts(rows: list[dict]) -> dict[str, int]:
    statuses = [row["status"] for row in rows]
    return {status: statuses.count(status) for status in sorted(set(statuses))}


def test_each_item_of_the_file_is_told():
    rows = told(GIFT)
    assert counts(rows) == {"imported": 13, "refused": 6}
    assert {tuple(row) for row in rows} == {("status", "type", "name", "reason")}
    assert rows[1] == {
        "status": "imported",
        "type": "single",
        "name": "The canoe",
        "reason": "Marks that have no place here: -50 %; Explanations to write: 1 / 3",
    }
    assert rows[0]["reason"] == "There is no such question here: $CATEGORY"


def test_questions_are_drafts_in_the_skill_that_was_named():
    skill = factories.make_skill("sk-ask-clear")
    told(GIFT, "--format", "gift", "--skill", skill.key)
    assert (
        Question.objects.count() == Question.objects.filter(live=False, skill=skill).count() == 13
    )
    assert not Question.objects.filter(versions__isnull=False).exists()


def test_same_file_again_makes_nothing():
    told(GIFT)
    assert counts(told(GIFT)) == {"refused": 6, "skipped": 13}
    assert Question.objects.count() == 13


def test_same_question_twice_in_a_file_is_made_once(tmp_path):
    path = tmp_path / "twice.gift"
    path.write_text("A yes can end.{T}\n\nA yes can end.{T}\n")
    assert counts(told(path)) == {"imported": 1, "skipped": 1}


def test_dry_run_makes_nothing_and_tells_the_same():
    rows = told(GIFT, "--dry-run")
    assert (Question.objects.count(), Skill.objects.count()) == (0, 0)
    assert told(GIFT) == rows


def test_questions_without_a_skill_go_to_a_heap_to_sort():
    told(GIFT)
    told(FILES / "every_construct.txt")
    assert list(Skill.objects.values_list("key", flat=True)) == ["sk-to-sort"]


def test_refused_file_is_one_refusal_and_makes_no_skill(tmp_path):
    path = tmp_path / "laughs.xml"
    path.write_text("<!DOCTYPE quiz [<!ENTITY a 'b'>]><quiz>&a;</quiz>")
    (row,) = told(path)
    assert (row["status"], row["type"], row["name"]) == ("refused", "file", "laughs.xml")
    assert "DOCTYPE" in row["reason"]
    assert Skill.objects.count() == 0


def test_words_say_the_same_for_people():
    assert printed(GIFT).splitlines()[-1] == "13 imported, 0 skipped, 6 refused"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["no-such.gift"], "No such file"),
        ([GIFT, "--skill", "sk-none"], "There is no skill sk-none"),
        ([GIFT, "--language", "xx"], "no language xx"),
    ],
)
def test_what_does_not_exist_is_said(options, said):
    with pytest.raises(CommandError, match=said):
        printed(*options)


def test_nothing_is_half_written(monkeypatch):
    """A question that cannot be stored takes the others with it."""
    outcomes = actions.outcomes

    def with_a_broken_last(items, skill):
        found = outcomes(items, skill)
        found[-5].question.title = None
        return found

    monkeypatch.setattr(actions, "outcomes", with_a_broken_last)
    with pytest.raises(Exception, match=r"(?i)null"):
        told(GIFT)
    assert Question.objects.count() == 0


@pytest.mark.parametrize(
    "name",
    [
        "xml/billion_laughs_moodle.xml",
        "xml/xxe_http.xml",
        "zip/bomb_200MB.zip",
        "json/deep_object.json",
    ],
)
def test_harmful_file_is_refused_and_leaves_nothing(name):
    rows = told(shared_path(f"corpora/files/{name}"))
    assert counts(rows) == {"refused": len(rows)}
    assert (Question.objects.count(), Skill.objects.count()) == (0, 0)


# --- Export ---------------------------------------------------------------------------------------


def exported(path, *options) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("export_questions", str(path), *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.mark.parametrize("format_", ["gift", "moodle-xml", "qti21", "csv"])
def test_exported_file_is_known_when_it_comes_back(tmp_path, format_):
    questions = [factories.make_question(kind=kind) for kind in ("single", "judgement")]
    path = tmp_path / "questions"
    assert exported(path, "--format", format_)[0] == f"2 questions in {path}\n"
    assert counts(told(path)) == {"skipped": 2}
    # Elsewhere the same file makes the same questions.
    contents = [options_of(question) for question in questions]
    QuestionVersion.objects.all().delete()
    Question.objects.all().delete()
    assert counts(told(path)) == {"imported": 2}
    assert [options_of(question) for question in Question.objects.order_by("pk")] == contents


def options_of(question) -> tuple:
    options = question.content()["options"]
    return question.title, [(o["text"], o["value"], o["explanation"]) for o in options]


def test_questions_of_one_quiz_are_exported_in_its_order(tmp_path):
    second, first, _other = (factories.make_question() for _number in range(3))
    quiz = factories.make_quiz(questions=[first, second])
    path = tmp_path / "quiz.gift"
    exported(path, "--format", "gift", "--quiz", quiz.key)
    assert [row["name"] for row in told(path, "--dry-run")] == [first.title, second.title]


def test_question_that_a_format_cannot_carry_is_named(tmp_path):
    question = factories.make_question(kind="ordering")
    said = exported(tmp_path / "questions", "--format", "gift")
    assert f"left out: {question.title}" in said[1]
    assert said[0].startswith("0 questions")


def test_quiz_that_does_not_exist_is_said(tmp_path):
    with pytest.raises(CommandError, match="no quiz none"):
        exported(tmp_path / "questions", "--format", "gift", "--quiz", "none")
