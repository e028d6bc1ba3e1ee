"""One language an address: `/es/help/` is Spanish, `/help/` English, and content says its own."""

import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from wagtail.models import Locale

from core.languages import in_language, without_language
from home.front_door import ensure_front_door
from tests import factories
from tests.support.drafts import phone
from tests.support.samples import make_helpline

SPANISH = "es"


def page_of(client, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def spanish_catalog(db):
    return ensure_front_door(SPANISH)


@pytest.mark.parametrize(
    ("english", "spanish"),
    [("/", "/es/"), ("/help/gb/", "/es/help/gb/"), ("/estuary/", "/es/estuary/")],
)
def test_address_in_one_language_and_in_the_other(english, spanish):
    assert in_language(english, SPANISH) == spanish
    assert in_language(spanish, "en") == english
    assert without_language(spanish) == without_language(english) == english


@pytest.mark.parametrize("path", ["/", "/learn/", "/help/", "/join/", "/privacy/", "/me/"])
def test_page_speaks_the_language_of_its_address_and_leads_to_the_other(
    client, spanish_catalog, path
):
    for language, other in (("en", SPANISH), (SPANISH, "en")):
        page = page_of(client, in_language(path, language))
        assert page.html["lang"] == language
        link = page.footer.find("a", hreflang=other)
        assert (link["href"], link["lang"]) == (in_language(path, other), other)


def test_browser_does_not_decide_what_language_an_address_has(client, db):
    response = client.get("/help/", headers={"Accept-Language": "es"})
    assert response["Content-Language"] == "en"
    assert "Accept-Language" not in response.get("Vary", "")


def test_leaving_has_one_address_and_its_cover_the_language_of_what_it_covers(client, db):
    leaving = page_of(client, "/es/help/").find("a", attrs={"data-exit": True})
    assert leaving["href"] == "/exit/"
    client.get("/exit/")
    assert page_of(client, "/es/join/").html["lang"] == SPANISH
    response = client.get("/exit/help/", headers={"Accept-Language": "es-MX,es;q=0.9"})
    assert response.url == "/es/help/"


def test_help_in_another_language_sets_no_cookie_and_stays_out_of_the_log(client, db, caplog):
    assert not client.get("/es/help/").cookies
    assert client.get("/es/help/nowhere/").status_code == 404
    assert "/es/help" not in caplog.text


def test_what_lacks_a_translation_says_so_and_leads_to_english(client, spanish_catalog, lesson):
    page = page_of(client, in_language(lesson.step_url(1), SPANISH), status=404)
    assert page.html["lang"] == SPANISH
    assert page.main.find("a", hreflang="en")["href"] == lesson.step_url(1)


def test_catalogue_shows_own_language_first_and_names_the_other(client, spanish_catalog):
    factories.make_module(lessons=1)
    translated = factories.make_module(lessons=1)
    english = translated.get_parent().specific
    spanish = english.copy_for_translation(Locale.objects.get(language_code=SPANISH))
    spanish.heading = "Un segundo cerrojo"
    spanish.save_revision().publish()
    cards = page_of(client, "/es/learn/").select(".course-card")
    titles = [(card.b.text, card.b.get("lang")) for card in cards]
    assert titles[0] == ("Un segundo cerrojo", None)
    assert len(titles) == 2
    assert titles[1][1] == "en"
    with translation.override(SPANISH):
        assert translation.gettext("English") in cards[1].text
    assert "Un segundo cerrojo" not in page_of(client, "/learn/").text


def test_a_record_without_translation_is_shown_with_its_language(client, db):
    make_helpline(name="A line in English")
    name = page_of(client, "/es/help/gb/").find(string="A line in English").parent
    assert name["lang"] == "en"


def test_signed_in_pages_are_kept_by_no_browser_in_any_language(client, student):
    client.force_login(student)
    assert client.get("/es/me/")["Cache-Control"] == "no-store"
    assert client.get("/es/accounts/email/").status_code == 403


def test_emergency_is_said_in_one_language(client, db):
    make_helpline(purpose="emergency", means=phone("999"))
    card = page_of(client, "/es/help/gb/").select_one(".care-card--now")
    assert " ".join(card.h2.text.split()).endswith("Llama ahora al 999 si:")
    assert "Call 999" in " ".join(card.a.text.split())
    english = page_of(client, "/help/gb/").select_one(".care-card--now")
    assert " ".join(english.h2.text.split()).endswith("Call 999 now if:")
