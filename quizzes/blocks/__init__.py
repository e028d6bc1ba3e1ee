"""The options of a question, as editors write them: one block for each way of writing one."""

from quizzes.blocks.option import (
    LONGEST_CHOICE,
    LONGEST_NUMBER,
    LONGEST_OPTION,
    OptionBlock,
    misconception_choices,
)
from quizzes.blocks.options import OptionsBlock
from quizzes.blocks.parts import GapBlock, ItemBlock, NumberBlock, PairBlock
from quizzes.blocks.pinning import option_content, why_options_do_not_fit

__all__ = [
    "LONGEST_CHOICE",
    "LONGEST_NUMBER",
    "LONGEST_OPTION",
    "GapBlock",
    "ItemBlock",
    "NumberBlock",
    "OptionBlock",
    "OptionsBlock",
    "PairBlock",
    "misconception_choices",
    "option_content",
    "why_options_do_not_fit",
]
