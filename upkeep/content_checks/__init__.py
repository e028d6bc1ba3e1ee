"""Content checks: what the texts of courses and quizzes promise their readers, as pure functions.

Every check takes the plain data of a curriculum file, so that files, drafts and published pages are
read by the same rules, and yields a `Problem` for each thing to mend.

    for problem in check_lesson(lesson, "11-13"):
        ...
"""

from upkeep.content_checks.items import check_item
from upkeep.content_checks.lessons import check_lesson
from upkeep.content_checks.levels import LEVELS, TEACHERS, YOUNGEST
from upkeep.content_checks.problems import (
    Problem,
    Weight,
    blocking,
    draft_problems,
    found_in,
)
from upkeep.content_checks.quizzes import check_question, check_quiz, guesses
from upkeep.content_checks.repeats import repeated_sentences
from upkeep.content_checks.scenarios import check_scenario

__all__ = [
    "LEVELS",
    "TEACHERS",
    "YOUNGEST",
    "Problem",
    "Weight",
    "blocking",
    "check_item",
    "check_lesson",
    "check_question",
    "check_quiz",
    "check_scenario",
    "draft_problems",
    "found_in",
    "guesses",
    "repeated_sentences",
]
