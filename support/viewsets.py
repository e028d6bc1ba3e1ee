"""Helplines in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from support.models import Helpline


class HelplineViewSet(SnippetViewSet):
    model = Helpline
    icon = "help"
    menu_label = _("Helplines")
    menu_name = "helplines"
    add_to_admin_menu = True
    list_display = [
        "name",
        "country",
        "purpose",
        "mark",
        "review_by",
        BooleanColumn("is_for_everyone", label=_("For everyone")),
        UpdatedAtColumn(),
    ]
    list_filter = ["country", "purpose", "mark"]
    list_export = [
        "key",
        "name",
        "country",
        "purpose",
        "mark",
        "seen_on",
        "checked_on",
        "review_by",
    ]
    ordering = ["country", "purpose", "name"]
    inspect_view_enabled = True
    copy_view_enabled = False
