"""What a student typed into a quiz is theirs: a teacher sees the score, on no page the words."""

import re
import uuid

import pytest
from django.urls import reverse

from quizzes.actions import answer_question, start_attempt
from quizzes.models import Response
from quizzes.policies import AttemptPolicy
from tests import factories

TYPED = "Canary-words-of-Amara"


# So many that figures about their answers are shown.
MANY = 10


def type_words(student, quiz) -> None:
    attempt = start_attempt(by=student, quiz=quiz, policy=AttemptPolicy())
    answer_question(slot=attempt.slots.get(), chosen=[TYPED], confidence=3, key=uuid.uuid4())


@pytest.fixture
def pages(classroom, student, teacher_client) -> dict[str, str]:
    """Map every page on which a teacher reads of this class's work to what it says."""
    questions = [factories.make_question(kind="short-answer")]
    module = factories.make_module(lessons=1, questions=questions)
    classroom.assignments.create(module=module)
    for one in [student, *(factories.make_student(classroom) for _ in range(MANY - 1))]:
        type_words(one, module.quiz)
    membership = student.memberships.get()
    of_class, of_module = [classroom.uuid], [classroom.uuid, module.uuid]
    addresses = {
        "teaching:class": of_class,
        "teaching:class_lessons": of_module,
        "teaching:students": of_class,
        "teaching:student": [classroom.uuid, membership.uuid],
        "insight:question_insight": of_module,
        "insight:module_insight": of_module,
        "insight:over_time": of_class,
        "insight:misconceptions": of_class,
        "handouts:ready_in_ten": [module.uuid],
    }
    found = {
        name: teacher_client.get(reverse(name, args=where)) for name, where in addresses.items()
    }
    export = reverse("insight:export", args=of_class)
    found["export"] = teacher_client.post(export, {"kind": "csv", "module": ""})
    assert {response.status_code for response in found.values()} == {200}
    return {name: " ".join(page.content.decode().split()) for name, page in found.items()}


def test_teacher_sees_the_score_of_a_typed_answer_and_never_its_words(pages):
    assert [response.chosen for response in Response.objects.all()] == [[TYPED]] * MANY
    assert re.search(r"(?<!\d)0 of 100", pages["teaching:student"])
    assert pages["export"].endswith("finished,0")
    assert f"0 of {MANY}" in pages["insight:question_insight"]
    assert [name for name, page in pages.items() if TYPED.casefold() in page.casefold()] == []
