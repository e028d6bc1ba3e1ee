"""The blocks of a lesson step, one kind a module."""

from courses.blocks.activity import CheckBlock, IfThenPlanBlock, ReflectBlock
from courses.blocks.example import ComparisonBlock, MessageThreadBlock, PictureBlock
from courses.blocks.prose import (
    DefinitionBlock,
    KeyIdeaBlock,
    StepsBlock,
    TeacherNoteBlock,
    TextBlock,
)
from courses.blocks.step import LessonStepsBlock, StepBlock

__all__ = [
    "CheckBlock",
    "ComparisonBlock",
    "DefinitionBlock",
    "IfThenPlanBlock",
    "KeyIdeaBlock",
    "LessonStepsBlock",
    "MessageThreadBlock",
    "PictureBlock",
    "ReflectBlock",
    "StepBlock",
    "StepsBlock",
    "TeacherNoteBlock",
    "TextBlock",
]
