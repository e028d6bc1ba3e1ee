"""Helplines: dated records of who can be called, texted or written to, where and when."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from core.enums import Risk
from core.models import FactQuerySet, FactRecord
from support.blocks import MeansBlock
from support.enums import Country, Purpose
from support.means import Means, names_a_number

# However old these numbers are, an old one is better than none (decision 13).
NEVER_HIDDEN = (Purpose.EMERGENCY, Purpose.CRISIS)


def looked_at_recently(*, on: date) -> models.Q:
    """Return the condition under which a record is not overdue on the day `on`.

    The same rule as `FactRecord.is_overdue`, for the database.
    """
    condition = models.Q()
    for risk in Risk:
        oldest = on - timedelta(days=risk.days)
        condition |= models.Q(risk=risk) & (
            models.Q(checked_on__gte=oldest) | models.Q(checked_on=None, seen_on__gte=oldest)
        )
    return condition


class HelplineQuerySet(FactQuerySet):
    def live(self, *, on: date) -> "HelplineQuerySet":
        """Those a learner sees on the day `on` (decision 13); the clock is the caller's.

        Published, with a seen source, and not overdue. Emergency and crisis lines stay whatever
        their age; another overdue line hides only where a current one of the same country, purpose
        and language remains.
        """
        is_recent = looked_at_recently(on=on)
        replacements = self.model.objects.shown().filter(
            is_recent,
            country=models.OuterRef("country"),
            purpose=models.OuterRef("purpose"),
            locale=models.OuterRef("locale"),
        )
        return self.shown().filter(
            models.Q(purpose__in=NEVER_HIDDEN) | is_recent | ~models.Exists(replacements)
        )


class Helpline(
    WorkflowMixin,
    PreviewableMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    FactRecord,
):
    """A service that answers people: emergency, helpline, crisis line."""

    key = models.SlugField(_("key"), max_length=60, help_text=_("For example gb-childline."))
    country = models.CharField(_("country"), max_length=3, choices=Country)
    purpose = models.CharField(_("purpose"), max_length=30, choices=Purpose)
    name = models.CharField(_("name"), max_length=100)
    audience = models.CharField(_("who it is for"), max_length=200)
    is_for_everyone = models.BooleanField(
        _("for everyone"),
        default=False,
        help_text=_("Anyone of any age may call. Such lines stand first and stand in for others."),
    )
    means = StreamField([("means", MeansBlock())], verbose_name=_("ways to reach them"))
    hours = models.CharField(
        _("hours"),
        max_length=300,
        blank=True,
        help_text=_(
            "With the time zone. Leave empty where unknown: the page says “check the hours”."
        ),
    )
    is_free = models.BooleanField(_("free"), null=True, blank=True)
    is_anonymous = models.BooleanField(_("no name needed"), null=True, blank=True)
    notes = models.TextField(
        _("notes"), blank=True, help_text=_("Short, for learners. No numbers: they stand above.")
    )

    objects = HelplineQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("country"), FieldPanel("purpose")]),
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("is_for_everyone")]),
        FieldPanel("means"),
        FieldPanel("hours"),
        FieldRowPanel([FieldPanel("is_free"), FieldPanel("is_anonymous")]),
        FieldPanel("notes"),
        *FactRecord.fact_panels,
        MultiFieldPanel([FieldPanel("key")], heading=_("About this record")),
    ]
    search_fields = [
        index.SearchField("name"),
        index.SearchField("audience"),
        index.AutocompleteField("name"),
        index.FilterField("country"),
        index.FilterField("purpose"),
        index.FilterField("mark"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["country", "-is_for_everyone", "name"]
        constraints = [
            models.UniqueConstraint(fields=["key", "locale"], name="one_helpline_a_language")
        ]

    def __str__(self):
        return f"{self.name} ({self.country})"

    def clean(self):
        super().clean()
        for field in ("audience", "notes"):
            if names_a_number(getattr(self, field)):
                refusal = _("A number stands among the ways to reach them, never in a text.")
                raise ValidationError({field: refusal})

    def get_preview_template(self, request, mode_name):
        return "support/helpline_preview.html"

    def ways(self) -> list[Means]:
        """Return the means in the editor's order, the first being the best."""
        return [block.value.means for block in self.means]

    def first_phone(self) -> Means | None:
        return next((means for means in self.ways() if means.is_call), None)
