"""Searching what everybody may read. What was searched for is kept nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail.search.backends import get_search_backend

from courses.models import CoursePage, LessonPage, ModulePage
from courses.queries import page_url
from labs.models import Scenario
from labs.queries import public_scenarios
from support.enums import Country
from support.models import Helpline

MOST_OF_A_KIND = 10


@dataclass(frozen=True)
class Found:
    """Something that was found, as a row of the task list, under its neutral title."""

    label: str
    url: str
    note: str


def found(words: str) -> list[Found]:
    """Return what these words are found in: who can help first, then lessons, stories, modules
    and courses.

    Pages that an editor closed to the public, their stories, and drafts are not among them. Eleven
    queries.
    """
    # The search of SQLite takes a quotation mark for the beginning of a phrase that has to end.
    words = words.replace('"', " ").strip()
    if not words:
        return []
    return [*helplines(words), *lessons(words), *scenarios(words), *modules(words), *courses(words)]


def helplines(words: str) -> Iterator[Found]:
    """Yield who can help, by name, each with the page of its country: numbers stand there."""
    live = Helpline.objects.live(on=timezone.localdate()).within_reach()
    ids = list(live.order_by().values_list("pk", flat=True))
    for line in searched(Helpline.objects.filter(pk__in=ids), words):
        yield Found(line.name, help_page(line), line.get_country_display())


def help_page(line: Helpline) -> str:
    if line.country == Country.INTERNATIONAL:
        return reverse("support:start")
    return reverse("support:country", args=[line.country.lower()])


def lessons(words: str) -> Iterator[Found]:
    for lesson in searched(public(LessonPage), words):
        yield Found(lesson.title, lesson.step_url(1), _("Lesson"))


def scenarios(words: str) -> Iterator[Found]:
    ids = list(public_scenarios().order_by().values_list("pk", flat=True))
    for scenario in searched(Scenario.objects.filter(pk__in=ids), words):
        yield Found(scenario.title, scenario.get_absolute_url(), _("A story you steer"))


def modules(words: str) -> Iterator[Found]:
    for module in searched(public(ModulePage), words):
        yield Found(module.title, page_url(module), _("Module"))


def courses(words: str) -> Iterator[Found]:
    for course in searched(public(CoursePage), words):
        yield Found(course.title, page_url(course), _("Course"))


def public(model) -> QuerySet:
    """Return pages by their ids: the search knows few other lookups. One query."""
    pages = model.objects.live().with_restriction().filter(is_restricted=False)
    ids = list(pages.filter(locale=Locale.get_active()).order_by().values_list("pk", flat=True))
    return model.objects.filter(pk__in=ids).select_related("locale")


def searched(items: QuerySet, words: str):
    """Return the best of these items."""
    return get_search_backend().search(words, items)[:MOST_OF_A_KIND]
