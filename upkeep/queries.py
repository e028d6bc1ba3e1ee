"""What editors see of the facts they keep true. Each docstring states its number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import ReferenceIndex, TaskState

from core.translating import is_kept_from
from support.enums import Jurisdiction
from support.models import FACTS, Fact, SecondReaderTask, looked_at_recently

SOON, LATER = 30, 90


@dataclass(frozen=True)
class DueFact:
    """A published fact whose source has to be read again, seen from one day."""

    fact: Fact
    days_left: int

    @property
    def is_overdue(self) -> bool:
        return self.days_left < 0

    @property
    def days_late(self) -> int:
        return max(0, -self.days_left)

    @property
    def country(self) -> str:
        """Return where it holds, by name; "" for everywhere."""
        return place_name(self.fact.place)


def due_for(user, *, on: date) -> list[DueFact]:
    """Return the facts this user may check within 90 days, most urgent first; of what they only
    translate, the translations. One query for each kind.
    """
    due = due_facts(on=on, within=LATER, models=kinds_of(user))
    return [one for one in due if not is_kept_from(user, one.fact)]


def place_name(code: str) -> str:
    return str(Jurisdiction(code).label) if code else ""


def due_facts(*, on: date, within: int, models: Iterable[type[Fact]]) -> list[DueFact]:
    """Return the shown facts of these kinds to read again within so many days, most urgent first.

    One query for each kind.
    """
    last_day = on + timedelta(days=within)
    found = [
        fact
        for model in models
        for fact in model.objects.shown()
        .exclude(looked_at_recently(on=last_day + timedelta(days=1)))
        .select_related("owner", "deputy", "locale")
    ]
    due = [DueFact(fact, (fact.review_by - on).days) for fact in found if fact.review_by]
    return sorted(due, key=lambda one: (one.days_left, one.fact.risk, one.fact.place, one.fact.key))


def kinds_of(user) -> list[type[Fact]]:
    """Return the kinds of fact a user may change. No query beyond the user's own permissions."""
    return [
        model
        for model in FACTS.values()
        if user.has_perm(f"support.change_{model._meta.model_name}")
    ]


@dataclass(frozen=True)
class Waiting:
    """A draft that waits for a second person."""

    fact: Fact
    by: str
    url: str


def waiting_for(user) -> list[Waiting]:
    """Return the drafts others submitted that this user may read, those that wait longest first.

    Whoever wrote a part of one finds out in its form that somebody else has to approve it. Three
    queries, and one for each kind of fact among them.
    """
    tasks = SecondReaderTask.objects.filter(active=True)
    states = TaskState.objects.none()
    for task in tasks:
        states |= task.get_task_states_user_can_moderate(user)
    states = (
        states.filter(revision__content_type__in=content_types(FACTS.values()))
        .select_related("revision__user", "workflow_state__requested_by")
        .prefetch_related("revision__content_object")
        .order_by("started_at")
    )
    finder = AdminURLFinder(user)
    return [
        Waiting(
            fact=state.revision.content_object,
            by=name_of(state.workflow_state.requested_by),
            url=finder.get_edit_url(state.revision.content_object),
        )
        for state in states.distinct()
    ]


def content_types(models: Iterable[type]) -> list[ContentType]:
    return list(ContentType.objects.get_for_models(*models).values())


def name_of(user) -> str:
    """Return how the desk calls a colleague; "" where there is none."""
    return (user.get_full_name() or user.get_username()) if user else ""


@dataclass(frozen=True)
class Use:
    """One thing that rests on a fact: a lesson, a question, a plan step, a letter clause."""

    name: str
    kind: str
    url: str | None
    is_live: bool


def uses_of(fact: Fact, user) -> list[Use]:
    """Return what refers to a fact as it is stored, with where `user` may edit it.

    One query, and one for each kind of thing that refers to it.
    """
    rows = ReferenceIndex.get_references_to(fact).values_list("content_type", "object_id")
    numbers = defaultdict(set)
    for content_type, number in rows.distinct():
        numbers[content_type].add(number)
    finder = AdminURLFinder(user)
    uses = [
        Use(
            name=str(thing),
            kind=capfirst(thing._meta.verbose_name),
            url=finder.get_edit_url(thing),
            is_live=getattr(thing, "live", True),
        )
        for content_type, found in numbers.items()
        for thing in ContentType.objects.get_for_id(content_type).get_all_objects_for_this_type(
            pk__in=found
        )
    ]
    return sorted(uses, key=lambda use: (use.kind, use.name))
