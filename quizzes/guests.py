"""A guest's quiz: nothing is stored, the answers so far travel in one signed field (decision 33).

The field pins the question versions and the order of options. It says nothing about the key: it is
signed over ids, and versions have random ids. Whether a question counts is asked of the clock with
every page: one that rests on a fact not live is left out and not scored.
"""

import secrets
import uuid
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.core import signing

from quizzes.actions import shuffled_options
from quizzes.drawing import SEED_BITS, drawn_versions
from quizzes.marking import kind_of, mark
from quizzes.models import QuestionVersion, Quiz
from quizzes.queries import (
    Answered,
    askable_versions,
    facts_not_live,
    place_among,
)

SALT = "guest-quiz"
GOOD_FOR_SECONDS = 60 * 60 * 24


class StaleGuestField(Exception):
    """The signed field is too old, was changed, or names versions that are gone."""


@dataclass(frozen=True)
class GuestSlot:
    """One question of a guest's quiz, with the answer once there is one.

    What `is_left_out` is not asked any more and not scored; an answer it has can still be read.
    What is only to think about is not scored either, and never has an answer.
    """

    version: QuestionVersion
    option_order: list[str]
    chosen: list[str]
    confidence: int | None
    is_left_out: bool = False

    @property
    def is_scored(self) -> bool:
        return kind_of(self.version.content).is_scored

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
    def asked(self) -> dict[int, GuestSlot]:
        """The questions that are not left out, by their numbers from 1."""
        numbered = enumerate(self.slots, start=1)
        return {number: slot for number, slot in numbered if not slot.is_left_out}

    @property
    def counting(self) -> dict[int, GuestSlot]:
        """Those of them that are scored."""
        return {number: slot for number, slot in self.asked.items() if slot.is_scored}

    @property
    def answers(self) -> list[Answered]:
        return [slot.answer for slot in self.counting.values() if slot.answer]

    @property
    def open_numbers(self) -> list[int]:
        """The numbers of the questions that wait for an answer."""
        return [number for number, slot in self.counting.items() if not slot.chosen]

    @property
    def stops(self) -> list[int]:
        """The numbers to come to: what waits for an answer, and what is to think about."""
        return [number for number, slot in self.asked.items() if not slot.chosen]

    def place(self, number: int) -> int:
        """Return the place, from 1, of a question among those that are asked."""
        return place_among(list(self.asked), number)

    def with_answer(self, number: int, chosen: list[str], confidence: int | None) -> "GuestQuiz":
        """Return the quiz with question `number` (from 1) answered; a first answer stands.

        A question that is left out takes none.
        """
        slot = self.slots[number - 1]
        if slot.chosen or slot.is_left_out:
            return self
        chosen = kind_of(slot.version.content).canonical(chosen)
        mark(slot.version.content, chosen)
        answered = GuestSlot(slot.version, slot.option_order, chosen, confidence)
        return GuestQuiz(self.quiz, [*self.slots[: number - 1], answered, *self.slots[number:]])

    def field(self) -> str:
        """Return the signed field for the next page's form."""
        slots = [
            [slot.version.uuid.hex, slot.option_order, slot.chosen, slot.confidence]
            for slot in self.slots
        ]
        return signing.dumps([self.quiz.uuid.hex, slots], salt=SALT, compress=True)


def begin(quiz: Quiz, *, on: date) -> GuestQuiz:
    """Start a guest's go. One query, and one more where any question rests on facts."""
    seed = secrets.randbits(SEED_BITS)
    versions = drawn_versions(askable_versions(quiz, on=on), count=quiz.draw, seed=seed)
    return GuestQuiz(quiz, [GuestSlot(v, shuffled_options(v), [], None) for v in versions])


def read(quiz: Quiz, field: str, *, on: date) -> GuestQuiz:
    """Read a signed field back as it stands on the day `on`.

    One query, and one more where any question rests on facts. Raise StaleGuestField where the field
    cannot be trusted.
    """
    try:
        quiz_hex, slots = signing.loads(field, salt=SALT, max_age=GOOD_FOR_SECONDS)
    except signing.BadSignature as error:
        raise StaleGuestField from error
    versions = QuestionVersion.objects.in_bulk(
        [uuid.UUID(slot[0]) for slot in slots], field_name="uuid"
    )
    if quiz_hex != quiz.uuid.hex or len(versions) < len(slots):
        raise StaleGuestField
    named = chain.from_iterable(version.facts for version in versions.values())
    hidden = facts_not_live(named, quiz_id=quiz.pk, on=on)
    return GuestQuiz(quiz, [read_slot(versions, hidden, *slot) for slot in slots])


def read_slot(
    versions: dict[uuid.UUID, QuestionVersion], hidden: set[str], version_hex: str, *answer
) -> GuestSlot:
    """Return one slot as the field says it: version, option order, chosen ids, confidence."""
    version = versions[uuid.UUID(version_hex)]
    return GuestSlot(version, *answer, is_left_out=not hidden.isdisjoint(version.facts))
