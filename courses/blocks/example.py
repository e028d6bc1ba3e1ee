"""Blocks that show something: a picture, a message thread, a comparison."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import MessageBlock
from courses.blocks.base import LessonBlock

PICTURES = Path(settings.BASE_DIR) / "templates" / "pictures"


def picture_choices() -> list[tuple[str, str]]:
    """Return the project's own drawings by name; there is no other source of pictures."""
    names = sorted(path.stem for path in PICTURES.glob("*.svg"))
    return [(name, name.replace("-", " ").capitalize()) for name in names]


class PictureBlock(LessonBlock):
    picture = blocks.ChoiceBlock(label=_("Drawing"), choices=picture_choices)
    title = blocks.CharBlock(label=_("Title"), max_length=80)
    description = blocks.TextBlock(
        label=_("Long description"),
        help_text=_("What somebody who cannot see the drawing needs to know."),
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=160, required=False, default="")

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "courses/blocks/picture.html"
        description = _("One of Marram's own drawings of objects, never of people.")
        preview_value = {
            "picture": "two-locks",
            "title": _("Two locks"),
            "description": _("A laptop with a password, and a phone with a six-digit code."),
            "caption": _("Both are needed to get in."),
        }


class MessageThreadBlock(LessonBlock):
    setting = blocks.CharBlock(label=_("Where and when"), max_length=120)
    messages = blocks.ListBlock(MessageBlock(), label=_("Messages"), min_num=1, max_num=12)

    class Meta:
        icon = "comment"
        label = _("Message thread")
        template = "courses/blocks/message_thread.html"
        description = _("A chat in plain words, without any app's look.")
        preview_value = {
            "setting": _("Mei and Tobi, after practice"),
            "messages": [
                {"sender": "Mei", "side": "start", "text": _("Where are my headphones?")},
                {"sender": "Tobi", "side": "end", "text": _("You said I could")},
            ],
        }


class ComparisonColumnBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Column"), max_length=60)
    tone = blocks.ChoiceBlock(
        label=_("Tone"),
        choices=[("plain", _("Plain")), ("better", _("Better")), ("weaker", _("Weaker"))],
        default="plain",
    )
    items = blocks.ListBlock(blocks.CharBlock(max_length=200), label=_("Lines"), min_num=1)

    class Meta:
        label_format = "{title}"


class ComparisonBlock(LessonBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    columns = blocks.ListBlock(ComparisonColumnBlock(), label=_("Columns"), min_num=2, max_num=4)

    class Meta:
        icon = "table"
        label = _("Comparison")
        template = "courses/blocks/comparison.html"
        description = _("Two to four columns side by side; one under the other on a phone.")
        preview_value = {
            "heading": _("Two ways to ask"),
            "columns": [
                {"title": _("No room"), "tone": "weaker", "items": [_("Everyone is coming.")]},
                {"title": _("Room for a no"), "tone": "better", "items": [_("Fine either way.")]},
            ],
        }
