"""Taking a class along: what the file has in it, what it never has, and that it is written down."""

import csv
import io
import json
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from openpyxl import load_workbook

from assignments.actions import set_audience
from assignments.queries import Audience
from core.models import AuditEntry
from insight.exports import table_file
from tests import factories
from tests.quizzes.counting import take
from tests.shared_inputs import shared_path
from tests.support.samples import words_of

HEADS = [
    *("student", "module", "assigned on", "due on"),
    *("lessons done", "lessons", "quiz", "best score of 100"),
]


@pytest.fixture
def url(classroom) -> str:
    return reverse("insight:export", args=[classroom.uuid])


@pytest.fixture
def module(classroom):
    module = factories.make_module(lessons=2)
    classroom.assignments.create(module=module, due_on=date(2030, 1, 31))
    return module


@pytest.fixture
def rows(teacher_client, url):
    """Return the lines of a file, whichever kind it is."""

    def read(kind: str = "csv", **said) -> list[list[str]]:
        response = teacher_client.post(url, {"kind": kind, **said})
        assert response.status_code == 200
        return lines_of(response.content, kind)

    return read


def lines_of(content: bytes, kind: str) -> list[list[str]]:
    if kind == "csv":
        assert content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(content)).active
    return [["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)]


# --- What is in it -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_file_has_a_line_for_each_student_and_module(classroom, module, student, rows, kind):
    factories.make_lesson_progress(student, module.get_children().specific().first())
    take(module.quiz, [2, 0], by=student)
    today = classroom.organization.today().isoformat()
    assert rows(kind) == [
        HEADS,
        ["1", module.title, today, "2030-01-31", "1", "2", "finished", "50"],
    ]


def test_module_for_some_has_no_line_for_others(classroom, module, student, rows):
    other = factories.make_student(classroom, nickname="Bilal")
    assignment = classroom.assignments.get()
    own = classroom.memberships.get(user=other)
    set_audience(assignment, Audience(is_for_all=False, students=(own,)))
    lines = rows(with_names="on")
    assert [line[2] for line in lines[1:]] == ["Bilal"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_names_are_in_it_by_an_explicit_tick_alone(classroom, module, student, rows, kind):
    classroom.memberships.filter(user=student).update(label="Amara Okafor, front row")
    without = rows(kind)
    assert all("Amara" not in cell for row in without for cell in row)
    with_names = rows(kind, with_names="on")
    assert with_names[0][:3] == ["student", "your label", "nickname"]
    assert with_names[1][:3] == ["1", "Amara Okafor, front row", "Amara"]


def test_numbers_stay_and_follow_no_list_of_names(classroom, module, rows):
    for letter in "ABCDEFGHJKMN":
        factories.make_student(classroom, nickname=f"{letter}nton")
    named = rows(with_names="on")[1:]
    assert [row[0] for row in named] == [str(n) for n in range(1, 13)]
    assert [row[2] for row in named] != sorted(row[2] for row in named)
    assert rows(with_names="on")[1:] == named


def test_one_module_can_be_taken_alone(classroom, module, student, rows):
    other = factories.make_module()
    classroom.assignments.create(module=other)
    assert {row[1] for row in rows()[1:]} == {module.title, other.title}
    assert {row[1] for row in rows(module=str(other.uuid))[1:]} == {other.title}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("level", ["careful", "private"])
def test_scores_of_careful_and_private_modules_are_never_in_it(
    classroom, student, rows, level, kind
):
    module = factories.make_module(sensitivity=level)
    classroom.assignments.create(module=module)
    take(module.quiz, [2, 0], by=student)
    assert rows(kind)[1][-2:] == ["finished", ""]


def test_one_careful_try_hides_every_score_of_its_line(classroom, module, student, rows):
    take(module.quiz, [2, 2], by=student)
    assert rows()[1][-1] == "100"
    student.attempts.update(sensitivity="careful")
    take(module.quiz, [2, 2], by=student)
    assert rows()[1][-2:] == ["finished", ""]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_nobody_and_nothing_of_another_class_or_school_is_in_it(cast, module, client, kind):
    client.force_login(cast.teacher)
    for room in (cast.classroom, cast.other_classroom, cast.far_classroom):
        title = f"Canary {room.name}" if room != cast.classroom else "Own"
        room.assignments.create(module=factories.make_module(title=title))
    url = reverse("insight:export", args=[cast.classroom.uuid])
    content = client.post(url, {"kind": kind, "with_names": "on"}).content
    found = lines_of(content, kind)
    assert [row[2] for row in found[1:]] == ["Amara"]
    assert not any("Canary" in cell for row in found for cell in row)
    for room in (cast.other_classroom, cast.far_classroom):
        address = reverse("insight:export", args=[room.uuid])
        assert client.post(address, {"kind": kind}).status_code == 404


def test_module_of_another_class_is_refused(other_classroom, module, teacher_client, url):
    other = factories.make_module(title="Canary")
    other_classroom.assignments.create(module=other)
    response = teacher_client.post(url, {"kind": "csv", "module": str(other.uuid)})
    assert response.status_code == 422
    assert "Canary" not in response.content.decode()
    assert AuditEntry.objects.count() == 0


# --- Safe to open --------------------------------------------------------------------------------


def payloads() -> list[str]:
    lines = shared_path("corpora/csv/formulas.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["payload"] for line in lines]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_runs_as_a_formula(kind):
    texts = payloads()
    assert len(texts) > 30
    content = table_file([[text] for text in texts], kind)
    if kind == "xlsx":
        cells = [row[0] for row in load_workbook(io.BytesIO(content)).active.iter_rows()]
        assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
        assert all(cell.data_type != "f" for cell in cells)
    begin = [row[0][:1] for row in lines_of(content, kind) if row]
    assert set(begin).isdisjoint("=+-@\t\r")


def test_label_that_looks_like_a_formula_is_text(classroom, module, student, rows):
    classroom.memberships.filter(user=student).update(label="=1+1")
    for kind in ("csv", "xlsx"):
        assert rows(kind, with_names="on")[1][1] == "'=1+1"


def test_sign_that_no_workbook_holds_is_left_out():
    assert lines_of(table_file([["a\x0bb"]], "xlsx"), "xlsx") == [["ab"]]


# --- Said before, and written down ---------------------------------------------------------------


def test_page_says_first_what_the_file_contains(module, teacher_client, url):
    html = BeautifulSoup(teacher_client.get(url).content, "html.parser").main
    words = words_of(html)
    assert words.index("What the file contains") < words.index("Make the file")
    assert "Never in the file: answers, scores of careful and private modules" in words
    assert not html.select_one("[name=with_names]").has_attr("checked")
    assert AuditEntry.objects.count() == 0


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("tick", "names"), [({}, "without-names"), ({"with_names": "on"}, "with-names")]
)
def test_taking_it_along_is_written_down_without_a_name(
    classroom, module, student, teacher, teacher_client, url, kind, tick, names
):
    response = teacher_client.post(url, {"kind": kind, **tick})
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.target) == (teacher.uuid, classroom.uuid)
    assert (entry.verb, entry.detail) == ("class_exported", f"{kind}-{names}")
    assert response["Content-Disposition"] == f'attachment; filename="class-{names}.{kind}"'
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("said", [{}, {"kind": "pdf"}, {"kind": "csv", "module": "x"}])
def test_what_is_not_offered_is_refused(module, teacher_client, url, said):
    assert teacher_client.post(url, said or {"kind": ""}).status_code == 422
    assert AuditEntry.objects.count() == 0


@pytest.mark.parametrize("students", [1, 3, 30])
def test_file_costs_the_same_for_any_number_of_students(
    classroom, module, teacher_client, url, students, django_assert_num_queries
):
    for _ in range(students):
        take(module.quiz, [2, 2], by=factories.make_student(classroom))
    # Session, user, class, assignments; people, modules, lessons, quizzes, audit; a savepoint.
    with django_assert_num_queries(11):
        teacher_client.post(url, {"kind": "xlsx"})
