"""Whoever polls a class after every single answer learns nobody's (decision 3)."""

import re

import pytest
from django.db import transaction

from core.enums import Sensitivity
from quizzes.actions import finish_attempt, start_attempt
from quizzes.models import Attempt
from quizzes.policies import AttemptPolicy
from tests import factories
from tests.quizzes.counting import answer

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def seen(response) -> tuple[int, str, str]:
    """Return all that a poll tells but for the token of its forms, which is another each time."""
    return response.status_code, response["ETag"], TOKEN.sub("", response.content.decode())


@pytest.mark.parametrize("sensitivity", [Sensitivity.CAREFUL, Sensitivity.PRIVATE])
def test_polling_after_every_single_answer_derives_nobodys(sensitivity, noon, classroom, poll):
    """After each answer the same comes whatever was answered; news come at begin and end alone."""
    module = factories.make_module(sensitivity=sensitivity, questions=3)
    classroom.assignments.create(module=module)
    students = [factories.make_student(classroom) for _ in range(6)]
    for turn, student in enumerate(students):
        policy = AttemptPolicy(sensitivity=sensitivity)
        attempt = start_attempt(by=student, quiz=module.quiz, policy=policy)
        slots = list(attempt.slots.select_related("version"))
        before = poll()["ETag"]
        for slot in slots:
            is_last = slot == slots[-1]
            told = [
                what_a_poll_tells(poll, slot, points, confidence, attempt if is_last else None)
                for points in (0, 1, 2)
                for confidence in (1, 3)
            ]
            assert told == [told[0]] * len(told)
            assert (told[0][0][1] == before) == (not is_last)
            answer(slot, (turn + slot.number) % 3, 1 + turn % 3)
            assert (poll(before).status_code == 304) == (not is_last or not is_finished(attempt))
        if not is_finished(attempt):
            finish_attempt(attempt=attempt)
        assert poll(before).status_code == 200


def what_a_poll_tells(poll, slot, points: int, confidence: int, ends) -> list:
    """Return what polls tell after an answer that is then taken back, as if never given."""
    with transaction.atomic():
        answer(slot, points, confidence)
        if ends and not is_finished(ends):
            finish_attempt(attempt=ends)
        told = [seen(poll()), seen(poll(names="hidden")), seen(poll(sort="hand"))]
        transaction.set_rollback(True)
    if ends:
        ends.refresh_from_db()
    return told


def is_finished(attempt) -> bool:
    return Attempt.objects.finished().filter(pk=attempt.pk).exists()


def test_polling_after_every_single_answer_of_an_open_module_has_news_at_the_end_alone(
    noon, classroom, module, student, poll
):
    classroom.assignments.create(module=module)
    attempt = start_attempt(by=student, quiz=module.quiz, policy=AttemptPolicy())
    etag = poll()["ETag"]
    first, second = attempt.slots.select_related("version")
    answer(first, 0)
    assert poll(etag).status_code == 304
    answer(second, 2)
    if not is_finished(attempt):
        finish_attempt(attempt=attempt)
    assert "50" in poll(etag).content.decode()
