"""Work that a class has: for whom, until when, how its quiz is taken, and opening a test."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assignments.actions import change_assignment, open_test
from assignments.forms import WorkForm, initial_audience
from assignments.models import Assignment
from assignments.queries import audience_of
from assignments.rules import may_be_for_some
from courses.queries import live_quiz
from teaching.views.doors import find_class, for_class_at_work
from users.doors import staff_required


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
@for_class_at_work
def work(request: HttpRequest, class_uuid: uuid.UUID, assignment_uuid: uuid.UUID) -> HttpResponse:
    """Change what was said when a module was assigned."""
    classroom = find_class(request, class_uuid)
    assignment = find_assignment(classroom, assignment_uuid)
    form = work_form(assignment, request.POST or None)
    if request.method == "POST" and form.is_valid():
        change_assignment(by=request.user, assignment=assignment, **form.work())
        messages.success(request, _("Saved. Tries already under way carry on as they began."))
        return redirect_to_module(assignment)
    context = {"classroom": classroom, "assignment": assignment, "form": form}
    return render(request, "teaching/work.html", context, status=422 if form.is_bound else 200)


def work_form(assignment: Assignment, data) -> WorkForm:
    module = assignment.module
    return WorkForm(
        data,
        initial={
            "due_on": assignment.due_on,
            "quiz_mode": assignment.quiz_mode,
            "minutes": assignment.quiz_minutes,
            **initial_audience(audience_of(assignment)),
        },
        classroom=assignment.classroom,
        is_careful=not may_be_for_some(module),
        today=assignment.classroom.organization.today(),
        has_scores=assignment.has_scores and live_quiz(module) is not None,
    )


@staff_required
@require_POST
def open_answers(
    request: HttpRequest, class_uuid: uuid.UUID, assignment_uuid: uuid.UUID
) -> HttpResponse:
    """Let the whole class read the explanations of its test."""
    classroom = find_class(request, class_uuid)
    assignment = find_assignment(classroom, assignment_uuid)
    open_test(by=request.user, assignment=assignment)
    messages.success(request, _("The class can read the explanations now."))
    return redirect_to_module(assignment)


def find_assignment(classroom, assignment_uuid: uuid.UUID) -> Assignment:
    assignments = classroom.assignments.with_scores().select_related(
        "module__quiz", "classroom__organization"
    )
    return get_object_or_404(assignments, uuid=assignment_uuid, module__live=True)


def redirect_to_module(assignment: Assignment) -> HttpResponse:
    address = [assignment.classroom.uuid, assignment.module.uuid]
    return HttpResponseRedirect(reverse("teaching:class_lessons", args=address), status=303)
