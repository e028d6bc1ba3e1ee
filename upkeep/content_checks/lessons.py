"""Lessons: their parts, their length, their words and their level."""

import re
from collections.abc import Iterator
from itertools import product

from core.reading import measure, words
from upkeep.content_checks.items import check_item
from upkeep.content_checks.levels import LEVELS, TEACHERS, check_level
from upkeep.content_checks.problems import Problem, Weight
from upkeep.content_checks.texts import (
    BEFORE_ANSWERING,
    PROSE,
    READ_ALOUD,
    TEACHER_NOTE,
    blocks_of,
    learner_texts,
    without_option_texts,
)
from upkeep.content_checks.wording import check_wording

STEPS, WORDS, WORDS_OF_STEP = range(5, 10), range(300, 901), range(20, 151)
NOTES = ["talk", "watch_out"]
LONGEST_PLAN, HALVES = 20, range(3, 6)
CUE, RESPONSE = re.compile(r"If .+[^.,]"), re.compile(r"then I .+[^.,]")
EXAMPLES = ("message_thread", "comparison", "picture")


def check_lesson(lesson: dict, audience: str) -> Iterator[Problem]:
    """Check one lesson for the readers of an age band."""
    place = lesson["neutral_title"]
    for check in (check_parts, check_length, check_notes, check_plans, check_pictures):
        for problem in check(lesson):
            yield problem.inside(place)
    for item in blocks_of(lesson, "check"):
        for problem in check_item(item):
            yield problem.inside(f"{place}: {item.get('question', '')}")
    yield from check_wording(lesson, place)
    yield from check_levels(lesson, audience, place)


def check_levels(data: dict, audience: str, place: str) -> Iterator[Problem]:
    """Check all that is read, and the sentences alone, which short options would flatter."""
    level = LEVELS[audience]
    prose = learner_texts(without_option_texts(data), PROSE)
    yield from check_level(learner_texts(data, READ_ALOUD), level, place)
    yield from check_level(prose, level, f"{place}, sentences alone")


def check_parts(lesson: dict) -> Iterator[Problem]:
    if len(lesson["steps"]) not in STEPS:
        yield Problem("steps", "", f"{len(lesson['steps'])} steps, 5 to 9 are best")
    for kind, wanted in [("check", (1, 2)), ("if_then_plan", (1,))]:
        if len(blocks_of(lesson, kind)) not in wanted:
            yield Problem(kind.replace("_", "-"), "", f"{len(blocks_of(lesson, kind))} × {kind}")
    if not any(blocks_of(lesson, kind) for kind in EXAMPLES):
        yield Problem("example", "", "no message thread, comparison or picture shows an example")


def check_length(lesson: dict) -> Iterator[Problem]:
    count = measure("\n".join(learner_texts(lesson))).words
    if count not in WORDS:
        yield Problem("lesson-length", "", f"{count} words, 300 to 900 are best")
    for step in lesson["steps"]:
        count = measure("\n".join(learner_texts(step, BEFORE_ANSWERING))).words
        if count not in WORDS_OF_STEP:
            yield Problem("step-length", step["title"], f"{count} words, 20 to 150 are best")


def check_notes(lesson: dict) -> Iterator[Problem]:
    kinds = [
        [block.get("kind") for block in step["blocks"] if block["type"] == TEACHER_NOTE]
        for step in lesson["steps"]
    ]
    if not kinds or kinds[-1] != NOTES or any(kinds[:-1]):
        yield Problem("teacher-notes", "", "one talk point and one watch-out, in the last step")
    notes = [note.get("text", "") for note in blocks_of(lesson, TEACHER_NOTE)]
    yield from check_level(notes, TEACHERS, "notes for teachers")


def check_plans(lesson: dict) -> Iterator[Problem]:
    """Any cue goes with any response, so each pair has to read as one sentence."""
    for plan in blocks_of(lesson, "if_then_plan"):
        for name in ("cues", "responses"):
            if len(plan[name]) not in HALVES:
                yield Problem("plan-halves", plan.get("heading", ""), f"3 to 5 {name} are best")
        odd = [text for text in plan["cues"] if not CUE.fullmatch(text)]
        odd += [text for text in plan["responses"] if not RESPONSE.fullmatch(text)]
        for text in odd:
            yield Problem("plan-words", plan.get("heading", ""), f"“{text}”")
        for pair in product(plan["cues"], plan["responses"]):
            sentence = ", ".join(pair)
            if len(words(sentence)) > LONGEST_PLAN:
                yield Problem("plan-length", plan.get("heading", ""), f"“{sentence}”")


def check_pictures(lesson: dict) -> Iterator[Problem]:
    for picture in blocks_of(lesson, "picture"):
        if not picture.get("description", "").strip():
            why = "says nothing to those who cannot see it"
            yield Problem("long-description", picture.get("title", ""), why, Weight.BLOCKS)
