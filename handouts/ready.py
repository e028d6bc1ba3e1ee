"""What Ready in 10 and the sheet of a module take out of it; docstrings state the queries."""

import random
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from courses.models import CoursePage, LessonPage, ModulePage
from courses.rendering import teacher_notes
from quizzes.drawing import drawn_versions
from quizzes.marking import kind_of
from quizzes.models import QuestionVersion, Quiz
from quizzes.queries import askable_versions

TALK, WATCH_OUT = "talk", "watch_out"
KEY_IDEA, PLAN = "key_idea", "if_then_plan"


@dataclass(frozen=True)
class ReadyLesson:
    """A lesson as a teacher prepares it. `pk` is text, as references to pages are."""

    pk: str
    uuid: UUID
    title: str
    url: str
    minutes: int
    talk: list[str]
    watch_out: list[str]


@dataclass(frozen=True)
class SheetLesson:
    """A lesson on paper: its key ideas (StructValues of the block) and how its plan begins."""

    title: str
    ideas: list
    cue: str


def ready_lessons(module: ModulePage) -> list[ReadyLesson]:
    """Return the lessons of a module with their teacher-only notes. As `lessons_in_full`."""
    return [ready_lesson(page) for page in lessons_in_full(module)]


def ready_lesson(page: LessonPage) -> ReadyLesson:
    notes = teacher_notes(page)
    return ReadyLesson(
        pk=str(page.pk),
        uuid=page.uuid,
        title=page.title,
        url=page.whole_url,
        minutes=page.minutes,
        talk=[text for _number, kind, text in notes if kind == TALK],
        watch_out=[text for _number, kind, text in notes if kind == WATCH_OUT],
    )


def sheet_lessons(module: ModulePage) -> list[SheetLesson]:
    """Return what the sheet says of each lesson. As `lessons_in_full`."""
    return [
        SheetLesson(
            title=page.title,
            ideas=values_of(page, KEY_IDEA),
            cue=next((plan["cues"][0] for plan in values_of(page, PLAN) if plan["cues"]), ""),
        )
        for page in lessons_in_full(module)
    ]


def values_of(page: LessonPage, kind: str) -> list:
    """Return the values of the blocks of one kind, in order."""
    return [
        child.value
        for step in page.steps
        for child in step.value["blocks"]
        if child.block_type == kind
    ]


def lessons_of(module: ModulePage):
    return LessonPage.objects.live().child_of(module).order_by("path")


def lessons_in_full(module: ModulePage) -> list[LessonPage]:
    """Return the lessons of a module with all their steps.

    One query, and one more for each kind of record that any step shows: words, laws. Left alone,
    every lesson would ask for its own.
    """
    pages = list(lessons_of(module))
    block = LessonPage._meta.get_field("steps").stream_block
    streams = block.bulk_to_python([list(page.steps.raw_data) for page in pages])
    for page, steps in zip(pages, streams, strict=True):
        page.steps = steps
    return pages


def outcomes_of(module: ModulePage) -> list[str]:
    """Return what the course of a module lets learners do. One query."""
    course = CoursePage.objects.parent_of(module).first()
    return [block.value for block in course.outcomes] if course else []


def paper_questions(quiz: Quiz, *, on: date) -> list[dict]:
    """Return the contents of what a quiz asks on a day, as a sheet of paper shows them.

    One query, and one more where any question rests on facts.
    """
    # Whoever copies a sheet gives everybody the same draw.
    drawn = drawn_versions(askable_versions(quiz, on=on), count=quiz.draw, seed=quiz.pk)
    return [shuffled(version) for version in drawn]


def shuffled(version: QuestionVersion) -> dict:
    """Return a question with its options in an order that says nothing of the key, the same at
    every printing. Other parts than options have their order from the sheet itself.
    """
    content, kind = version.content, kind_of(version.content)
    if kind.form != "choice":
        return content
    dice = random.Random(version.content_hash)  # noqa: S311 -- nothing secret hangs on it
    options = {option["id"]: option for option in content["options"]}
    return content | {"options": [options[one] for one in kind.order(content, dice)]}
