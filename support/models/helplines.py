"""Helplines: who can be called, texted or written to, where and when."""

from datetime import date, datetime
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail.search import index

from support import opening
from support.blocks import MeansBlock
from support.enums import Country, FactKind, PlanAge, Purpose
from support.means import Means, names_a_number
from support.models.facts import Fact, FactInLanguages, looked_at_recently
from support.opening import OpenState

# However old these numbers are, an old one is better than none (decision 13).
NEVER_HIDDEN = (Purpose.EMERGENCY, Purpose.CRISIS)
# The fields that say whom a line answers.
AGES = ("for_under_13", "for_13_to_17", "for_adults")


def answers_whoever_the_outer_one_answers() -> list[models.Q]:
    """Return conditions for a subquery: the ages and the profession of the line outside it."""
    asked = [models.Q(**{age: True}) | models.Q(**{age: models.OuterRef(age)}) for age in AGES]
    return [*asked, models.Q(is_for_professionals=models.OuterRef("is_for_professionals"))]


class HelplineQuerySet(FactInLanguages):
    def live(self, *, on: date) -> "HelplineQuerySet":
        """Those a learner sees on the day `on` (decision 13); the clock is the caller's.

        Published, with a seen source, and not overdue. Emergency and crisis lines stay whatever
        their age; another overdue line hides only where a current one of the same country, purpose
        and language remains that answers whoever it answered: a tool for adults does not stand in
        for one for children.
        """
        is_recent = looked_at_recently(on=on)
        replacements = self.model.objects.shown().filter(
            is_recent,
            *answers_whoever_the_outer_one_answers(),
            country=models.OuterRef("country"),
            purpose=models.OuterRef("purpose"),
            locale=models.OuterRef("locale"),
        )
        return self.shown().filter(
            models.Q(purpose__in=NEVER_HIDDEN) | is_recent | ~models.Exists(replacements)
        )


class Helpline(Fact):
    """A service that answers people: emergency, helpline, crisis line."""

    kind = FactKind.HELPLINE
    checked_fields = ("country", "purpose", "means")
    is_guarded = True
    told_fields = (
        *checked_fields,
        *("name", "audience", "is_for_everyone", "is_for_professionals"),
        *("for_under_13", "for_13_to_17", "for_adults"),
        *("languages", "hours", "opening", "time_zone", "is_free", "is_anonymous", "notes"),
    )

    country = models.CharField(_("country"), max_length=3, choices=Country)
    purpose = models.CharField(_("purpose"), max_length=30, choices=Purpose)
    name = models.CharField(_("name"), max_length=100)
    audience = models.CharField(_("who it is for"), max_length=200)
    is_for_everyone = models.BooleanField(
        _("for everyone"),
        default=False,
        help_text=_("Anyone of any age may call. Such lines stand first and stand in for others."),
    )
    is_for_professionals = models.BooleanField(
        _("for professionals"),
        default=False,
        help_text=_(
            "Only for people who work with children, such as school staff. Never offered to "
            "somebody in a picture, whatever ages are ticked."
        ),
    )
    for_under_13 = models.BooleanField(_("under 13"), default=True)
    for_13_to_17 = models.BooleanField(_("13 to 17"), default=True)
    for_adults = models.BooleanField(
        _("18 and older"),
        default=True,
        help_text=_("For a tool that takes pictures down: the age at the time of the picture."),
    )
    languages = models.CharField(
        _("languages"),
        max_length=100,
        blank=True,
        help_text=_("Codes with a space between them, for example: en cy. Empty: not known."),
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
    opening = models.CharField(
        _("opening times"),
        max_length=200,
        blank=True,
        help_text=_(
            "For “open now”, for example: mo-fr 10:00-16:00; sa 12:00-20:00, or: always. "
            "Leave empty where they are not known for sure."
        ),
    )
    time_zone = models.CharField(
        _("time zone"), max_length=40, blank=True, help_text=_("For example Europe/London.")
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
        FieldPanel("audience"),
        FieldRowPanel([FieldPanel("is_for_everyone"), FieldPanel("is_for_professionals")]),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("for_under_13"),
                        FieldPanel("for_13_to_17"),
                        FieldPanel("for_adults"),
                    ]
                ),
                FieldPanel("languages"),
            ],
            heading=_("Whom it answers"),
        ),
        FieldPanel("means"),
        FieldPanel("hours"),
        FieldRowPanel([FieldPanel("opening"), FieldPanel("time_zone")]),
        FieldRowPanel([FieldPanel("is_free"), FieldPanel("is_anonymous")]),
        FieldPanel("notes"),
        *Fact.fact_panels,
        *Fact.about_panels,
    ]
    search_fields = [
        *Fact.search_fields,
        index.SearchField("name"),
        index.SearchField("audience"),
        index.AutocompleteField("name"),
        index.FilterField("country"),
        index.FilterField("purpose"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["country", "-is_for_everyone", "name"]
        constraints = [
            models.UniqueConstraint(fields=["key", "locale"], name="one_helpline_a_language")
        ]

    def __str__(self):
        return f"{self.name} ({self.country})"

    @property
    def place(self) -> str:
        return self.country

    @property
    def public_name(self) -> str:
        return self.name

    def clean(self):
        super().clean()
        self.clean_opening()
        if self.is_for_professionals and (self.is_for_everyone or self.is_emergency):
            refusal = _("A line for everyone, or for emergencies, is not for professionals alone.")
            raise ValidationError({"is_for_professionals": refusal})
        for field in ("audience", "notes"):
            if names_a_number(getattr(self, field)):
                refusal = _("A number stands among the ways to reach them, never in a text.")
                raise ValidationError({field: refusal})

    def clean_opening(self):
        """Refuse times nobody can compute with: unreadable, or of no known place."""
        if not self.opening:
            return
        try:
            times = opening.parse(self.opening)
        except ValueError as problem:
            refusal = _("“%(part)s” cannot be read. Write for example: mo-fr 10:00-16:00")
            raise ValidationError({"opening": refusal % {"part": problem}}) from problem
        if not times.is_always and self.time_zone not in available_timezones():
            raise ValidationError({"time_zone": _("Choose a zone such as Europe/London.")})

    @property
    def is_emergency(self) -> bool:
        return self.purpose == Purpose.EMERGENCY

    def get_preview_template(self, request, mode_name):
        return "support/helpline_preview.html"

    def ways(self) -> list[Means]:
        """Return the means in the editor's order, the first being the best."""
        return [block.value.means for block in self.means]

    def first_phone(self) -> Means | None:
        return next((means for means in self.ways() if means.is_call), None)

    def open_state(self, at: datetime) -> OpenState | None:
        """Return whether it is open at the aware moment `at`, or None where that is not known."""
        if not self.opening:
            return None
        # What is always open needs no clock of its own.
        zone = ZoneInfo(self.time_zone or "UTC")
        return opening.state(opening.parse(self.opening), zone, at)

    def answers(self, age: PlanAge) -> bool:
        """Whether this is for someone of that age in a picture; unknown counts as under 18."""
        if self.is_for_professionals:
            return False
        if age == PlanAge.ADULT:
            return self.for_adults
        return self.for_under_13 if age == PlanAge.UNDER_13 else self.for_13_to_17
