"""Parts of a teacher's page that need more than a template: rows of the grid, what is worth doing.

A template loop over 6,000 cells takes longer than everything else on the page together, so Python
writes the rows (ADR 0004): each name through `escape`, each cell through `format_html`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.models import Assignment, Extension
from core.templatetags.marram import bar_parts
from organizations.models import Classroom
from teaching.grid import Cell, CellKind, Grid, Row, Spread, StudentGroup
from teaching.queries import Member

NAMES_SHOWN = 6
MODULES_SHOWN = 3


@dataclass(frozen=True)
class JustDone:
    """What a teacher did a moment ago, in words, and where undoing it is posted to."""

    words: str
    undo: str


def just_assigned(classroom: Classroom, title: str, assignment_uuid: UUID) -> JustDone:
    address = reverse("teaching:undo_assigning", args=[classroom.uuid, assignment_uuid])
    words = _("Assigned: %(title)s. Students see it now.") % {"title": title}
    return JustDone(words, address)


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


def table_rows(grid: Grid, links: dict[int, SafeString]) -> SafeString:
    """Return the <tr> of every student; a cell is written once, however many students share it."""
    html = {cell: cell_html(cell) for cell in grid.distinct_cells}
    not_started, a_hand = note_html(_("not started")), note_html(_("a hand"), tone="mind")
    rows = []
    for row in grid.rows:
        link = links[row.membership.user_id]
        note = not_started if row.is_not_started else a_hand if row.needs_hand else ""
        cells = "".join([html[cell] for cell in row.cells])
        rows.append(f'<tr><th scope="row">{link}</a>{note}</th>{cells}</tr>')
    return SafeString("".join(rows))


def cell_html(cell: Cell) -> SafeString:
    """Return one <td>: a score is its own text, other marks are said in words for listeners."""
    if not cell.hint:
        return format_html('<td class="cell cell--{}">{}</td>', cell.kind.value, cell.mark)
    shown = format_html('<span aria-hidden="true">{}</span>', cell.mark) if cell.mark else ""
    return format_html(
        '<td class="cell cell--{}">{}<span class="visually-hidden">{}</span></td>',
        cell.kind.value,
        shown,
        cell.hint,
    )


def spread_bar(spread: Spread) -> SafeString:
    """Return the bar under a column: how a class is spread over the four shades."""
    parts = [
        format_html(
            '<g class="is-{}"><rect x="{}" width="{}" y="0" height="26" rx="4"/>'
            '<text x="{}" y="13">{}</text></g>',
            part.tone,
            part.start,
            part.width,
            part.middle,
            part.count,
        )
        for part in bar_parts(spread.low, spread.fair, spread.good, spread.high)
    ]
    return format_html(
        '<svg class="dist-bar" role="img" aria-label="{}">{}</svg>',
        spread.label,
        SafeString("".join(parts)),
    )


def group_names(group: StudentGroup, links: dict[int, SafeString]) -> SafeString:
    """Return the <li> of every student in one group on a phone."""
    marks = {cell: phone_mark(cell) for _row, cell in group.members}
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


def worth_doing(classroom: Classroom, grid: Grid) -> list[dict]:
    """Return the items of the do-now panel; no student stands in two of them."""
    need = [row for row in grid.rows if row.needs_hand]
    low = [row for row in need if row.has_low_quiz]
    behind = [row for row in need if not row.has_low_quiz and not row.is_not_started]
    not_started = [row for row in need if row.is_not_started]
    items = [
        low_item(classroom, grid, low),
        behind_item(classroom, grid, behind),
        not_started_item(classroom, not_started),
    ]
    return [item for item in items if item["names"]]


def low_item(classroom: Classroom, grid: Grid, rows: list[Row]) -> dict:
    title = ngettext("A hand for %(n)s student", "A hand for %(n)s students", len(rows))
    return {
        "title": title % {"n": len(rows)},
        "text": _("Their latest quiz is under half."),
        "names": name_links(classroom, rows),
        "modules": module_links(Grid(grid.columns, rows), lambda cell: cell.is_low_now),
    }


def behind_item(classroom: Classroom, grid: Grid, rows: list[Row]) -> dict:
    title = ngettext(
        "%(n)s student has a module to begin", "%(n)s students have a module to begin", len(rows)
    )
    return {
        "title": title % {"n": len(rows)},
        "text": _("It has been open for a week or more."),
        "names": name_links(classroom, rows),
        "modules": module_links(Grid(grid.columns, rows), lambda cell: cell.is_overdue),
    }


def not_started_item(classroom: Classroom, rows: list[Row]) -> dict:
    title = ngettext("%(n)s student has not started", "%(n)s students have not started", len(rows))
    return {
        "title": title % {"n": len(rows)},
        "text": _("Their work has been open for a week or more."),
        "names": name_links(classroom, rows),
        "modules": [see_who()],
        "url": reverse("teaching:code", args=[classroom.uuid]),
        "action": _("Show join help"),
    }


def name_links(classroom: Classroom, rows: list[Row]) -> list[dict]:
    """Return the first names as links; the long tail is in the grid, sorted by need."""
    students_url = reverse("teaching:students", args=[classroom.uuid])
    names = [
        {"label": row.membership.shown_name, "url": f"{students_url}{row.membership.uuid}/"}
        for row in rows[:NAMES_SHOWN]
    ]
    more = len(rows) - len(names)
    if more:
        label = ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more}
        names.append({"label": label, "url": "?sort=hand#grid"})
    return names


def module_links(grid: Grid, is_meant: Callable[[Cell], bool]) -> list[dict]:
    """Return the modules with most of the cells meant: a phone shows one, with all names."""
    if len(grid.columns) == 1:
        return [see_who()]
    counts = [
        (sum(students for cell, students in tally.items() if is_meant(cell)), column)
        for tally, column in zip(grid.tallies, grid.columns, strict=True)
    ]
    found = sorted((c for c in counts if c[0]), key=lambda c: c[0], reverse=True)
    links = [
        {"label": f"{column.title}: {count}", "url": f"?module={column.uuid}#grid"}
        for count, column in found[:MODULES_SHOWN]
    ]
    more = len(found) - len(links)
    if more:
        label = ngettext("and %(n)s more module", "and %(n)s more modules", more) % {"n": more}
        links.append({"label": label, "url": "#grid"})
    return links


def see_who() -> dict:
    return {"label": _("See who"), "url": "#grid"}
