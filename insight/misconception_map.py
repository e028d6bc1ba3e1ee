"""Which beliefs a class holds that do not hold, and a card to teach each again in three minutes.

A belief counts by the question at which most gave an answer with it behind, as that question's own
page has it: the map tells no number that does not stand there, and adds none up.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.db.models import OuterRef, Q, Subquery
from wagtail.rich_text import RichText

from assignments.models import Assignment
from assignments.queries import class_assignments
from assignments.rules import module_sensitivity
from core.enums import Sensitivity
from courses.models import LessonPage, ModulePage
from courses.queries import live_quiz
from insight.class_answers import ClassAnswers, answers_by_quiz
from insight.question_insight import QuestionInsight, insights_of
from insight.small_numbers import is_small, told
from organizations.models import Classroom
from quizzes.feedback import spoken_words
from quizzes.models import Misconception, QuestionVersion, QuizQuestion
from quizzes.statistics import SHOWN_FROM, VERY_SURE


@dataclass(frozen=True)
class Held:
    """A belief behind answers to one question: so many gave one, so many very sure of it."""

    module: ModulePage
    lesson: LessonPage | None
    question: QuestionInsight
    key: str
    people: int
    sure: int

    @property
    def options(self) -> list[dict]:
        """The answers with the belief behind them."""
        return [one for one in self.question.content["options"] if one.get("tag") == self.key]

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands among others, by the numbers that are told: the first is the least."""
        return (0 if is_small(self.sure) else -self.sure, -self.people)

    @property
    def people_told(self) -> str:
        return told(self.people)

    @property
    def sure_told(self) -> str:
        return told(self.sure)


@dataclass(frozen=True)
class Card:
    """Three minutes for one belief; where its editors wrote nothing, the question speaks."""

    misconception: Misconception
    most: Held
    also: list[Held]

    @property
    def answers(self) -> list[str]:
        return [spoken_words(option["text"]) for option in self.most.options]

    @property
    def explanations(self) -> list[RichText]:
        return [RichText(option["explanation"]) for option in self.most.options]


@dataclass(frozen=True)
class Asked:
    """A quiz that a class has: its module, its questions in order, what was answered."""

    module: ModulePage
    order: list[int]
    answers: ClassAnswers


def misconception_map(classroom: Classroom) -> list[Card]:
    """Return a card for each belief that five students or more of a class share.

    Those that most are very sure of stand first, then those that most share.

    Seven queries, whatever the number of modules, and one more where there is a card.
    """
    asked = quizzes_asked(classroom)
    versions = versions_by_question(asked)
    held = defaultdict(list)
    for one in asked:
        for found in beliefs_held(one, versions):
            held[(one.module.locale_id, found.key)].append(found)
    if not held:
        return []
    held = with_lessons(held)
    known = Misconception.objects.filter(key__in={key for _locale, key in held})
    cards = [
        card_of(misconception, held[(misconception.locale_id, misconception.key)])
        for misconception in known
        if (misconception.locale_id, misconception.key) in held
    ]
    return sorted(cards, key=lambda card: card.most.place)


def card_of(misconception: Misconception, held: list[Held]) -> Card:
    most, *also = sorted(held, key=lambda one: -one.people)
    return Card(misconception, most, also)


def quizzes_asked(classroom: Classroom) -> list[Asked]:
    """Return the quizzes of the open modules of a class. Four queries."""
    assignments = [one for one in class_assignments(classroom) if is_open(one)]
    modes = {one.module.quiz_id: one.quiz_mode for one in assignments}
    answers = answers_by_quiz(classroom, modes)
    order = defaultdict(list)
    places = QuizQuestion.objects.filter(quiz__in=modes, question__live=True)
    for quiz, question in places.order_by("sort_order", "pk").values_list("quiz", "question"):
        order[quiz].append(question)
    return [
        Asked(one.module, order[one.module.quiz_id], answers[one.module.quiz_id])
        for one in assignments
    ]


def is_open(assignment: Assignment) -> bool:
    module = assignment.module
    return live_quiz(module) is not None and module_sensitivity(module) == Sensitivity.OPEN


def versions_by_question(asked: list[Asked]) -> dict[int, list[QuestionVersion]]:
    """Map questions to their newest version and those that were answered, newest first.

    One query.
    """
    answered = {given.version for one in asked for given in one.answers.first}
    questions = {question for one in asked for question in one.order}
    newest = QuestionVersion.objects.filter(question=OuterRef("question")).order_by("-pk")
    is_newest = Q(question__in=questions, pk=Subquery(newest.values("pk")[:1]))
    found = QuestionVersion.objects.filter(is_newest | Q(pk__in=answered))
    by_question = defaultdict(list)
    for version in found.select_related("question__skill").order_by("-pk"):
        by_question[version.question_id].append(version)
    return by_question


def beliefs_held(asked: Asked, versions: dict[int, list[QuestionVersion]]) -> list[Held]:
    """Return the beliefs that five students or more answered one question of a quiz with."""
    answered = {given.version for given in asked.answers.first}
    own = [
        version
        for question, of_question in versions.items()
        for version in of_question
        if question in asked.order or version.pk in answered
    ]
    held = []
    for one in insights_of(asked.order, own, asked.answers, beliefs={}):
        held += [found for key in tags_of(one) if (found := held_at(asked.module, one, key))]
    return held


def tags_of(one: QuestionInsight) -> set[str]:
    if not (one.is_shown and one.shows_options):
        return set()
    return {option["tag"] for option in one.content["options"] if option.get("tag")}


def held_at(module: ModulePage, question: QuestionInsight, key: str) -> Held | None:
    """Return how many answered with a belief, or None where fewer than five did."""
    options = {one["id"] for one in question.content["options"] if one.get("tag") == key}
    with_it = [one for one in question.first if options.intersection(one.chosen)]
    if len(with_it) < SHOWN_FROM:
        return None
    sure = sum(one.confidence == VERY_SURE for one in with_it)
    return Held(module, None, question, key, len(with_it), sure)


def with_lessons(held: dict[tuple, list[Held]]) -> dict[tuple, list[Held]]:
    """Return the same with the lesson of each module that teaches what was asked. One query."""
    lessons = lessons_teaching({one.module.path for found in held.values() for one in found})
    return {
        belief: [
            replace(one, lesson=lessons.get((one.module.path, one.question.content["skill"])))
            for one in found
        ]
        for belief, found in held.items()
    }


def lessons_teaching(modules: set[str]) -> dict[tuple[str, str], LessonPage]:
    """Map paths of modules and keys of skills to the first lesson that teaches one. One query."""
    below = Q(pk__in=[])
    for path in modules:
        below |= Q(path__startswith=path)
    found = {}
    for lesson in LessonPage.objects.live().filter(below).order_by("path"):
        for step in lesson.steps:
            key = (lesson.path[: -lesson.steplen], step.value["skill"])
            found.setdefault(key, lesson)
    return found
