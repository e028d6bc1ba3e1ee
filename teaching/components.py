"""Parts of a teacher's page that need more than a template: rows of the grid, what is worth doing.

A template loop over 6,000 cells takes longer than everything else on the page together, so Python
writes the rows (ADR 0004): each name through `escape`, each cell through `format_html`.
"""

from dataclasses import dataclass
from functools import lru_cache, partial
from html import escape

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from assignments.models import Assignment, Extension
from core.templatetags.marram import bar_parts
from organizations.models import Classroom
from teaching.grid import Cell, CellKind, Column, Grid, Row, Spread, StudentGroup
from teaching.queries import Member

NAMES_SHOWN = 6
# The third thing worth doing is what to talk about (`insight.templatetags.class_talk`).
ITEMS_SHOWN = 2
PEBBLES = 6


@dataclass(frozen=True)
class JustDone:
    """What a teacher did a moment ago, in words, and where undoing it is posted to."""

    words: str
    undo: str


def just_assigned(classroom: Classroom, column: Column) -> JustDone:
    address = reverse("teaching:undo_assigning", args=[classroom.uuid, column.assignment_uuid])
    if column.users is None:
        return JustDone(
            _("Assigned: %(title)s. Students see it now.") % {"title": column.title}, address
        )
    words = ngettext(
        "Assigned to %(n)s student: %(title)s. They see it now.",
        "Assigned to %(n)s students: %(title)s. They see it now.",
        len(column.users),
    )
    return JustDone(words % {"n": len(column.users), "title": column.title}, address)


def just_withdrawn(assignment: Assignment) -> JustDone:
    address = reverse("teaching:restore", args=[assignment.classroom.uuid, assignment.uuid])
    words = _("Taken back: %(title)s. What students did stays theirs.")
    return JustDone(words % {"title": assignment.module.title}, address)


def just_extended(extension: Extension) -> JustDone:
    work = extension.assignment
    words = ngettext(
        "%(n)s student has until %(day)s now.",
        "%(n)s students have until %(day)s now.",
        len(extension.students.all()),
    ) % {"n": len(extension.students.all()), "day": date_format(extension.due_on, "l j F")}
    address = [work.classroom.uuid, work.uuid, extension.uuid]
    return JustDone(words, reverse("teaching:undo_extension", args=address))


def student_links(classroom: Classroom, students: list[Member]) -> dict[int, SafeString]:
    """Map users to the link to their student page, up to the end of the name and without </a>.

    The table and the phone show the same names, so they are written once.
    """
    address = reverse("teaching:students", args=[classroom.uuid])
    return {
        student.user_id: SafeString(
            f'<a href="{address}{student.uuid}/">{escape(student.shown_name)}'
        )
        for student in students
    }


def row_numbers(students: list[Member]) -> dict[int, SafeString]:
    """Map users to a pebble and the number of their row, where `student_links` has the name.

    It leads nowhere, so neither page nor address says who it is.
    """
    row = _("Row %(n)s")
    return {
        student.user_id: SafeString(
            f'<a class="pebble pebble--{n % PEBBLES}"><i aria-hidden="true"></i>'
            f"{escape(row % {'n': n})}"
        )
        for n, student in enumerate(students, start=1)
    }


def table_rows(grid: Grid, links: dict[int, SafeString]) -> SafeString:
    """Return the <tr> of every student; a cell is written once, however many students share it."""
    html = {
        cell: written_cell(cell.kind.value, cell.mark, cell.hint) for cell in grid.distinct_cells
    }
    not_started, a_hand = note_html(_("not started")), note_html(_("a hand"), tone="mind")
    rows = []
    for row in grid.rows:
        link = links[row.membership.user_id]
        note = not_started if row.is_not_started else a_hand if row.needs_hand else ""
        cells = "".join([html[cell] for cell in row.cells])
        rows.append(f'<tr><th scope="row">{link}</a>{note}</th>{cells}</tr>')
    return SafeString("".join(rows))


@lru_cache(maxsize=2000)
def written_cell(kind: str, mark: str, hint: str) -> SafeString:
    """Return one <td> in ASCII. Pages share them: a hundred scores, a few words a language.

    Python stores a text with one character beyond Latin in twice the memory, and a page of 6,000
    cells is copied from template to template.
    """
    cell = cell_html(kind, mark, hint)
    return SafeString(cell.encode("ascii", "xmlcharrefreplace").decode())


def cell_html(kind: str, mark: str, hint: str) -> SafeString:
    """Return one <td>: a score is its own text, other marks are said in words for listeners."""
    if not hint:
        return format_html('<td class="cell cell--{}">{}</td>', kind, mark)
    shown = format_html('<span aria-hidden="true">{}</span>', mark) if mark else ""
    return format_html(
        '<td class="cell cell--{}">{}<span class="visually-hidden">{}</span></td>',
        kind,
        shown,
        hint,
    )


def spread_bar(spread: Spread) -> SafeString:
    """Return the bar under a column: how a class is spread over the four shades."""
    return written_bar(spread, get_language())


@lru_cache(maxsize=2000)
def written_bar(spread: Spread, _language: str) -> SafeString:
    """Return a bar in the language that is active; a page made anew has most of its bars again."""
    parts = [
        f'<g class="is-{part.tone}"><rect x="{part.start}" width="{part.width}" y="0" height="26"'
        f' rx="4"/><text x="{part.middle}" y="13">{part.count}</text></g>'
        for part in bar_parts(spread.low, spread.fair, spread.good, spread.high)
    ]
    label = escape(spread.label)
    return SafeString(
        f'<svg class="dist-bar" role="img" aria-label="{label}">{"".join(parts)}</svg>'
    )


def group_names(group: StudentGroup, links: dict[int, SafeString]) -> SafeString:
    """Return the <li> of every student in one group on a phone."""
    marks = {cell: phone_mark(cell) for cell in {cell for _row, cell in group.members}}
    nothing_yet = note_html(_("nothing yet"))
    names = []
    for row, cell in group.members:
        note = nothing_yet if row.is_not_started and len(row.cells) > 1 else ""
        names.append(f"<li>{links[row.membership.user_id]}{note}{marks[cell]}</a></li>")
    return SafeString("".join(names))


def phone_mark(cell: Cell) -> SafeString:
    """Return what stands beside a name; a low latest try is said where its group does not."""
    is_hidden_low = cell.is_low_now and cell.kind != CellKind.LOW
    note = note_html(_("a hand"), tone="mind") if is_hidden_low else ""
    mark = format_html(" <b>{}</b>", cell.mark) if cell.mark else ""
    return SafeString(note + mark)


def note_html(words: str, tone: str = "") -> SafeString:
    classes = f"name-note name-note--{tone}" if tone else "name-note"
    return format_html(' <span class="{}">{}</span>', classes, words)


def worth_doing(classroom: Classroom, grid: Grid, kept: QueryDict) -> list[dict]:
    """Return the two items of the do-now panel beside the talk; no student stands in both.

    `kept` is what the address says of the look at the grid; every link goes on with it.
    """
    need = [row for row in grid.rows if row.needs_hand]
    low = [row for row in need if row.has_low_quiz]
    behind = [row for row in need if not row.has_low_quiz and not row.is_not_started]
    not_started = [row for row in need if row.is_not_started]
    by_need = kept.copy()
    by_need["sort"] = "hand"
    all_of_them = f"?{by_need.urlencode()}#grid"
    groups = [
        (low, partial(low_item, classroom, grid)),
        (not_started, partial(not_started_item, classroom)),
        (behind, partial(behind_item, all_of_them)),
    ]
    return [
        item(rows) | {"names": name_links(classroom, rows, all_of_them)}
        for rows, item in groups
        if rows
    ][:ITEMS_SHOWN]


def low_item(classroom: Classroom, grid: Grid, rows: list[Row]) -> dict:
    """Whose latest quiz is under half, and the questions of the module where most of them are."""
    title = ngettext("%(n)s student could use a hand", "%(n)s students could use a hand", len(rows))
    counts = [sum(n for cell, n in tally.items() if cell.is_low_now) for tally in grid.tallies]
    most = grid.columns[counts.index(max(counts))].uuid
    return {
        "title": title % {"n": len(rows)},
        "text": _("Their latest quiz score is under half."),
        "url": reverse("insight:question_insight", args=[classroom.uuid, most]),
        "action": _("See what was missed"),
    }


def not_started_item(classroom: Classroom, rows: list[Row]) -> dict:
    title = ngettext("%(n)s student has not started", "%(n)s students have not started", len(rows))
    return {
        "title": title % {"n": len(rows)},
        "text": _(
            "Their work has been open for a week or more. Under each name you can give a new "
            "way back."
        ),
        "url": reverse("teaching:code", args=[classroom.uuid]),
        "action": _("Show join help"),
    }


def behind_item(all_of_them: str, rows: list[Row]) -> dict:
    title = ngettext(
        "%(n)s student has a module to begin", "%(n)s students have a module to begin", len(rows)
    )
    return {
        "title": title % {"n": len(rows)},
        "text": _("It has been open for a week or more."),
        "url": all_of_them,
        "action": _("Who needs a hand first"),
    }


def name_links(classroom: Classroom, rows: list[Row], all_of_them: str) -> list[dict]:
    """Return the first names as links; the long tail is in the grid, sorted by need."""
    students_url = reverse("teaching:students", args=[classroom.uuid])
    names = [
        {"label": row.membership.shown_name, "url": f"{students_url}{row.membership.uuid}/"}
        for row in rows[:NAMES_SHOWN]
    ]
    more = len(rows) - len(names)
    if more:
        label = ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more}
        names.append({"label": label, "url": all_of_them})
    return names
