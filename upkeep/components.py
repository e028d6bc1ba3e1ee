"""Parts of the CMS's form of a fact."""

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel

from upkeep.queries import uses_of


class UsedInPanel(Panel):
    """Where a fact is used, beside the form in which it is changed."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "upkeep/used_in.html"

        def is_shown(self):
            return self.instance.pk is not None

        @cached_property
        def uses(self):
            return uses_of(self.instance, self.request.user)
