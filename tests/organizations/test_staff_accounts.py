"""Accounts of staff: allauth does the work, and every page, message and mail has our words."""

import re
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from bs4 import BeautifulSoup
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.security.doors import DOORS
from users.models import User

pytestmark = pytest.mark.django_db

PASSWORD, NEW_PASSWORD = "a long password", "calm tern 482 dune"
ACCOUNTS = "/accounts/"
OURS = Path(settings.BASE_DIR) / "templates"
# Frames without a word of their own: each hands on to the next, the last one to ours.
FRAMES = {
    "account/base_entrance.html",
    "account/base_manage.html",
    "account/base_manage_email.html",
    "account/base_manage_password.html",
    "account/base_reauthenticate.html",
}
ALLAUTHS_PAGES = [door for door in DOORS if door.name.startswith("account_")]


@pytest.fixture
def person() -> User:
    user = factories.make_staff(username="n.quill")
    EmailAddress.objects.create(user=user, email="n@here.example", primary=True, verified=True)
    user.email = "n@here.example"
    user.save()
    return user


@pytest.fixture
def staff(person) -> Client:
    """Somebody who typed their password twice: to sign in, and to change something."""
    client = Client()
    client.post(f"{ACCOUNTS}login/", sign_in_body())
    client.post(f"{ACCOUNTS}reauthenticate/", {"password": PASSWORD})
    return client


def sign_in_body(password: str = PASSWORD) -> dict:
    return {"login": "n.quill", "password": password}


def foreign(response) -> set[str]:
    """Return allauth's own templates that this response was made of, frames aside."""
    return {
        template.name
        for template in response.templates
        if template.name.startswith(("account/", "allauth/", "429"))
        and template.name not in FRAMES
        and OURS not in Path(template.origin.name).parents
    }


def words(response) -> str:
    main = BeautifulSoup(response.content, "html.parser").main
    return " ".join(main.get_text(" ").split())


def link_in(message) -> str:
    return re.search(r"http://testserver(\S+)", message.body).group(1)


@pytest.mark.parametrize("door", ALLAUTHS_PAGES, ids=lambda door: door.name)
def test_no_page_has_the_words_of_allauth(door, staff):
    without_password = factories.make_staff(username="new")
    without_password.set_unusable_password()
    without_password.save()
    newcomer = Client()
    newcomer.force_login(without_password)
    url = reverse(door.name, args=["1", "no-key"][-len(door.args) :] if door.args else [])
    for client in (Client(), staff, newcomer):
        for response in (client.get(url), client.post(url, {})):
            assert foreign(response) == set()
            if response.status_code == 200:
                assert "safety-bar" in response.content.decode()


def test_pages_of_the_walk_above_are_really_drawn(client):
    """The control: a page of allauth is found out."""
    response = client.get(f"{ACCOUNTS}inactive/")
    assert "This account is switched off" in words(response)
    assert "account/account_inactive.html" in {t.name for t in response.templates}


def test_account_without_a_password_chooses_one(person):
    person.set_unusable_password()
    person.save()
    client = Client()
    client.force_login(person)
    page = client.get(client.get(f"{ACCOUNTS}password/change/")["Location"])
    assert "Choose a password" in words(page)
    body = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post(f"{ACCOUNTS}password/set/", body).status_code == 302
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)


@pytest.mark.parametrize("login", ["n.quill", "n@here.example", "nobody", "nobody@here.example"])
def test_wrong_password_says_the_same_for_every_account(client, person, login):
    page = client.post(f"{ACCOUNTS}login/", {"login": login, "password": "wrong"})
    assert "This account and this password do not fit together." in words(page)


def test_sixth_try_in_a_minute_asks_for_patience(client, person):
    for _ in range(5):
        client.post(f"{ACCOUNTS}login/", sign_in_body("wrong"))
    page = client.post(f"{ACCOUNTS}login/", sign_in_body())
    assert "Wait one minute, then try again." in words(page)


def test_too_many_requests_get_a_page_with_help_and_exit(staff):
    for _ in range(6):
        page = staff.post(f"{ACCOUNTS}password/change/", {"oldpassword": "wrong"})
    assert page.status_code == 429
    assert foreign(page) == set()
    assert "Please wait a few minutes" in words(page)
    bar = BeautifulSoup(page.content, "html.parser").select(".safety-bar a")
    assert [link["href"] for link in bar] == ["/help/", "/exit/"]


# Mails


def test_mail_for_a_new_password_says_what_it_is(client, person):
    response = client.post(f"{ACCOUNTS}password/reset/", {"email": "n@here.example"})
    [message] = mail.outbox
    assert foreign(response) == set()
    assert (message.subject, message.to) == ("Marram: A new password", ["n@here.example"])
    assert "Your username is n.quill." in message.body
    assert "If it was not you, you need do nothing." in message.body
    page = client.get(link_in(message), follow=True)
    assert "Choose a new password" in words(page)


def test_mail_to_an_unknown_address_says_so_and_offers_no_account(client, person):
    response = client.post(f"{ACCOUNTS}password/reset/", {"email": "who@there.example"})
    [message] = mail.outbox
    assert foreign(response) == set()
    assert message.subject == "Marram: No account with this address"
    assert "with the address who@there.example. No account there has it." in message.body
    assert "signup" not in message.body


def test_mail_writes_names_and_addresses_as_they_are(client, person):
    person.username = "o'hara&co"
    person.save()
    client.post(f"{ACCOUNTS}password/reset/", {"email": "n@here.example"})
    assert "Your username is o'hara&co." in mail.outbox[0].body


# Addresses, and what is said of them


def test_password_is_asked_for_again_before_an_address_changes(client, person):
    client.post(f"{ACCOUNTS}login/", sign_in_body())
    page = change_addresses(client, "add", "new@here.example")
    assert "Your password again" in words(page)
    again = {"password": "wrong", "next": f"{ACCOUNTS}email/"}
    wrong = client.post(f"{ACCOUNTS}reauthenticate/", again)
    assert "That is not the password of this account." in words(wrong)
    done = client.post(f"{ACCOUNTS}reauthenticate/", again | {"password": PASSWORD}, follow=True)
    assert "We sent a link to new@here.example." in words(done)


def change_addresses(client, action: str, email: str):
    """Press one button of the page of addresses; return the page that follows."""
    url = f"{ACCOUNTS}email/"
    response = client.post(url, {f"action_{action}": "", "email": email}, follow=True)
    assert foreign(response) == set()
    return response


def test_new_address_is_confirmed_by_its_link(staff, person):
    page = change_addresses(staff, "add", "new@here.example")
    assert "We sent a link to new@here.example. Open it to confirm the address." in words(page)
    assert "Not confirmed yet" in words(page)
    [message] = mail.outbox
    assert (message.subject, message.to) == (
        "Marram: Confirm your email address",
        ["new@here.example"],
    )
    assert "added this address to the account n.quill at testserver." in message.body
    asked = staff.get(link_in(message))
    assert "Is new@here.example the address of the account n.quill?" in words(asked)
    done = staff.post(link_in(message), follow=True)
    assert "new@here.example is confirmed." in words(done)
    assert EmailAddress.objects.get(email="new@here.example").verified


def test_link_can_be_sent_once_more(staff, person):
    EmailAddress.objects.create(user=person, email="late@here.example")
    page = change_addresses(staff, "send", "late@here.example")
    assert "We sent a link to late@here.example." in words(page)
    assert mail.outbox[0].to == ["late@here.example"]


def test_old_link_leads_to_a_new_one(staff):
    page = staff.get(f"{ACCOUNTS}confirm-email/no-such-key/")
    assert "This link no longer works" in words(page)
    link = BeautifulSoup(page.content, "html.parser").main.find("a", href=f"{ACCOUNTS}email/")
    assert link.get_text() == "Your email addresses"


def test_address_of_another_account_is_not_confirmed(staff, person):
    other = factories.make_staff(username="other")
    EmailAddress.objects.create(user=other, email="same@here.example", verified=True)
    mine = EmailAddress.objects.create(user=person, email="same@here.example")
    link = f"{ACCOUNTS}confirm-email/{EmailConfirmationHMAC(mine).key}/"
    page = staff.get(link)
    assert foreign(page) == set()
    assert "This address is taken" in words(page)
    staff.post(link)
    mine.refresh_from_db()
    assert not mine.verified


@pytest.mark.parametrize(
    ("action", "email", "said"),
    [
        ("add", "n@here.example", "Your account has this address already."),
        ("remove", "n@here.example", "Choose another address for them first"),
        ("remove", "second@here.example", "second@here.example is removed."),
        ("primary", "second@here.example", "Messages to you go to that address from now on."),
        ("primary", "late@here.example", "Confirm that address first"),
    ],
)
def test_each_change_of_an_address_is_said_plainly(staff, person, action, email, said):
    EmailAddress.objects.create(user=person, email="second@here.example", verified=True)
    EmailAddress.objects.create(user=person, email="late@here.example")
    assert said in words(change_addresses(staff, action, email))


def test_changed_password_is_said_plainly(staff, person):
    body = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    page = staff.post(f"{ACCOUNTS}password/change/", body, follow=True)
    assert foreign(page) == set()
    assert "Your password is changed." in words(page)
    assert mail.outbox == []
