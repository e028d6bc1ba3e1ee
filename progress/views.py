"""A learner's own pages, and the posts that save their place."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.models import LessonPage
from progress import actions, components, queries
from progress.forms import KeepForm
from users.doors import student_required


@require_safe
def my_learning(request: HttpRequest) -> HttpResponse:
    """A student's own page; a guest's is the same for everybody, and their device fills it."""
    if request.user.is_authenticated:
        return students_learning(request)
    return render(request, "progress/guest_learning.html")


@student_required
def students_learning(request: HttpRequest) -> HttpResponse:
    learning = queries.my_learning(request.user)
    classes = queries.my_classes(request.user)
    look = learning.second_look
    present = [my_class.name for my_class in classes if not my_class.is_archived]
    context = {
        "carry_on": learning.carry_on,
        "second_look": components.second_look_tasks(look) if look else [],
        "due": [components.due_work(work, names_class=len(present) > 1) for work in learning.due],
        "reminders": components.reminders(learning.due),
        "others": [components.module_work(progress) for progress in learning.others],
        "suggested": [components.lesson_task(row, row.title) for row in learning.suggested],
        "skills": [components.skill_task(row) for row in learning.skills],
        "finished": components.finished_lessons(learning.modules),
        "quizzes_done": learning.quizzes_done,
        "classes": classes,
        "class_names": present,
        "is_way_back_changed": any(my_class.is_way_back_changed for my_class in classes),
    }
    return render(request, "progress/my_learning.html", context)


@student_required
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """Send a student on: to where they were, to their class's work, or to the first lesson."""
    return HttpResponseRedirect(queries.next_url(request.user) or reverse("courses:catalog"))


@student_required
@require_POST
def continue_lesson(request: HttpRequest, lesson_uuid: uuid.UUID, step: int) -> HttpResponse:
    """Save the place and go on: to the next step, or, after the last, to the lesson's end."""
    lesson = get_object_or_404(LessonPage.objects.live(), translation_key=lesson_uuid)
    if step < len(lesson.steps):
        actions.save_place(by=request.user, lesson=lesson, step=step + 1)
        return HttpResponseRedirect(lesson.step_url(step + 1), status=303)
    actions.complete_lesson(by=request.user, lesson=lesson)
    return HttpResponseRedirect(lesson.done_url, status=303)


@student_required
@require_POST
def stop_here(request: HttpRequest, lesson_uuid: uuid.UUID, step: int) -> HttpResponse:
    """Save the place and leave: "Stop here, save my place"."""
    lesson = get_object_or_404(LessonPage.objects.live(), translation_key=lesson_uuid)
    actions.save_place(by=request.user, lesson=lesson, step=min(step, len(lesson.steps)))
    messages.success(request, _("Your place is saved. You can carry on whenever you like."))
    return HttpResponseRedirect(reverse("progress:my_learning"), status=303)


@student_required
@require_POST
def keep_from_device(request: HttpRequest) -> HttpResponse:
    """Take over what a guest's device kept; the device forgets it only where this says KEPT."""
    form = KeepForm(request.POST)
    if not form.is_valid():
        words = _("We could not read what this device sent. It is still on this device.")
        messages.warning(request, words)
    elif kept := actions.keep_from_device(by=request.user, places=form.cleaned_data["places"]):
        messages.success(request, components.kept_words(kept), extra_tags=components.KEPT)
    else:
        words = _("None of these lessons is open now. They are still on this device.")
        messages.warning(request, words)
    return HttpResponseRedirect(reverse("progress:my_learning"), status=303)
