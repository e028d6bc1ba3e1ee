"""A scenario as editors write it: nodes with their choices, and the people who look back at it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import MessageBlock, ProseBlock
from core.translating import SameEverywhereBlock
from labs.enums import ChoiceKind, NodeKind


class ChoiceBlock(blocks.StructBlock):
    """One thing to do. Its block id is the choice's id for ever."""

    text = blocks.CharBlock(label=_("What the learner does or says"), max_length=160)
    kind = blocks.ChoiceBlock(label=_("Kind"), choices=ChoiceKind.choices, default=ChoiceKind.ACT)
    repairs = blocks.BooleanBlock(label=_("Puts something right"), required=False)
    to = SameEverywhereBlock(
        label=_("Leads to"), max_length=60, help_text=_("The key of the next node.")
    )
    outcome = blocks.TextBlock(
        label=_("What happens then"),
        help_text=_("15 to 40 words about what people do and feel, without a verdict."),
    )
    coach = blocks.TextBlock(
        label=_("Commentary"),
        help_text=_("Shown on the first run: the good reason, and what makes a move stronger."),
    )

    class Meta:
        label_format = "{text} → {to}"


class NodeBlock(blocks.StructBlock):
    """A place in the story. An ending has no choices; it has what helped and a plan."""

    key = SameEverywhereBlock(
        label=_("Key"), max_length=60, help_text=_("Short and fixed, for example she-closes-up.")
    )
    kind = blocks.ChoiceBlock(label=_("Kind"), choices=NodeKind.choices, default=NodeKind.MOMENT)
    title = blocks.CharBlock(label=_("Title"), max_length=60)
    messages = blocks.ListBlock(MessageBlock(), label=_("Messages"), default=[])
    text = ProseBlock(label=_("What is happening"), help_text=_("30 to 90 words."))
    choices = blocks.ListBlock(ChoiceBlock(), label=_("Choices"), default=[], max_num=4)
    helped = blocks.ListBlock(
        blocks.CharBlock(max_length=200), label=_("Ending: what helped"), default=[]
    )
    harder = blocks.ListBlock(
        blocks.CharBlock(max_length=200), label=_("Ending: what made it harder"), default=[]
    )
    cue = blocks.CharBlock(
        label=_("Ending: the plan begins"),
        max_length=120,
        required=False,
        default="",
        help_text=_("If …, without a full stop."),
    )
    response = blocks.CharBlock(
        label=_("Ending: the plan goes on"),
        max_length=120,
        required=False,
        default="",
        help_text=_("then I …, without a full stop."),
    )

    class Meta:
        icon = "comment"
        label = _("Node")
        label_format = "{key}: {title}"
        form_layout = blocks.BlockGroup(
            children=["title", "kind", "messages", "text", "choices"],
            settings=["key", "helped", "harder", "cue", "response"],
        )


class NodesBlock(blocks.StreamBlock):
    """The nodes of one scenario, the start first."""

    node = NodeBlock()

    class Meta:
        min_num = 1
        max_num = 20


class PerspectiveBlock(blocks.StructBlock):
    who = blocks.CharBlock(label=_("Who"), max_length=60)
    text = blocks.TextBlock(label=_("How it was for them"), help_text=_("40 to 80 words, as I."))

    class Meta:
        icon = "user"
        label = _("Perspective")
        label_format = "{who}"


class PerspectivesBlock(blocks.StreamBlock):
    perspective = PerspectiveBlock()
