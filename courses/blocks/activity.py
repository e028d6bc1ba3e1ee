"""Blocks that ask something back: inline check, if-then plan, reflect. None of them is stored."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import KeyChoiceBlock, ProseBlock
from courses.blocks.base import LessonBlock
from quizzes.blocks import misconception_choices


class CheckOptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Answer"), max_length=200)
    value = blocks.ChoiceBlock(
        label=_("Value"),
        choices=[("2", _("2: best")), ("1", _("1: reasonable")), ("0", _("0: risky"))],
        default="0",
    )
    feedback = ProseBlock(label=_("Feedback"))
    tag = KeyChoiceBlock(
        label=_("Misconception"),
        choices=misconception_choices,
        required=False,
        search_index=False,
        help_text=_("The belief that makes people choose this. None for a good answer."),
    )

    class Meta:
        label_format = "{value}: {text}"
        form_layout = blocks.BlockGroup(children=["text", "value", "feedback"], settings=["tag"])


class CheckBlock(LessonBlock):
    question = blocks.TextBlock(label=_("Situation and question"))
    options = blocks.ListBlock(
        CheckOptionBlock(), label=_("Options"), min_num=2, max_num=5, collapsed=True
    )
    say_this = blocks.CharBlock(label=_("Say this"), max_length=200, required=False, default="")

    class Meta:
        icon = "help"
        label = _("Inline check")
        template = "courses/blocks/check.html"
        description = _("A question without stakes; each answer has its own feedback.")
        preview_value = {
            "question": _("Luca wants to post three more photos. What fits best?"),
            "options": [
                {"text": _("Ask about these three."), "value": "2", "tag": "", "feedback": ""},
                {"text": _("Post them, then tell her."), "value": "0", "tag": "", "feedback": ""},
            ],
            "say_this": "",
        }

    def clean(self, value):
        cleaned = super().clean(value)
        best = [option["value"] for option in cleaned["options"]].count("2")
        if best != 1 and not self.is_deferred_validation:
            raise ValidationError(_("A check needs exactly one option worth 2."))
        return cleaned


class IfThenPlanBlock(LessonBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    cues = blocks.ListBlock(blocks.CharBlock(max_length=120), label=_("If …"), min_num=1, max_num=5)
    responses = blocks.ListBlock(
        blocks.CharBlock(max_length=120), label=_("… then I"), min_num=1, max_num=5
    )

    class Meta:
        icon = "tasks"
        label = _("If-then plan")
        template = "courses/blocks/if_then_plan.html"
        description = _("The learner combines a cue and a response; it stays on their device.")
        preview_value = {
            "heading": _("Pick your plan"),
            "cues": [_("If I want to use something of someone’s")],
            "responses": [_("then I ask “is this one OK?”")],
        }


class ReflectBlock(LessonBlock):
    prompt = blocks.TextBlock(label=_("Question to think about"))
    help_text = blocks.CharBlock(label=_("Hint"), max_length=200, required=False, default="")

    class Meta:
        icon = "edit"
        label = _("Reflect")
        template = "courses/blocks/reflect.html"
        description = _("A question for the learner alone; nothing is ever sent.")
        preview_value = {"prompt": _("When could you ask “still OK?” today?"), "help_text": ""}
