from wagtail.snippets.models import register_snippet

from support.viewsets import HelplineViewSet

register_snippet(HelplineViewSet)
