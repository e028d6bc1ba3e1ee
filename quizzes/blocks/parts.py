"""What the parts of a question are written in where an option with a value would not do."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.translating import SameEverywhereBlock
from quizzes.blocks.option import (
    LONGEST_CHOICE,
    LONGEST_NUMBER,
    LONGEST_OPTION,
    explanation_block,
    tag_block,
    value_block,
)


class ItemBlock(blocks.StructBlock):
    """One of several things to put in order."""

    text = blocks.CharBlock(label=_("What it says"), max_length=LONGEST_OPTION)
    explanation = explanation_block()

    class Meta:
        icon = "list-ol"
        label = _("Thing in its place")
        label_format = "{text}"


class PairBlock(blocks.StructBlock):
    """A left side with the right side that belongs to it; two may share one."""

    text = blocks.CharBlock(label=_("Left side"), max_length=LONGEST_OPTION)
    right = blocks.CharBlock(label=_("Right side"), max_length=LONGEST_CHOICE)
    explanation = explanation_block()

    class Meta:
        icon = "arrows-up-down"
        label = _("Pair")
        label_format = "{text} – {right}"


class NumberBlock(blocks.StructBlock):
    """A number a learner may type, and how near to it is near enough."""

    text = SameEverywhereBlock(
        label=_("Number"),
        max_length=LONGEST_NUMBER,
        help_text=_("Digits, with a point before decimals: 3.5"),
    )
    within = SameEverywhereBlock(
        label=_("How far off is near enough"),
        max_length=LONGEST_NUMBER,
        default="0",
        help_text=_("0: exactly"),
    )
    value = value_block()
    explanation = explanation_block()
    tag = tag_block()

    class Meta:
        icon = "decimal"
        label = _("Number")
        label_format = "{value}: {text}"


class GapBlock(blocks.StructBlock):
    """A sentence with one gap, the word that belongs in it, and others to choose from."""

    text = blocks.CharBlock(
        label=_("Sentence"),
        max_length=LONGEST_OPTION,
        help_text=_("Write the gap as three low lines: ___"),
    )
    right = blocks.CharBlock(label=_("What belongs there"), max_length=LONGEST_CHOICE)
    others = blocks.ListBlock(
        blocks.CharBlock(max_length=LONGEST_CHOICE),
        label=_("Other words to choose from"),
        min_num=1,
        max_num=5,
    )
    explanation = explanation_block()

    class Meta:
        icon = "edit"
        label = _("Sentence with a gap")
        label_format = "{text}"
