"""Assigning modules, taking them back, undoing both, and what a teacher reads before."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assignments.actions import (
    assign_module,
    restore_assignment,
    undo_assigning,
    withdraw_assignment,
)
from assignments.forms import AssignForm, DueForm, Who
from assignments.models import Assignment
from assignments.queries import ModuleChoice, library_choices, module_choices
from teaching.views.doors import (
    find_class,
    find_class_at_work,
    for_class_at_work,
    redirect_to,
    undo,
)
from users.doors import staff_required


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
@for_class_at_work
def assign(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """Every module with an Assign button; by default for the whole class, open now, no due day."""
    classroom = find_class_at_work(request, class_uuid)
    choices = module_choices(classroom)
    forms = {choice.module.pk: assign_form(choice, classroom) for choice in choices}
    refused = None
    if request.method == "POST":
        choice = find_choice(choices, request.POST.get("module"))
        form = forms[choice.module.pk] = assign_form(choice, classroom, request.POST)
        if form.is_valid():
            return assign_choice(request, classroom, choice, form)
        refused = form
    context = {
        "classroom": classroom,
        "rows": [(choice, forms[choice.module.pk]) for choice in choices],
        "refused": refused,
    }
    return render(request, "teaching/assign.html", context, status=422 if refused else 200)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
@for_class_at_work
def assign_some(request: HttpRequest, class_uuid: uuid.UUID, module_uuid: uuid.UUID):
    """One module, for groups or single students of the class."""
    classroom = find_class_at_work(request, class_uuid)
    choice = find_choice(module_choices(classroom), str(module_uuid))
    if choice.assignment:
        address = reverse("teaching:work", args=[classroom.uuid, choice.assignment.uuid])
        return HttpResponseRedirect(address, status=303)
    form = assign_form(choice, classroom, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return assign_choice(request, classroom, choice, form)
    context = {"classroom": classroom, "choice": choice, "form": form}
    return render(request, "teaching/assign_some.html", context, status=422 if form.errors else 200)


def assign_form(choice: ModuleChoice, classroom, data=None) -> AssignForm | DueForm:
    """Return the form of one module; what is assigned already only asks for its due day."""
    options = {"today": classroom.organization.today(), "auto_id": f"{choice.module.uuid}-%s"}
    if choice.assignment:
        return DueForm(data, initial={"due_on": choice.assignment.due_on}, **options)
    initial = {"who": Who.SOME}
    is_careful = choice.is_careful
    return AssignForm(data, initial=initial, classroom=classroom, is_careful=is_careful, **options)


def find_choice(choices: list[ModuleChoice], module_uuid: str | None) -> ModuleChoice:
    for choice in choices:
        if str(choice.module.uuid) == module_uuid:
            return choice
    raise Http404


def assign_choice(request, classroom, choice: ModuleChoice, form) -> HttpResponse:
    """Assign, and go to the class page, which offers to undo what is new."""
    audience = {} if choice.assignment else {"audience": form.audience()}
    due_on = form.cleaned_data["due_on"]
    assignment = assign_module(
        by=request.user, classroom=classroom, module=choice.module, due_on=due_on, **audience
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
    """Take work back; clicked twice, it is taken back once. The class page offers to undo it."""
    classroom = find_class(request, class_uuid)
    assignment = classroom.assignments.filter(uuid=assignment_uuid).first()
    if assignment is None:
        return redirect_to(classroom)
    withdraw_assignment(by=request.user, assignment=assignment)
    return redirect_to(classroom, withdrawn=assignment.uuid)


@staff_required
@require_POST
def undo_assignment(
    request: HttpRequest, class_uuid: uuid.UUID, assignment_uuid: uuid.UUID
) -> HttpResponse:
    """Undo assigning, unless students have answered; clicked twice, it is undone once."""
    classroom = find_class(request, class_uuid)
    assignment = classroom.assignments.filter(uuid=assignment_uuid).first()
    if assignment:
        words = _("Taken back. What students did stays theirs.")
        undo(request, undo_assigning, words, assignment=assignment)
    return redirect_to(classroom)


@staff_required
@require_POST
@for_class_at_work
def restore(
    request: HttpRequest, class_uuid: uuid.UUID, assignment_uuid: uuid.UUID
) -> HttpResponse:
    """Undo taking work back, unless students have answered since."""
    classroom = find_class(request, class_uuid)
    own = Assignment.everything.filter(classroom=classroom)
    assignment = get_object_or_404(own, uuid=assignment_uuid)
    if assignment.withdrawn_at:
        undo(request, restore_assignment, _("The class has it again."), assignment=assignment)
    return redirect_to(classroom)


@staff_required
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    return render(request, "teaching/library.html", {"choices": library_choices()})
