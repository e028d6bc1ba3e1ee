"""A student's quiz: start, one question a page, results."""

import uuid
from contextlib import suppress
from datetime import timedelta
from math import ceil

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.confidential import guard_response
from core.enums import Sensitivity
from core.models import new_uuid
from quizzes import actions, queries
from quizzes.asking import given_before
from quizzes.errors import AnswerConflict, QuestionLeftOut, QuizNotAvailable
from quizzes.feedback import feedback
from quizzes.forms import KeyedAnswerForm
from quizzes.marking import kind_of
from quizzes.models import Attempt, AttemptSlot, Quiz
from quizzes.policies import AttemptPolicy, policy_for, time_for
from quizzes.queries import end_url, first_open_url, question_url
from quizzes.regrading import corrections_of
from quizzes.views.pages import (
    ask,
    find_quiz,
    is_student,
    next_number,
    nothing_to_ask,
    question_left_out,
    results_page,
)
from users.doors import student_required

MINUTES_A_QUESTION = 0.6


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, quiz_uuid: uuid.UUID) -> HttpResponse:
    """Say what the quiz is; a student's click begins an attempt (guests post to `guest`)."""
    quiz, policy = find_quiz(quiz_uuid, request.user)
    versions = queries.askable_versions(quiz, on=timezone.localdate())
    if not versions:
        return nothing_to_ask(request, quiz, policy)
    if request.method == "POST" and is_student(request.user):
        return begin(request, quiz, policy)
    sensitivity = actions.pinned_sensitivity(quiz, policy, versions)
    count = min(len(versions), quiz.draw or len(versions))
    context = {
        "quiz": quiz,
        "question_count": count,
        "minutes": max(1, round(count * MINUTES_A_QUESTION)),
        "sensitivity": sensitivity,
        "policy": policy,
        "is_student": is_student(request.user),
        **standing_context(request.user, quiz, policy, sensitivity),
    }
    return guard_response(render(request, "quizzes/start.html", context), sensitivity)


def begin(request, quiz: Quiz, policy: AttemptPolicy) -> HttpResponse:
    """Begin a student's attempt, or go on with it; the start page says why there is none now."""
    try:
        attempt = actions.start_attempt(by=request.user, quiz=quiz, policy=policy)
    except QuizNotAvailable:
        return HttpResponseRedirect(request.path, status=303)
    return HttpResponseRedirect(first_open_url(attempt, on=timezone.localdate()), status=303)


def standing_context(user, quiz: Quiz, policy: AttemptPolicy, sensitivity: Sensitivity) -> dict:
    """Return how a student's next try runs, the best one, the test that is handed in, and how far
    the open one is, where there are any.
    """
    if not is_student(user):
        return {}
    standing = queries.quiz_standings(user, [quiz.pk]).get(quiz.pk, queries.QuizStanding())
    running = standing.running
    state = queries.attempt_state(running, on=timezone.localdate()) if running else None
    return {
        "mode": queries.next_mode(user, quiz, policy, sensitivity),
        "best": standing.best,
        "handed_in": standing.handed_in,
        "running": state,
    }


@student_required
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, attempt_uuid: uuid.UUID, number: int) -> HttpResponse:
    """Show a question, or its feedback once it is answered; take the answer."""
    slot = find_slot(request, attempt_uuid, number)
    attempt = slot.attempt
    is_hidden = attempt.answers_stay_hidden or attempt.is_handed_in
    if is_hidden and kind_of(slot.version.content).is_scored:
        return HttpResponseRedirect(end_url(attempt))
    if request.method == "POST":
        return take_answer(request, attempt, slot)
    return guard_response(show_slot(request, attempt, slot), attempt.sensitivity)


def take_answer(request, attempt: Attempt, slot: AttemptSlot) -> HttpResponse:
    form = KeyedAnswerForm(request.POST, content=slot.version.content)
    if not form.is_valid() or "move" in request.POST:
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
    except Attempt.DoesNotExist as gone:
        raise Http404 from gone
    if attempt.sensitivity == Sensitivity.PRIVATE:
        # The last answer closes a private attempt for good: this is the only time to explain it.
        return guard_response(show_slot(request, attempt, slot), attempt.sensitivity)
    url = slot_frame(attempt, slot)["next_url"] if attempt.takes_changes else None
    return HttpResponseRedirect(url or question_url(attempt, slot.number), status=303)


def show_slot(request, attempt: Attempt, slot: AttemptSlot, form=None) -> HttpResponse:
    """Show what is in the slot now; `form` has what was filled in and could not be taken yet."""
    response, frame = slot.responses.last(), slot_frame(attempt, slot)
    if response and not attempt.takes_changes:
        shown = feedback(slot.version.content, slot.ordered_options, response)
        correction = slot.corrections.select_related("regrade").last()
        context = {**frame, "feedback": shown, "correction": correction}
        return render(request, "quizzes/feedback.html", context)
    if frame["is_left_out"]:
        return question_left_out(request, frame)
    context = {
        **frame,
        "key": (form and form.cleaned_data.get("key")) or new_uuid(),
        "action": question_url(attempt, slot.number),
    }
    return ask(request, slot, context, form or given_before(slot.version.content, response))


@student_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, attempt_uuid: uuid.UUID) -> HttpResponse:
    """The results; before that, what is still open, and the button that finishes."""
    attempt = find_attempt(request, attempt_uuid)
    if request.method == "POST":
        with suppress(Attempt.DoesNotExist):
            actions.finish_attempt(attempt=attempt)
        return HttpResponseRedirect(end_url(attempt), status=303)
    if not attempt.is_finished:
        return guard_response(unfinished(request, attempt), attempt.sensitivity)
    if attempt.is_handed_in:
        return render(request, "quizzes/handed_in.html", {"attempt": attempt, "quiz": attempt.quiz})
    page = results_page(attempt)
    return guard_response(render(request, page, results_context(attempt)), attempt.sensitivity)


def results_context(attempt: Attempt) -> dict:
    """Return what the results show; each question by the place at which it was asked."""
    state = queries.attempt_state(attempt, on=timezone.localdate())
    places = {slot.number: state.place(slot.number) for slot in state.counting}
    given = queries.answered_slots(attempt)
    return {
        "attempt": attempt,
        "quiz": attempt.quiz,
        "results": queries.results(given, total=len(places)),
        "answers": answer_rows(attempt, places, given),
        "corrections": [
            {"place": places[one.slot.number], "correction": one}
            for one in corrections_of(attempt)
            if one.slot.number in places
        ],
    }


def answer_rows(
    attempt: Attempt, places: dict[int, int], given: list[queries.Answered]
) -> list[dict]:
    """Return each question that counts as a row: how it went, and where that is explained.

    `places` has their numbers, and the places at which they were asked.
    """
    if attempt.answers_stay_hidden or not attempt.is_scored:
        return []
    by_number = {one.number: one for one in given}
    return [
        {
            "label": _("Question %(number)d") % {"number": place},
            "url": question_url(attempt, number),
            **how_it_went(by_number.get(number)),
        }
        for number, place in places.items()
    ]


def how_it_went(answer: queries.Answered | None) -> dict:
    """Return the words and the tone of one row of results."""
    if answer is None:
        return {"status": _("Open"), "tone": "quiet"}
    if answer.is_best:
        return {"status": _("Handled well"), "tone": "done"}
    if answer.points:
        return {"status": _("Reasonable"), "tone": "doing"}
    return {"status": _("Worth another look"), "tone": "doing"}


def unfinished(request, attempt: Attempt) -> HttpResponse:
    """Say which questions are open, and offer to finish; where none counts today, say that.

    A test shows every question here, answered or not, before it is handed in.
    """
    state = queries.attempt_state(attempt, on=timezone.localdate())
    if not state.counting:
        page = "quizzes/nothing_scored.html" if state.asked else "quizzes/nothing_to_ask.html"
        return render(request, page, {"quiz": attempt.quiz})
    if attempt.takes_changes:
        return render(request, "quizzes/check_answers.html", check_answers(attempt, state))
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


def check_answers(attempt: Attempt, state: queries.AttemptState) -> dict:
    """Return what the last page of a test shows: each question, and whether it has an answer."""
    rows = [
        {
            "label": _("Question %(number)d") % {"number": state.place(slot.number)},
            "url": question_url(attempt, slot.number),
            "status": _("Answered") if slot.given else _("Open"),
            "tone": "done" if slot.given else "quiet",
        }
        for slot in state.counting
    ]
    return {
        "attempt": attempt,
        "quiz": attempt.quiz,
        "rows": rows,
        "may_finish": bool(state.answered),
        "minutes_left": minutes_left(attempt),
    }


def minutes_left(attempt: Attempt) -> int | None:
    """Return the minutes a test has left, 0 when they are over, None without any."""
    if attempt.minutes is None:
        return None
    policy = policy_for(attempt.quiz, attempt.user)
    end = attempt.started_at + time_for(attempt.minutes, policy.extra_time)
    left = end - timezone.now()
    return max(0, ceil(left / timedelta(minutes=1)))


def slot_frame(attempt: Attempt, slot: AttemptSlot) -> dict:
    """What every page of one question of an attempt shows around it. One query, or two."""
    state = queries.attempt_state(attempt, on=timezone.localdate())
    following = next_number(state.stops, slot.number)
    return {
        "quiz": attempt.quiz,
        "attempt": attempt,
        "number": slot.number,
        "place": state.place(slot.number),
        "total": len(state.asked),
        "is_left_out": state.slots[slot.pk].is_left_out,
        "stem": slot.version.content["stem"],
        "sensitivity": attempt.sensitivity,
        "minutes_left": minutes_left(attempt) if attempt.takes_changes else None,
        "next_url": question_url(attempt, following) if following else end_url(attempt),
        "is_last": following is None,
    }


def find_attempt(request, attempt_uuid: uuid.UUID) -> Attempt:
    return get_object_or_404(
        own_attempts(request).select_related("quiz__locale"), uuid=attempt_uuid
    )


def own_attempts(request):
    """Return a learner's attempts at quizzes in the language of the page."""
    attempts = Attempt.objects.visible_to(request.user)
    return attempts.filter(quiz__locale__language_code=get_language())


def find_slot(request, attempt_uuid: uuid.UUID, number: int) -> AttemptSlot:
    """Return a question of a learner's own attempt with everything about it, or 404. One query."""
    return get_object_or_404(
        AttemptSlot.objects.select_related("version", "attempt__quiz__locale"),
        attempt__in=own_attempts(request).filter(uuid=attempt_uuid),
        number=number,
    )
