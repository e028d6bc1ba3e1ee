"""Taking a quiz: start, one question a page, results. Guests go through `guest` alone."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail.models import Locale

from core.confidential import guard_response
from core.enums import Sensitivity
from core.models import new_uuid
from core.same_origin import same_origin_post
from quizzes import actions, guests, queries
from quizzes.enums import Confidence, QuestionKind
from quizzes.errors import AnswerConflict, QuestionLeftOut, QuizNotAvailable
from quizzes.feedback import feedback
from quizzes.forms import AnswerForm, KeyedAnswerForm
from quizzes.marking import InvalidAnswer
from quizzes.models import Attempt, AttemptSlot, Quiz
from quizzes.policies import AttemptPolicy, policy_for
from users.doors import student_required

MINUTES_A_QUESTION = 0.6
MAX_NUMBER_DIGITS = 4


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, quiz_uuid: uuid.UUID) -> HttpResponse:
    """Say what the quiz is; a student's click begins an attempt (guests post to `guest`)."""
    quiz, policy = find_quiz(quiz_uuid)
    versions = queries.askable_versions(quiz, on=timezone.localdate())
    if not versions:
        return nothing_to_ask(request, quiz, policy)
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
        **standing_context(request.user, quiz),
    }
    return guard_response(render(request, "quizzes/start.html", context), sensitivity)


def standing_context(user, quiz: Quiz) -> dict:
    """Return a student's best finished try, and how far the open one is, where there are any."""
    if not is_student(user):
        return {}
    standing = queries.quiz_standings(user, [quiz.pk]).get(quiz.pk, queries.QuizStanding())
    running = standing.running
    state = queries.attempt_state(running, on=timezone.localdate()) if running else None
    return {"best": standing.best, "running": state}


def nothing_to_ask(request, quiz: Quiz, policy: AttemptPolicy) -> HttpResponse:
    """Say that every question of a quiz is being checked; 404 where it has none at all."""
    versions = queries.live_versions(quiz)
    if not versions:
        raise Http404
    sensitivity = actions.pinned_sensitivity(quiz, policy, versions)
    return guard_response(
        render(request, "quizzes/nothing_to_ask.html", {"quiz": quiz}), sensitivity
    )


@student_required
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, attempt_uuid: uuid.UUID, number: int) -> HttpResponse:
    """Show a question, or its feedback once it is answered; take the answer."""
    slot = find_slot(request, attempt_uuid, number)
    attempt = slot.attempt
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
    except QuestionLeftOut:
        return guard_response(show_slot(request, attempt, slot), attempt.sensitivity)
    except InvalidAnswer:
        form.add_error("choice", form.fields["choice"].error_messages["invalid_choice"])
        return guard_response(show_slot(request, attempt, slot, form=form), attempt.sensitivity)
    if attempt.sensitivity == Sensitivity.PRIVATE:
        # The last answer closes a private attempt for good: this is the only time to explain it.
        return guard_response(show_slot(request, attempt, slot), attempt.sensitivity)
    return HttpResponseRedirect(question_url(attempt, slot.number), status=303)


def show_slot(request, attempt: Attempt, slot: AttemptSlot, form=None) -> HttpResponse:
    response, frame = slot.responses.last(), slot_frame(attempt, slot)
    if response and attempt.mode != "test":
        shown = feedback(slot.version.content, slot.ordered_options, response)
        return render(request, "quizzes/feedback.html", {**frame, "feedback": shown})
    if frame["is_left_out"]:
        return question_left_out(request, frame)
    context = {
        **frame,
        **question_context(slot.version.content, slot.ordered_options, form),
        "key": (form and form.cleaned_data.get("key")) or new_uuid(),
        "action": question_url(attempt, slot.number),
    }
    return render(request, "quizzes/question.html", context, status=422 if form else 200)


def question_left_out(request, frame: dict) -> HttpResponse:
    """Say that a question is not asked now; an answer to it was not taken (409)."""
    status = 409 if frame["attempt"] and request.method == "POST" else 200
    return render(request, "quizzes/left_out.html", frame, status=status)


@student_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, attempt_uuid: uuid.UUID) -> HttpResponse:
    """The results; before that, what is still open, and the button that finishes."""
    attempt = find_attempt(request, attempt_uuid)
    if request.method == "POST":
        actions.finish_attempt(attempt=attempt)
        return HttpResponseRedirect(end_url(attempt), status=303)
    if not attempt.is_finished:
        return guard_response(unfinished(request, attempt), attempt.sensitivity)
    total = attempt.slots.count() - len(attempt.left_out)
    context = {
        "attempt": attempt,
        "quiz": attempt.quiz,
        "results": queries.results(queries.answered_slots(attempt), total=total),
    }
    return guard_response(render(request, "quizzes/results.html", context), attempt.sensitivity)


def unfinished(request, attempt: Attempt) -> HttpResponse:
    """Say which questions are open, and offer to finish; where none counts today, say that."""
    state = queries.attempt_state(attempt, on=timezone.localdate())
    if not state.counting:
        return render(request, "quizzes/nothing_to_ask.html", {"quiz": attempt.quiz})
    still_open = [
        {"place": state.place(n), "url": question_url(attempt, n)} for n in state.open_numbers
    ]
    context = {
        "attempt": attempt,
        "quiz": attempt.quiz,
        "open_questions": still_open,
        "may_finish": bool(state.answered),
    }
    return render(request, "quizzes/unfinished.html", context)


@same_origin_post
def guest(request: HttpRequest, quiz_uuid: uuid.UUID) -> HttpResponse:
    """A whole quiz without a row: every page is the answer to a post with the signed field."""
    quiz, policy = find_quiz(quiz_uuid)
    try:
        taken = read_guest_quiz(quiz, request.POST.get("state", ""))
    except guests.StaleGuestField:
        return render(request, "quizzes/guest_stale.html", {"quiz": quiz}, status=409)
    if not taken.counting:
        return nothing_to_ask(request, quiz, policy)
    sensitivity = actions.pinned_sensitivity(quiz, policy, [s.version for s in taken.slots])
    number = requested_number(request, len(taken.slots))
    if number > len(taken.slots):
        response = guest_end(request, taken)
    else:
        response = guest_question(request, taken, number, sensitivity)
    return guard_response(response, sensitivity)


def guest_end(request, taken: guests.GuestQuiz) -> HttpResponse:
    """The results; before that, which questions are open, and the button that finishes."""
    may_finish = bool(taken.answers)
    if taken.open_numbers and not (may_finish and "finish" in request.POST):
        still_open = [{"place": taken.place(n), "number": n} for n in taken.open_numbers]
        context = {
            **guest_frame(taken),
            "open_questions": still_open,
            "may_finish": may_finish,
        }
        return render(request, "quizzes/unfinished.html", context)
    results = queries.results(taken.answers, total=len(taken.counting))
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
    if slot.is_left_out:
        return question_left_out(request, frame)
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
    today = timezone.localdate()
    return guests.read(quiz, field, on=today) if field else guests.begin(quiz, on=today)


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
    """What every page of one question of an attempt shows around it. One query, or two."""
    state = queries.attempt_state(attempt, on=timezone.localdate())
    following = next_open_number(state.open_numbers, slot.number)
    return {
        "quiz": attempt.quiz,
        "attempt": attempt,
        "number": slot.number,
        "place": state.place(slot.number),
        "total": len(state.counting),
        "is_left_out": state.slots[slot.pk].is_left_out,
        "stem": slot.version.content["stem"],
        "sensitivity": attempt.sensitivity,
        "next_url": question_url(attempt, following) if following else end_url(attempt),
        "is_last": following is None,
    }


def guest_frame(taken: guests.GuestQuiz) -> dict:
    """What every page of a guest's quiz carries on to the next."""
    return {
        "quiz": taken.quiz,
        "total": len(taken.counting),
        "state": taken.field(),
        "action": reverse("quizzes:guest", args=[taken.quiz.uuid]),
        "attempt": None,
        "end_number": len(taken.slots) + 1,
    }


def guest_question_frame(taken: guests.GuestQuiz, number: int, sensitivity: Sensitivity) -> dict:
    following = next_open_number(taken.open_numbers, number)
    return {
        **guest_frame(taken),
        "number": number,
        "place": taken.place(number),
        "is_left_out": taken.slots[number - 1].is_left_out,
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


def find_slot(request, attempt_uuid: uuid.UUID, number: int) -> AttemptSlot:
    """Return a question of a learner's own attempt with everything about it, or 404. One query."""
    return get_object_or_404(
        AttemptSlot.objects.select_related("version", "attempt__quiz"),
        attempt__in=Attempt.objects.visible_to(request.user).filter(uuid=attempt_uuid),
        number=number,
    )


def is_student(user) -> bool:
    return user.is_authenticated and user.is_student


def first_open_url(attempt: Attempt) -> str:
    """Return where a learner left off."""
    numbers = queries.attempt_state(attempt, on=timezone.localdate()).open_numbers
    return question_url(attempt, numbers[0]) if numbers else end_url(attempt)


def question_url(attempt: Attempt, number: int) -> str:
    return reverse("quizzes:question", args=[attempt.uuid, number])


def end_url(attempt: Attempt) -> str:
    return reverse("quizzes:end", args=[attempt.uuid])
