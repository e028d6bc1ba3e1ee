"""What a teacher reads and prints before a lesson: Ready in 10, the sheets, the link for one."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assignments.changes import module_changes
from core.enums import Sensitivity
from courses.models import ModulePage
from courses.queries import page_url
from handouts.ready import outcomes_of, paper_questions, ready_lessons, sheet_lessons
from teaching import queries
from users.doors import staff_required


@staff_required
@require_safe
def ready_in_ten(request: HttpRequest, module_uuid: uuid.UUID) -> HttpResponse:
    """Ten minutes that prepare a module; the only place that renders teacher-only notes."""
    module = find_module(request, module_uuid)
    lessons = ready_lessons(module)
    context = {
        "module": module,
        "sensitivity": queries.module_sensitivity(module),
        "changes": module_changes(module, [one.pk for one in lessons], on=timezone.localdate()),
        "outcomes": outcomes_of(module),
        "lessons": lessons,
    }
    return render(request, "handouts/ready_in_ten.html", context)


@staff_required
@require_safe
def module_sheet(request: HttpRequest, module_uuid: uuid.UUID) -> HttpResponse:
    """A page to print for students: what each lesson says in a sentence, a plan, where help is."""
    module = find_module(request, module_uuid)
    context = {
        "module": module,
        "lessons": sheet_lessons(module),
        "help_address": request.build_absolute_uri(reverse("support:start")),
    }
    return render(request, "handouts/module_sheet.html", context)


@staff_required
@require_safe
def quiz_paper(request: HttpRequest, module_uuid: uuid.UUID) -> HttpResponse:
    """The quiz as learners get it today, on paper, and its key on a page of its own."""
    module = find_module(request, module_uuid)
    if not (module.quiz and module.quiz.live):
        raise Http404
    questions = paper_questions(module.quiz, on=timezone.localdate())
    levels = [question["sensitivity"] for question in questions]
    context = {
        "module": module,
        "questions": questions,
        "sensitivity": Sensitivity.strictest(queries.module_sensitivity(module), *levels),
        "help_address": request.build_absolute_uri(reverse("support:start")),
    }
    return render(request, "handouts/quiz_paper.html", context)


@staff_required
@require_safe
def module_link(request: HttpRequest, module_uuid: uuid.UUID) -> HttpResponse:
    """A sheet for one student with the address of a module that is not assigned to one alone."""
    module = find_module(request, module_uuid)
    if queries.module_sensitivity(module) == Sensitivity.OPEN:
        raise Http404
    context = {
        "module": module,
        "address": request.build_absolute_uri(page_url(module)),
        "help_address": request.build_absolute_uri(reverse("support:start")),
    }
    return render(request, "handouts/module_link.html", context)


def find_module(request: HttpRequest, module_uuid: uuid.UUID) -> ModulePage:
    """Return a module a guest may open, with its quiz, or 404. One query."""
    return get_object_or_404(queries.modules_for(request.user), translation_key=module_uuid)
