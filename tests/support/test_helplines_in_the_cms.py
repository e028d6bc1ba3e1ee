"""Helplines as editors meet them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import streamfield

from core.epoch import current_epoch
from support.checks import facts_not_yet_checked
from support.models import Helpline
from tests.cms.editing import edit_url, fact_form
from tests.support.samples import make_helpline


def test_a_helpline_that_was_never_saved_has_a_preview(db):
    line = Helpline(locale=Locale.get_default(), name="Not saved", country="GB", purpose="crisis")
    response = line.make_preview_request()
    assert response.status_code == 200
    assert "Not saved" in response.content.decode()


def test_a_preview_shows_what_is_not_yet_published(db):
    line = make_helpline(name="Old name")
    line.name = "New name"
    page = line.make_preview_request().content.decode()
    assert "New name" in page
    assert line.first_phone().unbroken_number in page


@pytest.mark.parametrize(
    ("field", "text"), [("notes", "Or call 0800 1111."), ("audience", "Everyone on 999.")]
)
def test_an_editor_cannot_put_a_number_into_a_text(db, field, text):
    line = make_helpline()
    setattr(line, field, text)
    with pytest.raises(ValidationError) as refusal:
        line.full_clean()
    assert refusal.value.message_dict == {
        field: ["A number stands among the ways to reach them, never in a text."]
    }


def test_a_seen_source_needs_the_day_it_was_read(db):
    line = make_helpline()
    line.seen_on = None
    with pytest.raises(ValidationError) as refusal:
        line.full_clean()
    assert set(refusal.value.message_dict) == {"seen_on"}


def test_publishing_a_helpline_raises_the_epoch(db):
    before = current_epoch()
    make_helpline().save_revision().publish()
    assert current_epoch() == before + 1


@pytest.mark.parametrize("number", ["0800-9999", "0800 9999 (free)", "call 0800 9999"])
def test_a_number_with_other_signs_is_refused_beside_its_field(admin_client, number):
    line = make_helpline()
    means = [("means", {"kind": "phone", "label": "Call", "number": number, "address": ""})]
    form = fact_form(line, means=streamfield(means))
    refused = admin_client.post(edit_url(line), form | {"action-publish": "1"})
    assert "Digits, spaces, +, * and # only." in refused.content.decode()
    assert line.revisions.count() == 0


@pytest.mark.parametrize("name", ["list", "edit", "inspect", "history", "usage"])
def test_the_cms_pages_of_a_helpline_open(admin_client, name):
    line = make_helpline(name="Canary line")
    viewset = Helpline.snippet_viewset
    arguments = [] if name == "list" else [line.pk]
    response = admin_client.get(reverse(viewset.get_url_name(name), args=arguments))
    assert response.status_code == 200
    assert "Canary line" in response.content.decode()


def test_the_cms_list_filters_by_country_and_exports(admin_client, starter_helplines):
    address = reverse(Helpline.snippet_viewset.get_url_name("list"))
    page = admin_client.get(address, {"country": "ZA"}).content.decode()
    assert ("Childline South Africa" in page, "Samaritans" in page) == (True, False)
    export = b"".join(admin_client.get(address, {"export": "csv"}).streaming_content).decode()
    assert len(export.splitlines()) == 1 + len(starter_helplines)


def test_the_deployment_check_counts_what_nobody_checked(starter_helplines, capsys):
    Helpline.objects.filter(key="gb-childline").update(checked_on=date(2026, 11, 23))
    call_command("check", "--deploy", "--tag", "facts")
    said = capsys.readouterr().err
    unchecked = sum(line.live for line in starter_helplines) - 1
    assert f"{unchecked} published facts nobody has checked yet: {unchecked} helplines." in said


def test_the_deployment_check_is_silent_once_everything_is_checked(db):
    make_helpline(checked_on=date(2026, 11, 23), checked_by="An editor")
    assert facts_not_yet_checked(None) == []
