"""What a class has done as a table to download: a line for each student and module.

Lessons done, whether the quiz is finished, and its score where a teacher sees scores anyway. Never
an answer, never a score of a careful or private module, no moment at which anybody did anything.
"""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

from django.utils.crypto import salted_hmac
from django.utils.text import slugify
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from insight.enums import ExportKind
from organizations.models import Classroom
from rosters.tables import guarded, written
from teaching.grid import Column
from teaching.queries import (
    NO_LESSONS,
    Lessons,
    Member,
    class_columns,
    lessons_by_user,
    make_cell,
    quiz_tries,
)

# A quiz in the words of a table.
FINISHED, BEGUN, NOT_BEGUN = "finished", "begun", "not begun"


def export_rows(
    classroom: Classroom,
    students: list[Member],
    *,
    module_uuid=None,
    with_names: bool,
    now: datetime,
) -> list[list[str]]:
    """Return the table of a class, or of one of its modules, heads first. Three queries.

    A module has a line for each student it is for.
    Without names students have numbers, in an order that no list of names has. They are the same
    in each table of a class, until somebody joins it or leaves.
    """
    columns = [
        column for column in class_columns(classroom, now) if module_uuid in (None, column.uuid)
    ]
    users = [student.user_id for student in students]
    lessons, tries = lessons_by_user(users), quiz_tries(users)
    rows = [heads(with_names=with_names)]
    for number, student in enumerate(sorted(students, key=lot), start=1):
        who = [str(number), *([student.label, student.nickname] if with_names else [])]
        of_student = lessons.get(student.user_id, NO_LESSONS), tries.get(student.user_id, {})
        own = [column for column in columns if column.is_for(student.user_id)]
        rows += [[*who, *cells] for cells in module_cells(classroom, own, *of_student)]
    return rows


def lot(student: Member) -> str:
    """Return by what students are numbered: nobody can tell it from a name."""
    return salted_hmac("insight.exports", str(student.uuid)).hexdigest()


def heads(*, with_names: bool) -> list[str]:
    names = [_("your label"), _("nickname")] if with_names else []
    return [
        *(_("student"), *names, _("module"), _("assigned on"), _("due on")),
        *(_("lessons done"), _("lessons"), _("quiz"), _("best score of 100")),
    ]


def module_cells(
    classroom: Classroom, columns: list[Column], lessons: Lessons, tries: dict
) -> Iterator[list[str]]:
    """Yield what a student's line says of each module."""
    for column in columns:
        of_quiz = tries.get((column.quiz_id, column.quiz_mode))
        done = len(column.lessons & lessons.done)
        best = make_cell(column.terms, done, done, of_quiz).best
        yield [
            column.title,
            classroom.organization.today(column.opened_at).isoformat(),
            column.due_on.isoformat() if column.due_on else "",
            str(done),
            str(len(column.lessons)),
            quiz_words(column, of_quiz),
            "" if best is None else str(best),
        ]


def quiz_words(column: Column, tries: tuple | None) -> str:
    if not column.quiz_id:
        return ""
    words = {FINISHED: _("finished"), BEGUN: _("begun"), NOT_BEGUN: _("not begun")}
    return words[NOT_BEGUN if tries is None else FINISHED if tries else BEGUN]


def table_file(rows: list[list[str]], kind: str) -> bytes:
    """Return a table as a file of a kind; no cell of it runs as a formula."""
    return workbook(rows) if kind == ExportKind.XLSX else written(rows)


def workbook(rows: list[list[str]]) -> bytes:
    """Return a table as a workbook: whole numbers as numbers, everything else as guarded text."""
    book = Workbook(write_only=True)
    book.properties.creator = "Marram"
    sheet = book.create_sheet(_("Class"))
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([sheet_cell(sheet, text) for text in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_cell(sheet, text: str) -> WriteOnlyCell:
    if text.isascii() and text.isdigit():
        return WriteOnlyCell(sheet, int(text))
    cell = WriteOnlyCell(sheet, guarded(ILLEGAL_CHARACTERS_RE.sub("", text)))
    # openpyxl takes what begins with = for a formula, unless it is said to be text.
    cell.data_type = "s"
    return cell


def file_name(*, module_title: str, with_names: bool, kind: str) -> str:
    """Return the name of a file; it names no class and nobody in it."""
    about = slugify(module_title) or "class"
    return f"{about}-{'with-names' if with_names else 'without-names'}.{kind}"
