"""Wagtail's "where used" knows about editorial content and nothing else (decision 29)."""

from django.apps import apps
from django.conf import settings
from django.urls import reverse
from modelsearch.index import get_indexed_models
from wagtail.admin.viewsets import viewsets
from wagtail.models import ReferenceIndex
from wagtail.snippets.models import get_snippet_models

from tests import factories

CONTENT = {
    "courses.CatalogPage",
    "courses.CoursePage",
    "courses.LessonPage",
    "courses.ModulePage",
    "home.HomePage",
    "labs.Scenario",
    "quizzes.Misconception",
    "quizzes.Question",
    "quizzes.Quiz",
    "quizzes.Skill",
    "support.AppRoute",
    "support.GlossaryTerm",
    "support.Helpline",
    "support.LawFact",
    "support.LetterClause",
    "support.PlanStep",
}
PARTS_OF_CONTENT = {"quizzes.QuizQuestion"}
# What refers to nothing has no row in "where used".
WITHOUT_REFERENCES = {
    "courses.CatalogPage",
    "courses.ModulePage",
    "home.HomePage",
    "quizzes.Misconception",
    "quizzes.Skill",
    "support.AppRoute",
    "support.GlossaryTerm",
    "support.LawFact",
}
STAFF_ACCOUNTS = {"users.User"}


def ours(models) -> set[str]:
    return {m._meta.label for m in models if m._meta.app_label in settings.ROOMS}


def test_reference_index_follows_content_only():
    expected = CONTENT - WITHOUT_REFERENCES | PARTS_OF_CONTENT
    assert ours(ReferenceIndex.tracked_models) == expected


def test_everything_that_is_not_content_tells_the_reference_index_so():
    silent = {
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in settings.ROOMS
        and not getattr(model, "wagtail_reference_index_ignore", False)
    }
    assert silent == CONTENT | PARTS_OF_CONTENT


def test_search_index_holds_content_only():
    assert ours(get_indexed_models()) == CONTENT - {"quizzes.Misconception"}


def test_snippets_are_content_only():
    pages = {label for label in CONTENT if label.endswith("Page")}
    assert ours(get_snippet_models()) == CONTENT - pages


def test_views_of_the_cms_are_of_content_and_staff_accounts():
    reverse("wagtailadmin_home")  # the views are registered with the addresses
    found = {getattr(viewset, "model", None) for viewset in viewsets.viewsets}
    models = {model for model in found if isinstance(model, type)}
    pages = {label for label in CONTENT if label.endswith("Page")}
    assert ours(models) == (CONTENT - pages) | STAFF_ACCOUNTS


def test_an_answer_leaves_no_reference(student, quiz):
    before = ReferenceIndex.objects.count()
    factories.make_attempt(student, quiz)
    assert ReferenceIndex.objects.count() == before
