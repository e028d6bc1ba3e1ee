"""The CMS by namespace, one row each, and each CMS view of ours: who gets in.

A guest is sent to sign in (302). A student is told no (403), never sent in circles; so are staff
without a desk. For an editor 302 means "not your desk": Wagtail sends them to their own home.
"""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import NoReverseMatch, get_resolver, reverse

from courses.models import LessonPage
from quizzes.exchange import urls as exchange_urls
from quizzes.flagging import urls as flagging_urls
from tests import factories
from tests.cast import make_cast
from tests.security.asking import client_of
from tests.security.test_door_matrix import walk
from tests.support.samples import (
    make_app_route,
    make_helpline,
    make_law,
    make_letter_clause,
    make_plan_step,
    make_term,
)
from upkeep.actions import make_review_link
from upkeep.urls import urlpatterns

ROLES = ("guest", "student", "teacher", "organization_admin", "editor", "moderator", "superuser")

EVERY_DESK = (302, 403, 403, 403, 200, 200, 200)
SUPERUSER = (302, 403, 403, 403, 302, 302, 200)
MODERATOR = (302, 403, 403, 403, 302, 200, 200)

# Namespace: an address of it, and who gets in.
NAMESPACES = {
    "": ("wagtailadmin_home", EVERY_DESK),
    "wagtailadmin_api:pages:": ("listing", EVERY_DESK),
    "wagtailadmin_api:documents:": ("listing", EVERY_DESK),
    "wagtailadmin_api:images:": ("listing", EVERY_DESK),
    "wagtailadmin_pages:": ("search", EVERY_DESK),
    "wagtailadmin_collections:": ("index", SUPERUSER),
    "wagtailadmin_workflows:": ("index", SUPERUSER),
    "wagtailadmin_reports:": ("site_history", EVERY_DESK),
    # Every snippet stands in a group of its own; the bare list has none and sends everybody home.
    "wagtailsnippets:": ("index", (302, 403, 403, 403, 302, 302, 302)),
    "wagtaildocs:": ("index", SUPERUSER),
    "wagtailimages:": ("index", SUPERUSER),
    "wagtailsnippets_labs_scenario:": ("list", EVERY_DESK),
    "wagtailsnippetchoosers_labs_scenario:": ("choose", EVERY_DESK),
    "wagtailsnippets_quizzes_question:": ("list", EVERY_DESK),
    "wagtailsnippetchoosers_quizzes_question:": ("choose", EVERY_DESK),
    "wagtailsnippets_quizzes_quiz:": ("list", EVERY_DESK),
    "wagtailsnippetchoosers_quizzes_quiz:": ("choose", EVERY_DESK),
    "wagtailsnippets_quizzes_skill:": ("list", EVERY_DESK),
    "wagtailsnippetchoosers_quizzes_skill:": ("choose", EVERY_DESK),
    "wagtailsnippets_quizzes_misconception:": ("list", EVERY_DESK),
    "wagtailsnippetchoosers_quizzes_misconception:": ("choose", EVERY_DESK),
    "wagtailsnippets_support_approute:": ("list", EVERY_DESK),
    "wagtailsnippetchoosers_support_approute:": ("choose", EVERY_DESK),
    "wagtailsnippets_support_glossaryterm:": ("list", EVERY_DESK),
    "wagtailsnippetchoosers_support_glossaryterm:": ("choose", EVERY_DESK),
    "wagtailsnippets_support_helpline:": ("list", EVERY_DESK),
    "wagtailsnippetchoosers_support_helpline:": ("choose", EVERY_DESK),
    "wagtailsnippets_support_lawfact:": ("list", EVERY_DESK),
    "wagtailsnippetchoosers_support_lawfact:": ("choose", EVERY_DESK),
    "wagtailsnippets_support_letterclause:": ("list", EVERY_DESK),
    "wagtailsnippetchoosers_support_letterclause:": ("choose", EVERY_DESK),
    "wagtailsnippets_support_planstep:": ("list", EVERY_DESK),
    "wagtailsnippetchoosers_support_planstep:": ("choose", EVERY_DESK),
    "exchange:": ("import", EVERY_DESK),
    "flagging:": ("flagged", EVERY_DESK),
    "upkeep:": ("worklist", EVERY_DESK),
    "wagtail_localize:": ("translations_report", EVERY_DESK),
    "wagtailsites:": ("index", SUPERUSER),
    "wagtailusers_users:": ("index", SUPERUSER),
    "wagtailusers_groups:": ("index", SUPERUSER),
    "wagtaildocs_chooser:": ("choose", EVERY_DESK),
    "wagtailimages_chooser:": ("choose", EVERY_DESK),
}

# Facts are written by editors and published by moderators.
FACT = {
    "list": EVERY_DESK, "add": EVERY_DESK, "edit": EVERY_DESK, "inspect": EVERY_DESK,
    "history": EVERY_DESK, "usage": EVERY_DESK, "unpublish": MODERATOR, "delete": SUPERUSER,
}  # fmt: skip

# The CMS views of our own records, on one record: view, who gets in.
OWN_VIEWS = {
    "wagtailsnippets_quizzes_question": {
        "list": EVERY_DESK, "add": EVERY_DESK, "edit": EVERY_DESK, "copy": EVERY_DESK,
        "inspect": EVERY_DESK, "history": EVERY_DESK, "usage": EVERY_DESK,
        "analysis": EVERY_DESK, "comments": EVERY_DESK, "unpublish": MODERATOR,
        "regrade": MODERATOR,
        # Once published it stays: a superuser is sent back to the form, with the reason.
        "delete": (302, 403, 403, 403, 302, 302, 302),
    },
    "wagtailsnippets_labs_scenario": {
        "list": EVERY_DESK, "add": EVERY_DESK, "edit": EVERY_DESK, "history": EVERY_DESK,
        "usage": EVERY_DESK, "unpublish": EVERY_DESK, "delete": SUPERUSER,
    },
    "wagtailsnippets_quizzes_quiz": {
        "list": EVERY_DESK, "add": EVERY_DESK, "edit": EVERY_DESK, "history": EVERY_DESK,
        "usage": EVERY_DESK, "unpublish": EVERY_DESK, "delete": SUPERUSER,
    },
    "wagtailsnippets_quizzes_skill": {
        "list": EVERY_DESK, "add": EVERY_DESK, "edit": EVERY_DESK, "usage": EVERY_DESK,
        "delete": SUPERUSER,
    },
    "wagtailsnippets_support_approute": FACT,
    "wagtailsnippets_support_glossaryterm": FACT,
    "wagtailsnippets_support_helpline": FACT,
    "wagtailsnippets_support_lawfact": FACT,
    "wagtailsnippets_support_letterclause": FACT,
    "wagtailsnippets_support_planstep": FACT,
}  # fmt: skip

# The pages of the desk for facts, and who gets in. What may be posted stands in tests/upkeep.
FACT_DESK = {
    "worklist": EVERY_DESK, "coverage": EVERY_DESK, "check": EVERY_DESK, "shown": EVERY_DESK,
    "new_review": EVERY_DESK, "end_review": EVERY_DESK, "calendar": EVERY_DESK,
}  # fmt: skip
# Import and export of questions; what may be posted stands in tests/cms/test_exchange.py.
EXCHANGE = {
    "import": EVERY_DESK, "confirm": (302, 403, 403, 403, 405, 405, 405), "export": EVERY_DESK,
}  # fmt: skip
# What teachers flagged; what settling does stands in tests/cms/test_flagged_questions.py.
FLAGGING = {"flagged": EVERY_DESK, "settled": (302, 403, 403, 403, 405, 405, 405)}
LISTS = {"list", "add"}


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def cast(module_database):
    return make_cast()


@pytest.fixture(scope="module")
def module(module_database):
    return factories.make_module()


@pytest.fixture
def clients(cast):
    return {role: client_of(getattr(cast, role, None)) for role in ROLES}


@pytest.fixture(scope="module")
def records(module):
    """One record of each kind of ours, by the namespace of its views."""
    question = module.quiz.quiz_questions.first().question
    question.save_revision()
    return {
        "wagtailsnippets_labs_scenario": factories.make_scenario(),
        "wagtailsnippets_quizzes_question": question,
        "wagtailsnippets_quizzes_quiz": module.quiz,
        "wagtailsnippets_quizzes_skill": question.skill,
        "wagtailsnippets_support_approute": make_app_route(),
        "wagtailsnippets_support_glossaryterm": make_term(),
        "wagtailsnippets_support_helpline": make_helpline(),
        "wagtailsnippets_support_lawfact": make_law(),
        "wagtailsnippets_support_letterclause": make_letter_clause(),
        "wagtailsnippets_support_planstep": make_plan_step(),
    }


def statuses(clients, url: str) -> dict[str, int]:
    return {role: client.get(url).status_code for role, client in clients.items()}


def expected(row: tuple) -> dict[str, int]:
    return dict(zip(ROLES, row, strict=True))


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_namespace_opens_for_whom_it_says(namespace, clients):
    name, row = NAMESPACES[namespace]
    assert statuses(clients, reverse(f"{namespace}{name}")) == expected(row)


@pytest.mark.parametrize(
    ("namespace", "view"), [(ns, view) for ns, views in OWN_VIEWS.items() for view in views]
)
def test_own_view_opens_for_whom_it_says(namespace, view, clients, records):
    args = [] if view in LISTS else [records[namespace].pk]
    url = reverse(f"{namespace}:{view}", args=args)
    assert statuses(clients, url) == expected(OWN_VIEWS[namespace][view])


@pytest.mark.parametrize("view", FACT_DESK)
def test_desk_for_facts_opens_for_whom_it_says(view, clients, records):
    line = records["wagtailsnippets_support_helpline"]
    question = records["wagtailsnippets_quizzes_question"]
    args = {
        "check": ["helpline", line.pk],
        "shown": ["helpline", line.pk],
        "new_review": [ContentType.objects.get_for_model(question).pk, question.pk],
        "end_review": [make_review_link(by=None, thing=question).pk],
    }
    url = reverse(f"upkeep:{view}", args=args.get(view, []))
    assert statuses(clients, url) == expected(FACT_DESK[view])


@pytest.mark.parametrize("view", EXCHANGE)
def test_exchange_of_questions_opens_for_whom_it_says(view, clients):
    assert statuses(clients, reverse(f"exchange:{view}")) == expected(EXCHANGE[view])


@pytest.mark.parametrize("view", FLAGGING)
def test_flags_of_teachers_open_for_whom_they_say(view, clients, records):
    args = [records["wagtailsnippets_quizzes_question"].pk] if view == "settled" else []
    assert statuses(clients, reverse(f"flagging:{view}", args=args)) == expected(FLAGGING[view])


def test_every_page_of_flags_has_a_row():
    assert {pattern.name for pattern in flagging_urls.urlpatterns} == set(FLAGGING)


def test_every_page_of_exchange_has_a_row():
    assert {pattern.name for pattern in exchange_urls.urlpatterns} == set(EXCHANGE)


def test_every_page_of_the_desk_for_facts_has_a_row():
    assert {pattern.name for pattern in urlpatterns} == set(FACT_DESK)


@pytest.mark.parametrize("view", ["edit", "history", "usage", "unpublish", "view_draft"])
def test_lesson_in_the_cms_opens_for_every_desk(view, clients, module):
    lesson = LessonPage.objects.child_of(module).get()
    url = reverse(f"wagtailadmin_pages:{view}", args=[lesson.pk])
    assert statuses(clients, url) == expected(EVERY_DESK)


def test_every_namespace_has_a_row():
    namespaces = {
        name.rpartition(":")[0] + ":" if ":" in name else ""
        for name, route in walk(get_resolver())
        if route.startswith("cms/") and can_be_named(name)
    }
    assert namespaces - set(NAMESPACES) == set()


def can_be_named(name: str) -> bool:
    """Whether an address of the CMS exists without arguments."""
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True
