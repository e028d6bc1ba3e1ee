"""No page of a translated site falls back to English words of its own."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Comment, Doctype
from django.conf import settings
from django.utils import translation

from support.enums import FactKind
from tests.cast import make_cast
from tests.languages.messages import messages
from tests.languages.untranslated import is_own_name_of_language
from tests.security.asking import ask, client_of
from tests.security.doors import DOORS, Door
from tests.security.world import make_world
from tests.support.samples import store_starter

ROLES = ("guest", "student", "teacher")
TRANSLATIONS = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
UNREAD = {"script", "style", "template"}


@pytest.fixture(scope="module")
def cast(module_database):
    return make_cast()


@pytest.fixture(scope="module")
def world(cast):
    store_starter(FactKind.HELPLINE)
    return make_world(cast)


@pytest.fixture(scope="module")
def english() -> set[str]:
    """Messages that are other words in every translation."""
    return {
        " ".join(message.split())
        for message in messages()
        if all(said(message, language) != message for language in TRANSLATIONS)
    }


def said(message: str, language: str) -> str:
    with translation.override(language):
        return translation.gettext(message)


@pytest.mark.django_db
@pytest.mark.parametrize("language", TRANSLATIONS)
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_page_has_no_english_message(door, language, cast, world, english):
    found = set()
    for role in ROLES:
        client = client_of(getattr(cast, role, None))
        for method in ("get", "post"):
            found |= texts(page(client, method, door, world, language)) & english
    assert found == set()


def page(client, method: str, door: Door, world: dict, language: str) -> str:
    with translation.override(language):
        response = ask(client, method, replace(door), world, follow=True)
    is_page = response.get("Content-Type", "").startswith("text/html")
    return response.content.decode() if is_page else ""


def texts(html: str) -> set[str]:
    """Return the texts of a page, but for those that say they are in another language."""
    soup = BeautifulSoup(html, "html.parser")
    if soup.html and soup.html.get("lang") == settings.LANGUAGE_CODE:
        return set()  # an address of programs, or one that leads to English
    nodes = soup.find_all(string=True)
    return {
        " ".join(node.split())
        for node in nodes
        if not isinstance(node, Comment | Doctype)
        and node.parent.name not in UNREAD
        and node.find_parent(attrs={"lang": settings.LANGUAGE_CODE}) is None
        and not is_own_name_of_language(node)
    }


def test_an_english_message_is_found():
    """The control: one message that was not translated turns the test above red."""
    html = "<html lang='es'><p>Ayuda</p><p> Get\n help </p><p lang='en'>Help</p></html>"
    assert texts(html) & {"Get help", "Help"} == {"Get help"}
