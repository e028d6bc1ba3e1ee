"""Playing a scenario without an account: every page answers a post, and nothing is kept."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session

from labs.models import Scenario
from tests import factories
from tests.factories.scenarios import choice, ending, node

pytestmark = pytest.mark.django_db
SAME_ORIGIN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def scenario():
    return factories.make_scenario()


def post(client, scenario, **body):
    return client.post(f"/scenes/{scenario.key}/", body, **SAME_ORIGIN)


def choices_on(response) -> dict[str, str]:
    """Map what can be chosen on a page to the id that its button sends."""
    buttons = BeautifulSoup(response.content, "html.parser").select("button.choice-card")
    return {button.span.get_text(): button["value"] for button in buttons}


def choose(client, scenario, response, text: str, **extra):
    way = BeautifulSoup(response.content, "html.parser").select_one("input[name=way]")["value"]
    return post(client, scenario, way=way, choice=choices_on(response)[text], **extra)


def played(client, scenario, *texts: str, **extra):
    page = post(client, scenario, **extra)
    for text in texts:
        page = choose(client, scenario, page, text, **extra)
    return page


def html_of(response) -> str:
    return " ".join(response.content.decode().split())


def title(response) -> str:
    return BeautifulSoup(response.content, "html.parser").h1.get_text()


def test_beginning_says_who_you_are_and_that_nothing_is_kept(client, scenario):
    html = html_of(client.get(f"/scenes/{scenario.key}/"))
    assert scenario.setting in html
    assert "There is no score and no wrong ending." in html
    assert "Only you can see what you do here." in html
    assert "This is start" not in html


def test_choice_leads_on_and_tells_what_happened_with_a_commentary(client, scenario):
    page = played(client, scenario, "Go to tense")
    html = html_of(page)
    assert title(page) == "Title of tense"
    assert "Then tense happens." in html
    assert "Why tense is a move." in html
    assert list(choices_on(page)) == ["Go to mended"]


def test_class_votes_by_hands_with_a_commentary_all_the_way(client, scenario):
    page = played(client, scenario, "Go to tense", together="1")
    soup = BeautifulSoup(page.content, "html.parser")
    assert soup.html["data-play"] == "class"
    assert soup.select_one("input[name=together]")["value"] == "1"
    assert "Why tense is a move." in html_of(page)
    assert "Nothing that a class chooses here is kept." in html_of(page)
    assert soup.select_one("[data-scenario]") is None
    earlier = soup.select_one(".scenario__way form")
    assert earlier.select_one("input[name=together]")["value"] == "1"


@pytest.mark.parametrize(("moment", "is_asked"), [((), True), (("Go to tense",), False)])
def test_hands_are_raised_where_there_is_something_to_choose(client, scenario, moment, is_asked):
    page = played(client, scenario, *moment, together="1")
    assert (len(choices_on(page)) > 1) is is_asked
    assert ("raise a hand" in html_of(page)) is is_asked
    assert "raise a hand" not in html_of(played(client, scenario, *moment))


def test_class_plays_once_more_as_a_class(client, scenario):
    page = played(client, scenario, "Go to tense", "Go to mended", "Go to end", together="1")
    again = BeautifulSoup(page.content, "html.parser").select(".actions button")
    assert [button["name"] for button in again] == ["together"]


def test_alone_there_is_no_commentary_until_the_end(client, scenario):
    page = played(client, scenario, "Go to tense", alone="1")
    assert "Why tense" not in html_of(page)
    for text in ("Go to mended", "Go to end"):
        page = choose(client, scenario, page, text, alone="1")
    html = html_of(page)
    assert "Looking back" in html
    assert all(f"Why {key} is a move." in html for key in ("tense", "mended", "end"))


def test_ending_says_what_helped_and_lets_others_speak(client, scenario):
    page = played(client, scenario, "Go to breathe", "Go to mended", "Go to end")
    html = html_of(page)
    assert title(page) == "Title of end"
    for said in ("Asking alone.", "A crowd.", "If a seat is left, then I ask one person alone."):
        assert said in html
    assert "I was glad to be asked alone." in html
    assert "Play it again without the commentary" in html
    assert choices_on(page) == {}


def test_every_moment_so_far_can_be_gone_back_to(client, scenario):
    page = played(client, scenario, "Go to breathe", "Go to mended")
    forms = BeautifulSoup(page.content, "html.parser").select(".scenario__way li")
    assert [form.b.get_text() for form in forms] == ["Title of start", "Title of breathe"]
    way = forms[1].select_one("input[name=way]")["value"]
    assert title(post(client, scenario, way=way)) == "Title of breathe"


def test_other_script_can_say_and_words_are_escaped(client):
    mean = node("start", choices=[choice("end", text="<script>alert(1)</script>")])
    scenario = factories.make_scenario(nodes=[mean, ending("end")])
    assert "<script>alert" not in html_of(post(client, scenario))


def test_story_that_changed_stops_at_the_last_moment_that_stands(client, scenario):
    page = played(client, scenario, "Go to tense")
    way = BeautifulSoup(page.content, "html.parser").select_one("input[name=way]")["value"]
    stored = Scenario.objects.get(pk=scenario.pk)
    stored.nodes[0].value["choices"].pop(0)
    stored.save_revision().publish()
    page = post(client, scenario, way=way)
    assert "This story has changed since" in html_of(page)
    assert title(page) == "Title of start"


@pytest.mark.parametrize("way", ["nonsense", "' OR 1=1", "a " * 20, "x" * 36])
def test_nonsense_for_a_way_shows_the_start(client, scenario, way):
    assert title(post(client, scenario, way=way)) == "Title of start"


def test_way_without_end_begins_again(client, scenario):
    page = post(client, scenario, way="x" * 5000)
    assert page.status_code == 200
    assert title(page) == scenario.heading


def test_nothing_is_kept_and_no_cookie_is_set(client, scenario):
    page = played(client, scenario, "Go to tense", "Go to mended", "Go to end")
    assert not page.cookies
    assert not client.cookies
    assert not Session.objects.exists()


def test_what_was_chosen_stands_in_no_report_of_an_error(client, scenario):
    request = played(client, scenario, "Go to tense").wsgi_request
    assert request.sensitive_post_parameters == "__ALL__"


def test_other_origins_are_refused(client, scenario):
    address = f"/scenes/{scenario.key}/"
    assert client.post(address, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403


def test_draft_has_no_address(client, scenario):
    scenario.unpublish()
    assert client.get(f"/scenes/{scenario.key}/").status_code == 404
    assert post(client, scenario).status_code == 404


@pytest.mark.parametrize("sensitivity", ["careful", "private"])
def test_careful_story_stays_out_of_caches_and_of_the_device(client, sensitivity):
    scenario = factories.make_scenario(sensitivity=sensitivity)
    begin = client.get(f"/scenes/{scenario.key}/")
    page = played(client, scenario, "Go to tense")
    for response in (begin, page):
        assert response["Cache-Control"] == "no-store"
        assert response["X-Robots-Tag"] == "noindex"
        assert "data-scenario" not in response.content.decode()
        assert "See who can help now" in response.content.decode()


def test_open_story_may_be_left_and_found_again_in_the_tab(client, scenario):
    assert f'data-scenario-left="{scenario.key}"' in html_of(client.get(f"/scenes/{scenario.key}/"))
    assert f'data-scenario="{scenario.key}"' in html_of(post(client, scenario))


def test_module_links_its_story_and_the_story_its_module(client, module, scenario):
    module.scenario = scenario
    module.save_revision().publish()
    address = "/learn/" + module.url_path.split("/learn/")[1]
    assert f'href="/scenes/{scenario.key}/">Open the story</a>' in html_of(client.get(address))
    assert f'href="{address}"' in html_of(client.get(f"/scenes/{scenario.key}/"))
    scenario.unpublish()
    assert "Open the story" not in html_of(client.get(address))


@pytest.mark.parametrize("choices", [1, 3, 4])
def test_moment_costs_the_same_queries_whatever_it_holds(
    client, django_assert_num_queries, choices
):
    start = node("start", choices=[choice("end", text=f"Way {n}") for n in range(choices)])
    scenario = factories.make_scenario(nodes=[start, ending("end")])
    post(client, scenario)
    with django_assert_num_queries(3):  # the language, the scenario, its module
        post(client, scenario)
