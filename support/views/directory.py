"""The directory: whom to turn to, country by country. Nothing here looks at session or user."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from organizations.middleware import IDLE_COOKIE
from support.components import acting_sections, emergency_card, talking_sections
from support.enums import Country
from support.forms import NarrowingForm
from support.keeping import is_for_keeping
from support.queries import directory
from support.views.unstored import unstored

COUNTRIES = {country.value.lower(): country for country in Country}


@require_safe
@unstored
def start(request: HttpRequest) -> HttpResponse:
    """The international page; its country form comes back here and is sent on."""
    code = request.GET.get("country", "").lower()
    if code in ("", "int"):
        return help_page(request, Country.INTERNATIONAL)
    if code not in COUNTRIES:
        return unknown_country(request)
    return HttpResponseRedirect(reverse("support:country", args=[code]))


@require_safe
@unstored
def country(request: HttpRequest, code: str) -> HttpResponse:
    found = COUNTRIES.get(code.lower())
    if found is None:
        return unknown_country(request)
    return help_page(request, found)


def unknown_country(request: HttpRequest) -> HttpResponse:
    """Even a wrong address shows whom to turn to."""
    return help_page(request, Country.INTERNATIONAL, is_unknown=True)


def help_page(request: HttpRequest, place: Country, *, is_unknown: bool = False) -> HttpResponse:
    now = timezone.now()
    form = NarrowingForm(request.GET)
    is_kept = is_for_keeping(request)
    lines = directory(place, on=timezone.localdate(now), wish=form.wish(), is_kept=is_kept)
    form.offer_languages(lines.languages)
    context = {
        "place": place,
        "code": place.value.lower(),
        "is_international": place == Country.INTERNATIONAL,
        "is_unknown": is_unknown,
        "countries": countries(),
        "form": form,
        "emergency": emergency_card(lines),
        "talking": talking_sections(lines, at=now),
        "acting": acting_sections(lines, at=now),
        "is_narrowed_to_nobody": lines.is_narrowed_to_nobody,
        "is_kept": is_kept,
        "is_shared_device": IDLE_COOKIE in request.COOKIES,
        # Django's messages live in the session, which this page leaves alone.
        "messages": [],
    }
    return render(request, "support/help.html", context, status=404 if is_unknown else 200)


def countries() -> list[tuple[str, str]]:
    """Return (code in addresses, name) by name; everywhere at once is no country."""
    named = [(code, one.label) for code, one in COUNTRIES.items() if one != Country.INTERNATIONAL]
    return sorted(named, key=lambda pair: pair[1])
