"""The plain pages of the help room, and a card to print. Nothing looks at session or user."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from support.components import card_lines, staff_sections
from support.keeping import is_for_keeping
from support.queries import directory, for_professionals
from support.views.directory import COUNTRIES
from support.views.unstored import unstored


def plain_page(template: str):
    """Return a view of a page that only says something."""

    @require_safe
    @unstored
    def page(request: HttpRequest) -> HttpResponse:
        return render(request, template, {"messages": []})

    return page


friend = plain_page("support/friend.html")
hide = plain_page("support/hide.html")
parents = plain_page("support/parents.html")


@require_safe
@unstored
def teachers(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    is_kept = is_for_keeping(request)
    lines = for_professionals(on=timezone.localdate(now), is_kept=is_kept)
    context = {"sections": staff_sections(lines, at=now, is_kept=is_kept), "messages": []}
    return render(request, "support/teachers.html", context)


@require_safe
@unstored
def card(request: HttpRequest, code: str) -> HttpResponse:
    """A card as small as a bank card: whom to call, and where this page is."""
    place = COUNTRIES.get(code)
    if place is None:
        raise Http404
    lines = directory(place, on=timezone.localdate(), is_kept=is_for_keeping(request))
    context = {"code": code, "lines": card_lines(lines), "host": request.get_host(), "messages": []}
    return render(request, "support/card.html", context)
