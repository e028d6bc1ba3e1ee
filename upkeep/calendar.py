"""What content does by itself and what has to be read again, week by week in the site's time."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain, groupby

from django.db.models import Model, Q, QuerySet, TextChoices
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, Page, Revision
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from upkeep.queries import due_for


class Event(TextChoices):
    PUBLISHED = "published", _("Is published")
    WISHED = "wished", _("Is a draft until somebody publishes it for this day")
    ENDS = "ends", _("Is taken from readers")
    DUE = "due", _("Last day to read it again")


@dataclass(frozen=True)
class Entry:
    """One thing of one day; `at` is None where a day has no hour."""

    event: Event
    day: date
    at: time | None
    name: str
    kind: str
    url: str
    is_late: bool = False


@dataclass(frozen=True)
class Week:
    """The entries of one week, in the order of their days; `starts_on` is its Monday."""

    starts_on: date
    entries: list[Entry]


def weeks_ahead(user, *, now: datetime) -> list[Week]:
    """Return what is ahead of what `user` may change, and what should have happened by `now`.

    One query for all that is approved, one for pages, and one for each kind of snippet and of fact
    this person may change, however much there is.
    """
    entries = sorted(
        chain(planned(user, now=now), due(user, on=site_time(now).date())),
        key=lambda entry: (entry.day, entry.at or time.max, entry.name),
    )
    return [Week(monday, list(found)) for monday, found in groupby(entries, key=monday_of)]


def monday_of(entry: Entry) -> date:
    return entry.day - timedelta(days=entry.day.weekday())


def site_time(moment: datetime) -> datetime:
    """Return a moment in the time zone of the site: Wagtail's pages are in that of their reader."""
    return timezone.localtime(moment, timezone.get_default_timezone())


def due(user, *, on: date) -> Iterator[Entry]:
    """Yield the facts to read again; what is overdue stands in the worklist. One query a kind."""
    for one in due_for(user, on=on):
        if not one.is_overdue:
            fact = one.fact
            url = reverse("upkeep:check", args=[fact.kind, fact.pk])
            name, kind = fact.public_name, fact.kind.label
            yield Entry(Event.DUE, fact.review_by, None, name, kind, url)


def planned(user, *, now: datetime) -> Iterator[Entry]:
    """Yield what was given a moment to be published or to end. One query, and one a kind."""
    approved = approved_moments()
    for model in (Page, *get_snippet_models()):
        if issubclass(model, DraftStateMixin):
            moments = approved[model._meta.label_lower]
            for thing in with_a_moment(editable(model, user), moments, now=now):
                yield from entries_of(thing, moments.get(str(thing.pk)), now=now)


def approved_moments() -> dict[str, dict[str, datetime]]:
    """Map the label of each model and the number of each thing to when a revision goes live."""
    moments = defaultdict(dict)
    rows = Revision.objects.filter(approved_go_live_at__isnull=False).values_list(
        "base_content_type__app_label",
        "base_content_type__model",
        "object_id",
        "approved_go_live_at",
    )
    for app_label, model, number, moment in rows:
        moments[f"{app_label}.{model}"][number] = moment
    return moments


def editable(model: type[Model], user) -> QuerySet:
    return policy_registry.get_by_type(model).instances_user_has_permission_for(user, "change")


def with_a_moment(things: QuerySet, moments: dict[str, datetime], *, now: datetime) -> QuerySet:
    """Narrow pages or snippets to those that something happens to.

    What was published and taken back keeps the moment it was once published at; that is over.
    """
    ends = Q(live=True, expire_at__isnull=False)
    is_wished = Q(live=False, go_live_at__gt=now)
    return things.filter(Q(pk__in=list(moments)) | ends | is_wished)


def entries_of(thing, approved: datetime | None, *, now: datetime) -> Iterator[Entry]:
    if approved:
        yield entry_at(approved, Event.PUBLISHED, thing, now=now)
    elif not thing.live:
        yield entry_at(thing.go_live_at, Event.WISHED, thing, now=now)
    if thing.expire_at and (thing.live or approved):
        yield entry_at(thing.expire_at, Event.ENDS, thing, now=now)


def entry_at(moment: datetime, event: Event, thing, *, now: datetime) -> Entry:
    here = site_time(moment)
    return Entry(event, here.date(), here.time(), *name_and_place(thing), is_late=moment < now)


def name_and_place(thing) -> tuple[str, str, str]:
    """Return how the desk calls a page or snippet, its kind, and where it is edited. No query."""
    if isinstance(thing, Page):
        name, kind = thing.get_admin_display_title(), thing.page_type_display_name
        return name, str(kind), reverse("wagtailadmin_pages:edit", args=[thing.pk])
    edit = thing.snippet_viewset.get_url_name("edit")
    return str(thing), str(capfirst(thing._meta.verbose_name)), reverse(edit, args=[thing.pk])
