"""What publishing, hiding and deleting a question does, said to whoever does it."""

from django.contrib.admin.utils import quote
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.snippets.action_menu import UnpublishMenuItem
from wagtail.snippets.views import snippets

from quizzes.models import Attempt, Question
from quizzes.regrading import pending_slots
from quizzes.statistics import SHOWN_FROM
from upkeep.approving import WorkflowActionView

# So many quizzes are named in a message; the form lists them all.
NAMED = 8


# --- What it touches ------------------------------------------------------------------------------


def tries_under_way(question: Question) -> int:
    """Count the attempts that ask a version of a question and are not finished. One query."""
    asked = Attempt.objects.open().filter(slots__version__question=question)
    return asked.values("pk").distinct().count()


def tries_in_words(number: int) -> str:
    """Return what tries that are under way go on with; small numbers would tell of people."""
    if not number:
        return _("No try is under way.")
    if number < SHOWN_FROM:
        return _("Fewer than 5 tries that are under way keep the version they began with.")
    words = ngettext(
        "%(n)d try that is under way keeps the version it began with.",
        "%(n)d tries that are under way keep the version they began with.",
        number,
    )
    return words % {"n": number}


def asked_in_words(question: Question) -> str:
    """Return which live quizzes ask a question, and which tries go on with what they have."""
    places = question.quiz_places.filter(quiz__live=True).order_by("quiz__title")
    names = list(places.values_list("quiz__title", flat=True))
    if not names:
        return _("No quiz asks it yet.")
    named = names[:NAMED] + ([_("and more")] if len(names) > NAMED else [])
    asked = _("Asked in: %(quizzes)s.") % {"quizzes": ", ".join(map(str, named))}
    said = [asked, tries_in_words(tries_under_way(question))]
    if pending_slots(question).filter(attempt__finished_at__isnull=False).exists():
        said.append(_("Some tries were marked by an older version: see Mark anew."))
    return " ".join(map(str, said))


def touched_in_words(question: Question) -> str:
    """Return the same of what was published now; "" where nothing was. Three queries."""
    row = Question.objects.get(pk=question.pk)
    return asked_in_words(row) if row.live and not row.has_unpublished_changes else ""


# --- Publishing -----------------------------------------------------------------------------------


class PublishedWhole:
    """Publishing and what it makes (a question version, a new epoch) stand or fall together."""

    def publish_action(self):
        with transaction.atomic():
            return super().publish_action()


class TouchingQuizzes(PublishedWhole):
    """A form that says after publishing a question what that touched."""

    def get_success_message(self, instance=None):
        message = super().get_success_message(instance)
        if self.action not in ("publish", "workflow-action"):
            return message
        return f"{message} {touched_in_words(self.object)}".rstrip()


class ApprovalView(WorkflowActionView):
    """Approving without the form says the same."""

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        if touched := touched_in_words(self.object):
            messages.success(request, touched)
        return response


# --- Hiding and deleting --------------------------------------------------------------------------


class HideView(snippets.UnpublishView):
    """Stands where Wagtail would unpublish: says what becomes of a question, and hides it."""

    template_name = "upkeep/confirm.html"
    page_title = _("Hide")
    success_message = _("“%(object)s” is hidden: new tries do not get it, old ones keep it.")

    def get_context_data(self, **kwargs):
        question = _(
            "New tries do not get a hidden question. Tries that are under way go on with it, and "
            "results keep it. Publishing makes it ready again."
        )
        return super().get_context_data(**kwargs) | {
            "question": f"{question} {asked_in_words(self.object)}",
            "action": _("Hide it"),
            "back_url": reverse(self.edit_url_name, args=[quote(self.object.pk)]),
        }


class HideMenuItem(UnpublishMenuItem):
    label = _("Hide from new tries")
    icon_name = "no-view"


def refuse_to_delete(request: HttpRequest, things: list) -> HttpResponse | None:
    """Return the way back where one of the things is a question that has to stay, else None."""
    questions = [thing for thing in things if isinstance(thing, Question)]
    kept = next((one for one in questions if one.versions.exists()), None)
    if kept is None:
        return None
    reason = _(
        "“%(title)s” was published before, and tries and results rest on it. It cannot be deleted. "
        "Hide it instead: new tries do not get it then."
    )
    messages.error(request, reason % {"title": kept})
    return redirect(Question.snippet_viewset.get_url_name("edit"), quote(kept.pk))
