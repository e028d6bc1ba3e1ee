"""What quizzes add to the CMS: the question bank, import and export, and what teachers flagged."""

from django.http import HttpRequest
from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from quizzes.exchange import urls
from quizzes.flagging import urls as flagging_urls
from quizzes.models import Question
from quizzes.publishing import HideMenuItem, refuse_to_delete
from quizzes.viewsets import QuestionBank

register_snippet(QuestionBank)


@hooks.register("register_admin_urls")
def add_exchange() -> list:
    return [path("questions/", include(urls))]


@hooks.register("register_admin_urls")
def add_flagging() -> list:
    return [path("questions/flagged/", include(flagging_urls))]


hooks.register("before_delete_snippet", refuse_to_delete)


@hooks.register("construct_snippet_action_menu")
def hide_what_would_be_unpublished(items: list, request: HttpRequest, context: dict) -> None:
    if context["model"] is Question:
        items[:] = [
            HideMenuItem(item.order) if item.name == "action-unpublish" else item for item in items
        ]
