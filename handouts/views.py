"""What a teacher reads, shows and prints around a lesson."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assignments.changes import module_changes
from assignments.rules import module_sensitivity
from core.enums import Sensitivity
from courses.models import LessonPage, ModulePage
from courses.queries import live_scenario, page_url
from handouts.forms import LetterToParentsForm
from handouts.papers import lesson_summary, role_cards, worksheet
from handouts.parent_letter import Asked, parent_letter
from handouts.ready import (
    lessons_of,
    outcomes_of,
    paper_questions,
    ready_lessons,
    sheet_lessons,
)
from handouts.slides import lesson_chapters, quiz_chapter
from organizations.rules import organizations_of
from teaching import queries
from users.doors import staff_required


@staff_required
@require_safe
def ready_in_ten(request: HttpRequest, module_uuid: uuid.UUID) -> HttpResponse:
    """Ten minutes that prepare a module; where all that can be shown and printed is listed."""
    module = find_module(request, module_uuid)
    lessons = ready_lessons(module)
    context = {
        "module": module,
        "sensitivity": module_sensitivity(module),
        "changes": module_changes(module, [one.pk for one in lessons], on=timezone.localdate()),
        "outcomes": outcomes_of(module),
        "lessons": lessons,
    }
    return render(request, "handouts/ready_in_ten.html", context)


@staff_required
@require_safe
def show(request: HttpRequest, module_uuid: uuid.UUID) -> HttpResponse:
    """Projector mode: one page that holds every slide, and asks for nothing once it is there."""
    module = find_module(request, module_uuid)
    sensitivity = module_sensitivity(module)
    chapters = lesson_chapters(module, sensitivity)
    quiz = quiz_chapter(module, sensitivity, _("Quiz"), on=timezone.localdate())
    context = {
        "module": module,
        "chapters": [*chapters, quiz] if quiz else chapters,
        "help_address": help_address(request),
    }
    return render(request, "handouts/show.html", context)


# --- Paper ---------------------------------------------------------------------------------------


@staff_required
@require_safe
def module_sheet(request: HttpRequest, module_uuid: uuid.UUID) -> HttpResponse:
    """A page to print for students: what each lesson says in a sentence, a plan, where help is."""
    module = find_module(request, module_uuid)
    lessons = sheet_lessons(module)
    context = {
        "module": module,
        "lessons": lessons,
        "cues": [lesson.cue for lesson in lessons if lesson.cue],
        "help_address": help_address(request),
    }
    return render(request, "handouts/module_sheet.html", context)


@staff_required
@require_safe
def summary(request: HttpRequest, module_uuid: uuid.UUID, lesson_uuid: uuid.UUID) -> HttpResponse:
    """A lesson on one page, to take home."""
    module = find_module(request, module_uuid)
    context = {
        "module": module,
        "summary": lesson_summary(find_lesson(module, lesson_uuid)),
        "help_address": help_address(request),
    }
    return render(request, "handouts/lesson_summary.html", context)


@staff_required
@require_safe
def writing(request: HttpRequest, module_uuid: uuid.UUID, lesson_uuid: uuid.UUID) -> HttpResponse:
    """A lesson to write about, on one page."""
    module = find_module(request, module_uuid)
    lesson = find_lesson(module, lesson_uuid)
    context = {
        "module": module,
        "sheet": worksheet(lesson, module_sensitivity(module)),
        "help_address": help_address(request),
    }
    return render(request, "handouts/worksheet.html", context)


@staff_required
@require_safe
def roles(request: HttpRequest, module_uuid: uuid.UUID) -> HttpResponse:
    """The beginning of the module's story as cards, for a group to play."""
    module = find_module(request, module_uuid)
    scenario = live_scenario(module)
    if scenario is None:
        raise Http404
    context = {
        "module": module,
        "cards": role_cards(scenario),
        "help_address": help_address(request),
    }
    return render(request, "handouts/role_cards.html", context)


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
        "sensitivity": Sensitivity.strictest(module_sensitivity(module), *levels),
        "help_address": help_address(request),
    }
    return render(request, "handouts/quiz_paper.html", context)


@staff_required
@require_safe
def letter(request: HttpRequest, module_uuid: uuid.UUID) -> HttpResponse:
    """A letter to parents, to change on the page and print or copy; nothing of it comes back."""
    module = find_module(request, module_uuid)
    form = LetterToParentsForm({"country": country_of(request.user)} | request.GET.dict())
    asked = Asked(
        module=module,
        country=form.chosen_country,
        language=form.chosen_language,
        site=request.build_absolute_uri("/").rstrip("/"),
        on=timezone.localdate(),
    )
    context = {
        "module": module,
        "form": form,
        "letter_language": form.chosen_language,
        "letter": parent_letter(asked),
    }
    return render(request, "handouts/parent_letter.html", context)


def country_of(user) -> str:
    """Return the country of a teacher's school as its admin gave it, else "". One query."""
    return (
        organizations_of(user).exclude(country="").values_list("country", flat=True).first() or ""
    )


@staff_required
@require_safe
def module_link(request: HttpRequest, module_uuid: uuid.UUID) -> HttpResponse:
    """A sheet for one student with the address of a module that is not assigned to one alone."""
    module = find_module(request, module_uuid)
    if module_sensitivity(module) == Sensitivity.OPEN:
        raise Http404
    context = {
        "module": module,
        "address": request.build_absolute_uri(page_url(module)),
        "help_address": help_address(request),
    }
    return render(request, "handouts/module_link.html", context)


def find_module(request: HttpRequest, module_uuid: uuid.UUID) -> ModulePage:
    """Return a module a guest may open, with its quiz, or 404. One query."""
    return get_object_or_404(queries.modules_for(request.user), translation_key=module_uuid)


def find_lesson(module: ModulePage, lesson_uuid: uuid.UUID) -> LessonPage:
    """Return a lesson of this very module, or 404. One query."""
    return get_object_or_404(lessons_of(module), translation_key=lesson_uuid)


def help_address(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("support:start"))
