"""All options of a question."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from quizzes.blocks.option import OptionBlock
from quizzes.blocks.parts import GapBlock, ItemBlock, NumberBlock, PairBlock


class OptionsBlock(blocks.StreamBlock):
    """The options of one question. How many, and of which block, is for its kind to say."""

    option = OptionBlock()
    item = ItemBlock()
    pair = PairBlock()
    number = NumberBlock()
    gap = GapBlock()

    class Meta:
        required = False
        max_num = 12

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
