"""A step of a lesson: a title and its blocks; a lesson is a stream of steps."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import KeyChoiceBlock
from courses.blocks.activity import CheckBlock, IfThenPlanBlock, ReflectBlock
from courses.blocks.example import ComparisonBlock, MessageThreadBlock, PictureBlock
from courses.blocks.prose import (
    DefinitionBlock,
    KeyIdeaBlock,
    StepsBlock,
    TeacherNoteBlock,
    TextBlock,
)
from courses.blocks.records import CountryFactBlock, GlossaryBlock, HelpCardBlock


def skill_choices() -> list[tuple[str, str]]:
    """Return every skill by its key; asked for when a form is shown, never at import."""
    skills = apps.get_model("quizzes", "Skill").objects
    return list(skills.order_by("name").values_list("key", "name"))


class StepContentBlock(blocks.StreamBlock):
    text = TextBlock()
    key_idea = KeyIdeaBlock()
    picture = PictureBlock()
    message_thread = MessageThreadBlock()
    comparison = ComparisonBlock()
    steps = StepsBlock()
    definition = DefinitionBlock()
    glossary = GlossaryBlock()
    country_fact = CountryFactBlock()
    help_card = HelpCardBlock()
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
    skill = KeyChoiceBlock(
        label=_("Skill"),
        choices=skill_choices,
        required=False,
        search_index=False,
        help_text=_("What this step teaches: quiz feedback sends learners back to it."),
    )
    blocks = StepContentBlock(label=_("Content"))

    class Meta:
        icon = "doc-full"
        label = _("Step")
        label_format = "{title}"
        form_layout = blocks.BlockGroup(children=["title", "blocks"], settings=["skill"])


class LessonStepsBlock(blocks.StreamBlock):
    step = StepBlock()

    class Meta:
        min_num = 1
        max_num = 12
        # A lesson opens as the list of its step titles; one click shows one step.
        collapsed = True
