"""A panel of the CMS that draws a scenario as a map."""

from wagtail.admin.panels import Panel

from labs.maps import scenario_map


class ScenarioMapPanel(Panel):
    """Shows the newest saved draft as a map: who leads where, what cannot be reached."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "labs/map_panel.html"

        def get_context_data(self, parent_context=None):
            nodes = self.instance.content() if self.instance.pk else []
            return super().get_context_data(parent_context) | {"map": scenario_map(nodes)}
