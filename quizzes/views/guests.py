"""A guest's quiz: every page is the answer to a post, and nothing is kept."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from core.confidential import guard_response
from core.enums import Sensitivity
from core.same_origin import same_origin_post
from quizzes import actions, guests, queries
from quizzes.feedback import feedback
from quizzes.forms import AnswerForm
from quizzes.models import Quiz
from quizzes.policies import AttemptPolicy
from quizzes.views.pages import (
    ask,
    find_quiz,
    next_number,
    nothing_to_ask,
    question_left_out,
    results_page,
)

MAX_NUMBER_DIGITS = 4


@same_origin_post
def guest(request: HttpRequest, quiz_uuid: uuid.UUID) -> HttpResponse:
    """A whole quiz without a row: every page is the answer to a post with the signed field."""
    quiz, policy = find_quiz(quiz_uuid)
    try:
        taken = read_guest_quiz(quiz, request.POST.get("state", ""))
    except guests.StaleGuestField:
        return render(request, "quizzes/guest_stale.html", {"quiz": quiz}, status=409)
    if not taken.asked:
        return nothing_to_ask(request, quiz, policy)
    sensitivity = actions.pinned_sensitivity(quiz, policy, [s.version for s in taken.slots])
    number = requested_number(request, len(taken.slots))
    if number > len(taken.slots):
        response = guest_end(request, taken, policy)
    else:
        response = guest_question(request, taken, number, sensitivity)
    return guard_response(response, sensitivity)


def guest_end(request, taken: guests.GuestQuiz, policy: AttemptPolicy) -> HttpResponse:
    """The results; before that, which questions are open, and the button that finishes."""
    may_finish = bool(taken.answers)
    if not taken.counting:
        return render(request, "quizzes/nothing_scored.html", {"quiz": taken.quiz})
    if taken.open_numbers and not (may_finish and "finish" in request.POST):
        still_open = [{"place": taken.place(n), "number": n} for n in taken.open_numbers]
        context = {
            **guest_frame(taken),
            "open_questions": still_open,
            "may_finish": may_finish,
        }
        return render(request, "quizzes/unfinished.html", context)
    results = queries.results(taken.answers, total=len(taken.counting))
    return render(request, results_page(policy), {"quiz": taken.quiz, "results": results})


def guest_question(
    request, taken: guests.GuestQuiz, number: int, sensitivity: Sensitivity
) -> HttpResponse:
    """Answer the posted question if one came, then show question `number` or its feedback."""
    slot, form = taken.slots[number - 1], None
    if "answer" in request.POST and not slot.chosen:
        form = AnswerForm(request.POST, content=slot.version.content)
        if form.is_valid() and "move" not in request.POST:
            answer = form.cleaned_data
            taken = taken.with_answer(number, answer["choice"], answer["confidence"])
    slot = taken.slots[number - 1]
    frame = guest_question_frame(taken, number, sensitivity)
    if slot.answer:
        shown = feedback(slot.version.content, slot.ordered_options, slot.answer)
        return render(request, "quizzes/feedback.html", {**frame, "feedback": shown})
    if slot.is_left_out:
        return question_left_out(request, frame)
    return ask(request, slot, frame, form)


def read_guest_quiz(quiz: Quiz, field: str) -> guests.GuestQuiz:
    today = timezone.localdate()
    return guests.read(quiz, field, on=today) if field else guests.begin(quiz, on=today)


def requested_number(request, total: int) -> int:
    """Return the posted question number, 1 where none or nonsense came, total + 1 for the end."""
    posted = request.POST.get("number", "1")
    is_number = posted.isascii() and posted.isdigit() and len(posted) <= MAX_NUMBER_DIGITS
    return min(max(int(posted), 1), total + 1) if is_number else 1


def guest_frame(taken: guests.GuestQuiz) -> dict:
    """What every page of a guest's quiz carries on to the next."""
    return {
        "quiz": taken.quiz,
        "total": len(taken.asked),
        "state": taken.field(),
        "action": reverse("quizzes:guest", args=[taken.quiz.uuid]),
        "attempt": None,
        "end_number": len(taken.slots) + 1,
    }


def guest_question_frame(taken: guests.GuestQuiz, number: int, sensitivity: Sensitivity) -> dict:
    following = next_number(taken.stops, number)
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
