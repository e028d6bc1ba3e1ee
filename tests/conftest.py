"""Fixtures for every test: the front door stands, the cache is empty, the network is closed."""

import gc
import os
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from django.urls import reverse
from hypothesis import settings as hypothesis_settings
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import (
    post_delete_signal_handler,
    post_save_signal_handler,
    register_signal_handlers,
)
from playwright.sync_api import Playwright, sync_playwright
from wagtail.signal_handlers import disable_reference_index_auto_update

from config.settings import base
from tests import factories
from tests.cast import Cast, make_cast
from tests.chromium import find_chromium
from tests.database_copies import copied_database
from tests.migrated import start_from_kept

# Playwright keeps an event loop in the process that drives the browser. Tests that use the database
# in the same process do so one after the other, which is all that Django's guard asks for.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# What was imported stays: the collector need not walk over it again and again.
gc.freeze()
gc.set_threshold(50_000, 20, 20)

# A loaded machine is no reason for a property to fail.
hypothesis_settings.register_profile("marram", deadline=None)
hypothesis_settings.load_profile("marram")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """Make the test database for every test, marked or not, with what every real site has."""
    from home.desk import ensure_desk_groups  # noqa: PLC0415 -- needs the apps
    from home.front_door import ensure_front_door  # noqa: PLC0415 -- needs the apps

    with django_db_blocker.unblock():
        is_file = connection.vendor == "sqlite"
        keep = start_from_kept(connection.settings_dict["TEST"]["NAME"]) if is_file else None
        config = setup_databases(
            verbosity=0, interactive=False, aliases={"default"}, keepdb=is_file
        )
        if keep:
            keep()
        ensure_front_door("en")
        ensure_desk_groups()
    yield
    with django_db_blocker.unblock():
        teardown_databases(config, verbosity=0)


@pytest.fixture(scope="module")
def module_database(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Let fixtures of a module store what each of its tests finds; it goes with the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives browsers: a process can have one only, whatever kinds of test it runs."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def references():
    """Let Wagtail note which record names which: who asks for usages asks for this, first."""


@pytest.fixture(autouse=True)
def fewer_notes(request):
    """Keep no index of references where no test asks for it: few do, and it costs every page."""
    if "references" in request.fixturenames:
        yield
    else:
        with disable_reference_index_auto_update():
            yield


@pytest.fixture(scope="session", autouse=True)
def nothing_indexed():
    """Index no text where no test searches: each page saved would be read again for it."""
    stop_indexing()


@pytest.fixture
def searchable(settings):
    """Let the search know what is stored from here on, as on a real site."""
    settings.WAGTAILSEARCH_BACKENDS = base.WAGTAILSEARCH_BACKENDS
    register_signal_handlers()
    yield
    stop_indexing()


def stop_indexing() -> None:
    for model in get_indexed_models():
        post_save.disconnect(post_save_signal_handler, sender=model)
        post_delete.disconnect(post_delete_signal_handler, sender=model)


@pytest.fixture
def database_copy(django_db_setup, django_db_blocker, tmp_path):
    """The DATABASE_URL of a copy of the empty test database, for processes that race on it."""
    with django_db_blocker.unblock(), copied_database(tmp_path) as url:
        yield url


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


@pytest.fixture
def organization(db):
    return factories.make_organization()


@pytest.fixture
def classroom(organization):
    return factories.make_classroom(organization, name="9C Computing")


@pytest.fixture
def other_classroom(db):
    return factories.make_classroom(factories.make_organization("Farshore School"))


@pytest.fixture
def teacher(classroom):
    return factories.make_teacher(classroom)


@pytest.fixture
def teacher_client(teacher) -> Client:
    client = Client()
    client.force_login(teacher)
    return client


@pytest.fixture
def class_url(classroom) -> str:
    return reverse("teaching:class", args=[classroom.uuid])


@pytest.fixture
def assign_url(classroom) -> str:
    return reverse("teaching:assign", args=[classroom.uuid])


@pytest.fixture
def other_teacher(other_classroom):
    return factories.make_teacher(other_classroom)


@pytest.fixture
def student(classroom):
    return factories.make_student(classroom, nickname="Amara")


@pytest.fixture
def other_student(other_classroom):
    return factories.make_student(other_classroom, nickname="Canary Other")


@pytest.fixture
def course(db):
    return factories.make_course()


@pytest.fixture
def module(course):
    return factories.make_module(course=course)


@pytest.fixture
def lesson(module):
    return module.get_children().specific().first()


@pytest.fixture
def quiz(module):
    return module.quiz


def pytest_report_header(config):
    found = find_chromium()
    return f"browser journeys: {found or 'skipped, because no Chromium was found'}"


def pytest_collection_modifyitems(items):
    """Skip every test that drives a browser where there is none."""
    if find_chromium():
        return
    reason = pytest.mark.skip(reason="no Chromium was found: the browser tests did not run")
    for item in items:
        if "browser" in item.keywords:
            item.add_marker(reason)
