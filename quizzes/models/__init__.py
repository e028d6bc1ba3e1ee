"""The question bank and what learners did with it."""

from quizzes.models.attempts import Attempt, AttemptSlot, Response
from quizzes.models.bank import (
    Misconception,
    Question,
    QuestionVersion,
    Quiz,
    QuizQuestion,
    Skill,
)

__all__ = [
    "Attempt",
    "AttemptSlot",
    "Misconception",
    "Question",
    "QuestionVersion",
    "Quiz",
    "QuizQuestion",
    "Response",
    "Skill",
]
