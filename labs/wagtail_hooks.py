from wagtail.snippets.models import register_snippet

from labs.viewsets import ScenarioViewSet

register_snippet(ScenarioViewSet)
