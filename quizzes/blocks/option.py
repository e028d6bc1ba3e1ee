"""An option to choose or to type, and the fields that other blocks of a question share with it."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import KeyChoiceBlock, ProseBlock

# In letters: an option or part, a choice among several, a number.
LONGEST_OPTION, LONGEST_CHOICE, LONGEST_NUMBER = 200, 80, 20


def misconception_choices() -> list[tuple[str, str]]:
    """Return every belief by its key; asked for when a form is shown, never at import."""
    misconceptions = apps.get_model("quizzes", "Misconception").objects
    return list(misconceptions.order_by("belief").values_list("key", "belief"))


def value_block() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(
        label=_("Value"),
        choices=[
            ("2", _("2: best (judgement, and answers to type)")),
            ("1", _("1: right, or reasonable")),
            ("0", _("0: not right, or risky")),
        ],
        default="0",
    )


def explanation_block() -> ProseBlock:
    return ProseBlock(
        label=_("Explanation"),
        help_text=_(
            "25 to 60 words: the good reason behind this choice, what goes wrong, "
            "what to do or say."
        ),
    )


def tag_block() -> KeyChoiceBlock:
    return KeyChoiceBlock(
        label=_("Misconception"),
        choices=misconception_choices,
        required=False,
        search_index=False,
        help_text=_("The belief that makes people choose this. None for a good answer."),
    )


class OptionBlock(blocks.StructBlock):
    """One answer a learner may choose or type. Its block id is the option's id for ever."""

    text = blocks.CharBlock(label=_("Answer"), max_length=LONGEST_OPTION)
    value = value_block()
    explanation = explanation_block()
    tag = tag_block()

    class Meta:
        icon = "list-ul"
        label = _("Option")
        label_format = "{value}: {text}"
        form_layout = blocks.BlockGroup(children=["text", "value", "explanation"], settings=["tag"])
