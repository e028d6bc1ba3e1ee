"""The desk's own pages: what to read again, one check, the coverage map, and the calendar."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import RevisionMixin
from wagtail.utils.decorators import xframe_options_sameorigin_override

from core.same_origin import same_origin_form
from core.translating import is_kept_from
from support.models import FACTS, Fact
from upkeep.actions import (
    comment_on_draft,
    confirm_unchanged,
    end_review,
    make_review_link,
)
from upkeep.calendar import weeks_ahead
from upkeep.coverage import Need, coverage_map
from upkeep.forms import CheckForm, ReviewForm, WorklistForm, version_of
from upkeep.models import ReviewLink
from upkeep.queries import LATER, SOON, DueFact, due_for, kinds_of, waiting_for


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """What is overdue, due in 30 and in 90 days, and the drafts that wait for this reader."""
    if not kinds_of(request.user):
        raise PermissionDenied
    form = WorklistForm(request.GET)
    wish = form.wish()
    due = due_for(request.user, on=timezone.localdate())
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


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """What happens to content by itself, and what to read again, week by week."""
    context = {
        "weeks": weeks_ahead(request.user, now=timezone.now()),
        "zone": timezone.get_default_timezone_name(),
        "days": LATER,
    }
    return render(request, "upkeep/calendar.html", context | frame(_("Calendar")))


# --- Outside readers ------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def new_review(request: HttpRequest, content_type: int, pk: int) -> HttpResponse:
    """Make a link for an outside reader, and go back to the form, which shows it.

    The question before it is a page, so that leaving a form with unsaved words is warned of.
    """
    thing = find_editable(request, content_type, pk)
    if request.method == "POST":
        make_review_link(by=request.user, thing=thing)
        messages.success(request, _("The link is ready. It stands below, in “Outside readers”."))
        return redirect(AdminURLFinder(request.user).get_edit_url(thing))
    question = _("Make a link to the draft that was saved last?")
    return confirm(request, thing, question, _("Make the link"))


@require_http_methods(["GET", "HEAD", "POST"])
def end_of_review(request: HttpRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(ReviewLink.objects.select_related("revision"), pk=pk)
    thing = find_editable(request, link.revision.content_type_id, link.revision.object_id)
    if request.method == "POST":
        end_review(link=link)
        messages.success(request, _("The link no longer works. What was said stays."))
        return redirect(AdminURLFinder(request.user).get_edit_url(thing))
    return confirm(request, thing, _("Let this link open nothing from now on?"), _("End it"))


def confirm(request: HttpRequest, thing, question: str, action: str) -> HttpResponse:
    back = AdminURLFinder(request.user).get_edit_url(thing)
    context = {"question": question, "action": action, "back_url": back}
    page = frame(_("Outside readers"), str(thing))
    return render(request, "upkeep/confirm.html", context | page)


def find_editable(request: HttpRequest, content_type: int, pk):
    """Return a page or snippet with drafts that this person may edit; 404 for any other."""
    kind = get_object_or_404(ContentType, pk=content_type)
    model = kind.model_class()
    if model is None or not issubclass(model, RevisionMixin):
        raise Http404
    thing = get_object_or_404(model, pk=pk)
    may_edit = AdminURLFinder(request.user).get_edit_url(thing)
    if not (may_edit and thing.latest_revision_id) or is_kept_from(request.user, thing):
        raise Http404
    return thing


@sensitive_post_parameters()
@same_origin_form
def review(request: HttpRequest, token: str) -> HttpResponse:
    """What an outside reader is asked, what was said so far, and a form; no account."""
    link = find_review(token)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        kept = comment_on_draft(link=link, **form.cleaned_data)
        words = "thanks" if kept else "full"
        return redirect(f"{link.get_absolute_url()}?{words}=1")
    context = {"link": link, "form": form, "comments": link.comments.all()}
    status = 422 if form.is_bound else 200
    return unlisted(render(request, "upkeep/review.html", context, status=status))


@require_safe
def review_draft(request: HttpRequest, token: str) -> HttpResponse:
    """The draft as its readers would see it."""
    draft = find_review(token).revision.as_object()
    return unlisted(draft.make_preview_request(request, draft.default_preview_mode))


def find_review(token: str) -> ReviewLink:
    return get_object_or_404(ReviewLink.objects.open().select_related("revision"), token=token)


def unlisted(response: HttpResponse) -> HttpResponse:
    """Keep a page out of every cache, every search engine and every address of the next site."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return response


def find_fact(request: HttpRequest, kind: str, pk: int) -> Fact:
    """Return a published record this person may change; 404 for any other."""
    model = FACTS.get(kind)
    if model is None:
        raise Http404
    if model not in kinds_of(request.user):
        raise PermissionDenied
    fact = get_object_or_404(model.objects.shown(), pk=pk)
    if is_kept_from(request.user, fact):
        raise PermissionDenied
    return fact


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
