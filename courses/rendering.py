"""Rendering a lesson step, and keeping what was rendered (decisions 22 and 23).

What is kept holds no token, no nonce and nothing about the reader but what is in the key. Teacher
notes are left out here: no lesson address ever renders them.
"""

from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from courses.models import LessonPage
from courses.queries import LessonPlace, lesson_place

KEEP_SECONDS = 60 * 60 * 24
TEACHER_ONLY = "teacher_note"
CHECK = "check"
ASKING = {CHECK, "if_then_plan", "reflect"}


@dataclass(frozen=True)
class Reader:
    """Everything about a reader that may change what a step says."""

    language: str
    jurisdiction: str
    age_band: str
    epoch: int
    today: date

    @property
    def key(self) -> str:
        return ":".join(
            [self.language, self.jurisdiction, self.age_band, str(self.epoch), str(self.today)]
        )


@dataclass(frozen=True)
class StepView:
    """One step as a template shows it: number from 1, title, rendered blocks.

    `has_check` says whether the page needs htmx, which only inline checks use; `asks` whether there
    is something to do, and so something to skip.
    """

    number: int
    title: str
    body: SafeString
    has_check: bool
    asks: bool


def kept_step(lesson: LessonPage, number: int, reader: Reader) -> tuple[LessonPlace, StepView]:
    """Return the lesson's place and step `number` (from 1) from the cache, or make and keep them.

    Two queries where nothing is kept yet, none after that.
    """
    key = f"step:{lesson.pk}:{lesson.live_revision_id}:{number}:{reader.key}"
    kept = cache.get(key)
    if kept is None:
        kept = lesson_place(lesson), render_step(lesson, number)
        cache.set(key, kept, KEEP_SECONDS)
    return kept


def render_step(lesson: LessonPage, number: int, answers: dict | None = None) -> StepView:
    """Render step `number` afresh.

    `answers` maps the id of an inline check to its feedback (see `courses.checks.feedback`), or to
    None where it is asked a second time.
    """
    value = lesson.steps[number - 1].value
    shown = [child for child in value["blocks"] if child.block_type != TEACHER_ONLY]
    body = SafeString(
        "".join(render_block(child, lesson, number, answers or {}) for child in shown)
    )
    kinds = {child.block_type for child in shown}
    return StepView(
        number=number,
        title=value["title"],
        body=body,
        has_check=CHECK in kinds,
        asks=not kinds.isdisjoint(ASKING),
    )


def render_block(child, lesson: LessonPage, number: int, answers: dict) -> str:
    """Render one block with the context its template names in its first lines."""
    context = {
        "value": child.value,
        "block_id": child.id,
        "answered": answers.get(child.id),
        "is_second_go": child.id in answers,
        "check_url": check_url(lesson, number, child.id),
    }
    return render_to_string(child.block.meta.template, context)


def check_url(lesson: LessonPage, number: int, block_id: str) -> str:
    """The address an inline check is sent to; empty in the preview of a page without an address."""
    if not lesson.url_path:
        return ""
    return reverse("courses:check", args=[*lesson.slugs, number, block_id])


def teacher_notes(lesson: LessonPage) -> list[tuple[int, str, str]]:
    """Return the teacher-only notes of a lesson as (step number, kind, text); for /teach/ only."""
    return [
        (number, child.value["kind"], child.value["text"])
        for number, step in enumerate(lesson.steps, start=1)
        for child in step.value["blocks"]
        if child.block_type == TEACHER_ONLY
    ]
