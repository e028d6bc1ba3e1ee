"""A story that is played to its end leaves nothing: no row, no line in a log, no address.

Every form of it is pressed as the page has it; what it sends goes in the body of a post.
"""

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from tests import factories
from tests.security.traces import differences, listening, traces

pytestmark = pytest.mark.django_db
OURS = {"Sec-Fetch-Site": "same-origin"}
WALKERS = ("guest", "student", "teacher")


@pytest.fixture(params=WALKERS)
def player(request, cast) -> Client:
    client = Client(headers=OURS)
    if request.param != "guest":
        client.force_login(getattr(cast, request.param))
        client.get("/me/")
    return client


@pytest.fixture(params=["open", "careful", "private"])
def story(request, module):
    module.scenario = factories.make_scenario(sensitivity=request.param)
    module.save_revision().publish()
    return module.scenario


def forms_of(response) -> list[Tag]:
    """Return the forms of a page about the story; each of them posts to it, and says so."""
    forms = BeautifulSoup(response.content, "html.parser").main.select("form")
    address = response.wsgi_request.path
    assert forms
    assert {(form.get("method"), form["action"]) for form in forms} == {("post", address)}
    return forms


def press(client, form: Tag, button: Tag):
    sent = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    if button.get("name"):
        sent[button["name"]] = button["value"]
    return client.post(form["action"], sent)


def play(client, story, **how) -> list:
    """Play a story to its end, the first choice each time; return the pages."""
    pages = [client.get(f"/scenes/{story.key}/")]
    forms_of(pages[0])
    pages.append(client.post(f"/scenes/{story.key}/", how))
    while cards := [(form, form.select_one("button.choice-card")) for form in forms_of(pages[-1])]:
        chosen = [(form, card) for form, card in cards if card]
        if not chosen:
            break
        pages.append(press(client, *chosen[0]))
    end = pages[-1]
    assert "What helped" in end.content.decode()
    return [*pages, go_back(client, pages[-2]), client.post(f"/scenes/{story.key}/", how)]


def go_back(client, page):
    form = BeautifulSoup(page.content, "html.parser").select_one(".scenario__way form")
    return press(client, form, form.button)


@pytest.mark.parametrize("how", [{}, {"alone": "1"}, {"together": "1"}])
def test_story_played_to_its_end_leaves_no_row_and_no_line(player, story, how):
    play(player, story, **how)
    before = traces()
    with listening() as lines:
        pages = play(player, story, **how)
    assert len(pages) > 5
    assert {page.status_code for page in pages} == {200}
    assert differences(before, traces()) == []
    assert lines == []
    is_guest = "sessionid" not in player.cookies
    assert {name for page in pages for name in page.cookies} <= set(
        () if is_guest else ["csrftoken"]
    )


def test_what_is_chosen_by_get_is_not_taken(client, story):
    """So it stands in no address, which a server would write down."""
    choice = story.content()[0]["choices"][0]["id"]
    page = client.get(f"/scenes/{story.key}/", {"choice": choice, "way": choice})
    assert story.setting in page.content.decode()
    assert "What do you do?" not in page.content.decode()
