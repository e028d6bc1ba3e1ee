"""What changed under the modules of a class: facts corrected, or not shown any more.

Which module rests on a fact is what Wagtail's reference index says (decision 23): a lesson refers
to it, or a question in the module's quiz. Whether a fact is shown the clock says (decision 13).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Protocol

from django.core.cache import cache
from django.db.models import (
    Case,
    CharField,
    DateField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, ReferenceIndex

from core.enums import Risk
from core.joined import Joined, split
from support.models import FACTS, Correction, Fact

CHANGES_SHOWN = 5
KEEP_SECONDS = 60 * 60 * 24


@dataclass(frozen=True)
class FactChange:
    """A fact that was corrected (`field`, `old`, `new`), or is not shown now (no `field`).

    `is_overdue` tells one that nobody checked in time from one that was taken off. `quizzes` and
    `lessons` are the ids of those that rest on it, as text.
    """

    at: datetime
    name: str
    field: str
    old: str
    new: str
    is_overdue: bool
    quizzes: frozenset[str]
    lessons: frozenset[str]

    @property
    def words(self) -> str:
        if self.field:
            return Correction(field=self.field, old=self.old, new=self.new).headline
        if self.is_overdue:
            return _("Left out until somebody has checked it again")
        return _("Taken off the site")


class Assigned(Protocol):
    """What of an assigned module decides which changes a class is told of."""

    title: str
    opened_at: datetime
    quiz_id: int | None
    lessons: frozenset[str]


@dataclass(frozen=True)
class Ground:
    """A module that may rest on a fact, by its quiz and lessons, and since when changes count."""

    title: str
    since: datetime
    quiz_id: int | None
    lessons: Iterable[str]

    def rests_on(self, change: FactChange) -> bool:
        return str(self.quiz_id) in change.quizzes or not change.lessons.isdisjoint(self.lessons)


@dataclass(frozen=True)
class Change:
    """A line of “What changed”: the day, the fact, what happened, in which modules."""

    at: datetime
    name: str
    words: str
    modules: list[str]


@dataclass(frozen=True)
class WhatChanged:
    """The newest changes, and how many are older; none of them is later than `until`."""

    newest: list[Change]
    older: int
    until: datetime


def class_changes(
    assigned: list[Assigned], *, seen_at: datetime, epoch: int, on: date
) -> WhatChanged | None:
    """Return what changed in modules since they were assigned, and since a teacher last saw it.

    One query at most, see `kept_changes`; none for a class without modules.
    """
    return what_changed(
        [
            Ground(one.title, max(one.opened_at, seen_at), one.quiz_id, one.lessons)
            for one in assigned
        ],
        epoch=epoch,
        on=on,
    )


def module_changes(module, lessons: Iterable[str], *, on: date) -> WhatChanged | None:
    """Return what changed in a module since its `opened_at`; it comes with its `epoch` too.

    One query at most; none for a module that is not assigned.
    """
    is_assigned = module.opened_at is not None
    ground = Ground(module.title, module.opened_at, module.quiz_id, lessons)
    return what_changed([ground] if is_assigned else [], epoch=module.epoch, on=on)


def what_changed(grounds: list[Ground], *, epoch: int, on: date) -> WhatChanged | None:
    """Return what changed under these modules, None where nothing did."""
    found = []
    for change in kept_changes(epoch, on=on) if grounds else []:
        modules = [g.title for g in grounds if g.since < change.at and g.rests_on(change)]
        if modules:
            found.append(Change(change.at, change.name, change.words, modules))
    found.sort(key=lambda change: (change.at, change.name, change.words), reverse=True)
    changes = told_together(found)
    if not changes:
        return None
    return WhatChanged(
        newest=changes[:CHANGES_SHOWN],
        older=max(0, len(changes) - CHANGES_SHOWN),
        until=changes[0].at,
    )


def told_together(changes: list[Change]) -> list[Change]:
    """Return one line for all that changed in a fact on one day."""

    def told_as_one(change: Change) -> tuple:
        return timezone.localdate(change.at), change.name, change.modules

    lines = []
    for (_day, name, modules), group in groupby(changes, key=told_as_one):
        told = list(group)
        words = dict.fromkeys(change.words for change in told)
        lines.append(Change(told[0].at, name, ". ".join(words), modules))
    return lines


# --- The query -----------------------------------------------------------------------------------


def kept_changes(epoch: int, *, on: date) -> list[FactChange]:
    """Return the changes of all facts on which anything rests, as of one epoch and one day.

    They are kept: to put the question together takes longer than a whole grid, and the answer is
    another one only after something was published, or on another day. One query where nothing is
    kept yet, none after that.
    """
    key = f"fact-changes:{epoch}:{on}"
    kept = cache.get(key)
    if kept is None:
        kept = fact_changes(on=on)
        cache.set(key, kept, KEEP_SECONDS)
    return kept


def fact_changes(*, on: date) -> list[FactChange]:
    """Return all corrections, and all facts not shown on the day `on`, on which anything rests.

    One query.
    """
    return [
        FactChange(
            at=at or end_of(looked_on, risk),
            name=name,
            field=field,
            old=old,
            new=new,
            is_overdue=looked_on is not None,
            quizzes=frozenset(split(quizzes)),
            lessons=frozenset(split(lessons)),
        )
        for at, looked_on, risk, name, field, old, new, quizzes, lessons in changes_asked(on).all()
        # Neither day: it never was public.
        if (at or looked_on) and (quizzes or lessons)
    ]


@lru_cache(maxsize=2)
def changes_asked(on: date) -> QuerySet:
    """Return the question, put together once a day: that takes as long as its answer."""
    return corrected().union(*(not_shown(model, on) for model in FACTS.values()), all=True)


def end_of(looked_on: date, risk: str) -> datetime:
    """Return the first moment after the last day on which a fact read that day counts."""
    first_day_after = looked_on + timedelta(days=Risk(risk).days + 1)
    return timezone.make_aware(datetime.combine(first_day_after, time()))


def corrected() -> QuerySet:
    ids = [
        When(kind=kind, then=Subquery(record_of(model).values(fact_id=Cast("pk", CharField()))))
        for kind, model in FACTS.items()
    ]
    names = [When(kind=kind, then=Value(model._meta.model_name)) for kind, model in FACTS.items()]
    corrections = Correction.objects.order_by()
    return with_uses(corrections.annotate(fact_id=Case(*ids), fact_model=Case(*names))).values_list(
        "at",
        Value(None, DateField()),
        Value(""),
        "name",
        "field",
        "old",
        "new",
        "quizzes",
        "lessons",
    )


def record_of(model: type[Fact]) -> QuerySet:
    return model.objects.filter(
        key=OuterRef("key"), locale__language_code=OuterRef("language")
    ).order_by()


def not_shown(model: type[Fact], on: date) -> QuerySet:
    """Return the facts of one kind that are not shown, and since when, as far as that is stored."""
    facts = model.objects.exclude(pk__in=model.objects.live(on=on).values("pk")).order_by()
    facts = facts.annotate(
        fact_id=Cast("pk", CharField()), fact_model=Value(model._meta.model_name)
    )
    withdrawals = ModelLogEntry.objects.filter(
        content_type__app_label=model._meta.app_label,
        content_type__model=model._meta.model_name,
        object_id=OuterRef("fact_id"),
        action="wagtail.unpublish",
    ).order_by("-timestamp")
    is_published = Q(pk__in=model.objects.shown().values("pk"))
    return with_uses(facts).values_list(
        Case(
            When(is_published, then=None),
            When(live=True, then=F("last_published_at")),
            default=Subquery(withdrawals.values("timestamp")[:1]),
        ),
        Case(When(is_published, then=Coalesce("checked_on", "seen_on"))),
        "risk",
        Coalesce(
            "live_revision__object_str",
            "latest_revision__object_str",
            "key",
            output_field=TextField(),
        ),
        Value(""),
        Value(""),
        Value(""),
        "quizzes",
        "lessons",
    )


def with_uses(facts: QuerySet) -> QuerySet:
    """Return rows about facts (`fact_id`, `fact_model`) with `quizzes` and `lessons` on them."""
    lessons = references_of("courses", "lessonpage").filter(**to_the_fact(OuterRef))
    questions = references_of("quizzes", "question").filter(
        **to_the_fact(lambda name: OuterRef(OuterRef(name)))
    )
    quizzes = references_of("quizzes", "quiz").filter(
        to_content_type__app_label="quizzes",
        to_content_type__model="question",
        to_object_id__in=questions.values("object_id"),
    )
    return facts.annotate(quizzes=joined_ids(quizzes), lessons=joined_ids(lessons))


def references_of(app_label: str, model: str) -> QuerySet[ReferenceIndex]:
    return ReferenceIndex.objects.filter(
        content_type__app_label=app_label, content_type__model=model
    ).order_by()


def to_the_fact(outer: Callable[[str], OuterRef]) -> dict:
    """Return the condition for references to the fact of the row around a query."""
    return {
        "to_content_type__app_label": Correction._meta.app_label,
        "to_content_type__model": outer("fact_model"),
        "to_object_id": outer("fact_id"),
    }


def joined_ids(references: QuerySet[ReferenceIndex]) -> Subquery:
    """Return the ids of what refers, joined to one text."""
    grouped = references.values("content_type").annotate(ids=Joined("object_id"))
    return Subquery(grouped.values("ids"))
