"""Every word of the site can be translated: nothing on a page stands outside gettext."""

from dataclasses import replace
from zoneinfo import available_timezones

import pytest
from django.urls import reverse

from organizations.nicknames import CREATURES, THINGS
from support.enums import FactKind
from tests.cast import make_cast
from tests.languages.untranslated import content, untranslated
from tests.pseudo_locale import MARKED_WORDS, speaking
from tests.security.asking import ask, client_of
from tests.security.doors import DOORS, Door
from tests.security.world import make_world
from tests.support.samples import store_starter

ROLES = ("guest", "student", "teacher", "organization_admin")
# What this test types into forms; pages show it again.
TYPED = {"Puffin", "7B", "A nurse", "Step 2 is unclear."}
# Nicknames to start with, in one language like the words of a pass phrase.
MADE_UP = {f"{thing} {creature}" for thing in THINGS for creature in CREATURES}


# Names of places as computers know them, the same in every language.
TIME_ZONES = available_timezones()


@pytest.fixture(scope="module")
def cast(module_database):
    return make_cast()


@pytest.fixture(scope="module")
def world(cast):
    store_starter(FactKind.HELPLINE)
    return make_world(cast)


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_page_has_no_word_of_its_own(door, cast, world):
    known = content(TYPED) | MADE_UP | TIME_ZONES
    found = {}
    for role in ROLES:
        client = client_of(getattr(cast, role, None))
        for method in ("get", "post", "post nothing"):
            words = untranslated(page(client, method, door, world), known)
            found |= {f"{role} {method}": words} if words else {}
    assert found == {}


def page(client, method: str, door: Door, world: dict) -> str:
    """Return the page an address leads to, in the language that marks its words; "" for no page."""
    asked = replace(door, body={}) if method == "post nothing" else door
    with speaking(MARKED_WORDS):
        response = ask(client, method.partition(" ")[0], asked, world, follow=True)
    is_page = response.get("Content-Type", "").startswith("text/html")
    return response.content.decode() if is_page else ""


def test_a_word_outside_gettext_is_found():
    """The control: a word nobody marked turns the test above red."""
    with speaking(MARKED_WORDS):
        html = f"<p title='Plain'>{reverse('home:privacy')} Sign out</p><p dir='ltr'>9C</p>"
    assert untranslated(html, content=set()) == {"Plain", "privacy/ Sign out"}
