"""Ground floor models: the epoch, the audit log, and what every page and every fact has."""

import uuid
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page

from core.enums import Risk, SourceMark
from core.translating import the_same_everywhere


class Epoch(models.Model):
    """One row whose number is part of every cache key; publishing anything raises it."""

    wagtail_reference_index_ignore = True

    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="epoch_is_one_row")]

    def __str__(self):
        return str(self.number)


class AuditEntry(models.Model):
    """Something a person did to something of somebody else's.

    No foreign keys and no names: `actor` and `target` are the uuids that URLs show, so a row
    neither stops a deletion nor says who a person was after it.
    """

    wagtail_reference_index_ignore = True

    at = models.DateTimeField(auto_now_add=True)
    actor = models.UUIDField(null=True, help_text=_("uuid of the user, empty for the system"))
    verb = models.SlugField(max_length=60)
    target_kind = models.CharField(max_length=60)
    target = models.UUIDField()
    detail = models.SlugField(max_length=60, blank=True, help_text=_("how it was done; no name"))

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "audit entries"

    def __str__(self):
        return f"{self.verb} {self.target_kind} {self.target}"


class BasePage(Page):
    """What every page of Marram has: a neutral title and a heading (decision 11).

    Wagtail's own `title` is the neutral one: it makes the slug, the <title>, the trail, the tree
    and the lists. `heading` stands on the page itself and nowhere else.
    """

    heading = models.CharField(
        _("heading"),
        max_length=120,
        help_text=_("Shown on the page only. It may name the topic."),
    )

    content_panels = [
        TitleFieldPanel(
            "title",
            placeholder=False,
            classname="",
            heading=_("Neutral title"),
            help_text=_(
                "Shown in lists, history and the teacher's view. It never names the topic."
            ),
        ),
        FieldPanel("heading"),
    ]
    # The neutral title is the title everywhere: nothing else to fill in for search engines.
    promote_panels = [FieldPanel("slug")]
    # A page has the same address in every language, but for its beginning.
    override_translatable_fields = the_same_everywhere("slug", "seo_title", "search_description")

    class Meta:
        abstract = True

    def get_admin_default_ordering(self) -> str:
        """List pages in the CMS as learners meet them, not by what was edited last."""
        return "ord"


class FactQuerySet(models.QuerySet):
    """Adjectives of dated facts; rooms add their own."""

    def shown(self):
        """Published facts whose source was really seen (decision 15)."""
        return self.filter(
            live=True, mark__in=[SourceMark.SEEN_OFFICIAL, SourceMark.SEEN_SECONDARY]
        )


class FactRecord(models.Model):
    """A dated record with a source: the only way a phone number or a law reaches a learner.

    Dates are local days without a time. `checked_on` stays empty until a named person presses
    "I checked it"; nothing else ever sets it (decision 12).
    """

    source = models.TextField(
        _("source"), help_text=_("Where this was read: an address or a title.")
    )
    mark = models.CharField(_("mark"), max_length=20, choices=SourceMark)
    risk = models.CharField(_("risk"), max_length=1, choices=Risk)
    copy_date = models.CharField(
        _("date of the text"),
        max_length=10,
        blank=True,
        help_text=_("The date inside the text that was read: year, year-month or year-month-day."),
    )
    seen_on = models.DateField(_("read on"), null=True, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True, editable=False)
    checked_by = models.CharField(_("checked by"), max_length=150, blank=True, editable=False)

    fact_panels = [
        MultiFieldPanel(
            [
                FieldPanel("source"),
                FieldPanel("mark"),
                FieldPanel("risk"),
                FieldPanel("copy_date"),
                FieldPanel("seen_on"),
            ],
            heading=_("Where this comes from"),
        )
    ]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.is_seen and not self.seen_on:
            raise ValidationError({"seen_on": _("Say on which day the source was read.")})

    @property
    def is_seen(self) -> bool:
        return self.mark in {SourceMark.SEEN_OFFICIAL, SourceMark.SEEN_SECONDARY}

    @property
    def review_by(self) -> date | None:
        """The last day this counts as current: from the last check, else from the reading.

        None where nobody has read the source yet, or nobody has said how soon it may turn wrong.
        """
        if not self.risk:
            return None
        return Risk(self.risk).review_by(checked_on=self.checked_on, seen_on=self.seen_on)

    def is_overdue(self, *, on: date) -> bool:
        """Whether nobody has looked at the source for too long, seen from the day `on`."""
        return self.review_by is None or on > self.review_by


def new_uuid() -> uuid.UUID:
    """Return a random uuid; a function of our own, so that migrations name it and tests seed it."""
    return uuid.uuid4()


class LoadedContent(models.Model):
    """What a curriculum file last wrote: tells an editor's later edit from the file's text."""

    wagtail_reference_index_ignore = True

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    content_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "loaded content"
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="loaded_once_a_key")]

    def __str__(self):
        return f"{self.kind} {self.key}"
