"""Courses, modules, lessons, quizzes and questions, as they stand once editors published them.

They are stored as they are, without a revision: publishing takes three times as long, and what it
does besides is for tests of it to show.
"""

import uuid
from itertools import count

from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale

from courses.models import CatalogPage, CoursePage, LessonPage, ModulePage
from quizzes.actions import pin_version
from quizzes.models import Question, Quiz, QuizQuestion, Skill
from tests.factories.options import make_options

numbers = count(1)


def make_skill(key: str = "sk-ask-clear") -> Skill:
    locale = Locale.objects.get(language_code="en")
    skill, _created = Skill.objects.get_or_create(
        key=key, locale=locale, defaults={"name": f"Skill {key}", "can": f"do {key}"}
    )
    return skill


def make_question(
    *,
    kind: str = "judgement",
    values: list[int] | None = None,
    skill: str = "sk-ask-clear",
    sensitivity: str = "open",
    is_critical: bool = False,
    stem: str = "",
    facts: list[tuple] | None = None,
    **about,
) -> Question:
    """Make a published question; `values` are those of its options in order.

    `facts` is a list like `[("law", law)]`; `about` may say age band, country and review-by.
    """
    number = next(numbers)
    question = Question(
        key=f"question-{number}",
        title=f"Question {number}",
        kind=kind,
        skill=make_skill(skill),
        sensitivity=sensitivity,
        is_critical=is_critical,
        stem=stem or f"Situation {number}. What helps?",
        say_this="“Is this one OK?”",
        facts=facts or [],
        options=make_options(kind, number, values),
        live=True,
        first_published_at=timezone.now(),
        **about,
    )
    question.save()
    pin_version(question)
    question.refresh_from_db()
    return question


def make_quiz(*, questions: list[Question] | int = 2, sensitivity: str = "open") -> Quiz:
    """Make a published quiz of these questions, or of so many new ones."""
    number = next(numbers)
    if isinstance(questions, int):
        questions = [make_question() for _ in range(questions)]
    quiz = Quiz(
        key=f"quiz-{number}",
        title=f"Quiz {number}",
        heading=f"Heading of quiz {number}",
        sensitivity=sensitivity,
        live=True,
        first_published_at=timezone.now(),
    )
    quiz.quiz_questions = [
        QuizQuestion(question=question, sort_order=n) for n, question in enumerate(questions)
    ]
    quiz.save()
    return Quiz.objects.get(pk=quiz.pk)


def make_course(title: str = "", *, sensitivity: str = "open") -> CoursePage:
    course = CoursePage(
        **page_fields(title or "Course"),
        summary="What a yes is.",
        outcomes=[("outcome", "ask for one clear thing")],
        sensitivity=sensitivity,
    )
    return publish(course, CatalogPage.objects.get(locale=Locale.get_default()))


def make_module(
    *,
    lessons: int = 1,
    questions: list[Question] | int = 2,
    sensitivity: str = "open",
    course: CoursePage | None = None,
    title: str = "",
    steps: int = 3,
) -> ModulePage:
    """Make a published module with so many lessons, and a quiz of these questions or of so many
    new ones, unless there are none.
    """
    module = ModulePage(
        **page_fields(title or "Module"),
        summary="Asking and answering.",
        what_is_in_this="Message threads about lending things. Any step can be skipped.",
        minutes=25,
        age_band="11-13",
        sensitivity=sensitivity,
        quiz=make_quiz(questions=questions) if questions else None,
    )
    publish(module, course or make_course())
    for _ in range(lessons):
        make_lesson(module, steps=[make_step() for _ in range(steps)])
    return ModulePage.objects.get(pk=module.pk)


def make_lesson(
    module: ModulePage, *, steps: list[dict] | None = None, title: str = "", sensitivity="open"
) -> LessonPage:
    lesson = LessonPage(
        **page_fields(title or "Lesson"),
        minutes=5,
        sensitivity=sensitivity,
        steps=steps or [make_step() for _ in range(3)],
    )
    return publish(lesson, ModulePage.objects.get(pk=module.pk))


def make_step(blocks: list[dict] | None = None, *, title: str = "", skill: str = "") -> dict:
    """Return the StreamField data of a step; one text block unless `blocks` are given."""
    number = next(numbers)
    text = {"type": "text", "value": {"text": f"<p>Words of step {number}.</p>"}}
    return {
        "type": "step",
        "id": str(uuid.uuid4()),
        "value": {
            "title": title or f"Step title {number}",
            "skill": skill,
            "blocks": [{"id": str(uuid.uuid4()), **block} for block in blocks or [text]],
        },
    }


def page_fields(title: str) -> dict:
    number = next(numbers)
    return {
        "title": f"{title} {number}",
        "slug": slugify(f"{title} {number}"),
        "heading": f"{title} {number} heading",
        "live": True,
    }


def publish(page, parent):
    page.first_published_at = page.last_published_at = timezone.now()
    parent.add_child(instance=page)
    return type(page).objects.get(pk=page.pk)
