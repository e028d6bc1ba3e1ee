"""Plan steps: the rules of the planner as records that editors keep."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail.search import index

from support.blocks import ConditionBlock, FactsBlock, ServicesBlock
from support.enums import FactKind, PlanGroup
from support.models.facts import Fact, ProseQuerySet


class PlanStep(Fact):
    """One thing worth doing, for whom and when it is offered, and the facts it rests on."""

    kind = FactKind.STEP
    told_fields = (
        *("group", "title", "why", "how", "time_needed", "who_will_know"),
        *("when", "services", "facts"),
    )
    listed_fields = (*Fact.listed_fields, "how")

    group = models.CharField(_("when"), max_length=6, choices=PlanGroup)
    weight = models.PositiveSmallIntegerField(
        _("place"), default=500, help_text=_("Smaller comes first. Danger is below 100.")
    )
    title = models.CharField(_("title"), max_length=80, help_text=_("Begins with a verb."))
    why = models.CharField(_("why"), max_length=160, help_text=_("One line."))
    how = models.TextField(_("how"), blank=True, help_text=_("One line for each, two to four."))
    time_needed = models.CharField(_("time"), max_length=40, blank=True)
    who_will_know = models.CharField(_("who will know if you do it"), max_length=160, blank=True)
    when = StreamField(
        [("when", ConditionBlock())],
        verbose_name=_("offered when"),
        blank=True,
        help_text=_("Any of these is enough. Nothing here: always."),
    )
    services = StreamField(
        ServicesBlock(),
        verbose_name=_("services"),
        blank=True,
        help_text=_(
            "Shown with the country’s services of these kinds; left out where it has none."
        ),
    )
    facts = StreamField(
        FactsBlock(),
        verbose_name=_("rests on"),
        blank=True,
        help_text=_("Left out while any of these is not shown."),
    )

    objects = ProseQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("group"), FieldPanel("weight")]),
        FieldPanel("title"),
        FieldPanel("why"),
        FieldPanel("how"),
        FieldRowPanel([FieldPanel("time_needed"), FieldPanel("who_will_know")]),
        FieldPanel("when"),
        FieldPanel("services"),
        FieldPanel("facts"),
        *Fact.fact_panels,
        *Fact.about_panels,
    ]
    search_fields = [
        *Fact.search_fields,
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("group"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["group", "weight", "key"]
        constraints = [
            models.UniqueConstraint(fields=["key", "locale"], name="one_plan_step_a_language")
        ]

    def __str__(self):
        return self.title

    def get_preview_template(self, request, mode_name):
        return "support/plan_step_preview.html"

    def lines(self) -> list[str]:
        return self.how.splitlines()
