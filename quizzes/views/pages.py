"""What pages of students and of guests have in common."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from core.confidential import guard_response
from quizzes import actions, guests, queries
from quizzes.asking import question_context
from quizzes.errors import QuizNotAvailable
from quizzes.marking import kind_of
from quizzes.models import Attempt, AttemptSlot, Quiz
from quizzes.policies import AttemptPolicy, policy_for


def ask(request, slot: AttemptSlot | guests.GuestSlot, frame: dict, form) -> HttpResponse:
    """Show the question of a slot, with what stands in `form` already if there is one."""
    content = slot.version.content
    if not kind_of(content).is_scored:
        context = {**frame, "block_id": slot.version.uuid}
        return render(request, "quizzes/to_think_about.html", context)
    context = {**frame, **question_context(content, slot.ordered_options, form)}
    return render(request, "quizzes/question.html", context, status=422 if context["form"] else 200)


def question_left_out(request, frame: dict) -> HttpResponse:
    """Say that a question is not asked now; an answer to it was not taken (409)."""
    status = 409 if frame["attempt"] and request.method == "POST" else 200
    return render(request, "quizzes/left_out.html", frame, status=status)


def nothing_to_ask(request, quiz: Quiz, policy: AttemptPolicy) -> HttpResponse:
    """Say that every question of a quiz is being checked; 404 where it has none at all."""
    versions = queries.live_versions(quiz)
    if not versions:
        raise Http404
    sensitivity = actions.pinned_sensitivity(quiz, policy, versions)
    return guard_response(
        render(request, "quizzes/nothing_to_ask.html", {"quiz": quiz}), sensitivity
    )


def results_page(run: Attempt | AttemptPolicy) -> str:
    return "quizzes/results.html" if run.is_scored else "quizzes/precheck_results.html"


def next_number(stops: list[int], number: int) -> int | None:
    """Return the next of these questions after `number`, or None: then comes the end."""
    return next((stop for stop in stops if stop > number), None)


def find_quiz(quiz_uuid: uuid.UUID, user=None):
    """Return a published quiz and how it may be taken by a student, or a guest; or 404."""
    quiz = get_object_or_404(
        Quiz.objects.select_related("locale"),
        translation_key=quiz_uuid,
        locale__language_code=get_language(),
        live=True,
    )
    try:
        return quiz, policy_for(quiz, user if user and is_student(user) else None)
    except QuizNotAvailable as error:
        raise Http404 from error


def is_student(user) -> bool:
    return user.is_authenticated and user.is_student
