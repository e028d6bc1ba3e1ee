"""The slides of projector mode: a module for the wall, without a word about any student."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from wagtail.rich_text import RichText

from core.enums import Sensitivity
from courses.models import LessonPage, ModulePage
from courses.rendering import CHECK, TEACHER_ONLY
from handouts.ready import lessons_in_full, paper_questions
from quizzes.marking import is_best_option, kind_of

# What learners fill in is told on a wall; a way out of the lesson is an address there.
ON_THE_WALL = {
    "if_then_plan": "handouts/wall/plan.html",
    "reflect": "handouts/wall/reflect.html",
    "help_card": "handouts/wall/help.html",
}


@dataclass(frozen=True)
class Part:
    """One thing on a slide: its kind, the template that shows it, and what that is given."""

    kind: str
    template: str
    value: Any
    block_id: str


@dataclass(frozen=True)
class Answer:
    """An option of a vote; `why` is rich text."""

    text: str
    is_best: bool
    why: Any


@dataclass(frozen=True)
class Vote:
    """A question to the room. `content` is that of a question without options to choose from.

    Hands are raised and counted for open questions only: what nobody may see of a careful or a
    private one, nobody sees in a classroom either.
    """

    question: str
    is_by_hands: bool
    answers: list[Answer] = field(default_factory=list)
    say_this: str = ""
    content: dict | None = None


@dataclass(frozen=True)
class Slide:
    """One picture on the wall. `over` is the line above its title; `notes` are the teacher's."""

    anchor: str
    title: str
    over: str = ""
    parts: list[Part] = field(default_factory=list)
    vote: Vote | None = None
    notes: list[str] = field(default_factory=list)
    begins: bool = False


@dataclass(frozen=True)
class Chapter:
    """A lesson, or the quiz: the slides from its title on."""

    slides: list[Slide]

    @property
    def anchor(self) -> str:
        return self.slides[0].anchor

    @property
    def title(self) -> str:
        return self.slides[0].title


def lesson_chapters(module: ModulePage, sensitivity: str) -> list[Chapter]:
    """Return a chapter for each lesson of a module of that sensitivity. As `lessons_in_full`."""
    return [
        Chapter(lesson_slides(page, number, sensitivity))
        for number, page in enumerate(lessons_in_full(module), start=1)
    ]


def lesson_slides(lesson: LessonPage, number: int, sensitivity: str) -> list[Slide]:
    """Return the title of a lesson and its steps; notes lie with the slide that they follow."""
    anchor = f"lesson-{number}"
    is_by_hands = Sensitivity.strictest(sensitivity, lesson.sensitivity) == Sensitivity.OPEN
    slides = [Slide(anchor, lesson.heading, begins=True)]
    for place, step in enumerate(lesson.steps, start=1):
        blocks = list(step.value["blocks"])
        empty = Slide(f"{anchor}-step-{place}", step.value["title"], over=lesson.heading)
        slides += step_slides(empty, blocks, is_by_hands=is_by_hands)
        notes = [child.value["text"] for child in blocks if child.block_type == TEACHER_ONLY]
        slides[-1] = replace(slides[-1], notes=slides[-1].notes + notes)
    return slides


def step_slides(empty: Slide, blocks: list, *, is_by_hands: bool) -> list[Slide]:
    """Return the slides of a step: one for what is read, one for each vote, in their order."""
    slides: list[Slide] = []
    for child in blocks:
        if child.block_type == TEACHER_ONLY:
            continue
        if child.block_type == CHECK:
            vote = check_vote(child.value, is_by_hands=is_by_hands)
            slides.append(replace(empty, vote=vote))
        elif slides and not slides[-1].vote:
            slides[-1].parts.append(part_of(child))
        else:
            slides.append(replace(empty, parts=[part_of(child)]))
    return [numbered(slide, place) for place, slide in enumerate(slides, start=1)]


def numbered(slide: Slide, place: int) -> Slide:
    """The first slide of a step has the step's own anchor."""
    return slide if place == 1 else replace(slide, anchor=f"{slide.anchor}-{place}")


def part_of(child) -> Part:
    kind = child.block_type
    template = ON_THE_WALL.get(kind, child.block.meta.template)
    return Part(kind, template, child.value, child.id)


def check_vote(value, *, is_by_hands: bool) -> Vote:
    answers = [
        Answer(option["text"], option["value"] == "2", option["feedback"])
        for option in value["options"]
    ]
    return Vote(value["question"], is_by_hands, answers, value["say_this"])


def quiz_chapter(module: ModulePage, sensitivity: str, title: str, *, on: date) -> Chapter | None:
    """Return the quiz of a module as votes, if it asks anything on that day. As
    `paper_questions`.
    """
    quiz = module.quiz
    questions = paper_questions(quiz, on=on) if quiz and quiz.live else []
    if not questions:
        return None
    votes = [question_vote(content, sensitivity) for content in questions]
    slides = [
        Slide(f"quiz-{number}", f"{number}.", over=title, vote=vote)
        for number, vote in enumerate(votes, start=1)
    ]
    return Chapter([Slide("quiz", title, begins=True), *slides])


def question_vote(content: dict, sensitivity: str) -> Vote:
    is_by_hands = Sensitivity.strictest(sensitivity, content["sensitivity"]) == Sensitivity.OPEN
    if kind_of(content).form != "choice":
        return Vote(content["stem"], is_by_hands=False, content=content)
    answers = [
        Answer(option["text"], is_best_option(content, option), RichText(option["explanation"]))
        for option in content["options"]
    ]
    return Vote(content["stem"], is_by_hands, answers, content["say_this"])
