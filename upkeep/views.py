"""The desk's own pages over facts: what to read again, one check, and the coverage map."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.utils.decorators import xframe_options_sameorigin_override

from support.models import FACTS, Fact
from upkeep.actions import confirm_unchanged
from upkeep.coverage import Need, coverage_map
from upkeep.forms import CheckForm, WorklistForm, version_of
from upkeep.queries import LATER, SOON, DueFact, due_facts, kinds_of, waiting_for


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """What is overdue, due in 30 and in 90 days, and the drafts that wait for this reader."""
    kinds = kinds_of(request.user)
    if not kinds:
        raise PermissionDenied
    form = WorklistForm(request.GET)
    wish = form.wish()
    due = due_facts(on=timezone.localdate(), within=LATER, models=kinds)
    context = {
        "form": form,
        "waiting": waiting_for(request.user),
        "groups": in_groups([one for one in due if is_wished(one, wish, request.user)]),
    }
    return render(request, "upkeep/worklist.html", context | frame(_("To read again")))


def is_wished(one: DueFact, wish: dict, user) -> bool:
    return (
        wish["risk"] in (None, "", one.fact.risk)
        and wish["country"] in (None, "", one.fact.place)
        and (not wish["mine"] or user in (one.fact.owner, one.fact.deputy))
    )


def in_groups(due: list[DueFact]) -> list[tuple[str, list[DueFact]]]:
    """Return what is due by how soon, the riskiest first; a group without anything in it too."""
    due = sorted(due, key=lambda one: one.fact.risk)
    return [
        (_("Overdue"), [one for one in due if one.is_overdue]),
        (_("In the next 30 days"), [one for one in due if 0 <= one.days_left <= SOON]),
        (_("Later, within 90 days"), [one for one in due if one.days_left > SOON]),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """One record as learners see it, its sources, and “I checked it, nothing changed”."""
    fact = find_fact(request, kind, pk)
    form = CheckForm(request.POST if request.method == "POST" else None, fact=fact)
    if request.method == "POST" and form.is_valid():
        confirm_unchanged(by=request.user, fact=fact, note=form.cleaned_data["note"])
        messages.success(request, _("“%(name)s” is checked as of today.") % {"name": fact})
        return redirect("upkeep:worklist")
    context = {
        "fact": fact,
        "kind": kind,
        "version": version_of(fact),
        "form": form,
        "sources": sources(fact),
        "edit_url": fact.snippet_viewset.get_url_name("edit"),
    }
    status = 422 if form.is_bound else 200
    return render(
        request, "upkeep/check.html", context | frame(_("Check"), str(fact)), status=status
    )


@require_safe
@xframe_options_sameorigin_override
def shown(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The published record, as learners see it, for a frame on the page of its check."""
    fact = find_fact(request, kind, pk)
    return fact.make_preview_request(request, fact.default_preview_mode)


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    if not kinds_of(request.user):
        raise PermissionDenied
    rows = coverage_map(on=timezone.localdate())
    context = {
        "needs": list(Need),
        "rows": [(row, [row.cells[need] for need in Need]) for row in rows],
        "holes": [hole for row in rows for hole in row.holes],
    }
    return render(request, "upkeep/coverage.html", context | frame(_("Coverage")))


def find_fact(request: HttpRequest, kind: str, pk: int) -> Fact:
    """Return a published record this person may change; 404 for any other."""
    model = FACTS.get(kind)
    if model is None:
        raise Http404
    if model not in kinds_of(request.user):
        raise PermissionDenied
    return get_object_or_404(model.objects.shown(), pk=pk)


def sources(fact: Fact) -> list[tuple[str, str]]:
    """Return the lines of a source as (address or "", the words after it or the whole line)."""
    lines = []
    for line in fact.source.splitlines():
        address, _space, words = line.partition(" ")
        is_address = address.startswith(("https://", "http://"))
        lines.append((address, words) if is_address else ("", line))
    return lines


def frame(title: str, subtitle: str = "") -> dict:
    """Return what Wagtail's page frame needs."""
    trail = [{"url": "", "label": title, "sublabel": subtitle}]
    return {"header_title": title, "breadcrumbs_items": trail, "header_icon": "calendar-check"}
