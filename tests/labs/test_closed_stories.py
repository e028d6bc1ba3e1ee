"""A story is as public as its module: what is closed is neither found nor played."""

import pytest

from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("searchable")]
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def story(module, searchable):
    scenario = factories.make_scenario()
    scenario.heading = "The lighthouse keeper"
    scenario.save_revision().publish()
    module.scenario = scenario
    module.save_revision().publish()
    return scenario


def is_found(client, story) -> bool:
    page = client.post("/search/", {"words": "lighthouse"}, headers=SAME_ORIGIN)
    return story.title in [one.label for one in page.context["found"]]


def statuses(client, story) -> set[int]:
    address = f"/scenes/{story.key}/"
    return {
        client.get(address).status_code,
        client.post(address, headers=SAME_ORIGIN).status_code,
    }


def close_module(module):
    module.view_restrictions.create(restriction_type="login")


def close_course(module):
    module.get_parent().view_restrictions.create(restriction_type="login")


def withdraw_module(module):
    module.unpublish()


@pytest.mark.parametrize("close", [close_module, close_course, withdraw_module])
@pytest.mark.parametrize("who", ["guest", "student"])
def test_story_of_a_closed_module_is_neither_found_nor_played(
    client, student, module, story, close, who
):
    other, lone = factories.make_module(), factories.make_scenario()
    other.scenario = factories.make_scenario()
    other.save_revision().publish()
    if who == "student":
        client.force_login(student)
    assert is_found(client, story)
    assert statuses(client, story) == {200}
    close(module)
    assert not is_found(client, story)
    assert statuses(client, story) == {404}
    for public in (other.scenario, lone):
        assert statuses(client, public) == {200}
