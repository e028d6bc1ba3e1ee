"""What facts add to the CMS: their menu, the worklist's addresses, and the second person."""

from django.http import HttpRequest
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.snippets.action_menu import SubmitForModerationMenuItem
from wagtail.snippets.models import register_snippet

from support.models import Fact
from upkeep import urls
from upkeep.actions import CHECKED
from upkeep.viewsets import FactGroup

register_snippet(FactGroup)


@hooks.register("register_admin_urls")
def add_worklist() -> list:
    return [path("facts/", include(urls))]


class CheckedFormatter(LogFormatter):
    """How the history of a record tells a check: with the note that was given."""

    label = _("Check")
    message = _("Read the source again, nothing changed")

    def format_comment(self, log_entry):
        return log_entry.data.get("note", "")


@hooks.register("register_log_actions")
def add_checks_to_history(registry) -> None:
    registry.register_action(CHECKED)(CheckedFormatter)


class SubmitToSecondPerson(SubmitForModerationMenuItem):
    """The same, in words that say what happens."""

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {"label": _("Submit for a second person")}


@hooks.register("construct_snippet_action_menu")
def offer_second_person(items: list, request: HttpRequest, context: dict) -> None:
    """Offer Publish to nobody whose own number or law it would publish."""
    model, fact = context["model"], context.get("instance")
    if not issubclass(model, Fact):
        return
    is_own = model.is_guarded and (fact is None or fact.is_written_by(request.user))
    items[:] = [
        SubmitToSecondPerson(item.order) if item.name == "action-submit" else item
        for item in items
        if not (is_own and item.name == "action-publish")
    ]
