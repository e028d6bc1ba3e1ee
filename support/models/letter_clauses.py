"""Letter clauses: the paragraphs a takedown letter is put together from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail.search import index

from support.blocks import FactsBlock, LetterConditionBlock
from support.enums import FactKind
from support.models.facts import Fact, ProseQuerySet


class LetterClause(Fact):
    """One paragraph and when it belongs into the letter.

    `text` may hold the placeholders {links}, {cases} and {law}; a clause with {law} is written once
    for each live law with a sentence for letters, and left out where there is none.
    """

    kind = FactKind.CLAUSE
    told_fields = ("text", "when", "facts")

    weight = models.PositiveSmallIntegerField(_("place"), default=500)
    text = models.TextField(_("text"))
    when = StreamField(
        [("when", LetterConditionBlock())],
        verbose_name=_("used when"),
        blank=True,
        help_text=_("Any of these is enough. Nothing here: always."),
    )
    facts = StreamField(
        FactsBlock(),
        verbose_name=_("rests on"),
        blank=True,
        help_text=_("Left out while any of these is not shown."),
    )

    objects = ProseQuerySet.as_manager()

    panels = [
        FieldPanel("weight"),
        FieldPanel("text"),
        FieldPanel("when"),
        FieldPanel("facts"),
        *Fact.fact_panels,
        *Fact.about_panels,
    ]
    search_fields = [*Fact.search_fields, index.SearchField("text")]

    class Meta(TranslatableMixin.Meta):
        ordering = ["weight", "key"]
        constraints = [
            models.UniqueConstraint(fields=["key", "locale"], name="one_letter_clause_a_language")
        ]

    def get_preview_template(self, request, mode_name):
        return "support/letter_clause_preview.html"
