"""What the tests of lesson pages share: a lesson with a check and a note, and its addresses."""

import uuid
from dataclasses import dataclass

import pytest
from django.urls import reverse

from courses.models import LessonPage
from tests import factories

# What our own page sends along with a form that carries no token.
SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
CANARY_NOTE = "Canary note for teachers"


@dataclass(frozen=True)
class Check:
    """An inline check in a lesson: its address, and the ids of its options by their value."""

    lesson: LessonPage
    block_id: str
    options: dict[str, str]

    @property
    def url(self) -> str:
        return reverse("courses:check", args=[*self.lesson.slugs, 1, self.block_id])


def check_block(block_id: str, options: dict[str, str]) -> dict:
    items = [
        {
            "type": "item",
            "id": option_id,
            "value": {
                "text": f"Answer worth {value}",
                "value": value,
                "tag": "",
                "feedback": f"<p>Feedback on <b>{value}</b></p>",
            },
        }
        for value, option_id in options.items()
    ]
    value = {"question": "What fits best?", "options": items, "say_this": "“Is this one OK?”"}
    return {"type": "check", "id": block_id, "value": value}


def note_block() -> dict:
    return {"type": "teacher_note", "value": {"kind": "talk", "text": CANARY_NOTE}}


def make_checked_lesson(module, **fields) -> Check:
    """Make a lesson of two steps; the first has a check and a note for teachers."""
    options = {value: str(uuid.uuid4()) for value in "210"}
    block_id = str(uuid.uuid4())
    blocks = [check_block(block_id, options), note_block()]
    steps = [factories.make_step(blocks), factories.make_step()]
    return Check(factories.make_lesson(module, steps=steps, **fields), block_id, options)


@pytest.fixture
def check(module) -> Check:
    return make_checked_lesson(module)


@pytest.fixture
def student_client(client, student):
    client.force_login(student)
    return client
