"""Panels of the CMS: what the content checks find in a draft, what outside readers said of it."""

from django.contrib.contenttypes.models import ContentType
from django.utils.module_loading import import_string
from wagtail.admin.panels import Panel

from upkeep.content_checks import Problem, Weight, blocking, found_in
from upkeep.models import ReviewLink


def problems_of(thing) -> list[Problem]:
    """Return what the content checks find in a page or snippet as it stands in memory.

    `content_checks` of its model is the dotted path of what takes the thing and yields each
    `Problem`: a model, which names it, stands below what it is read with.
    """
    return found_in(thing.locale.language_code, import_string(thing.content_checks)(thing))


class ContentChecksPanel(Panel):
    """Shows to whoever edits something what is found in it, as it was last saved.

    Nothing is checked while somebody types.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "upkeep/content_checks_panel.html"

        def get_context_data(self, parent_context=None):
            problems = problems_of(self.instance) if self.instance.pk else []
            return super().get_context_data(parent_context) | {
                "is_new": self.instance.pk is None,
                "blocking": blocking(problems),
                "warnings": [one for one in problems if one.weight == Weight.WARNS],
            }


class ReviewLinksPanel(Panel):
    """Links for outside readers of a page or snippet, and what they said."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "upkeep/review_links_panel.html"

        def get_context_data(self, parent_context=None):
            thing = self.instance
            links = ReviewLink.objects.of(thing) if thing.pk else ReviewLink.objects.none()
            return super().get_context_data(parent_context) | {
                "content_type": ContentType.objects.get_for_model(thing),
                "pk": thing.pk,
                "has_draft": bool(thing.pk and thing.latest_revision_id),
                "links": links.prefetch_related("comments"),
                "request": self.request,
            }
