"""Which country? The page that stands before a plan and before a letter."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from support.views.directory import COUNTRIES, countries


@dataclass(frozen=True)
class CountryChoice:
    """What the page says, the name of its own address, and of the one it leads to."""

    here: str
    there: str
    title: Promise
    heading: Promise
    question: Promise
    elsewhere: Promise


FOR_A_PLAN = CountryChoice(
    here="support:plan_country",
    there="support:plan",
    title=_("Help"),
    heading=_("Make a plan"),
    question=_("Help is not the same in every place. Where are you?"),
    elsewhere=_("Choose “Somewhere else” for steps that fit every country."),
)
FOR_A_LETTER = CountryChoice(
    here="support:letter_country",
    there="support:letter",
    title=_("A letter"),
    heading=_("Write a letter"),
    question=_("A letter can name the law of your country. Where do you live?"),
    elsewhere=_("Choose “Somewhere else” for a letter that fits every country."),
)


def asked_or_sent_on(request: HttpRequest, choice: CountryChoice) -> HttpResponse:
    """Ask for a country; the form comes back here and is sent on."""
    code = request.GET.get("country", "").lower()
    if code in COUNTRIES:
        return HttpResponseRedirect(reverse(choice.there, args=[code]))
    return country_page(request, choice)


def country_page(request: HttpRequest, choice: CountryChoice, status: int = 200) -> HttpResponse:
    context = {"choice": choice, "countries": countries(), "is_unknown": status != 200}
    # Django's messages live in the session, which this page leaves alone.
    context["messages"] = []
    return render(request, "support/choose_country.html", context, status=status)
