"""Assigning modules, and what a teacher reads before."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assignments.actions import assign_module, withdraw_assignment
from assignments.forms import AssignForm
from teaching import queries
from teaching.queries import ModuleChoice
from teaching.views.doors import find_class, find_class_at_work, redirect_to
from users.doors import staff_required


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """Every module with an Assign button; by default for the whole class, open now, no due day."""
    classroom = find_class_at_work(request, class_uuid)
    today = classroom.organization.today()
    choices = queries.module_choices(classroom)
    forms = {choice.module.pk: assign_form(choice, today) for choice in choices}
    refused = None
    if request.method == "POST":
        choice = posted_choice(request, choices)
        form = forms[choice.module.pk] = assign_form(choice, today, request.POST)
        if form.is_valid():
            return assign_choice(request, classroom, choice, form.cleaned_data["due_on"])
        refused = form
    context = {
        "classroom": classroom,
        "rows": [(choice, forms[choice.module.pk]) for choice in choices],
        "refused": refused,
    }
    return render(request, "teaching/assign.html", context, status=422 if refused else 200)


def assign_form(choice: ModuleChoice, today, data=None) -> AssignForm:
    """Return the form of one row; what is assigned already only asks for its due day."""
    return AssignForm(
        data,
        initial={"due_on": choice.assignment and choice.assignment.due_on},
        today=today,
        is_careful=choice.is_careful and not choice.assignment,
        auto_id=f"{choice.module.uuid}-%s",
    )


def posted_choice(request, choices: list[ModuleChoice]) -> ModuleChoice:
    for choice in choices:
        if str(choice.module.uuid) == request.POST.get("module"):
            return choice
    raise Http404


def assign_choice(request, classroom, choice: ModuleChoice, due_on) -> HttpResponse:
    """Assign, and go to the class page, which offers to undo what is new."""
    assignment = assign_module(
        by=request.user, classroom=classroom, module=choice.module, due_on=due_on
    )
    if choice.assignment:
        messages.success(request, _("Due day saved."))
        return redirect_to(classroom)
    return redirect_to(classroom, assigned=assignment.uuid)


@staff_required
@require_POST
def withdraw(
    request: HttpRequest, class_uuid: uuid.UUID, assignment_uuid: uuid.UUID
) -> HttpResponse:
    """Take work back; clicked twice, it is taken back once."""
    classroom = find_class(request, class_uuid)
    assignment = classroom.assignments.filter(uuid=assignment_uuid).first()
    if assignment:
        withdraw_assignment(by=request.user, assignment=assignment)
        messages.success(request, _("Taken back. What students did stays theirs."))
    return redirect_to(classroom)


@staff_required
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    return render(request, "teaching/library.html", {"choices": queries.library()})
