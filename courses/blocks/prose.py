"""Blocks of words: text, key idea, steps, definition, and notes only teachers see."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import ProseBlock
from courses.blocks.base import LessonBlock


class TextBlock(LessonBlock):
    text = ProseBlock(label=_("Text"))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "courses/blocks/text.html"
        description = _("A few short sentences: one idea.")
        preview_value = {"text": "<p>You lent it once. That was for last week.</p>"}


class KeyIdeaBlock(LessonBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=60)
    text = ProseBlock(label=_("The idea"))

    class Meta:
        icon = "pick"
        label = _("Key idea")
        template = "courses/blocks/key_idea.html"
        description = _("The one sentence worth keeping from this step.")
        preview_value = {
            "heading": _("One thing, this time"),
            "text": "<p>A yes covers one thing, this time.</p>",
        }


class StepItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("What to do"), max_length=80)
    text = blocks.CharBlock(label=_("How"), max_length=200, required=False, default="")


class StepsBlock(LessonBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    items = blocks.ListBlock(StepItemBlock(), label=_("Steps"), min_num=2, max_num=6)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "courses/blocks/steps.html"
        description = _("Two to six things to do, in order.")
        preview_value = {
            "heading": _("Ask so that no is easy"),
            "items": [
                {"title": _("Say the one thing"), "text": _("“Can I film your dance?”")},
                {"title": _("Say that no is fine"), "text": ""},
            ],
        }


class DefinitionBlock(LessonBlock):
    term = blocks.CharBlock(label=_("Word"), max_length=60)
    meaning = ProseBlock(label=_("What it means"))

    class Meta:
        icon = "openquote"
        label = _("Definition")
        template = "courses/blocks/definition.html"
        description = _("One word and what it means here.")
        preview_value = {
            "term": _("Consent"),
            "meaning": "<p>A free, clear yes to one thing. It can be taken back.</p>",
        }


class TeacherNoteBlock(LessonBlock):
    """Never rendered by a lesson's own address, only under /teach/ (decision 22)."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("talk", _("Talk about it")), ("watch_out", _("Watch out"))],
        default="talk",
    )
    text = blocks.TextBlock(label=_("Note"))

    class Meta:
        icon = "user"
        label = _("Teacher-only note")
        template = "courses/blocks/teacher_note.html"
        description = _("Only teachers see it, on their own pages.")
        preview_value = {"kind": "talk", "text": _("Where do people ask well without naming it?")}
