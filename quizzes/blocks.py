"""The option of a question, as editors write it."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from core.blocks import ProseBlock


def misconception_choices() -> list[tuple[str, str]]:
    """Return every belief by its key; asked for when a form is shown, never at import."""
    misconceptions = apps.get_model("quizzes", "Misconception").objects
    return list(misconceptions.order_by("belief").values_list("key", "belief"))


class OptionBlock(blocks.StructBlock):
    """One answer a learner may choose. Its block id is the option's id for ever."""

    text = blocks.CharBlock(label=_("Answer"), max_length=200)
    value = blocks.ChoiceBlock(
        label=_("Value"),
        choices=[
            ("2", _("2: best (judgement only)")),
            ("1", _("1: right, or reasonable")),
            ("0", _("0: not right, or risky")),
        ],
        default="0",
    )
    explanation = ProseBlock(
        label=_("Explanation"),
        help_text=_(
            "25 to 60 words: the good reason behind this choice, what goes wrong, "
            "what to do or say."
        ),
    )
    tag = blocks.ChoiceBlock(
        label=_("Misconception"),
        choices=misconception_choices,
        required=False,
        search_index=False,
        help_text=_("The belief that makes people choose this. None for a good answer."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Option")
        label_format = "{value}: {text}"
        form_layout = blocks.BlockGroup(children=["text", "value", "explanation"], settings=["tag"])


class OptionsBlock(blocks.StreamBlock):
    """The options of one question: at least two, at most six. A draft may hold less."""

    option = OptionBlock()

    class Meta:
        min_num = 2
        max_num = 6

    def clean(self, value):
        cleaned = super().clean(value)
        repeated = {} if self.is_deferred_validation else repetitions(cleaned)
        if repeated:
            raise StreamBlockValidationError(block_errors=repeated)
        return cleaned


def repetitions(options) -> dict[int, ValidationError]:
    """Map the place of each option that says the same as an earlier one to its refusal."""
    seen, refusals = set(), {}
    for place, option in enumerate(options):
        text = option.value["text"].strip().casefold()
        if text in seen:
            refusal = ValidationError(_("Another option says the same."))
            refusals[place] = blocks.StructBlockValidationError({"text": refusal})
        seen.add(text)
    return refusals
