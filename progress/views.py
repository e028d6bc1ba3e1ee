"""A learner's own pages, and the posts that save their place."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from courses.models import LessonPage
from courses.queries import lesson_place
from progress import actions, queries
from users.doors import student_required


@student_required
@require_safe
def my_learning(request: HttpRequest) -> HttpResponse:
    context = {
        "learning": queries.my_learning(request.user),
        "classes": queries.my_classes(request.user),
    }
    return render(request, "progress/my_learning.html", context)


@student_required
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Send a student to the one next thing: where they were, their class's work, the first lesson."""
    return HttpResponseRedirect(queries.next_url(request.user) or reverse("courses:catalog"))


@student_required
@require_POST
def continue_lesson(request: HttpRequest, lesson_uuid: uuid.UUID, step: int) -> HttpResponse:
    """Save the place and go on: to the next step, or, after the last, to what comes next."""
    lesson = get_object_or_404(LessonPage.objects.live(), translation_key=lesson_uuid)
    if step < len(lesson.steps):
        actions.save_place(by=request.user, lesson=lesson, step=step + 1)
        return HttpResponseRedirect(lesson.step_url(step + 1), status=303)
    actions.complete_lesson(by=request.user, lesson=lesson)
    return HttpResponseRedirect(lesson_place(lesson).next_url, status=303)


@student_required
@require_POST
def stop_here(request: HttpRequest, lesson_uuid: uuid.UUID, step: int) -> HttpResponse:
    """Save the place and leave: "Stop here, save my place"."""
    lesson = get_object_or_404(LessonPage.objects.live(), translation_key=lesson_uuid)
    actions.save_place(by=request.user, lesson=lesson, step=min(step, len(lesson.steps)))
    return HttpResponseRedirect(reverse("progress:my_learning"), status=303)
