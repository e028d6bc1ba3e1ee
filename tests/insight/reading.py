"""Classes that answer, and the numbers that their page shows."""

import re

from django.urls import reverse

from tests import factories
from tests.quizzes.counting import take

NUMBERS = re.compile(r"(\d+) of (\d+)")


def address_of(classroom, module) -> str:
    return reverse("insight:question_insight", args=[classroom.uuid, module.uuid])


def answer_all(classroom, quiz, people: list[tuple[list[int], int]]) -> list:
    """Let a student of the class take a quiz for each of these points and confidences."""
    return [
        take(quiz, points, by=factories.make_student(classroom), confidence=confidence)
        for points, confidence in people
    ]


def rewrite(question, **fields):
    for name, value in fields.items():
        setattr(question, name, value)
    question.save_revision().publish()


def figures(said: dict[int, str]) -> dict[int, list[tuple[int, int]]]:
    return {
        number: [(int(n), int(whole)) for n, whole in NUMBERS.findall(words)]
        for number, words in said.items()
    }
