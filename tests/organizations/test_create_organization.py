"""`create_organization` and `invite_staff`: the first minute of a real site."""

import re
import secrets
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from organizations.models import Organization, StaffInvite, staff_token_hash

pytestmark = pytest.mark.django_db

LINK = re.compile(r"https://marram\.example/join/staff/([\w-]{32})/")


def said(command: str, *args, **options) -> str:
    out = StringIO()
    call_command(command, *args, stdout=out, **options)
    return out.getvalue()


@pytest.fixture(autouse=True)
def base_url(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://marram.example/"


def test_school_gets_a_link_for_each_of_its_first_staff():
    printed = said("create_organization", "Duneside  School", admins=2, teachers=3)
    school = Organization.objects.get()
    assert (school.name, school.time_zone) == ("Duneside School", "Europe/London")
    tokens = LINK.findall(printed)
    roles = [StaffInvite.objects.get(token_hash=staff_token_hash(one)).role for one in tokens]
    assert roles == ["admin", "admin", "teacher", "teacher", "teacher"]
    assert StaffInvite.objects.open().filter(organization=school).count() == 5
    assert printed.count("Organization admin: ") == 2


def test_printed_link_opens(client):
    token = LINK.search(said("create_organization", "Duneside School"))[1]
    assert client.get(f"/join/staff/{token}/").status_code == 200


@time_machine.travel("2026-11-28T20:00:00+00:00", tick=False)
def test_time_zone_is_the_schools():
    printed = said("create_organization", "Kaze School", time_zone="Asia/Tokyo")
    assert "until 06 December 2026" in printed
    assert Organization.objects.get().time_zone == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("name", "options", "why"),
    [
        ("duneside school", {}, "already.*invite_staff"),
        ("Kaze School", {"time_zone": "Moon/Sea"}, "not a time zone"),
        ("Kaze School", {"admins": 0}, "needs an admin"),
        ("Kaze School", {"teachers": -1}, "needs an admin"),
        (" ", {}, "blank"),
        ("x" * 121, {}, "120"),
    ],
)
def test_wrong_words_are_refused_and_make_nothing(name, options, why):
    said("create_organization", "Duneside School")
    with pytest.raises(CommandError, match=why):
        said("create_organization", name, **options)
    assert Organization.objects.count() == 1
    assert StaffInvite.objects.count() == 1


def test_school_comes_with_all_its_links_or_not_at_all(monkeypatch):
    """The second link cannot be stored here: its token is the first one's."""
    monkeypatch.setattr(secrets, "token_urlsafe", lambda size: "a" * 32)
    with pytest.raises(IntegrityError):
        said("create_organization", "Duneside School", admins=2)
    assert not Organization.objects.exists()
    assert not StaffInvite.objects.exists()


def test_school_that_lost_its_links_gets_another():
    said("create_organization", "Duneside School")
    (token,) = LINK.findall(said("invite_staff", "Duneside School"))
    assert StaffInvite.objects.get(token_hash=staff_token_hash(token)).role == "admin"
    with pytest.raises(CommandError, match="0 organizations"):
        said("invite_staff", "Kaze School")
