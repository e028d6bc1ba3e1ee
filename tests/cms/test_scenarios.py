"""Scenarios as editors write them: a draft may have loose ends, what is played has none."""

import pytest
from bs4 import BeautifulSoup

from labs.models import Scenario
from tests import factories
from tests.cms.editing import PUBLISH, add_url, edit_url, scenario_data
from tests.factories.scenarios import choice, ending, node, small_story


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.editor)
    return client


def draft_of(nodes: list[dict]) -> Scenario:
    """Return a scenario of these nodes that is stored nowhere."""
    scenario = factories.make_scenario(nodes=nodes)
    Scenario.objects.filter(pk=scenario.pk).delete()
    return scenario


def test_scenario_is_published_and_played_with_the_next_request(desk):
    scenario = factories.make_scenario()
    data = scenario_data(scenario, setting="You are Mei now.") | PUBLISH
    assert desk.post(edit_url(scenario), data).status_code == 302
    assert "You are Mei now." in desk.get(f"/scenes/{scenario.key}/").content.decode()


def test_new_scenario_is_made_in_the_form(desk):
    draft = draft_of(small_story())
    assert desk.post(add_url(Scenario), scenario_data(draft, key="new-story") | PUBLISH).url
    assert Scenario.objects.get(key="new-story").live


@pytest.mark.parametrize(
    ("nodes", "reason"),
    [
        ([*small_story(), node("island", choices=[choice("end")] * 2)], "no choice leads here"),
        ([node("start", choices=[choice("nowhere")] * 2), ending("end")], "there is no node"),
        ([node("start", choices=[choice("end")] * 2), ending("end")], "no choice puts anything"),
    ],
)
def test_story_with_loose_ends_is_a_draft_only(desk, nodes, reason):
    scenario = factories.make_scenario()
    loose = scenario_data(draft_of(nodes), key=scenario.key, title=scenario.title)
    response = desk.post(edit_url(scenario), loose | PUBLISH)
    assert response.status_code == 200
    assert reason in " ".join(response.context["form"].non_field_errors())
    assert desk.post(edit_url(scenario), loose).status_code == 302
    assert Scenario.objects.get(pk=scenario.pk).has_unpublished_changes


@pytest.mark.parametrize("empty", ["key", "kind", "title", "text", "everything"])
def test_draft_with_gaps_is_saved_and_its_form_opens_again(desk, empty):
    scenario = factories.make_scenario()
    data = scenario_data(scenario)
    gaps = [name for name in data if name.startswith("nodes-1-value-")]
    if empty != "everything":
        gaps = [f"nodes-1-value-{empty}"]
    kept = ("-count", "-id", "-order", "-deleted", "-type")
    data |= {
        name: "null" if name.endswith("-text") else "" for name in gaps if not name.endswith(kept)
    }
    assert desk.post(edit_url(scenario), data).status_code == 302
    page = desk.get(edit_url(scenario))
    assert page.status_code == 200
    assert scenario.title in page.content.decode()
    published = desk.post(edit_url(scenario), data | PUBLISH)
    assert published.status_code == 200
    assert published.context["form"].errors


def test_form_draws_the_map_of_the_draft(desk):
    scenario = factories.make_scenario()
    page = BeautifulSoup(desk.get(edit_url(scenario)).content, "html.parser")
    drawn = page.select_one("svg[viewBox]:has(marker)")
    words = [text.get_text(" ").strip() for text in drawn.select("text")]
    assert words == [f"Title of {key}" for key in ("start", "tense", "breathe", "mended", "end")]


def test_form_without_a_draft_says_that_a_map_will_come(desk):
    assert "its map stands here" in desk.get(add_url(Scenario)).content.decode()


def test_key_of_a_published_scenario_is_fixed(desk):
    scenario = factories.make_scenario()
    desk.post(edit_url(scenario), scenario_data(scenario, key="another") | PUBLISH)
    assert Scenario.objects.get(pk=scenario.pk).key == scenario.key


def test_preview_shows_every_node_with_where_its_choices_lead(desk):
    scenario = factories.make_scenario()
    address = edit_url(scenario).replace("/edit/", "/preview/")
    desk.post(address, scenario_data(scenario))
    html = desk.get(address).content.decode()
    assert html.count('class="eyebrow"') >= 6
    assert 'href="#mended"' in html
    assert "Why mended is a move." in html
