"""What editors write in this room: scenarios. What a learner chooses in one is kept nowhere."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
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

from core.blocks import stored_html
from core.enums import Sensitivity
from core.forms import key_panel
from core.translating import the_same_everywhere
from labs.blocks import NodesBlock, PerspectivesBlock
from labs.panels import ScenarioMapPanel
from upkeep.panels import ContentChecksPanel, ReviewLinksPanel


class Scenario(
    WorkflowMixin,
    PreviewableMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """A story to steer: no score, no wrong ending, a way back from everywhere."""

    key = models.SlugField(_("key"), max_length=80)
    title = models.CharField(
        _("neutral title"), max_length=120, help_text=_("It never names the topic.")
    )
    heading = models.CharField(_("heading"), max_length=120)
    setting = models.TextField(
        _("setting"), help_text=_("Who the learner is, where they are; no choice yet.")
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=5)
    sensitivity = models.CharField(
        _("sensitivity"), max_length=10, choices=Sensitivity, default=Sensitivity.OPEN
    )
    nodes = StreamField(NodesBlock(), verbose_name=_("nodes"))
    perspectives = StreamField(PerspectivesBlock(), verbose_name=_("perspectives"), blank=True)

    panels = [
        TitleFieldPanel("title", targets=["key"], placeholder=False, classname=""),
        FieldPanel("heading"),
        FieldPanel("setting"),
        ScenarioMapPanel(heading=_("Map")),
        FieldPanel("nodes", help_text=_("The story begins with the first one.")),
        FieldPanel("perspectives"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("minutes"), FieldPanel("sensitivity")]),
                key_panel(),
            ],
            heading=_("About this scenario"),
        ),
        ContentChecksPanel(heading=_("Content checks")),
        ReviewLinksPanel(heading=_("Outside readers")),
    ]
    override_translatable_fields = the_same_everywhere("key")
    search_fields = [
        index.SearchField("title"),
        index.SearchField("heading"),
        index.SearchField("setting"),
        index.SearchField("nodes"),
        index.AutocompleteField("title"),
        index.FilterField("id"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]

    content_checks = "labs.curriculum.scenario_problems"

    class Meta(TranslatableMixin.Meta):
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["key", "locale"], name="one_scenario_a_language")
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("labs:scenario", args=[self.key])

    def get_preview_template(self, request, mode_name):
        return "labs/scenario_preview.html"

    def get_preview_context(self, request, mode_name):
        return super().get_preview_context(request, mode_name) | {"nodes": self.content()}

    def content(self) -> list[dict]:
        """Return the nodes as `labs.walking` takes them, `text` as stored rich text.

        Shape of a node: key, kind, title, messages [{sender, side, text}], text, choices [{id,
        text, kind, repairs, to, outcome, coach}], helped [str], harder [str], cue, response.
        """
        return [node_content(block.value) for block in self.nodes]


def node_content(value) -> dict:
    return {
        **{name: value[name] or "" for name in ("key", "kind", "title", "cue", "response")},
        "text": stored_html(value["text"]),
        "messages": [dict(message) for message in value["messages"]],
        "choices": [
            {"id": str(bound.id), **bound.value, "repairs": bool(bound.value["repairs"])}
            for bound in value["choices"].bound_blocks
        ],
        **{name: list(value[name]) for name in ("helped", "harder")},
    }
