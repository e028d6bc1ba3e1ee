"""Scenarios in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from labs.models import Scenario
from upkeep.approving import WorkflowActionView
from upkeep.forms import CheckedForm


class ScenarioViewSet(SnippetViewSet):
    model = Scenario
    icon = "comment"
    menu_label = _("Scenarios")
    menu_order = 210
    add_to_admin_menu = True
    edit_handler = ObjectList(Scenario.panels, base_form_class=CheckedForm)
    list_display = [
        "title",
        "heading",
        Column("minutes", label=_("Minutes")),
        UpdatedAtColumn(),
        LiveStatusTagColumn(),
    ]
    copy_view_enabled = False
    workflow_action_view_class = WorkflowActionView
