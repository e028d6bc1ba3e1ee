"""Get help and Quick exit: nothing here looks at session or user."""

from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from core.same_origin import same_origin_post
from support.components import emergency_card, helpline_card
from support.enums import Country
from support.exits import start_hiding, stop_hiding
from support.queries import directory

COUNTRIES = {country.value.lower(): country for country in Country}


def unstored(view):
    """Forbid every cache to keep the answer; the cover relies on it."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return guarded


# --- Get help ------------------------------------------------------------------------------------


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
    today = timezone.localdate()
    lines = directory(place, on=today)
    context = {
        "place": place,
        "is_international": place == Country.INTERNATIONAL,
        "is_unknown": is_unknown,
        "countries": countries(),
        "emergency": emergency_card(lines),
        "young_people": [helpline_card(line, lines, on=today) for line in lines.young_people],
        "crisis": [helpline_card(line, lines, on=today) for line in lines.crisis],
        # Django's messages live in the session, which this page leaves alone.
        "messages": [],
    }
    return render(request, "support/help.html", context, status=404 if is_unknown else 200)


def countries() -> list[tuple[str, str]]:
    """Return (code in addresses, name) by name; everywhere at once is no country."""
    named = [(code, one.label) for code, one in COUNTRIES.items() if one != Country.INTERNATIONAL]
    return sorted(named, key=lambda pair: pair[1])


# --- Quick exit ----------------------------------------------------------------------------------


def never_ahead(view):
    """Answer 204 to a browser that fetches a page before anybody asked for it.

    Otherwise a pointer resting on the link would hide the pages of somebody who stays.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        purpose = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
        if "prefetch" in purpose.lower():
            return HttpResponse(status=204)
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@unstored
@never_ahead
def leave(request: HttpRequest) -> HttpResponse:
    """Go to the neutral site, and cover what was open for 15 minutes. No database, no log."""
    response = HttpResponseRedirect(settings.EXIT_URL)
    response["Referrer-Policy"] = "no-referrer"
    start_hiding(request, response)
    return response


@require_safe
@unstored
@never_ahead
def help_after_exit(request: HttpRequest) -> HttpResponse:
    """Get help from the cover: open it at once instead of covering it too."""
    response = HttpResponseRedirect(reverse("support:start"))
    stop_hiding(response)
    return response


@same_origin_post
@unstored
def carry_on(request: HttpRequest) -> HttpResponse:
    """Back to the page under the cover."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = HttpResponseRedirect(wanted if is_ours else "/", status=303)
    stop_hiding(response)
    return response
