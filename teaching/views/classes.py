"""The list of classes, a new class, and one class with its code and its grid."""

import uuid
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assignments.changes import class_changes
from assignments.queries import audience_of, given_to, withdrawn_assignment
from organizations import actions
from organizations.forms import ClassroomForm
from organizations.models import Organization
from organizations.rules import organizations_of
from teaching import components, queries
from teaching.components import JustDone, row_numbers, student_links, worth_doing
from teaching.forms import SeenForm
from teaching.grid import Column, Grid, StudentGroup
from teaching.lesson_grid import lesson_grid
from teaching.live import Live, Look, live_part, mark_in_passing, mixed
from teaching.quiz_work import quiz_work
from teaching.views.doors import address_of, find_class, find_class_at_work, redirect_to
from users.doors import staff_required


@staff_required
@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    cards = queries.class_cards(request.user)
    context = {
        "cards": [card for card in cards if not card.classroom.is_archived],
        "archived": [card for card in cards if card.classroom.is_archived],
        "may_create": organizations_of(request.user).exists(),
    }
    return render(request, "teaching/classes.html", context)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_class(request: HttpRequest) -> HttpResponse:
    organization = get_object_or_404(organizations_of(request.user)[:1])
    form = ClassroomForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        classroom = actions.create_classroom(
            by=request.user, organization=organization, **form.cleaned_data
        )
        actions.open_joining(by=request.user, classroom=classroom)
        return redirect_to(classroom)
    status = 422 if form.is_bound else 200
    return render(request, "teaching/new_class.html", {"form": form}, status=status)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def class_settings(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """What was said of a class when it was made, to be put right."""
    classroom = find_class_at_work(request, class_uuid)
    initial = {name: getattr(classroom, name) for name in ClassroomForm.base_fields}
    form = ClassroomForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_classroom(by=request.user, classroom=classroom, **form.cleaned_data)
        messages.success(request, _("Settings saved."))
        return redirect_to(classroom)
    context = {"classroom": classroom, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "teaching/class_settings.html", context, status=status)


@staff_required
@require_safe
def class_page(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """The class: join code, who waits, who is new, what changed, and the grid.

    The page asks for its live part every few seconds, and gets 304 where nothing has changed.
    """
    live = find_live(request, class_uuid)
    if request.htmx:
        return live_part(request, live, "teaching/parts/live.html", partial(class_context, live))
    return render(request, "teaching/class_page.html", class_context(live))


def find_live(request: HttpRequest, class_uuid: uuid.UUID) -> Live:
    """Return a class with its mark. One query."""
    now = timezone.now()
    mark = mark_in_passing(class_uuid, request.user, now)
    return Live(request, find_class(request, class_uuid, **mark), now)


def class_context(live: Live) -> dict:
    """Return what the page of a class shows. Four queries."""
    request, classroom, now = live.request, live.classroom, live.now
    look = Look.of(request.GET)
    people = queries.class_people(classroom, request.user)
    students = mixed(people.students, classroom, now) if look.hides_names else people.students
    grid = queries.class_grid(classroom, students, now=now)
    return {
        "classroom": classroom,
        "people": people,
        "grid": grid.sorted_by_need() if look.is_sorted_by_need else grid,
        "look": look,
        "phone": phone_view(grid, look.module, classroom.organization),
        "links": row_numbers(students) if look.hides_names else student_links(classroom, students),
        "worth_doing": [] if look.hides_names else worth_doing(classroom, grid, look.kept),
        "just_assigned": just_done(classroom, grid, request.GET),
        "changes": class_changes(
            grid.columns,
            seen_at=people.me.changes_seen_at,
            epoch=classroom.epoch,
            on=timezone.localdate(now),
        ),
        "address": address_of(request, "join:code"),
        "live": live,
    }


@staff_required
@require_safe
def talk(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """What several students were very sure of and is wrong: a page, and part of the class page."""
    live = find_live(request, class_uuid)
    context = {"classroom": live.classroom, "live": live, "look": Look.of(request.GET)}
    if request.htmx:
        return live_part(request, live, "teaching/parts/talk.html", lambda: context)
    return render(request, "teaching/talk.html", context)


@dataclass(frozen=True)
class PhoneView:
    """The one column a phone shows at a time, as groups of students."""

    column: Column
    groups: list[StudentGroup]


def phone_view(grid: Grid, module_uuid: str, school: Organization) -> PhoneView | None:
    """Return the chosen column, else what is due next, else the one assigned last; None without."""
    if not grid.columns:
        return None
    uuids = [str(column.uuid) for column in grid.columns]
    chosen = uuids.index(module_uuid) if module_uuid in uuids else None
    index = due_next(grid.columns, school.today()) if chosen is None else chosen
    return PhoneView(grid.columns[index], grid.by_kind(index))


def due_next(columns: list[Column], today: date) -> int:
    """Return the place of the column whose due day comes first, else that of the last one."""
    due = [(one.due_on, place) for place, one in enumerate(columns) if one.due_on]
    coming = [(day, place) for day, place in due if day >= today]
    return min(coming)[1] if coming else len(columns) - 1


def just_done(classroom, grid: Grid, query: QueryDict) -> JustDone | None:
    """Return what was assigned or taken back a moment ago; the page offers to undo it.

    One query where something was taken back.
    """
    for column in grid.columns:
        if str(column.assignment_uuid) == query.get("assigned"):
            return components.just_assigned(classroom, column)
    uuid = query.get("withdrawn")
    withdrawn = uuid and withdrawn_assignment(classroom, uuid)
    return components.just_withdrawn(withdrawn) if withdrawn else None


@staff_required
@require_POST
def changes_seen(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """The teacher has read what changed, up to the newest line on their page."""
    classroom = find_class(request, class_uuid)
    own = get_object_or_404(classroom.memberships, user=request.user)
    form = SeenForm(request.POST)
    if form.is_valid():
        actions.note_changes_seen(membership=own, until=form.cleaned_data["until"])
    return redirect_to(classroom)


@staff_required
@require_safe
def class_lessons(request: HttpRequest, class_uuid: uuid.UUID, module_uuid: uuid.UUID):
    """One column of the grid, opened into its lessons and its quiz: states only."""
    classroom = find_class(request, class_uuid)
    assignment = get_object_or_404(
        classroom.assignments.with_scores().select_related("module__quiz", "module__precheck"),
        module__translation_key=module_uuid,
        module__live=True,
    )
    people = queries.class_people(classroom, request.user)
    students = given_to(people.students, assignment)
    context = {
        "classroom": classroom,
        "assignment": assignment,
        "audience": audience_of(assignment),
        "grid": lesson_grid(students, assignment.module, assignment.quiz_mode),
        "work": quiz_work(assignment, students, people.students),
    }
    return render(request, "teaching/class_lessons.html", context)


@staff_required
@require_safe
def code(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """The join code, big enough for the back row; no name of any student."""
    context = {
        "classroom": find_class_at_work(request, class_uuid),
        "address": address_of(request, "join:code"),
    }
    return render(request, "teaching/code.html", context)


@staff_required
@require_POST
def joining(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """Open joining for 24 hours, or close it."""
    classroom = find_class_at_work(request, class_uuid)
    if request.POST.get("joining") == "close":
        actions.close_joining(by=request.user, classroom=classroom)
    else:
        actions.open_joining(by=request.user, classroom=classroom)
    return redirect_to(classroom)
