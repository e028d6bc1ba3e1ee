"""The question bank and what learners did with it."""

from quizzes.models.attempts import Attempt, AttemptSlot, Response
from quizzes.models.bank import Question, QuestionVersion, Quiz, QuizQuestion
from quizzes.models.comments import QuestionComment
from quizzes.models.flagging import TeacherFlag
from quizzes.models.regrades import Correction, Regrade
from quizzes.models.skills import Misconception, Skill
from quizzes.models.tallies import DRAWN, AnswerTally, Counting, QuestionFigures, QuizTally

__all__ = [
    "DRAWN",
    "AnswerTally",
    "Attempt",
    "AttemptSlot",
    "Correction",
    "Counting",
    "Misconception",
    "Question",
    "QuestionComment",
    "QuestionFigures",
    "QuestionVersion",
    "Quiz",
    "QuizQuestion",
    "QuizTally",
    "Regrade",
    "Response",
    "Skill",
    "TeacherFlag",
]
