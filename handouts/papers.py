"""Sheets of one page for students: a summary and a worksheet of a lesson, role cards of a story."""

from dataclasses import dataclass

from core.enums import Sensitivity
from courses.models import LessonPage
from courses.rendering import CHECK
from handouts.ready import KEY_IDEA, PLAN, values_of
from labs.models import Scenario
from quizzes.feedback import spoken_words

SITUATIONS = 2
MOST_OTHERS = 4


@dataclass(frozen=True)
class LessonSummary:
    """What a lesson says, to take home: lists of StructValues, and sentences to say."""

    title: str
    ideas: list
    words: list
    ways: list
    say: list[str]
    cues: list[str]


@dataclass(frozen=True)
class Worksheet:
    """A lesson to write about: situations with their options left out, or else ideas to put in
    own words; what a plan may begin with. `is_open` says whether it may bear a name.
    """

    title: str
    situations: list[str]
    ideas: list[str]
    cues: list[str]
    is_open: bool


@dataclass(frozen=True)
class RoleCards:
    """The beginning of a story, for a group to play: nothing of what comes of it.

    `node` is as in `Scenario.content()`; `others` are the people besides the one who decides.
    """

    title: str
    setting: str
    node: dict
    choices: list[str]
    others: list[str]


def lesson_summary(lesson: LessonPage) -> LessonSummary:
    return LessonSummary(
        title=lesson.title,
        ideas=values_of(lesson, KEY_IDEA),
        words=values_of(lesson, "definition"),
        ways=values_of(lesson, "steps"),
        say=[spoken_words(one["say_this"]) for one in values_of(lesson, CHECK) if one["say_this"]],
        cues=plan_cues(lesson),
    )


def worksheet(lesson: LessonPage, sensitivity: str) -> Worksheet:
    """Return the worksheet of a lesson in a module of that sensitivity."""
    return Worksheet(
        title=lesson.title,
        situations=[check["question"] for check in values_of(lesson, CHECK)][:SITUATIONS],
        ideas=[idea["heading"] for idea in values_of(lesson, KEY_IDEA)][:SITUATIONS],
        cues=plan_cues(lesson),
        is_open=Sensitivity.strictest(sensitivity, lesson.sensitivity) == Sensitivity.OPEN,
    )


def plan_cues(lesson: LessonPage) -> list[str]:
    return [cue for plan in values_of(lesson, PLAN) for cue in plan["cues"]]


def role_cards(scenario: Scenario) -> RoleCards:
    """Return the roles of a story by name, and where it begins."""
    start = scenario.content()[0]
    return RoleCards(
        title=scenario.title,
        setting=scenario.setting,
        node=start,
        choices=[choice["text"] for choice in start["choices"]],
        others=names_in(scenario, start),
    )


def names_in(scenario: Scenario, start: dict) -> list[str]:
    """Return who is in a story besides the one who decides.

    What stands behind a comma, as in “Robin, who was asked last”, gives away how it goes on.
    """
    told = [block.value["who"].partition(",")[0] for block in scenario.perspectives]
    wrote = [one["sender"] for one in start["messages"] if one["side"] == "start"]
    return list(dict.fromkeys([*told, *wrote]))[:MOST_OTHERS]
