"""What stands in the options of a question as plain data, and whether it makes a question."""

from collections.abc import Set

from django.utils.translation import gettext

from core.blocks import stored_html
from quizzes.blocks.options import OptionsBlock
from quizzes.marking import KINDS


def option_content(block) -> dict:
    """Return one option as a QuestionVersion pins it."""
    return {
        "id": str(block.id),
        **{name: pinned(name, value) for name, value in block.value.items()},
    }


def pinned(name: str, value):
    """Return what stands in one field of an option as plain data."""
    if name == "explanation":
        return stored_html(value)
    if name == "others":
        return [text or "" for text in value]
    return int(value or 0) if name == "value" else value or ""


def why_options_do_not_fit(kind: str, options: list[dict], blocks: Set[str]) -> str:
    """Return why pinned `options`, written in these kinds of `blocks`, make no question of `kind`.

    Return "" where they do.
    """
    of_kind = KINDS[kind]
    if of_kind.most and not blocks <= {of_kind.block}:
        label = OptionsBlock.base_blocks[of_kind.block].label
        return gettext("Write this kind of question with one sort of block: “%(label)s”.") % {
            "label": label
        }
    reason = of_kind.why_unfit(options)
    return gettext(reason) if reason else ""
