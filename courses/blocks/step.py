"""A step of a lesson: a title and its blocks; a lesson is a stream of steps."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.activity import CheckBlock, IfThenPlanBlock, ReflectBlock
from courses.blocks.example import ComparisonBlock, MessageThreadBlock, PictureBlock
from courses.blocks.prose import DefinitionBlock, KeyIdeaBlock, StepsBlock, TeacherNoteBlock, TextBlock


class StepContentBlock(blocks.StreamBlock):
    text = TextBlock()
    key_idea = KeyIdeaBlock()
    picture = PictureBlock()
    message_thread = MessageThreadBlock()
    comparison = ComparisonBlock()
    steps = StepsBlock()
    definition = DefinitionBlock()
    check = CheckBlock()
    if_then_plan = IfThenPlanBlock()
    reflect = ReflectBlock()
    teacher_note = TeacherNoteBlock()

    class Meta:
        min_num = 1


class StepBlock(blocks.StructBlock):
    """One idea, 20 to 60 seconds, an address of its own."""

    title = blocks.CharBlock(
        label=_("Step title"), max_length=80, help_text=_("Shown as the heading of the step.")
    )
    skill = blocks.RegexBlock(
        label=_("Skill"),
        regex=r"^sk-[a-z-]+$",
        required=False,
        help_text=_("The skill this step teaches, for example sk-ask-clear."),
    )
    blocks = StepContentBlock(label=_("Content"))

    class Meta:
        icon = "doc-full"
        label = _("Step")
        label_format = "{title}"


class LessonStepsBlock(blocks.StreamBlock):
    step = StepBlock()

    class Meta:
        min_num = 1
        max_num = 12
