"""A class list on its way into a class, and the join cards that come out."""

import uuid
from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core.uploads import takes_file
from organizations.actions import Joined
from organizations.errors import ClassIsOver
from organizations.models import Classroom
from rosters import actions, queries
from rosters.cards import qr_code, sheets
from rosters.forms import CardsForm, ListForm, PreviewForm, opened, signed
from rosters.plans import Status, Step
from rosters.rows import MAX_FILE, Refused, Roster
from rosters.tables import Table, pasted_again
from rosters.words import in_words
from teaching.views.doors import address_of, find_class, find_class_at_work, for_class_at_work
from teaching.views.students import redirect_to_students
from users.doors import staff_required

JUST_MADE = "just-made"


@staff_required
@takes_file(MAX_FILE)
@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """A class list, pasted or as a file; the next page says what would become of it."""
    classroom = find_class_at_work(request, class_uuid)
    is_sent = request.method == "POST"
    form = ListForm(request.POST, request.FILES, classroom=classroom) if is_sent else None
    if form and form.is_valid():
        try:
            read = signed(form.read, user=request.user, classroom=classroom)
        except Refused as refusal:
            form.add_error(None, in_words(refusal))
        else:
            initial = {"read": read}
            return preview(request, PreviewForm(None, initial, form.read, classroom))
    return list_page(request, form or ListForm(classroom=classroom))


@staff_required
@require_POST
@for_class_at_work
def check_list(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """Look at the list again with other columns, bring the class in line with it, or go back."""
    classroom = find_class(request, class_uuid)
    if classroom.is_archived:
        raise ClassIsOver
    source = opened(request.POST.get("read", ""), user=request.user, classroom=classroom)
    if source is None:
        messages.error(
            request, _("This page is too old. Paste the names or choose the file again.")
        )
        return redirect("teaching:import_list", classroom.uuid)
    if "again" in request.POST:
        return list_page(request, ListForm(initial=pasted(source), classroom=classroom))
    form = PreviewForm(request.POST, None, source, classroom)
    if not form.is_valid() or "import" not in request.POST:
        return preview(request, form)
    leaving = form.cleaned_data["leaving"]
    done = actions.import_roster(
        by=request.user, classroom=classroom, roster=form.roster, leaving=leaving
    )
    refused = done.plan.of(Status.REFUSED)
    if done.cards:
        return cards_page(request, classroom, done.cards, refused)
    return nobody_new(request, form, is_all_taken=not refused)


def list_page(request, form: ListForm) -> HttpResponse:
    context = {"classroom": form.classroom, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "teaching/import_list.html", context, status=status)


def pasted(source: Table | Roster) -> dict[str, str]:
    """Return what the page of a list begins with: what was pasted, and nothing of a file."""
    is_pasted = isinstance(source, Table) and source.is_pasted
    return {"pasted": pasted_again(source)} if is_pasted else {}


def nobody_new(request, form: PreviewForm, *, is_all_taken: bool) -> HttpResponse:
    """Say that there are no cards; where the list was sent twice, lead to new ones for those whom
    it made the first time, as a browser shows the second answer only.
    """
    count = queries.just_made(form.classroom).count()
    if count:
        messages.warning(request, just_made_words(count))
    else:
        messages.success(request, _("The class list is in. Nobody was new, so there are no cards."))
    if not is_all_taken:
        return preview(request, what_is_left(form, request.POST), just_made=count)
    return redirect_to_cards(form.classroom) if count else redirect_to_students(form.classroom)


def just_made_words(count: int) -> str:
    return ngettext(
        "The class list is in. %(number)d student was made a moment ago; their card may not have "
        "been shown.",
        "The class list is in. %(number)d students were made a moment ago; their cards may not "
        "have been shown.",
        count,
    ) % {"number": count}


def redirect_to_cards(classroom: Classroom) -> HttpResponse:
    """Lead to new cards, with those ticked whom a list made a moment ago."""
    address = reverse("teaching:join_cards", args=[classroom.uuid])
    return HttpResponseRedirect(f"{address}?{urlencode({JUST_MADE: 'yes'})}", status=303)


def what_is_left(form: PreviewForm, sent: QueryDict) -> PreviewForm:
    """Return the list as it stands after it was brought in: with who was refused, and why."""
    data = sent.copy()
    data.pop("leaving", None)
    return PreviewForm(data, None, form.source, form.classroom)


def preview(request, form: PreviewForm, **more) -> HttpResponse:
    """Show what a list would do; nothing is stored."""
    context = {"classroom": form.classroom, "form": form, "plan": form.plan} | more
    if form.plan:
        context |= {str(status): form.plan.of(status) for status in Status}
    status = 422 if form.errors else 200
    return render(request, "teaching/check_list.html", context, status=status)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def join_cards(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """New join cards for some students: their old words stop working."""
    classroom = find_class(request, class_uuid)
    is_sent = request.method == "POST"
    ticked = queries.just_made(classroom) if JUST_MADE in request.GET else []
    form = CardsForm(request.POST if is_sent else None, classroom=classroom, just_made=ticked)
    if form.is_valid():
        students = form.cleaned_data["students"]
        return cards_page(
            request, classroom, actions.renew_cards(by=request.user, memberships=students)
        )
    context = {"classroom": classroom, "form": form}
    return render(request, "teaching/choose_cards.html", context, status=422 if is_sent else 200)


@staff_required
@require_POST
def export_list(request: HttpRequest, class_uuid: uuid.UUID) -> HttpResponse:
    """Names and nicknames of the class as a table to take along."""
    classroom = find_class(request, class_uuid)
    table = actions.export_list(by=request.user, classroom=classroom)
    response = HttpResponse(table, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="class-list.csv"'
    return response


def cards_page(
    request, classroom: Classroom, cards: list[Joined], refused: Iterable[Step] = ()
) -> HttpResponse:
    """Show new pass phrases, once: they stand in no session, no log and no other page. Of the list
    they are from, name who has no card yet because their row was refused.
    """
    back = f"{reverse('join:back')}?{urlencode({'code': classroom.code_key})}"
    context = {
        "classroom": classroom,
        "count": len(cards),
        "refused": refused,
        "sheets": sheets(sorted(cards, key=lambda card: card.membership.shown_name.casefold())),
        "address": address_of(request, "join:back"),
        "qr_code": qr_code(request.build_absolute_uri(back)),
    }
    return render(request, "teaching/join_cards.html", context)
