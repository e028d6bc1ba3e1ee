"""A still clock, and asking a class page as it asks itself."""

from datetime import UTC, datetime

import pytest
import time_machine

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def poll(teacher_client, class_url):
    """Ask as htmx does; with a mark, as a page that has been told it."""

    def ask(etag: str = "", **query):
        headers = {"HX-Request": "true"} | ({"If-None-Match": etag} if etag else {})
        return teacher_client.get(class_url, query, headers=headers)

    return ask
