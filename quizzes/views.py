"""Taking a quiz: start, one question a page, results. Guests go through `guest` alone."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.models import Locale

from core.confidential import guard_response
from core.enums import Sensitivity
from core.models import new_uuid
from core.same_origin import same_origin_post
from quizzes import actions, guests, queries
from quizzes.enums import Confidence, QuestionKind
from quizzes.errors import AnswerConflict, QuizNotAvailable
from quizzes.feedback import feedback
from quizzes.forms import AnswerForm, KeyedAnswerForm
from quizzes.marking import InvalidAnswer
from quizzes.models import Attempt, AttemptSlot, Quiz
from quizzes.policies import policy_for
from users.doors import student_required

MINUTES_A_QUESTION = 0.6
MAX_NUMBER_DIGITS = 4


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, quiz_uuid: uuid.UUID) -> HttpResponse:
    """Say what the quiz is; a student's click begins an attempt (guests post to `guest`)."""
    quiz, policy = find_quiz(quiz_uuid)
    versions = queries.live_versions(quiz)
    if not versions:
        raise Http404
    if request.method == "POST" and is_student(request.user):
        attempt = actions.start_attempt(by=request.user, quiz=quiz, policy=policy)
        return HttpResponseRedirect(first_open_url(attempt), status=303)
    sensitivity = actions.pinned_sensitivity(quiz, policy, versions)
    context = {
        "quiz": quiz,
        "question_count": len(versions),
        "minutes": max(1, round(len(versions) * MINUTES_A_QUESTION)),
        "sensitivity": sensitivity,
        "is_student": is_student(request.user),
        "is_begun": Attempt.objects.visible_to(request.user).open().filter(quiz=quiz).exists(),
    }
    return guard_response(render(request, "quizzes/start.html", context), sensitivity)


@student_required
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, attempt_uuid: uuid.UUID, number: int) -> HttpResponse:
    """Show a question, or its feedback once it is answered; take the answer."""
    attempt = find_attempt(request, attempt_uuid)
    slot = get_object_or_404(attempt.slots.select_related("version"), number=number)
    if attempt.answers_stay_hidden:
        return HttpResponseRedirect(end_url(attempt))
    if request.method == "POST":
        return take_answer(request, attempt, slot)
    return guard_response(show_slot(request, attempt, slot), attempt.sensitivity)


def take_answer(request, attempt: Attempt, slot: AttemptSlot) -> HttpResponse:
    form = KeyedAnswerForm(request.POST, options=slot.ordered_options)
    if not form.is_valid():
        return guard_response(show_slot(request, attempt, slot, form=form), attempt.sensitivity)
    answer = form.cleaned_data
    try:
        actions.answer_question(
            slot=slot,
            chosen=answer["choice"],
            confidence=answer["confidence"],
            key=answer["key"],
        )
    except AnswerConflict:
        response = render(request, "quizzes/conflict.html", slot_frame(attempt, slot), status=409)
        return guard_response(response, attempt.sensitivity)
    except InvalidAnswer:
        form.add_error("choice", form.fields["choice"].error_messages["invalid_choice"])
        return guard_response(show_slot(request, attempt, slot, form=form), attempt.sensitivity)
    if attempt.sensitivity == Sensitivity.PRIVATE:
        # The last answer closes a private attempt for good: this is the only time to explain it.
        return guard_response(show_slot(request, attempt, slot), attempt.sensitivity)
    return HttpResponseRedirect(question_url(attempt, slot.number), status=303)


def show_slot(request, attempt: Attempt, slot: AttemptSlot, form=None) -> HttpResponse:
    response = slot.responses.last()
    if response and attempt.mode != "test":
        shown = feedback(slot.version.content, slot.ordered_options, response)
        context = {**slot_frame(attempt, slot), "feedback": shown}
        return render(request, "quizzes/feedback.html", context)
    context = {
        **slot_frame(attempt, slot),
        **question_context(slot.version.content, slot.ordered_options, form),
        "key": (form and form.cleaned_data.get("key")) or new_uuid(),
        "action": question_url(attempt, slot.number),
    }
    return render(request, "quizzes/question.html", context, status=422 if form else 200)


@student_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, attempt_uuid: uuid.UUID) -> HttpResponse:
    """The results; before that, what is still open, and the button that finishes."""
    attempt = find_attempt(request, attempt_uuid)
    if request.method == "POST":
        actions.finish_attempt(attempt=attempt)
        return HttpResponseRedirect(end_url(attempt), status=303)
    if not attempt.is_finished:
        context = {"attempt": attempt, "quiz": attempt.quiz, "slots": open_slots(attempt)}
        return guard_response(
            render(request, "quizzes/unfinished.html", context), attempt.sensitivity
        )
    answers = queries.answered_slots(attempt)
    context = {
        "attempt": attempt,
        "quiz": attempt.quiz,
        "results": queries.results(answers, total=attempt.slots.count()),
    }
    return guard_response(render(request, "quizzes/results.html", context), attempt.sensitivity)


@same_origin_post
def guest(request: HttpRequest, quiz_uuid: uuid.UUID) -> HttpResponse:
    """A whole quiz without a row: every page is the answer to a post with the signed field."""
    quiz, policy = find_quiz(quiz_uuid)
    try:
        taken = read_guest_quiz(quiz, request.POST.get("state", ""))
    except guests.StaleGuestField:
        return render(request, "quizzes/guest_stale.html", {"quiz": quiz}, status=409)
    if not taken.slots:
        raise Http404
    sensitivity = actions.pinned_sensitivity(quiz, policy, [s.version for s in taken.slots])
    number = requested_number(request, len(taken.slots))
    if number > len(taken.slots):
        response = guest_end(request, taken)
    else:
        response = guest_question(request, taken, number, sensitivity)
    return guard_response(response, sensitivity)


def guest_end(request, taken: guests.GuestQuiz) -> HttpResponse:
    """The results; before that, which questions are open, and the button that finishes."""
    total = len(taken.slots)
    if taken.open_numbers and "finish" not in request.POST:
        context = {**guest_frame(taken), "open_numbers": taken.open_numbers, "number": total + 1}
        return render(request, "quizzes/unfinished.html", context)
    results = queries.results(taken.answers, total=total)
    return render(request, "quizzes/results.html", {"quiz": taken.quiz, "results": results})


def guest_question(
    request, taken: guests.GuestQuiz, number: int, sensitivity: Sensitivity
) -> HttpResponse:
    """Answer the posted question if one came, then show question `number` or its feedback."""
    slot, form = taken.slots[number - 1], None
    if "answer" in request.POST and not slot.chosen:
        form = AnswerForm(request.POST, options=slot.ordered_options)
        if form.is_valid():
            taken = with_guest_answer(taken, number, form)
    slot = taken.slots[number - 1]
    frame = guest_question_frame(taken, number, sensitivity)
    if slot.answer:
        shown = feedback(slot.version.content, slot.ordered_options, slot.answer)
        return render(request, "quizzes/feedback.html", {**frame, "feedback": shown})
    context = {**frame, **question_context(slot.version.content, slot.ordered_options, form)}
    return render(request, "quizzes/question.html", context, status=422 if form else 200)


def with_guest_answer(taken, number: int, form) -> guests.GuestQuiz:
    try:
        return taken.with_answer(
            number, form.cleaned_data["choice"], form.cleaned_data["confidence"]
        )
    except InvalidAnswer:
        form.add_error("choice", form.fields["choice"].error_messages["invalid_choice"])
        return taken


def read_guest_quiz(quiz: Quiz, field: str) -> guests.GuestQuiz:
    return guests.read(quiz, field) if field else guests.begin(quiz)


def requested_number(request, total: int) -> int:
    """Return the posted question number, 1 where none or nonsense came, total + 1 for the end."""
    posted = request.POST.get("number", "1")
    is_number = posted.isascii() and posted.isdigit() and len(posted) <= MAX_NUMBER_DIGITS
    return min(max(int(posted), 1), total + 1) if is_number else 1


def question_context(content: dict, options: list[dict], form: AnswerForm | None) -> dict:
    """Return the question as its page shows it; `form` is an answer that could not be taken."""
    chosen = form.data.getlist("choice") if form else []
    return {
        "options": [
            {
                "id": option["id"],
                # The error summary links to the field, and that is where its first choice is.
                "html_id": f"id_choice_{index}" if index else "id_choice",
                "text": option["text"],
                "is_checked": option["id"] in chosen,
            }
            for index, option in enumerate(options)
        ],
        "is_multiple": content["kind"] == QuestionKind.MULTIPLE,
        "confidences": [{"value": str(c.value), "label": c.label} for c in Confidence],
        "confidence": form.data.get("confidence", "") if form else "",
        "form": form,
    }


def slot_frame(attempt: Attempt, slot: AttemptSlot) -> dict:
    """What every page of one question of an attempt shows around it. One query."""
    answers = dict(attempt.slots.values_list("number", "responses"))
    following = next_open_number([n for n in answers if not answers[n]], slot.number)
    return {
        "quiz": attempt.quiz,
        "attempt": attempt,
        "number": slot.number,
        "total": len(answers),
        "stem": slot.version.content["stem"],
        "sensitivity": attempt.sensitivity,
        "next_url": question_url(attempt, following) if following else end_url(attempt),
        "is_last": following is None,
    }


def guest_frame(taken: guests.GuestQuiz) -> dict:
    """What every page of a guest's quiz carries on to the next."""
    return {
        "quiz": taken.quiz,
        "total": len(taken.slots),
        "state": taken.field(),
        "action": reverse("quizzes:guest", args=[taken.quiz.uuid]),
    }


def guest_question_frame(taken: guests.GuestQuiz, number: int, sensitivity: Sensitivity) -> dict:
    following = next_open_number(taken.open_numbers, number)
    return {
        **guest_frame(taken),
        "number": number,
        "stem": taken.slots[number - 1].version.content["stem"],
        "sensitivity": sensitivity,
        "next_number": following or len(taken.slots) + 1,
        "is_last": following is None,
    }


def next_open_number(open_numbers: list[int], number: int) -> int | None:
    """Return the next question after `number` that has no answer, or None: then comes the end."""
    return next((n for n in open_numbers if n > number), None)


def find_quiz(quiz_uuid: uuid.UUID):
    """Return a published quiz and how it may be taken, or 404."""
    quiz = get_object_or_404(Quiz, translation_key=quiz_uuid, locale=Locale.get_active(), live=True)
    try:
        return quiz, policy_for(quiz)
    except QuizNotAvailable as error:
        raise Http404 from error


def find_attempt(request, attempt_uuid: uuid.UUID) -> Attempt:
    return get_object_or_404(
        Attempt.objects.visible_to(request.user).select_related("quiz"), uuid=attempt_uuid
    )


def open_slots(attempt: Attempt) -> list[dict]:
    """Return the questions without an answer as {number, url}."""
    numbers = attempt.slots.filter(responses=None).values_list("number", flat=True)
    return [{"number": n, "url": question_url(attempt, n)} for n in numbers]


def is_student(user) -> bool:
    return user.is_authenticated and user.is_student


def first_open_url(attempt: Attempt) -> str:
    """Return where a learner left off."""
    slots = open_slots(attempt)
    return slots[0]["url"] if slots else end_url(attempt)


def question_url(attempt: Attempt, number: int) -> str:
    return reverse("quizzes:question", args=[attempt.uuid, number])


def end_url(attempt: Attempt) -> str:
    return reverse("quizzes:end", args=[attempt.uuid])
