"""Parts of a teacher's page that need more than a template: the cells, and what is worth doing."""

from functools import lru_cache

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.models import Classroom
from teaching.grid import CellKind, Grid, Row

NAMES_SHOWN = 6


def cells_html(row: Row) -> SafeString:
    """Return the <td>s of one student's row.

    A template loop over 6,000 cells costs more than everything else on the page together; this
    writes the same HTML (ADR 0004).
    """
    return SafeString("".join(cell_html(cell.kind, cell.mark, cell.hint) for cell in row.cells))


@lru_cache(maxsize=1024)
def cell_html(kind: CellKind, mark: str, hint: str) -> SafeString:
    """Return one <td>: a score is its own text, other marks are said in words to those who listen.

    The cells of a class share a few dozen of these.
    """
    if not hint:
        return format_html('<td class="cell cell--{}">{}</td>', kind.value, mark)
    return format_html(
        '<td class="cell cell--{}"><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">{}</span></td>',
        kind.value,
        mark,
        hint,
    )


def worth_doing(classroom: Classroom, grid: Grid) -> list[dict]:
    """Return the items of the do-now panel; no student stands in two of them."""
    low = [row for row in grid.rows if row.has_low_quiz]
    not_started = [row for row in grid.rows if row.is_not_started]
    behind = [
        row
        for row in grid.rows
        if row.is_overdue and not row.has_low_quiz and not row.is_not_started
    ]
    items = [low_item(classroom, low), behind_item(classroom, behind)]
    return [item for item in [*items, not_started_item(classroom, not_started)] if item]


def low_item(classroom: Classroom, rows: list[Row]) -> dict | None:
    title = ngettext("A hand for %(n)s student", "A hand for %(n)s students", len(rows))
    return item(classroom, rows, title=title, text=_("Their latest quiz is under half."))


def behind_item(classroom: Classroom, rows: list[Row]) -> dict | None:
    title = ngettext(
        "%(n)s student has a module to begin", "%(n)s students have a module to begin", len(rows)
    )
    return item(classroom, rows, title=title, text=_("It has been open for a week or more."))


def not_started_item(classroom: Classroom, rows: list[Row]) -> dict | None:
    title = ngettext("%(n)s student has not started", "%(n)s students have not started", len(rows))
    join_help = {
        "url": reverse("teaching:code", args=[classroom.uuid]),
        "action": _("Show join help"),
    }
    return item(classroom, rows, title=title, text="", **join_help)


def item(classroom: Classroom, rows: list[Row], *, title: str, text: str, **link) -> dict | None:
    """Return one item with linked names; the long tail is in the grid, sorted by need."""
    if not rows:
        return None
    names = [student_link(classroom, row) for row in rows[:NAMES_SHOWN]]
    more = len(rows) - len(names)
    if more:
        grid = reverse("teaching:class", args=[classroom.uuid])
        label = ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more}
        names.append({"label": label, "url": f"{grid}?sort=hand#grid"})
    return {"title": title % {"n": len(rows)}, "text": text, "names": names, **link}


def student_link(classroom: Classroom, row: Row) -> dict:
    address = reverse("teaching:student", args=[classroom.uuid, row.membership.uuid])
    return {"label": row.membership.shown_name, "url": address}
