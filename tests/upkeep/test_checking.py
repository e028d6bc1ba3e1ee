""" "I checked it, nothing changed": two clicks and a note, by a person, and by nothing else."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import Locale

from core.epoch import current_epoch
from core.models import AuditEntry
from support.models import Correction, Helpline
from tests import factories
from tests.cms.editing import edit_url
from tests.support.drafts import draft, numbers_of, phone, published
from tests.support.samples import SEEN_ON, cards_of, make_helpline, make_term, words_of
from tests.upkeep.hands import newest, send, signed_in
from upkeep.actions import confirm_unchanged

WORKLIST = "/cms/facts/"
NOTE = "The same number on their contact page."
TODAY = SEEN_ON + timedelta(days=91)


@pytest.fixture(autouse=True)
def clock(time_machine):
    """Stand still on the first day on which a number is overdue."""
    time_machine.move_to(f"{TODAY}T12:00:00+00:00", tick=False)
    return time_machine


def check_url(fact) -> str:
    return f"/cms/facts/{fact.kind}/{fact.pk}/"


def check(user, fact, note: str = NOTE, **fields):
    """Press the button of the check, as its page was when it was opened."""
    client = signed_in(user)
    opened = BeautifulSoup(client.get(check_url(fact)).content, "html.parser")
    version = opened.select_one("input[name=version]")["value"]
    return client.post(check_url(fact), {"version": version, "note": note} | fields)


def checked(fact) -> tuple[date | None, str]:
    row = type(fact).objects.get(pk=fact.pk)
    return row.checked_on, row.checked_by


# Two clicks and a note


def test_check_is_two_clicks_and_a_note_from_the_worklist(client, line, editor):
    cms = signed_in(editor)
    listed = BeautifulSoup(cms.get(WORKLIST).content, "html.parser")
    link = listed.select_one("section.due-group a")
    form = BeautifulSoup(cms.get(link["href"]).content, "html.parser").main.form
    sent = {field["name"]: field.get("value", "") for field in form.select("[name]")}
    assert words_of(form.button) == "I checked it, nothing changed"
    answered = cms.post(link["href"], sent | {"note": NOTE}, follow=True)
    assert answered.redirect_chain == [(WORKLIST, 302)]
    assert "is checked as of today" in answered.content.decode()
    assert "Sandline" not in words_of(
        BeautifulSoup(answered.content, "html.parser").select_one("section.due-group")
    )
    assert checked(line) == (TODAY, editor.username)
    assert "Last checked by a person on 21 February 2027." in cards_of(client.get("/help/gb/"))[0]


def test_overdue_record_says_so_until_it_is_checked(client, line, editor):
    before = cards_of(client.get("/help/gb/"))[0]
    check(editor, line)
    after = cards_of(client.get("/help/gb/"))[0]
    said = "Not re-checked since 22 November 2026"
    assert (said in before, said in after) == (True, False)


def test_check_stands_in_the_history_with_its_note_and_in_the_audit_log(line, editor):
    check(editor, line)
    address = reverse(Helpline.snippet_viewset.get_url_name("history"), args=[line.pk])
    page = BeautifulSoup(signed_in(editor).get(address).content, "html.parser").main
    row = words_of(page.select_one("table.listing tbody tr"))
    assert [words in row for words in ("nothing changed", NOTE, editor.username)] == [True] * 3
    entry = AuditEntry.objects.get(verb="fact-checked")
    assert (entry.actor, entry.target) == (editor.uuid, line.uuid)


def test_check_moves_the_epoch_and_writes_neither_revision_nor_correction(line, editor):
    epoch, revisions = current_epoch(), line.revisions.count()
    check(editor, line)
    assert (current_epoch(), line.revisions.count()) == (epoch + 1, revisions)
    assert Correction.objects.count() == 0


def test_two_checks_on_one_day_are_one_and_the_next_day_another(line, editor, clock):
    check(editor, line)
    check(editor, line)
    assert AuditEntry.objects.filter(verb="fact-checked").count() == 1
    clock.shift(timedelta(days=1))
    check(editor, line)
    assert AuditEntry.objects.filter(verb="fact-checked").count() == 2


def test_newest_check_is_the_one_that_counts(line, editor, moderator):
    check(editor, line)
    check(moderator, line)
    assert checked(line) == (TODAY, moderator.username)


@pytest.mark.parametrize("note", ["", " " * 12, "Fine.", "x" * 301])
def test_check_without_a_proper_note_is_refused(line, editor, note):
    answered = check(editor, line, note=note)
    assert answered.status_code == 422
    assert checked(line) == (None, "")


# What it is about


def test_page_shows_what_is_public_and_its_sources(line, editor):
    draft(line, editor, means=phone("0800 2222"))
    Helpline.objects.filter(pk=line.pk).update(
        source="https://www.helpline.example/contact the foot of the page\nTheir leaflet"
    )
    client = signed_in(editor)
    page = BeautifulSoup(client.get(check_url(line)).content, "html.parser").main
    assert [words_of(one) for one in page.select("#source-content li")] == [
        "https://www.helpline.example/contact (opens in a new tab) the foot of the page",
        "Their leaflet",
    ]
    link = page.select_one("#source-content a")
    assert (link["href"], link["rel"]) == (
        "https://www.helpline.example/contact",
        ["noopener", "noreferrer"],
    )
    framed = client.get(page.iframe["src"])
    assert (framed["X-Frame-Options"], "0800\xa01111" in framed.content.decode()) == (
        "SAMEORIGIN",
        True,
    )
    assert "0800\xa02222" not in framed.content.decode()


def test_address_that_is_no_web_address_is_no_link(line, editor):
    Helpline.objects.filter(pk=line.pk).update(source="javascript:alert(1) here")
    page = BeautifulSoup(signed_in(editor).get(check_url(line)).content, "html.parser").main
    assert page.select("#source-content a") == []


def test_draft_of_somebody_keeps_its_words_and_the_row_its_check(line, editor, moderator):
    draft(line, moderator, means=phone("0800 2222"))
    check(editor, line)
    assert numbers_of(line) == ["0800 1111"]
    assert newest(line).ways()[0].number == "0800 2222"
    assert newest(line).checked_by == editor.username


def test_record_that_changed_while_it_was_read_is_compared_again(line, editor, moderator):
    client = signed_in(editor)
    opened = BeautifulSoup(client.get(check_url(line)).content, "html.parser")
    version = opened.select_one("input[name=version]")["value"]
    draft(line, moderator, means=phone("0800 2222")).publish()
    answered = client.post(check_url(line), {"version": version, "note": NOTE})
    page = BeautifulSoup(answered.content, "html.parser").main
    assert answered.status_code == 422
    assert words_of(page.select_one(".error-message")) == (
        "This record was changed while you read it. Please compare it again."
    )
    assert checked(line) == (None, "")
    sent = {"version": page.select_one("input[name=version]")["value"], "note": NOTE}
    assert client.post(check_url(line), sent).status_code == 302
    assert checked(line) == (TODAY, editor.username)


# Nobody else and nothing else


@pytest.mark.parametrize("role", ["student", "teacher", "organization_admin", "stranger"])
def test_person_without_a_desk_checks_nothing(cast, line, role):
    client = signed_in(getattr(cast, role))
    answered = client.post(check_url(line), {"version": str(line.live_revision_id), "note": NOTE})
    assert (answered.status_code, checked(line)) == (403, (None, ""))


def test_guest_checks_nothing(client, line):
    answered = client.post(check_url(line), {"version": str(line.live_revision_id), "note": NOTE})
    assert (answered.status_code, checked(line)) == (302, (None, ""))


def test_desk_checks_only_the_kinds_it_may_change(line):
    glossary = Group.objects.create(name="Glossary")
    for codename in ("access_admin", "add_glossaryterm", "change_glossaryterm"):
        glossary.permissions.add(Permission.objects.get(codename=codename))
    reader, term = factories.make_editor("Glossary"), published(make_term())
    sent = {"version": str(line.live_revision_id), "note": NOTE}
    signed_in(reader).post(check_url(line), sent)
    check(reader, term)
    assert (checked(line), checked(term)) == ((None, ""), (TODAY, reader.username))


def test_translator_checks_translations_and_is_asked_for_no_source(cast, clock):
    clock.shift(timedelta(days=-30))
    source = published(make_term(term="Canary term", risk="A"))
    twin = source.copy_for_translation(Locale.objects.create(language_code="fr"))
    twin.term = "Mot"
    twin.save()
    client = signed_in(cast.translator)
    sent = {"version": str(source.live_revision_id), "note": NOTE}
    for method in (client.get, client.post):
        assert method(check_url(source), sent).status_code == 302
    assert client.get(f"{check_url(source)}shown/").status_code == 302
    for page in (WORKLIST, "/cms/facts/calendar/"):
        html = client.get(page).content.decode()
        assert ("Canary term" in html, "Mot" in html) == (False, True)
    check(cast.translator, twin)
    assert (checked(source), checked(twin)) == (
        (None, ""),
        (TODAY - timedelta(days=30), cast.translator.username),
    )


@pytest.mark.parametrize("path", ["helpline/999999/", "pages/1/", "helpline/1/other/"])
def test_what_does_not_exist_is_not_checked(editor, path):
    assert signed_in(editor).post(f"{WORKLIST}{path}", {"note": NOTE}).status_code == 404


@pytest.mark.parametrize("fields", [{"live": False}, {"mark": "remembered"}])
def test_what_learners_do_not_see_is_not_checked(editor, fields):
    line = make_helpline(**fields)
    assert signed_in(editor).get(check_url(line)).status_code == 404


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_checks_nothing(line, editor, method):
    epoch = current_epoch()
    getattr(signed_in(editor), method)(
        f"{check_url(line)}?version={line.live_revision_id}&note={NOTE}"
    )
    assert (checked(line), current_epoch()) == ((None, ""), epoch)
    assert AuditEntry.objects.count() == 0


def test_form_of_a_record_cannot_set_a_check(line, moderator):
    fields = {"checked_on": "2027-02-21", "checked_by": "Somebody", "notes": "Quiet."}
    send(moderator, line, "publish", **fields)
    assert checked(line) == (None, "")
    form = signed_in(moderator).get(edit_url(line)).content.decode()
    assert "checked_on" not in form


def test_draft_with_a_check_in_it_cannot_set_one(line, moderator):
    revision = draft(line, moderator, notes="Quiet.")
    revision.content |= {"checked_on": "2027-02-21", "checked_by": "Somebody"}
    revision.save()
    revision.publish(user=moderator)
    assert checked(line) == (None, "")


def test_translation_is_checked_by_itself(line, editor):
    twin = line.copy_for_translation(Locale.objects.create(language_code="fr"))
    twin.save()
    confirm_unchanged(by=editor, fact=line, note=NOTE)
    assert (checked(line)[1], checked(twin)[1]) == (editor.username, "")
