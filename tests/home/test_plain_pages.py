"""Privacy, accessibility, robots.txt and security.txt: plain words, and true ones."""

import re
from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from core.reading import measure

pytestmark = pytest.mark.django_db


def main_text(client, path: str) -> str:
    """Return the words of a page, a line for each heading, paragraph and list item."""
    main = BeautifulSoup(client.get(path).content, "html.parser").main
    return "\n".join(part.get_text() for part in main.find_all(["h1", "h2", "p", "li"]))


@pytest.mark.parametrize("path", ["/privacy/", "/accessibility/"])
def test_page_is_written_for_readers_of_eleven(client, path):
    """The row "Students 11-13" of the reading levels: LIX, ARI, mean and longest sentence."""
    reading = measure(main_text(client, path))
    assert reading.words > 100
    assert reading.lix <= 25
    assert reading.ari <= 6
    assert reading.mean_sentence <= 11
    assert reading.longest_sentence <= 20


@pytest.mark.parametrize("path", ["/privacy/", "/accessibility/"])
def test_page_says_where_to_write(client, settings, path):
    settings.CONTACT_EMAIL = "hello@example.org"
    html = client.get(path).content.decode()
    assert '<a href="mailto:hello@example.org" dir="ltr">hello@example.org</a>' in html


def test_privacy_page_names_what_is_kept_and_what_never_is(client):
    text = main_text(client, "/privacy/")
    for promise in (
        "your nickname, and which class you are in",
        "your quiz answers, and how sure you felt",
        "We do not ask for your real name, your email, your phone number",
        "We keep no record of who opens the help pages. "
        "Your browser history and your school’s network may.",
        "We never write down the address of your computer.",
    ):
        assert promise in text


def test_pages_set_no_cookie(client):
    for path in ("/privacy/", "/accessibility/", "/robots.txt", "/.well-known/security.txt"):
        assert not client.get(path).cookies


def test_robots_stay_away_from_what_belongs_to_people(client, settings):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    disallowed = re.findall(r"^Disallow: (\S+)$", response.content.decode(), re.MULTILINE)
    assert {"/me/", "/join/", "/quizzes/", "/teach/", "/cms/", "/accounts/"} <= set(disallowed)
    languages = ["", *(f"/{code}" for code, _name in settings.LANGUAGES if code != "en")]
    own = {"/accounts/", "/join/", "/me/", "/quizzes/", "/school/", "/teach/"}
    wanted = {f"{start}{path}" for start in languages for path in own}
    assert set(disallowed) == {"/cms/", "/exit/"} | wanted
    assert "/es/me/" in disallowed
    assert not any(path.startswith(("/learn", "/help")) or path == "/" for path in disallowed)


def test_security_txt_says_where_to_write_and_expires_within_a_year(client, settings):
    settings.CONTACT_EMAIL = "security@example.org"
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"].startswith("text/plain")
    fields = dict(line.split(": ", 1) for line in response.content.decode().strip().splitlines())
    assert fields["Contact"] == "mailto:security@example.org"
    assert fields["Canonical"] == "http://testserver/.well-known/security.txt"
    expires = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=30) < expires - timezone.now() < timedelta(days=365)
