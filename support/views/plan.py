"""The planner: questions, and the list they lead to. Nothing here looks at session or user.

With a script, everything happens on the device. Without, the answers come here once, and are gone
with the response.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from core.same_origin import same_origin_form
from organizations.middleware import IDLE_COOKIE
from support.components import emergency_card
from support.enums import PlanDanger
from support.keeping import is_for_keeping
from support.plan_questions import QUESTIONS, answers_in
from support.plans import country_plan
from support.queries import directory
from support.views.choosing import FOR_A_PLAN, asked_or_sent_on, country_page
from support.views.directory import COUNTRIES
from support.views.packed import packed
from support.views.unstored import unstored


@require_safe
@unstored
def choose_country(request: HttpRequest) -> HttpResponse:
    return asked_or_sent_on(request, FOR_A_PLAN)


@same_origin_form
@sensitive_post_parameters()
@unstored
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """The questions for one country, or the list of whoever answered them without a script."""
    place = COUNTRIES.get(code.lower())
    if place is None:
        return country_page(request, FOR_A_PLAN, status=404)
    now = timezone.now()
    lines = directory(place, on=timezone.localdate(now), is_kept=is_for_keeping(request))
    context = {
        "place": place,
        "code": code.lower(),
        "emergency": emergency_card(lines),
        "plan": country_plan(place, lines, at=now),
        # Django's messages live in the session, which this page leaves alone.
        "messages": [],
    }
    return list_page(request, context) if request.method == "POST" else questions(request, context)


@packed
def questions(request: HttpRequest, context: dict) -> HttpResponse:
    context |= {"questions": QUESTIONS, "is_shared_device": IDLE_COOKIE in request.COOKIES}
    return render(request, "support/plan.html", context)


def list_page(request: HttpRequest, context: dict) -> HttpResponse:
    answers = answers_in(request.POST)
    is_danger = answers["danger"] == PlanDanger.YES
    context |= {"parts": context["plan"].parts(answers), "is_danger": is_danger}
    return render(request, "support/plan_list.html", context)
