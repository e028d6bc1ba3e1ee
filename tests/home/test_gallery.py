"""The component gallery: every component is in it, and only people who build pages meet it."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from home.gallery import IN_EVERY_FRAME, PARTS, SAMPLES

pytestmark = pytest.mark.django_db
COMPONENTS = {path.stem for path in (settings.BASE_DIR / "templates/components").glob("*.html")}


def test_every_component_is_shown():
    assert set(SAMPLES) == COMPONENTS - IN_EVERY_FRAME - PARTS


def test_what_is_left_out_is_there():
    assert IN_EVERY_FRAME | PARTS <= COMPONENTS


@pytest.mark.urls("tests.home.gallery_urls")
def test_every_sample_shows_something(client):
    page = BeautifulSoup(client.get("/_ui/").content, "html.parser")
    for name in SAMPLES:
        section = page.find(id=name)
        blank = [one for one in section.find_all("div", recursive=False) if not one.find(True)]
        assert blank == [], name


def test_gallery_has_no_address_on_a_site(client):
    assert client.get("/_ui/").status_code == 404
