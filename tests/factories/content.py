"""Courses, modules, lessons, quizzes and questions, published the way editors publish."""

import uuid
from itertools import count

from django.utils.text import slugify
from wagtail.models import Locale

from courses.models import CatalogPage, CoursePage, LessonPage, ModulePage
from quizzes.models import Question, Quiz, QuizQuestion, Skill

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
) -> Question:
    """Make a published question; `values` are those of its options in order.

    `facts` is a list like `[("law", law)]`.
    """
    number = next(numbers)
    defaults = {"judgement": [2, 1, 0], "multiple": [1, 1, 0], "true-false": [1, 0]}
    values = values or defaults.get(kind, [1, 0, 0])
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
        options=[option(number, index, value) for index, value in enumerate(values)],
        live=False,
    )
    question.save()
    question.save_revision().publish()
    question.refresh_from_db()
    return question


def option(number: int, index: int, value: int) -> dict:
    return {
        "type": "option",
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{number}-{index}")),
        "value": {
            "text": f"Answer {number}-{index}",
            "value": str(value),
            "tag": "",
            "explanation": f"<p>Explanation of answer {number}-{index}</p>",
        },
    }


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
        live=False,
    )
    quiz.quiz_questions = [
        QuizQuestion(question=question, sort_order=n) for n, question in enumerate(questions)
    ]
    quiz.save()
    quiz.save_revision().publish()
    return Quiz.objects.get(pk=quiz.pk)


def make_course(title: str = "", *, sensitivity: str = "open") -> CoursePage:
    course = CoursePage(
        **page_fields(title or "Course"),
        summary="What a yes is.",
        outcomes=[("outcome", "ask for one clear thing")],
        sensitivity=sensitivity,
    )
    return publish(course, CatalogPage.objects.get())


def make_module(
    *,
    lessons: int = 1,
    questions: int = 2,
    sensitivity: str = "open",
    course: CoursePage | None = None,
    title: str = "",
    steps: int = 3,
) -> ModulePage:
    """Make a published module with so many lessons, and a quiz unless `questions` is 0."""
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
        "live": False,
    }


def publish(page, parent):
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)
