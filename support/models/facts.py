"""What every record of this room has: a key, an owner, drafts, a workflow, and a day it ends."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
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

STAFF = {"kind": "staff"}


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


class DatedQuerySet(FactQuerySet):
    """Facts that end: a law or a route inside an app that nobody read again is not shown."""

    def live(self, *, on: date):
        """Those a learner sees on the day `on`: published, source seen, not overdue."""
        return self.shown().filter(looked_at_recently(on=on))


class ProseQuerySet(FactQuerySet):
    """Our own words: advice does not turn wrong overnight, it only waits for a second reading."""

    def live(self, *, on: date):
        """Those a learner sees on the day `on`: published and with a seen source, whatever age."""
        return self.shown()


class Fact(
    WorkflowMixin,
    PreviewableMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    FactRecord,
):
    """A dated record in the CMS: drafts, revisions, lock, preview, workflow, translations."""

    key = models.SlugField(_("key"), max_length=60, help_text=_("For example gb-childline."))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("owner"),
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to=STAFF,
        help_text=_("Keeps this record true, and is reminded when it has to be read again."),
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("deputy"),
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to=STAFF,
    )

    about_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("owner"), FieldPanel("deputy")]),
                FieldPanel("key"),
            ],
            heading=_("About this record"),
        )
    ]
    search_fields = [index.FilterField("mark"), index.FilterField("locale_id")]

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def __str__(self):
        return self.key
