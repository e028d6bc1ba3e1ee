"""Who gets into the CMS, and where everybody else ends up."""

import re
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from tests import factories
from tests.cms.editing import edit_url

INSIDE = ["/cms/", "/cms/pages/", "/cms/snippets/quizzes/question/", "/cms/account/", "/cms/users/"]
HOST = "http://testserver"


@pytest.mark.parametrize("path", INSIDE)
def test_guest_is_sent_to_the_staff_sign_in_and_back(client, db, path):
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={path}")


@pytest.mark.parametrize("role", ["student", "teacher", "organization_admin", "stranger"])
@pytest.mark.parametrize("path", [*INSIDE, "/cms/login/", "/cms/no-such-page/"])
def test_person_without_a_desk_is_told_no(client, cast, role, path):
    client.force_login(getattr(cast, role))
    response = client.get(path)
    assert (response.status_code, response.headers.get("Location")) == (403, None)


@pytest.mark.parametrize("role", ["editor", "moderator", "superuser"])
def test_editor_gets_in(client, cast, role):
    client.force_login(getattr(cast, role))
    assert client.get("/cms/").status_code == 200


def test_cms_sign_in_is_the_one_of_the_site(client, db):
    response = client.get("/cms/login/?next=/cms/pages/")
    assert response["Location"] == "/accounts/login/?next=/cms/pages/"


def test_cms_sign_in_takes_no_password(client, cast):
    credentials = {"username": cast.editor.username, "password": "a long password"}
    response = client.post("/cms/login/", credentials)
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/")
    assert client.get("/cms/").status_code == 302


@pytest.mark.parametrize("path", ["/cms/password_reset/", "/cms/password_reset/done/"])
def test_cms_sends_no_password_mail(client, db, path):
    assert client.get(path).status_code == 404


def test_editor_without_the_right_comes_back_to_the_desk_with_a_message(client, cast):
    client.force_login(cast.editor)
    response = client.get("/cms/users/", follow=True)
    assert response.redirect_chain == [("/cms/", 302)]
    assert "you do not have permission" in response.text


def loaded_addresses(html: str) -> list[str]:
    """Return every address a page makes the browser load, links to follow left out."""
    soup = BeautifulSoup(html, "html.parser")
    found = [
        tag[name] for name in ("src", "data-src", "poster") for tag in soup.select(f"[{name}]")
    ]
    found += [tag["href"] for tag in soup.select("link[href]")]
    found += re.findall(r"url\((?!data:)['\"]?([^)'\"]+)", html)
    return found + re.findall(r'"avatarUrl":\s*"([^"]+)"', html)


def test_no_page_of_the_cms_loads_anything_from_elsewhere(client, cast, lesson):
    client.force_login(cast.superuser)
    question = factories.make_question()
    pages = ["/cms/", "/cms/account/", "/cms/pages/", "/cms/users/", "/cms/reports/site-history/"]
    for path in [*pages, edit_url(lesson), edit_url(question)]:
        addresses = loaded_addresses(client.get(path).text)
        outside = [a for a in addresses if urlsplit(a).netloc not in {"", "testserver"}]
        assert (path, outside) == (path, [])
        assert len(addresses) > 3


def test_cms_says_nothing_about_new_versions_of_wagtail(client, cast):
    client.force_login(cast.superuser)
    html = client.get("/cms/").text
    assert "data-w-upgrade" not in html
    assert "whats-new" not in html.lower()
