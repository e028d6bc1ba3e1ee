"""Facts in the CMS: helplines, laws, app routes, plan steps, letter clauses, glossary."""

from django.urls import reverse_lazy
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, UpdatedAtColumn
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.forms import KeyedForm
from support.errors import SecondPersonNeeded
from support.models import (
    AppRoute,
    Fact,
    GlossaryTerm,
    Helpline,
    LawFact,
    LetterClause,
    PlanStep,
)
from upkeep.approving import AnsweredByWayBack
from upkeep.components import UsedInPanel
from upkeep.queries import kinds_of, uses_of

# So many places are named in the message after publishing; the form lists them all.
NAMED = 8


class PublishedByTwo:
    """A form that keeps the draft and says so where publishing needs a second person."""

    def publish_action(self):
        return self.or_stay_a_draft(super().publish_action)

    def workflow_action_action(self):
        return self.or_stay_a_draft(super().workflow_action_action)

    def or_stay_a_draft(self, act):
        try:
            return act()
        except SecondPersonNeeded as refusal:
            messages.warning(self.request, refusal)
            self.action = self.view_name
            return None


class CreateView(PublishedByTwo, snippets.CreateView):
    pass


class EditView(PublishedByTwo, snippets.EditView):
    def get_success_message(self, instance=None):
        message = super().get_success_message(instance)
        if self.action not in ("publish", "workflow-action"):
            return message
        return f"{message} {places_in_words(self.object, self.request.user)}".rstrip()


class WorkflowActionView(AnsweredByWayBack, snippets.WorkflowActionView):
    """Approving without the form, as from the list of what waits."""

    def post(self, request, *args, **kwargs):
        try:
            response = super().post(request, *args, **kwargs)
        except SecondPersonNeeded as refusal:
            messages.warning(request, refusal)
            return self.go_back()
        if places := places_in_words(self.object, request.user):
            messages.success(request, places)
        return response


def places_in_words(fact: Fact, user) -> str:
    """Return how many places show what was published now, and which; "" where nothing was."""
    row = type(fact).objects.get(pk=fact.pk)
    if not row.live or row.has_unpublished_changes:
        return ""
    names = [use.name for use in uses_of(row, user) if use.is_live]
    if not names:
        return _("Nothing else refers to it.")
    words = ngettext(
        "%(n)d place that refers to it shows it now: %(names)s.",
        "%(n)d places that refer to it show it now: %(names)s.",
        len(names),
    )
    named = names[:NAMED]
    if len(names) > NAMED:
        named.append(_("and more"))
    return words % {"n": len(names), "names": ", ".join(map(str, named))}


class ChoiceColumn(Column):
    """Shows a choice by its words."""

    def get_value(self, instance):
        return getattr(instance, f"get_{self.name}_display")()


class DayColumn(Column):
    """Shows a day as it is written; "8 months from now" helps nobody to plan."""

    def get_value(self, instance):
        return date_format(day, "j M Y") if (day := super().get_value(instance)) else ""


# What every list shows after the columns of its own.
COLUMNS = [
    ChoiceColumn("mark", label=_("Mark"), sort_key="mark"),
    DayColumn("review_by", label=_("Read again by")),
    DayColumn("checked_on", label=_("Checked on"), sort_key="checked_on"),
    UpdatedAtColumn(),
]
EXPORT = ["mark", "risk", "seen_on", "checked_on", "checked_by", "review_by", "owner", "deputy"]


class FactViewSet(SnippetViewSet):
    """What every kind of fact has in the CMS."""

    list_per_page = 50
    inspect_view_enabled = True
    copy_view_enabled = False
    add_view_class = CreateView
    edit_view_class = EditView
    workflow_action_view_class = WorkflowActionView

    def get_edit_handler(self):
        panels = [*self.model.panels, UsedInPanel(heading=_("Used in"), icon="link")]
        return ObjectList(panels, base_form_class=KeyedForm).bind_to_model(self.model)


class HelplineViewSet(FactViewSet):
    model = Helpline
    icon = "mail"
    menu_label = _("Helplines")
    list_display = [
        "name",
        ChoiceColumn("country", label=_("Country"), sort_key="country"),
        ChoiceColumn("purpose", label=_("Purpose"), sort_key="purpose"),
        BooleanColumn("is_for_everyone", label=_("For everyone")),
        BooleanColumn("is_for_professionals", label=_("For professionals")),
        *COLUMNS,
    ]
    list_filter = ["country", "purpose", "mark", "risk", "live"]
    list_export = ["key", "name", "country", "purpose", *EXPORT]
    ordering = ["country", "purpose", "name"]


class LawViewSet(FactViewSet):
    model = LawFact
    icon = "doc-full"
    menu_label = _("Laws")
    list_display = [
        "law",
        ChoiceColumn("jurisdiction", label=_("Holds in"), sort_key="jurisdiction"),
        ChoiceColumn("status", label=_("Status"), sort_key="status"),
        *COLUMNS,
    ]
    list_filter = ["jurisdiction", "status", "mark", "live"]
    list_export = ["key", "law", "jurisdiction", "status", "in_force_on", *EXPORT]
    ordering = ["jurisdiction", "law"]


class AppRouteViewSet(FactViewSet):
    model = AppRoute
    icon = "mobile-alt"
    menu_label = _("App routes")
    list_display = ["name", ChoiceColumn("app", label=_("App"), sort_key="app"), *COLUMNS]
    list_filter = ["app", "mark", "live"]
    list_export = ["key", "app", "name", "address", *EXPORT]
    ordering = ["app", "name"]


class PlanStepViewSet(FactViewSet):
    model = PlanStep
    icon = "list-ol"
    menu_label = _("Plan steps")
    list_display = [
        "title",
        ChoiceColumn("group", label=_("When"), sort_key="group"),
        Column("weight", label=_("Place"), sort_key="weight"),
        *COLUMNS,
    ]
    list_filter = ["group", "live"]
    list_export = ["key", "group", "weight", "title", *EXPORT]
    ordering = ["weight", "key"]


class LetterClauseViewSet(FactViewSet):
    model = LetterClause
    icon = "edit"
    menu_label = _("Letter clauses")
    list_display = [
        "key",
        Column("text", label=_("Text"), accessor=lambda clause: Truncator(clause.text).words(12)),
        Column("weight", label=_("Place"), sort_key="weight"),
        *COLUMNS,
    ]
    list_filter = ["live"]
    list_export = ["key", "weight", "text", *EXPORT]
    ordering = ["weight", "key"]


class GlossaryTermViewSet(FactViewSet):
    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    list_display = ["term", Column("meaning", label=_("Meaning")), *COLUMNS]
    list_filter = ["live"]
    list_export = ["key", "term", "meaning", "instead_of", *EXPORT]
    ordering = ["term"]


class FactGroup(SnippetViewSetGroup):
    menu_label = _("Facts")
    menu_icon = "calendar-check"
    menu_name = "facts"
    menu_order = 210
    items = (
        HelplineViewSet,
        LawViewSet,
        AppRouteViewSet,
        PlanStepViewSet,
        LetterClauseViewSet,
        GlossaryTermViewSet,
    )

    def get_submenu_items(self):
        return [
            DeskMenuItem(
                _("To read again"), "upkeep:worklist", icon_name="calendar-check", order=0
            ),
            DeskMenuItem(_("Calendar"), "upkeep:calendar", icon_name="calendar", order=0),
            *super().get_submenu_items(),
            DeskMenuItem(_("Coverage"), "upkeep:coverage", icon_name="site", order=99),
        ]


class DeskMenuItem(MenuItem):
    """A page of the desk in the menu, for whoever may change a fact."""

    def __init__(self, label, view: str, **kwargs):
        super().__init__(label, reverse_lazy(view), name=view.replace(":", "-"), **kwargs)

    def is_shown(self, request):
        return bool(kinds_of(request.user))
