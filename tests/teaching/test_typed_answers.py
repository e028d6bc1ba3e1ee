"""What a student typed into a quiz is theirs: a teacher sees the score, on no page the words."""

import uuid

import pytest
from django.urls import reverse

from quizzes.actions import answer_question, start_attempt
from quizzes.models import Response
from quizzes.policies import AttemptPolicy
from tests import factories

TYPED = "Canary-words-of-Amara"


@pytest.fixture
def pages(classroom, student, teacher_client) -> list[str]:
    """Return every page on which a teacher reads of this student's work."""
    questions = [factories.make_question(kind="short-answer")]
    module = factories.make_module(lessons=1, questions=questions)
    classroom.assignments.create(module=module)
    attempt = start_attempt(by=student, quiz=module.quiz, policy=AttemptPolicy())
    answer_question(slot=attempt.slots.get(), chosen=[TYPED], confidence=3, key=uuid.uuid4())
    membership = student.memberships.get()
    addresses = [
        reverse("teaching:class", args=[classroom.uuid]),
        reverse("teaching:class_lessons", args=[classroom.uuid, module.uuid]),
        reverse("teaching:students", args=[classroom.uuid]),
        reverse("teaching:student", args=[classroom.uuid, membership.uuid]),
        reverse("handouts:ready_in_ten", args=[module.uuid]),
    ]
    responses = [teacher_client.get(address) for address in addresses]
    assert [response.status_code for response in responses] == [200] * len(addresses)
    return [response.content.decode() for response in responses]


def test_teacher_sees_the_score_of_a_typed_answer_and_never_its_words(pages):
    assert Response.objects.get().chosen == [TYPED]
    assert any("latest 0 of 100" in " ".join(page.split()) or "0 of 100" in page for page in pages)
    assert [page for page in pages if TYPED in page] == []
