"""Glossary terms: the words we use, what they mean, and the words they stand for."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index

from support.enums import FactKind
from support.models.facts import Fact, ProseQuerySet


class GlossaryTerm(Fact):
    """A word of ours in plain words."""

    kind = FactKind.TERM
    told_fields = ("term", "meaning", "instead_of", "reason")

    term = models.CharField(_("term"), max_length=80)
    meaning = models.CharField(_("meaning"), max_length=300, help_text=_("In plain words."))
    instead_of = models.CharField(
        _("instead of"), max_length=200, blank=True, help_text=_("Words we avoid.")
    )
    reason = models.CharField(_("why"), max_length=300, blank=True)

    objects = ProseQuerySet.as_manager()

    panels = [
        FieldPanel("term"),
        FieldPanel("meaning"),
        FieldPanel("instead_of"),
        FieldPanel("reason"),
        *Fact.fact_panels,
        *Fact.about_panels,
    ]
    search_fields = [
        *Fact.search_fields,
        index.SearchField("term"),
        index.SearchField("meaning"),
        index.AutocompleteField("term"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(fields=["key", "locale"], name="one_glossary_term_a_language")
        ]

    def __str__(self):
        return self.term

    def get_preview_template(self, request, mode_name):
        return "support/glossary_term_preview.html"
