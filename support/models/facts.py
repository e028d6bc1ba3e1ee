"""What every record of this room has: a key, an owner, drafts, a workflow, and a day it ends."""

import json
from collections.abc import Mapping
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from core.curriculum_files import is_one_line
from core.enums import Risk
from core.models import FactQuerySet, FactRecord
from core.translating import the_same_everywhere
from support.authorship import Statements, authors, statements
from support.enums import FactKind
from support.errors import SecondPersonNeeded
from support.means import names_a_number
from support.models.corrections import Correction

STAFF = {"kind": "staff"}
STARTER_CONTENT = "starter content"


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


class FactInLanguages(FactQuerySet):
    """Facts by the language of their reader."""

    def within_reach(self):
        """Those in the reader's language, and those shown in the site's own alone.

        They come with their language, so that a page can say it.
        """
        language = get_language()
        translations = (
            self.model.objects.shown()
            .filter(key=models.OuterRef("key"), locale__language_code=language)
            .order_by()
        )
        is_here = models.Q(locale__language_code=language)
        is_elsewhere = models.Q(locale__language_code=settings.LANGUAGE_CODE)
        return self.filter(is_here | is_elsewhere & ~models.Exists(translations)).select_related(
            "locale"
        )

    def in_one_language(self):
        """Those in the reader's language, or all of the site's own where it has none of them.

        What is read together, such as a letter, is in one language. One query more where the
        reader's is not the site's own.
        """
        facts = self.select_related("locale")
        own = facts.filter(locale__language_code=settings.LANGUAGE_CODE)
        if get_language() == settings.LANGUAGE_CODE:
            return own
        here = facts.filter(locale__language_code=get_language())
        return here if here.exists() else own


class DatedQuerySet(FactInLanguages):
    """Facts that end: a law or a route inside an app that nobody read again is not shown."""

    def live(self, *, on: date):
        """Those a learner sees on the day `on`: published, source seen, not overdue."""
        return self.shown().filter(looked_at_recently(on=on))


class ProseQuerySet(FactInLanguages):
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
    """A dated record in the CMS: drafts, revisions, lock, preview, workflow, translations.

    Each kind names its fields: `told_fields` are what readers see, or what decides whether they do;
    a change of one in a published record is a correction. `checked_fields` are what a person checks
    at the source; a change of one ends the check, and where `is_guarded` it is published by a
    second person only.
    """

    kind: FactKind
    told_fields: tuple[str, ...] = ()
    checked_fields: tuple[str, ...] = ()
    is_guarded = False
    # Texts of several lines, which a file lists; every other text is one line there.
    listed_fields: tuple[str, ...] = ("source",)
    # The newest correction of late, for who asked for it with `queries.with_corrections`.
    correction: Correction | None = None

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
    change_note = models.CharField(
        _("what changed and why"),
        max_length=300,
        blank=True,
        help_text=_(
            "One or two short sentences. Everybody can read them on the page of corrections once "
            "this is published. No numbers: they stand in the record."
        ),
    )

    about_panels = [
        MultiFieldPanel([FieldPanel("change_note")], heading=_("This change")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("owner"), FieldPanel("deputy")]),
                FieldPanel("key"),
            ],
            heading=_("About this record"),
        ),
    ]
    search_fields = [
        index.FilterField("id"),
        index.FilterField("mark"),
        index.FilterField("locale_id"),
    ]
    override_translatable_fields = the_same_everywhere("key", "source", "copy_date", "change_note")

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def __str__(self):
        return self.key

    @property
    def uuid(self):
        """Return what audit rows name; translations of one fact share it."""
        return self.translation_key

    @property
    def place(self) -> str:
        """Return the code of the country it is for, or "" for everywhere."""
        return ""

    @property
    def public_name(self) -> str:
        """Return what readers know it by."""
        return str(self)

    def clean(self):
        super().clean()
        if names_a_number(self.change_note):
            raise ValidationError({"change_note": _("A number stands in the record, not here.")})
        self.clean_lines()

    def clean_lines(self):
        """Refuse a break where a file holds one line; tidy what is a list of lines.

        Browsers end lines in their own way, which is no correction of the words.
        """
        for name in self.listed_fields:
            lines = (line.strip() for line in getattr(self, name).splitlines())
            setattr(self, name, "\n".join(filter(None, lines)))
        said = ((name, getattr(self, name)) for name in (*self.told_fields, "copy_date"))
        texts = ((name, text) for name, text in said if isinstance(text, str))
        broken = [
            name for name, text in texts if name not in self.listed_fields and not is_one_line(text)
        ]
        if broken:
            refusal = _("Write this in one paragraph: take the line breaks out.")
            raise ValidationError(dict.fromkeys(broken, refusal))

    def with_content_json(self, content):
        """Keep the row's check: a draft neither swallows nor publishes one."""
        fact = super().with_content_json(content)
        fact.checked_on, fact.checked_by = self.checked_on, self.checked_by
        return fact

    def publish(self, revision, user=None, *args, **kwargs):
        """Publish a revision; every way to publish comes through here (ADR 0014).

        Raise SecondPersonNeeded where `user` made a change that a second person has to read. In the
        same transaction corrections are noted, and a check ends with the words it was about.
        """
        with transaction.atomic():
            row = type(self)._base_manager.select_for_update().get(pk=self.pk)
            if user is not None and user.pk in row.authors(revision):
                raise SecondPersonNeeded
            before = row.published_state()
            # What Wagtail keeps of the row is the row's as it stands, not as it was once read.
            revision.content_object = row
            super().publish(revision, user, *args, **kwargs)
            after = type(self)._base_manager.get(pk=self.pk)
            if after.live_revision_id == revision.pk:
                is_loaded = user is None and revision.user_id is None
                after.close_the_change(before, by=user, is_loaded=is_loaded)

    def close_the_change(self, before: "Fact | None", *, by, is_loaded: bool) -> None:
        """Note what readers now see changed since `before`, what was public; None: nothing was."""
        fields = {"change_note": ""}
        if before is None or before.says(before.checked_fields) != self.says(self.checked_fields):
            fields |= {"checked_on": None, "checked_by": ""}
        if before is not None:
            why = STARTER_CONTENT if is_loaded else self.change_note
            Correction.objects.note(before, self, by=by, why=why)
        type(self)._base_manager.filter(pk=self.pk).update(**fields)

    def published_state(self) -> "Fact | None":
        """Return this record as it was last published, or None where it is not public.

        The curriculum loader writes the row before it publishes; the revision is what was public.
        """
        if not self.live:
            return None
        if self.live_revision is None:
            return self
        return self.with_content_json(self.live_revision.content)

    def authors(self, revision: Revision) -> set[int]:
        """Return who made the guarded changes that publishing `revision` would show, by their pk.

        Three queries: what is public, and the drafts that led to this one.
        """
        if not self.is_guarded:
            return set()
        public = self.published_state()
        drafts = self.revisions.exclude(created_at=revision.created_at, pk__gt=revision.pk)
        drafts = drafts.filter(created_at__lte=revision.created_at).order_by("-created_at", "-pk")
        return authors(
            public.says(self.checked_fields) if public else frozenset(),
            (
                (user, self.said(content, self.checked_fields))
                for user, content in drafts.values_list("user_id", "content").iterator()
            ),
        )

    def is_written_by(self, user) -> bool:
        """Whether the newest draft holds a guarded change of this user's. Four queries."""
        newest = self.get_latest_revision()
        if newest is None or not self.is_guarded:
            return False
        # A draft in memory does not know what is public; its row does.
        row = type(self)._base_manager.select_related("live_revision").get(pk=self.pk)
        return user.pk in row.authors(newest)

    def says(self, fields: tuple[str, ...]) -> Statements:
        return self.said(self.serializable_data(), fields)

    def said(self, content: Mapping[str, object], fields: tuple[str, ...]) -> Statements:
        """Return what the content of a revision says in these fields."""
        values = {name: content.get(name) for name in fields}
        for name, value in values.items():
            if value and isinstance(self._meta.get_field(name), StreamField):
                values[name] = json.loads(value)
        return statements(values)
