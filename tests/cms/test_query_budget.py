"""What the pages of the CMS cost in queries: at most 1.3 times what stock Wagtail asks.

Stock is measured beside it: the same content in Wagtail's own views, without our hooks, panels,
columns and forms.
"""

from itertools import chain

import pytest
from django.conf import settings as site
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.admin.panels import ObjectList, Panel
from wagtail.snippets.views.snippets import SnippetViewSet

from config import urls
from courses.blocks import CheckBlock
from labs.models import Scenario
from quizzes.models import Question, Quiz
from support.models import Helpline
from tests import factories
from tests.cms.editing import edit_url
from tests.support.samples import make_helpline

MOST = 1.3
CHECK = CheckBlock()
SNIPPETS = [Question, Quiz, Scenario, Helpline]


def is_ours(thing) -> bool:
    return thing.__module__.split(".")[0] in site.ROOMS


def stock_viewset(model) -> SnippetViewSet:
    """Return Wagtail's own views of a model, with the fields of the form and nothing else."""
    about = {
        "model": model,
        "edit_handler": ObjectList([panel for panel in model.panels if not is_ours(type(panel))]),
        "copy_view_enabled": model.snippet_viewset.copy_view_enabled,
        "inspect_view_enabled": model.snippet_viewset.inspect_view_enabled,
    }
    return type(f"Stock{model.__name__}", (SnippetViewSet,), about)()


def stock_paths(model) -> list:
    viewset = stock_viewset(model)
    views = [
        path("", require_admin_access(viewset.index_view)),
        path("edit/<str:pk>/", require_admin_access(viewset.edit_view)),
        path("history/<str:pk>/", require_admin_access(viewset.history_view)),
    ]
    about = model._meta
    return [path(f"cms/snippets/{about.app_label}/{about.model_name}/", include(views))]


class StockDesk:
    """The addresses of the site, but for those of our snippets."""

    urlpatterns = [*chain.from_iterable(map(stock_paths, SNIPPETS)), *urls.urlpatterns]


@pytest.fixture
def go_stock(monkeypatch, settings):
    """Return what turns the CMS into one without anything of ours but the models."""

    def go():
        settings.ROOT_URLCONF = StockDesk
        without_ours = {
            name: [entry for entry in entries if not is_ours(entry[0])]
            for name, entries in hooks._hooks.items()
        }
        monkeypatch.setattr(hooks, "_hooks", without_ours)
        for panel in our_panels(Panel):
            monkeypatch.setattr(panel.BoundPanel, "is_shown", lambda self: False)

    return go


def our_panels(kind: type[Panel]) -> list[type[Panel]]:
    below = [panel for child in kind.__subclasses__() for panel in (child, *our_panels(child))]
    return [panel for panel in below if is_ours(panel)]


def cost(client, address: str) -> int:
    """Return the queries of a page that was shown before."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


@pytest.fixture
def addresses(references):
    """One page of the CMS of each kind, on content of a usual size."""
    module = factories.make_module(lessons=5, questions=6)
    lesson = module.get_children().specific().first()
    question, scenario = Question.objects.first(), factories.make_scenario()
    lines = [make_helpline() for _ in range(12)]
    for thing in (lesson, question, scenario, lines[0]):
        thing.save_revision()
    return {
        "dashboard": reverse("wagtailadmin_home"),
        "explorer": reverse("wagtailadmin_explore", args=[module.pk]),
        "lesson": edit_url(lesson),
        "lesson history": reverse("wagtailadmin_pages:history", args=[lesson.pk]),
        "lesson compared": reverse(
            "wagtailadmin_pages:revisions_compare", args=[lesson.pk, "earliest", "latest"]
        ),
        "questions": reverse(Question.snippet_viewset.get_url_name("list")),
        "question": edit_url(question),
        "question history": reverse(
            Question.snippet_viewset.get_url_name("history"), args=[question.pk]
        ),
        "quiz": edit_url(module.quiz),
        "scenario": edit_url(scenario),
        "helplines": reverse(Helpline.snippet_viewset.get_url_name("list")),
        "helpline": edit_url(lines[0]),
    }


@pytest.mark.parametrize("who", ["editor", "moderator"])
def test_pages_of_the_cms_ask_little_more_than_stock(client, cast, addresses, go_stock, who):
    client.force_login(getattr(cast, who))
    ours = {name: cost(client, address) for name, address in addresses.items()}
    go_stock()
    stock = {name: cost(client, address) for name, address in addresses.items()}
    dear = {name: (n, stock[name]) for name, n in ours.items() if n > MOST * stock[name]}
    assert dear == {}


def with_checks(module, many: int):
    """Return a saved lesson of this many steps, each with an inline check."""
    value = CHECK.get_prep_value(CHECK.get_preview_value())
    steps = [factories.make_step([{"type": "check", "value": value}]) for _ in range(many)]
    lesson = factories.make_lesson(module, steps=steps)
    lesson.save_revision()
    return lesson


def test_form_of_a_lesson_costs_the_same_for_one_three_and_thirty_checks(client, cast, module):
    client.force_login(cast.editor)
    lessons = [with_checks(module, many) for many in (1, 3, 30)]
    assert len({cost(client, edit_url(lesson)) for lesson in lessons}) == 1


def test_form_of_a_question_costs_the_same_for_two_and_six_options(client, cast):
    client.force_login(cast.editor)
    values = ([1, 0], [1, 1, 1, 0, 0, 0])
    questions = [factories.make_question(kind="multiple", values=some) for some in values]
    assert len({cost(client, edit_url(question)) for question in questions}) == 1
