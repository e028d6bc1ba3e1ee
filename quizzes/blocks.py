"""The option of a question, as editors write it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]


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
    tag = blocks.RegexBlock(
        label=_("Misconception tag"),
        regex=r"^mc-[a-z-]+$",
        required=False,
        help_text=_("Which belief makes people choose this, for example mc-silence-yes."),
    )
    explanation = blocks.RichTextBlock(
        label=_("Explanation"),
        features=RICH_TEXT_FEATURES,
        help_text=_(
            "25 to 60 words: the good reason behind this choice, what goes wrong, what to do or say."
        ),
    )

    class Meta:
        icon = "list-ul"
        label = _("Option")
        label_format = "{text}"


class OptionsBlock(blocks.StreamBlock):
    """The options of one question: at least two, at most six."""

    option = OptionBlock()

    class Meta:
        min_num = 2
        max_num = 6

    def clean(self, value, ignore_required_constraints=False):
        cleaned = super().clean(value, ignore_required_constraints)
        texts = [option.value["text"].strip().casefold() for option in cleaned]
        if len(set(texts)) < len(texts):
            raise ValidationError(_("Two options say the same."))
        return cleaned
