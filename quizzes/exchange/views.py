"""Import and export, beside the list of questions in the CMS."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from quizzes.desk import check_may, page_frame
from quizzes.exchange import formats
from quizzes.exchange.actions import Outcome, Status, import_items, outcomes
from quizzes.exchange.drafts import items_of
from quizzes.exchange.forms import EXPORTED, ConfirmForm, ExportForm, ImportForm, signed
from quizzes.exchange.items import Item
from quizzes.exchange.words import in_words
from quizzes.models import Question
from quizzes.viewsets import QuestionFilterSet

SHOWN = {
    Status.IMPORTED: gettext_lazy("becomes a draft"),
    Status.SKIPPED: gettext_lazy("skipped"),
    Status.REFUSED: gettext_lazy("refused"),
}
# What each format has no place for, beside what none has.
LOSES = {
    "gift": gettext_lazy("Questions to put in order and gaps; explanations of pairs."),
    "moodle-xml": gettext_lazy("Explanations of pairs and of gaps."),
    "qti21": gettext_lazy(
        "Numbers; explanations of all but options to choose. Several right answers are scored "
        "all or nothing."
    ),
    "csv": gettext_lazy("Nothing else."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    """A file, then what would become of each of its questions; nothing is stored."""
    check_may(request.user, "add")
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        skill = form.cleaned_data["skill"]
        try:
            read = signed(form.items, skill, request.user)
        except ValidationError as error:
            form.add_error("file", error)
        else:
            context = preview(outcomes(form.items, skill)) | {"read": read, "skill": skill}
            return render(
                request, "quizzes/exchange/preview.html", context | page_frame(_("Import"))
            )
    label = _("Look at what would happen")
    context = {"form": form, "action_url": request.path, "submit_button_label": label}
    return render(request, "quizzes/exchange/import.html", context | page_frame(_("Import")))


def preview(found: list[Outcome]) -> dict:
    """Return what the preview shows: rows of (outcome, what becomes of it), and how many."""
    count = sum(one.status == Status.IMPORTED for one in found)
    button = ngettext("Import %(count)s as a draft", "Import %(count)s as drafts", count)
    return {
        "rows": [(one, SHOWN[one.status]) for one in found],
        "count": count,
        "button": button % {"count": count},
    }


@sensitive_post_parameters("read")
@require_http_methods(["POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Make the drafts that the preview named."""
    check_may(request.user, "add")
    form = ConfirmForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, form.errors["read"][0])
        return redirect("exchange:import")
    items, skill = form.cleaned_data["read"]
    found = import_items(by=request.user, items=items, skill=skill)
    count = sum(one.status == Status.IMPORTED for one in found)
    made = ngettext("%(count)s draft was made.", "%(count)s drafts were made.", count)
    messages.success(request, made % {"count": count})
    return redirect(reverse(Question.snippet_viewset.get_url_name("list")) + "?state=draft")


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The questions of the list as it is narrowed, in a format; without a format, the choice."""
    check_may(request.user, "add")
    narrowed = QuestionFilterSet(request.GET, Question.objects.all(), request=request)
    form = ExportForm(request.GET if "format" in request.GET else None)
    items = items_of(narrowed.qs)
    if form.is_valid():
        return file_of(items, form.cleaned_data["format"])
    narrowed_by = [(name, one) for name, ones in request.GET.lists() for one in ones]
    context = {
        "form": form,
        "count": len(items),
        "narrowed_by": [(name, one) for name, one in narrowed_by if name != "format"],
        "formats": [about(items, format_) for format_ in formats.Exported],
    }
    return render(request, "quizzes/exchange/export.html", context | page_frame(_("Export")))


def file_of(items: list[Item], format_: str) -> HttpResponse:
    ending, content_type = formats.ENDINGS[format_]
    response = HttpResponse(formats.write(items, format_).data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="questions.{ending}"'
    return response


def about(items: list[Item], format_: str) -> dict:
    """Return what the page says of a format: its name, what it loses, and what it leaves out."""
    notes = [(item, formats.why_left_out(item, format_)) for item in items]
    return {
        "name": EXPORTED[format_],
        "loses": LOSES[format_],
        "left_out": [(item.name, in_words(note)) for item, note in notes if note],
    }
