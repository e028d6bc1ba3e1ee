"""The CMS lists pages in the order in which learners meet them."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests import factories


@pytest.fixture
def desk(client, db):
    client.force_login(factories.make_editor())
    return client


def test_lessons_stand_in_their_order_whatever_was_edited_last(desk, module):
    lessons = [module.get_children().specific().first()]
    lessons += [factories.make_lesson(module) for _ in range(2)]
    lessons[1].save_revision().publish()
    lessons[0].save_revision().publish()
    response = desk.get(reverse("wagtailadmin_explore", args=[module.pk]))
    rows = BeautifulSoup(response.content, "html.parser").select("tbody tr .title-wrapper")
    assert [row.get_text(strip=True) for row in rows] == [lesson.title for lesson in lessons]


def test_copy_of_a_module_begins_without_what_belongs_to_one_module(module):
    module.precheck, module.scenario = factories.make_quiz(), factories.make_scenario()
    module.save_revision().publish()
    copy = module.copy(recursive=True, update_attrs={"slug": "copy", "title": "Copy"})
    assert (copy.quiz, copy.precheck, copy.scenario) == (None, None, None)
    assert copy.get_children().count() == module.get_children().count()
