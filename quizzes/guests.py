"""A guest's quiz: nothing is stored, the answers so far travel in one signed field (decision 33).

The field pins the question versions and the order of options. It says nothing about the key: it is
signed over ids, and versions have random ids.
"""

import uuid
from dataclasses import dataclass

from django.core import signing

from quizzes.actions import shuffled_options
from quizzes.marking import mark
from quizzes.models import QuestionVersion, Quiz
from quizzes.queries import Answered, live_versions

SALT = "guest-quiz"
GOOD_FOR_SECONDS = 60 * 60 * 24


class StaleGuestField(Exception):
    """The signed field is too old, was changed, or names versions that are gone."""


@dataclass(frozen=True)
class GuestSlot:
    """One question of a guest's quiz, with the answer once there is one."""

    version: QuestionVersion
    option_order: list[str]
    chosen: list[str]
    confidence: int | None

    @property
    def ordered_options(self) -> list[dict]:
        by_id = {option["id"]: option for option in self.version.content["options"]}
        return [by_id[option_id] for option_id in self.option_order]

    @property
    def answer(self) -> Answered | None:
        if not self.chosen:
            return None
        marked = mark(self.version.content, self.chosen)
        return Answered(
            self.version.content, self.chosen, self.confidence, marked.points, marked.is_best
        )


@dataclass(frozen=True)
class GuestQuiz:
    """A guest's go at a quiz, as read from the signed field."""

    quiz: Quiz
    slots: list[GuestSlot]

    @property
    def answers(self) -> list[Answered]:
        return [slot.answer for slot in self.slots if slot.answer]

    @property
    def open_numbers(self) -> list[int]:
        """The numbers (from 1) of the questions without an answer."""
        return [number for number, slot in enumerate(self.slots, start=1) if not slot.chosen]

    def with_answer(self, number: int, chosen: list[str], confidence: int | None) -> "GuestQuiz":
        """Return the quiz with question `number` (from 1) answered; a first answer stands."""
        slot = self.slots[number - 1]
        if slot.chosen:
            return self
        mark(slot.version.content, chosen)
        answered = GuestSlot(slot.version, slot.option_order, sorted(chosen), confidence)
        return GuestQuiz(self.quiz, [*self.slots[: number - 1], answered, *self.slots[number:]])

    def field(self) -> str:
        """Return the signed field for the next page's form."""
        slots = [
            [slot.version.uuid.hex, slot.option_order, slot.chosen, slot.confidence]
            for slot in self.slots
        ]
        return signing.dumps([self.quiz.uuid.hex, slots], salt=SALT, compress=True)


def begin(quiz: Quiz) -> GuestQuiz:
    """Start a guest's go. One query."""
    return GuestQuiz(
        quiz, [GuestSlot(v, shuffled_options(v), [], None) for v in live_versions(quiz)]
    )


def read(quiz: Quiz, field: str) -> GuestQuiz:
    """Read a signed field back. One query. Raise StaleGuestField where it cannot be trusted."""
    try:
        quiz_hex, slots = signing.loads(field, salt=SALT, max_age=GOOD_FOR_SECONDS)
    except signing.BadSignature as error:
        raise StaleGuestField from error
    versions = QuestionVersion.objects.in_bulk(
        [uuid.UUID(slot[0]) for slot in slots], field_name="uuid"
    )
    if quiz_hex != quiz.uuid.hex or len(versions) < len(slots):
        raise StaleGuestField
    return GuestQuiz(quiz, [GuestSlot(versions[uuid.UUID(s[0])], *s[1:]) for s in slots])
