"""What an editor meets first in the CMS: what to read again, by risk, and what the content lacks.

What waits for them stands in Wagtail's own panel.
"""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Model, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.coreutils import get_content_languages
from wagtail.models import Page

from core.enums import AgeBand, Risk
from courses.models import CoursePage, ModulePage
from home.translating import behind_their_source
from quizzes.desk import questions_to_look_at
from quizzes.enums import QuestionState
from quizzes.listing import DueIn
from quizzes.models import Question
from support.models import FACTS
from upkeep.queries import LATER, SOON, kinds_of

# What stands in the place of the risk where there is none.
NO_RISK = ""
OVERDUE, IN_30, IN_90 = range(3)
MOST_BEHIND = 10
PARTS = ("precheck", "scenario", "quiz")


@dataclass(frozen=True)
class DueRow:
    """How many facts of one risk, or questions, are overdue, due in 30 days, later within 90."""

    name: str
    counts: list[int]
    url: str


@dataclass(frozen=True)
class Gap:
    """Something that the content lacks, and where to mend it ("" for nowhere yet)."""

    words: str
    url: str = ""


def due_rows(*, on: date) -> list[DueRow]:
    """Return how much learners are shown is to be read again, by how soon: facts by risk, and the
    questions of the bank. One query.
    """
    dated = [
        model.objects.shown().order_by().values_list("risk", "checked_on", "seen_on")
        for model in FACTS.values()
    ]
    questions = Question.objects.due(on=on, within=LATER).order_by()
    dated.append(questions.values_list(Value(NO_RISK), "review_by", "review_by"))
    counts = Counter(
        (risk, how_soon((due - on).days))
        for risk, checked_on, seen_on in dated[0].union(*dated[1:], all=True)
        if (due := last_day(risk, checked_on, seen_on))
    )
    return [
        DueRow(name, [counts[risk, soon] for soon in range(3)], url)
        for risk, name, url in [*risks_to_read(), questions_to_read()]
    ]


def last_day(risk: str, checked_on: date | None, seen_on: date | None) -> date | None:
    """Return the last day of a fact, or of a question, which names its day itself."""
    return Risk(risk).review_by(checked_on=checked_on, seen_on=seen_on) if risk else checked_on


def risks_to_read() -> list[tuple[str, str, str]]:
    worklist = reverse("upkeep:worklist")
    return [(risk, risk.label, f"{worklist}?risk={risk}") for risk in Risk]


def questions_to_read() -> tuple[str, str, str]:
    bank = reverse(Question.snippet_viewset.get_url_name("list"))
    return NO_RISK, _("Questions of the bank"), f"{bank}?due={DueIn.LATER}"


def how_soon(days_left: int) -> int | None:
    if days_left > LATER:
        return None
    return OVERDUE if days_left < 0 else IN_30 if days_left <= SOON else IN_90


def gaps() -> list[Gap]:
    """Return what the published content and the drafts lack. Three queries."""
    sources = ModulePage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
    modules = list(sources.order_by("path"))
    return [
        *missing_ages(modules),
        *missing_parts(modules),
        *drafts_of_questions(),
        *missing_courses(),
    ]


def missing_ages(modules: list[ModulePage]) -> list[Gap]:
    bands = {module.age_band for module in modules}
    return [
        Gap(_("No module is written for %(band)s") % {"band": band.label})
        for band in AgeBand
        if band not in bands
    ]


def missing_parts(modules: list[ModulePage]) -> list[Gap]:
    names = {"precheck": _("Try it first"), "scenario": _("a scenario"), "quiz": _("a quiz")}
    return [
        Gap(
            _("“%(module)s” has no: %(parts)s")
            % {"module": module.title, "parts": ", ".join(names[name] for name in lacking)},
            reverse("wagtailadmin_pages:edit", args=[module.pk]),
        )
        for module in modules
        if (lacking := [name for name in PARTS if getattr(module, f"{name}_id") is None])
    ]


def drafts_of_questions() -> list[Gap]:
    """Return how many drafts of questions learners do not see, and how many of them leave an
    answer unexplained. One query.
    """
    drafts = Question.objects.with_drafts().order_by()
    contents = list(drafts.values_list("latest_revision__content", flat=True))
    lacking = sum(map(lacks_explanation, filter(None, contents)))
    address = (
        f"{reverse(Question.snippet_viewset.get_url_name('list'))}?state={QuestionState.DRAFT}"
    )
    waiting = ngettext(
        "%(n)d question has a draft that learners do not see",
        "%(n)d questions have a draft that learners do not see",
        len(contents),
    )
    unexplained = ngettext(
        "%(n)d draft of a question has an answer without an explanation",
        "%(n)d drafts of questions have an answer without an explanation",
        lacking,
    )
    counted = [(waiting, len(contents)), (unexplained, lacking)]
    return [Gap(words % {"n": number}, address) for words, number in counted if number]


def lacks_explanation(content: dict) -> bool:
    """Whether an answer in the content of a draft says nothing when it is chosen."""
    answers = [child["value"] for child in json.loads(content["options"])]
    return any(
        "explanation" in one and not strip_tags(one["explanation"]).strip() for one in answers
    )


def missing_courses() -> list[Gap]:
    """Return for each other language the courses that are not published in it. One query."""
    live = CoursePage.objects.live().order_by("path")
    found = list(live.values_list("translation_key", "locale__language_code", "title"))
    sources = {key: title for key, code, title in found if code == settings.LANGUAGE_CODE}
    gaps = []
    for language, name in get_content_languages().items():
        there = {key for key, code, _title in found if code == language}
        lacking = [title for key, title in sources.items() if key not in there]
        if lacking:
            words = {"language": name, "courses": ", ".join(lacking)}
            gaps.append(Gap(_("Not in %(language)s yet: %(courses)s") % words))
    return gaps


class ReviewByPanel(Component):
    """Facts and questions to read again, for whoever may change a fact."""

    name, order = "review-by", 90
    template_name = "home/review_by_panel.html"

    def get_context_data(self, parent_context=None):
        may_see = bool(kinds_of(parent_context["request"].user))
        return {"rows": due_rows(on=timezone.localdate()) if may_see else []}


@dataclass(frozen=True)
class Behind:
    """A translation that lacks texts which its source has, new or changed."""

    title: str
    language: str
    missing: int
    url: str


def translations_behind() -> list[Behind]:
    """Return the translations to bring up to date, at most ten. One query."""
    return [
        Behind(
            translation.source.object_repr,
            translation.target_locale.get_display_name(),
            translation.missing,
            edit_url(translation.source.specific_content_type.model_class(), translation.target_pk),
        )
        for translation in behind_their_source()[:MOST_BEHIND]
    ]


def edit_url(model: type[Model], pk: int) -> str:
    """Return the address of the form of a page or a snippet."""
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[pk])
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[pk])


class TranslationsPanel(Component):
    """Whose source changed, for whoever translates."""

    name, order = "translations", 92
    template_name = "home/translations_panel.html"

    def get_context_data(self, parent_context=None):
        user = parent_context["request"].user
        may_translate = user.has_perm("wagtail_localize.submit_translation")
        return {"behind": translations_behind() if may_translate else []}


class QuestionsPanel(Component):
    """Questions that do not do what they should, or that somebody asks about, for whoever may
    change them.
    """

    name, order = "questions", 91
    template_name = "home/questions_panel.html"

    def get_context_data(self, parent_context=None):
        may_change = parent_context["request"].user.has_perm("quizzes.change_question")
        return {"tasks": questions_to_look_at() if may_change else []}


class GapsPanel(Component):
    """What the content lacks, for whoever edits it."""

    name, order = "gaps", 95
    template_name = "home/gaps_panel.html"

    def get_context_data(self, parent_context=None):
        return {"gaps": gaps()}
