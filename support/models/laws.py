"""Law facts: what a law says in plain words, where it holds, and since when."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index

from support.enums import EU_MEMBERS, Country, FactKind, Jurisdiction, LawStatus
from support.models.facts import DatedQuerySet, Fact


class LawFact(Fact):
    """One law, or one official piece of guidance, as a learner may read it."""

    kind = FactKind.LAW
    checked_fields = (
        *("law", "jurisdiction", "status", "in_force_on"),
        *("summary", "platform_duty", "letter_sentence"),
    )
    is_guarded = True
    told_fields = (*checked_fields, "year", "covers_threats", "covers_synthetic")

    jurisdiction = models.CharField(_("holds in"), max_length=6, choices=Jurisdiction)
    law = models.CharField(_("law"), max_length=200, help_text=_("Its name and section."))
    year = models.PositiveSmallIntegerField(_("year"))
    status = models.CharField(_("status"), max_length=20, choices=LawStatus)
    in_force_on = models.CharField(
        _("in force since"),
        max_length=10,
        blank=True,
        help_text=_("Year, year-month or year-month-day. Empty where it is not known."),
    )
    covers_threats = models.BooleanField(_("covers threats"), null=True, blank=True)
    covers_synthetic = models.BooleanField(_("covers fakes"), null=True, blank=True)
    summary = models.TextField(_("in plain words"), help_text=_("Two to four short sentences."))
    platform_duty = models.CharField(
        _("what platforms must do"), max_length=400, blank=True, help_text=_("In plain words.")
    )
    letter_sentence = models.CharField(
        _("sentence for a letter"),
        max_length=400,
        blank=True,
        help_text=_("How a takedown letter names this law. Empty: letters leave it out."),
    )

    objects = DatedQuerySet.as_manager()

    panels = [
        FieldPanel("jurisdiction"),
        FieldPanel("law"),
        FieldRowPanel([FieldPanel("year"), FieldPanel("status"), FieldPanel("in_force_on")]),
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("covers_threats"), FieldPanel("covers_synthetic")]),
        FieldPanel("platform_duty"),
        FieldPanel("letter_sentence"),
        *Fact.fact_panels,
        *Fact.about_panels,
    ]
    search_fields = [
        *Fact.search_fields,
        index.SearchField("law"),
        index.SearchField("summary"),
        index.AutocompleteField("law"),
        index.FilterField("jurisdiction"),
        index.FilterField("status"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["jurisdiction", "law"]
        constraints = [
            models.UniqueConstraint(fields=["key", "locale"], name="one_law_fact_a_language")
        ]

    def __str__(self):
        return f"{self.law} ({self.jurisdiction})"

    @property
    def place(self) -> str:
        return self.jurisdiction

    @property
    def public_name(self) -> str:
        return self.law

    def get_preview_template(self, request, mode_name):
        return "support/law_fact_preview.html"

    def holds_in(self, country: Country) -> bool:
        """Whether it holds in all of a country: its own law, the EU's, or one between states."""
        if self.jurisdiction == Jurisdiction.EUROPEAN_UNION:
            return country in EU_MEMBERS
        return self.jurisdiction in (country, Jurisdiction.INTERNATIONAL)
