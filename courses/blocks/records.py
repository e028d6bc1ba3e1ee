"""Blocks that show a record or lead to one, so that a lesson types no number and no fact."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from courses.blocks.base import LessonBlock
from support.models import GlossaryTerm, LawFact


class GlossaryBlock(LessonBlock):
    """A word of the glossary with its source; not shown while learners may not see the record."""

    term = SnippetChooserBlock("support.GlossaryTerm", label=_("Term"))

    def get_preview_value(self):
        """Return a real term that learners see; without one the preview stays empty."""
        return self.normalize({"term": GlossaryTerm.objects.shown().first()})

    class Meta:
        icon = "openquote"
        label = _("Glossary term")
        template = "courses/blocks/glossary.html"
        description = _("A word of the glossary. It changes here when its record changes.")


class CountryFactBlock(LessonBlock):
    """What the law says, country by country; a law that learners may not see today is left out.

    A lesson is the same for everybody, whatever their language: so it names all its countries.
    """

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    laws = blocks.ListBlock(
        SnippetChooserBlock("support.LawFact", label=_("Law")),
        label=_("Laws"),
        min_num=1,
        max_num=20,
    )

    def get_preview_value(self):
        """Return two real laws that learners see; without any the preview stays empty."""
        laws = LawFact.objects.live(on=timezone.localdate())
        return self.normalize({"heading": _("What the law says"), "laws": list(laws[:2])})

    class Meta:
        icon = "globe"
        label = _("Country fact")
        template = "courses/blocks/country_fact.html"
        description = _("Laws by country, with their dates. They change here with their records.")


class HelpCardBlock(LessonBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    text = blocks.CharBlock(label=_("Text"), max_length=200)

    class Meta:
        icon = "help"
        label = _("Help card")
        template = "courses/blocks/help_card.html"
        description = _("Leads to the help pages, where the numbers of each country stand.")
        preview_value = {
            "heading": _("Somebody to talk to"),
            "text": _("People who listen, by country."),
        }
