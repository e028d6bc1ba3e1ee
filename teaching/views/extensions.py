"""More time for some students of a class, and taking it back."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assignments.actions import give_extension, take_back_extension, undo_extension
from assignments.forms import ExtendForm
from assignments.models import Assignment, Extension
from assignments.queries import extensions_of, recipients
from organizations.models import Membership
from teaching.components import just_extended
from teaching.queries import cells_of
from teaching.views.doors import find_class, for_class_at_work, undo
from teaching.views.work import find_assignment
from users.doors import staff_required


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
@for_class_at_work
def extend(request: HttpRequest, class_uuid: uuid.UUID, assignment_uuid: uuid.UUID):
    """Give students more time, and see who has some."""
    assignment = find_assignment(find_class(request, class_uuid), assignment_uuid)
    form = extend_form(assignment, request.POST or None) if assignment.due_on else None
    if request.method == "POST" and form and form.is_valid():
        extension = give_extension(by=request.user, assignment=assignment, **form.extension())
        return redirect_to_extensions(assignment, f"?given={extension.uuid}")
    given = extensions_of(assignment)
    just_given = [one for one in given if str(one.uuid) == request.GET.get("given")]
    context = {
        "classroom": assignment.classroom,
        "assignment": assignment,
        "form": form,
        "given": given,
        "just_given": just_extended(just_given[0]) if just_given else None,
    }
    is_refused = form is not None and form.is_bound
    return render(request, "teaching/extend.html", context, status=422 if is_refused else 200)


def extend_form(assignment: Assignment, data) -> ExtendForm:
    """Return the form, which says of each student how far they are. Four queries."""
    students = recipients(assignment)
    cells = cells_of(assignment, list(students))
    return ExtendForm(
        data,
        students=students,
        states={pk: cell.words for pk, cell in cells.items()},
        unfinished={pk for pk, cell in cells.items() if not cell.is_finished},
        due_on=assignment.due_on,
        today=assignment.classroom.organization.today(),
    )


@staff_required
@require_POST
def take_back(
    request: HttpRequest,
    class_uuid: uuid.UUID,
    assignment_uuid: uuid.UUID,
    extension_uuid: uuid.UUID,
    *,
    is_undo: bool,
) -> HttpResponse:
    """Take an extension back, from the student posted or from all; to undo it a moment after it was
    given is refused where its students have answered since.
    """
    assignment = find_assignment(find_class(request, class_uuid), assignment_uuid)
    extension = get_object_or_404(assignment.extensions, uuid=extension_uuid)
    deed, target = (undo_extension if is_undo else take_back_extension), {"extension": extension}
    if "student" in request.POST and not is_undo:
        target["student"] = find_student(extension, request.POST["student"])
    undo(request, deed, _("Taken back. Their earlier day counts again."), **target)
    return redirect_to_extensions(assignment)


def find_student(extension: Extension, student_uuid: str) -> Membership:
    for student in extension.students.all():
        if str(student.uuid) == student_uuid:
            return student
    raise Http404


def redirect_to_extensions(assignment: Assignment, query: str = "") -> HttpResponse:
    address = reverse("teaching:extend", args=[assignment.classroom.uuid, assignment.uuid])
    return HttpResponseRedirect(f"{address}{query}", status=303)
