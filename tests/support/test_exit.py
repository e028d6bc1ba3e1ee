"""Quick exit: away at once, everything private covered, and two ways on."""

import json
from urllib.parse import urljoin, urlsplit

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organizations.middleware import IDLE_COOKIE
from support.exits import HIDING_COOKIE
from support.middleware import cover
from tests.shared_inputs import shared_path
from tests.support.samples import main_of, make_helpline, without_nonce, words_of

EXIT_URL = "https://neutral.example/"
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def neutral_site(settings):
    settings.EXIT_URL = EXIT_URL


@pytest.fixture
def hidden(client) -> Client:
    """A browser that somebody left by Quick exit."""
    client.get("/exit/")
    return client


def cookies_of(response) -> dict[str, str]:
    return {name: morsel.value for name, morsel in response.cookies.items()}


def is_cover(response) -> bool:
    form = main_of(response).select_one("form[action='/exit/carry-on/']")
    return response.status_code == 200 and form is not None


# Leaving


def test_exit_goes_to_the_neutral_site_and_starts_hiding(client, db):
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/exit/")
    assert (response.status_code, response["Location"]) == (302, EXIT_URL)
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "Clear-Site-Data" not in response
    assert response.content == b""
    cookie = response.cookies[HIDING_COOKIE]
    attributes = {name: value for name, value in cookie.items() if value and name != "expires"}
    assert attributes == {"path": "/", "max-age": 900, "httponly": True, "samesite": "Lax"}
    assert list(response.cookies) == ["v"]
    assert len(queries) == 0


def test_the_cookie_is_secure_where_the_page_is(client):
    assert client.get("/exit/", secure=True).cookies[HIDING_COOKIE]["secure"] is True


@pytest.mark.parametrize("address", ["/exit/", "/exit/help/"])
@pytest.mark.parametrize(
    "header",
    [{"Sec-Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}],
)
def test_a_browser_that_fetches_ahead_changes_nothing(client, address, header):
    response = client.get(address, headers=header)
    assert (response.status_code, cookies_of(response)) == (204, {})
    assert response["Cache-Control"] == "no-store"


def test_exit_keeps_a_session_of_ones_own_computer(client, student):
    client.force_login(student)
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/exit/")
    assert cookies_of(response) == {"v": "1"}
    assert len(queries) == 0


def test_exit_on_a_shared_computer_ends_the_session_there(client, student, settings):
    client.force_login(student)
    client.cookies[IDLE_COOKIE] = signing.TimestampSigner(salt=IDLE_COOKIE).sign("1")
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/exit/")
    assert cookies_of(response) == {"v": "1", "idle": "", settings.SESSION_COOKIE_NAME: ""}
    assert [response.cookies[name]["max-age"] for name in ("idle", "sessionid")] == [0, 0]
    assert len(queries) == 0


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_exit_is_a_link_and_nothing_else(client, method):
    assert getattr(client, method)("/exit/").status_code == 405
    assert getattr(client, method)("/exit/help/").status_code == 405


# The cover


def test_a_private_page_is_covered_under_its_own_address(hidden, db):
    make_helpline(name="Canary line")
    response = hidden.get("/help/gb/?from=lesson&n=1")
    assert is_cover(response)
    assert response["Cache-Control"] == "no-store"
    assert response["X-Frame-Options"] == "DENY"
    assert main_of(response).select_one("input[name=next]")["value"] == "/help/gb/?from=lesson&n=1"
    assert words_of(main_of(response).h1) == "Your pictures. Your accounts. Your call."
    assert b"Canary" not in response.content
    assert b"<title>Home - Marram</title>" in response.content


def test_every_way_to_help_on_the_cover_opens_at_once(hidden, db):
    page = hidden.get("/help/gb/").content.decode()
    assert page.count('href="/help/"') == 0
    assert page.count('href="/exit/help/"') == 3  # in the safety bar, on the cover, in the footer


def test_a_page_that_is_not_found_is_covered_like_any_other(hidden, db):
    assert is_cover(hidden.get("/help/zz/"))


def test_head_is_covered_too(hidden, db):
    assert hidden.head("/help/zz/").status_code == 200


@pytest.mark.parametrize("address", ["/accessibility/", "/"])
def test_pages_that_may_be_cached_are_not_covered(hidden, db, address):
    assert not is_cover(hidden.get(address))


def test_the_cms_is_not_covered(hidden, admin_client):
    admin_client.cookies[HIDING_COOKIE] = "1"
    response = admin_client.get("/cms/")
    assert "no-store" in response["Cache-Control"]
    assert not is_cover(response)


def test_without_the_cookie_nothing_is_covered(client, db):
    assert not is_cover(client.get("/help/gb/"))


def test_a_redirect_and_a_post_are_not_covered(hidden, db):
    assert hidden.get("/help/?country=gb").status_code == 302
    assert hidden.post("/help/gb/").status_code == 405


def test_the_cover_is_the_same_for_everybody_and_drops_the_pages_cookies(client, student):
    assert "csrftoken" in client.get("/accounts/login/").cookies
    client.cookies[HIDING_COOKIE] = "1"
    sign_in, guest = client.get("/accounts/login/"), client.get("/help/gb/")
    assert (is_cover(sign_in), cookies_of(sign_in)) == (True, {})
    client.force_login(student)
    signed_in = client.get("/help/gb/")
    assert without_nonce(signed_in) == without_nonce(guest)


def test_the_cover_asks_the_database_nothing(rf, django_assert_num_queries, db):
    request = rf.get("/me/")
    with django_assert_num_queries(0):
        response = cover(request)
    assert is_cover(response)


# The two ways on


def test_get_help_from_the_cover_opens_at_once(hidden, db):
    response = hidden.get("/exit/help/")
    assert (response.status_code, response["Location"]) == (302, "/help/")
    assert response["Cache-Control"] == "no-store"
    assert response.cookies[HIDING_COOKIE]["max-age"] == 0
    assert not is_cover(hidden.get("/help/"))


def test_carry_on_goes_back_to_the_page(hidden, db):
    response = hidden.post("/exit/carry-on/", {"next": "/help/gb/?a=b"}, headers=OURS)
    assert (response.status_code, response["Location"]) == (303, "/help/gb/?a=b")
    assert cookies_of(response) == {"v": ""}
    assert not is_cover(hidden.get("/help/gb/"))


def test_carry_on_needs_our_own_page_and_no_token(db):
    client = Client(enforce_csrf_checks=True)
    client.get("/exit/")
    assert client.post("/exit/carry-on/", {"next": "/me/"}, headers=OURS).status_code == 303
    for foreign in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
        response = client.post("/exit/carry-on/", {"next": "/me/"}, headers=foreign)
        assert (response.status_code, cookies_of(response)) == (403, {})
    assert client.get("/exit/carry-on/").status_code == 405


@pytest.mark.parametrize("wanted", ["", "https://evil.example/", "//evil.example", "javascript:1"])
def test_carry_on_leads_nowhere_else(hidden, wanted):
    response = hidden.post("/exit/carry-on/", {"next": wanted}, headers=OURS)
    assert (response.status_code, response["Location"]) == (303, "/")


@pytest.mark.parametrize("corpus", ["own", "patt"])
def test_no_known_trick_makes_carry_on_leave_this_site(client, corpus):
    path = shared_path(f"corpora/redirect/{corpus}.jsonl")
    payloads = [json.loads(line)["payload"] for line in path.read_text("utf-8").splitlines()]
    away = {}
    for payload in payloads:
        response = client.post("/exit/carry-on/", {"next": payload}, headers=OURS)
        location = response["Location"]
        # Browsers read a backslash as a slash and drop tabs and line ends before they look.
        as_read = "".join(location.replace("\\", "/").split())
        target = urlsplit(urljoin("http://testserver/exit/carry-on/", as_read))
        if response.status_code != 303 or (target.scheme, target.netloc) != ("http", "testserver"):
            away[payload] = location
    assert len(payloads) > 20
    assert away == {}
