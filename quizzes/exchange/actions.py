"""Taking the items of a file into the bank: what would happen, and making it happen."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from wagtail.actions.create import CreateAction

from quizzes.enums import QuestionKind
from quizzes.exchange.drafts import draft_of, number_of
from quizzes.exchange.items import Item, Note, Refused, Why
from quizzes.exchange.words import in_words
from quizzes.models import Question, Skill


class Status(StrEnum):
    IMPORTED = "imported"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """What becomes of one item: with IMPORTED its question, not saved before `import_items`."""

    item: Item
    status: Status
    notes: list[Note]
    question: Question | None = None

    @property
    def name(self) -> str:
        return self.item.name or self.item.stem.partition("\n")[0]

    @property
    def kind(self) -> str:
        """Return the kind as editors call it, or what a refused item is called in its format."""
        label = str(dict(QuestionKind.choices).get(self.item.type, self.item.type))
        return label.partition(":")[0]

    @property
    def reasons(self) -> list[str]:
        return [in_words(note) for note in self.notes]

    @property
    def reason(self) -> str:
        return "; ".join(reason.rstrip(".") for reason in self.reasons)

    def as_json(self) -> dict[str, str]:
        return {
            "status": str(self.status),
            "type": str(self.item.type),
            "name": self.name,
            "reason": self.reason,
        }


def outcomes(items: list[Item], skill: Skill) -> list[Outcome]:
    """Return what would become of each item as a question of this skill. One query."""
    numbers = [number_of(item) for item in items]
    there = Question.objects.filter(locale=skill.locale_id, translation_key__in=numbers)
    standing = dict.fromkeys(there.values_list("translation_key", flat=True), Note(Why.THERE))
    found = []
    for item, number in zip(items, numbers, strict=True):
        outcome = outcome_of(item, skill, standing.get(number))
        if outcome.status == Status.IMPORTED:
            standing[number] = Note(Why.TWICE)
        found.append(outcome)
    return found


def outcome_of(item: Item, skill: Skill, standing: Note | None) -> Outcome:
    if item.refusal:
        return Outcome(item, Status.REFUSED, [item.refusal])
    if standing:
        return Outcome(item, Status.SKIPPED, [standing])
    try:
        question, notes = draft_of(item, skill)
    except Refused as refusal:
        return Outcome(item, Status.REFUSED, [refusal.note])
    return Outcome(item, Status.IMPORTED, notes, question)


@transaction.atomic
def import_items(*, by, items: list[Item], skill: Skill) -> list[Outcome]:
    """Make a draft of each item that the bank does not have; all of them or none."""
    # Two at once, of the same file, make each question once.
    Skill.objects.select_for_update().get(pk=skill.pk)
    found = outcomes(items, skill)
    for outcome in found:
        if outcome.question:
            CreateAction(outcome.question, user=by).execute(skip_permission_checks=by is None)
    return found
