"""What questions measure, and the beliefs behind wrong answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index

from core.forms import key_panel
from core.translating import the_same_everywhere

# What a card to teach a misconception again is made of, in its order, and how long each may be.
RETEACHING = {"tempting": 300, "holds": 300, "ask": 200, "activity": 300}


class Skill(TranslatableMixin, index.Indexed, models.Model):
    """Something a learner can do; questions measure it, lesson steps teach it."""

    key = models.SlugField(_("key"), max_length=60, help_text=_("For example sk-ask-clear."))
    name = models.CharField(_("name"), max_length=80)
    can = models.CharField(
        _("the learner can …"), max_length=200, help_text=_("Completes: “You can …”.")
    )

    override_translatable_fields = the_same_everywhere("key")

    panels = [FieldPanel("name"), FieldPanel("can"), key_panel()]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["key", "locale"], name="one_skill_a_language")
        ]

    def __str__(self):
        return self.name


class Misconception(TranslatableMixin, models.Model):
    """A belief behind a wrong answer; options name it by its key."""

    key = models.SlugField(_("key"), max_length=60, help_text=_("For example mc-silence-yes."))
    belief = models.CharField(_("the belief"), max_length=200)
    tempting = models.TextField(
        _("why it is tempting"),
        max_length=RETEACHING["tempting"],
        blank=True,
        help_text=_("What is good or likely about it. It blames nobody."),
    )
    holds = models.TextField(_("what holds instead"), max_length=RETEACHING["holds"], blank=True)
    ask = models.CharField(
        _("a question to ask the class"), max_length=RETEACHING["ask"], blank=True
    )
    activity = models.TextField(
        _("something to do together"),
        max_length=RETEACHING["activity"],
        blank=True,
        help_text=_("About two minutes, with hands or voices and without a device."),
    )

    override_translatable_fields = the_same_everywhere("key")

    panels = [
        FieldPanel("belief"),
        MultiFieldPanel(
            [FieldPanel(name) for name in RETEACHING],
            heading=_("Three minutes to teach it again"),
            help_text=_("For teachers. Where it is empty, they get the explanations of questions."),
        ),
        key_panel(),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["key", "locale"], name="one_misconception_a_language")
        ]

    def __str__(self):
        return self.belief
