"""The published content of one language, read by the content checks; for people and for tests."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from wagtail.models import Locale

from courses.curriculum import COURSE, LESSON, MODULE, page_data
from courses.models import CoursePage, LessonPage, ModulePage
from labs.curriculum import scenario_data
from quizzes.curriculum import quiz_with_questions
from upkeep.content_checks import (
    Problem,
    check_lesson,
    check_quiz,
    check_scenario,
    found_in,
    guesses,
    repeated_sentences,
)


@dataclass
class Content:
    """What learners of one language can read, as the plain data of curriculum files.

    What belongs to a module comes with its age band.
    """

    language: str
    courses: list[dict] = field(default_factory=list)
    modules: list[dict] = field(default_factory=list)
    lessons: list[tuple[dict, str]] = field(default_factory=list)
    quizzes: list[tuple[dict, str]] = field(default_factory=list)
    prechecks: list[tuple[dict, str]] = field(default_factory=list)
    scenarios: list[tuple[dict, str]] = field(default_factory=list)

    @property
    def texts(self) -> list[dict]:
        """Return everything that is read, one dict a page or quiz."""
        banded = [*self.lessons, *self.quizzes, *self.prechecks, *self.scenarios]
        return [*self.courses, *self.modules, *(data for data, _band in banded)]

    def problems(self) -> list[Problem]:
        return found_in(self.language, self.all_problems())

    def all_problems(self) -> Iterator[Problem]:
        for lesson, band in self.lessons:
            yield from check_lesson(lesson, band)
        for quiz, band in [*self.quizzes, *self.prechecks]:
            yield from check_quiz(quiz, band)
        for scenario, band in self.scenarios:
            yield from check_scenario(scenario, band)
        for sentence in repeated_sentences(self.texts):
            yield Problem("repeated", "", f"stands in two places: “{sentence}”")

    def guesses(self) -> dict[str, float]:
        """Return the share of best options that each guess by looks finds, from 0 to 1."""
        quizzes = [quiz for quiz, _band in [*self.quizzes, *self.prechecks]]
        questions = [question for quiz in quizzes for question in quiz["questions"]]
        return {name: round(share, 2) for name, share in guesses(questions).items()}

    def summary(self) -> dict:
        """Return what is counted and what is to be mended, ready for JSON."""
        return {
            "courses": len(self.courses),
            "lessons": len(self.lessons),
            "items": count_questions(self.quizzes),
            "precheck_items": count_questions(self.prechecks),
            "scenarios": len(self.scenarios),
            "guesses": self.guesses(),
            "problems": [asdict(problem) for problem in self.problems()],
        }


def published_content(language: str) -> Content:
    """Read the live courses of a language. A few queries for each page."""
    content = Content(language)
    locale = Locale.objects.get(language_code=language)
    for course in CoursePage.objects.live().filter(locale=locale).order_by("path"):
        content.courses.append(page_data(COURSE, course))
        for module in ModulePage.objects.live().child_of(course).order_by("path"):
            add_module(content, module)
    return content


def add_module(content: Content, module: ModulePage) -> None:
    content.modules.append(page_data(MODULE, module))
    for lesson in LessonPage.objects.live().child_of(module).order_by("path"):
        content.lessons.append((page_data(LESSON, lesson), module.age_band))
    for quiz, found in [(module.quiz, content.quizzes), (module.precheck, content.prechecks)]:
        if quiz and quiz.live:
            found.append((quiz_with_questions(quiz), module.age_band))
    if module.scenario and module.scenario.live:
        content.scenarios.append((scenario_data(module.scenario), module.age_band))


def count_questions(quizzes: list[tuple[dict, str]]) -> int:
    return sum(len(quiz["questions"]) for quiz, _band in quizzes)
