"""Every kind of fact has drafts, a history, a lock, a preview, a workflow and translations."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale

from core.epoch import current_epoch
from support.models import FACTS
from tests.support.drafts import published
from tests.support.samples import (
    make_app_route,
    make_helpline,
    make_law,
    make_letter_clause,
    make_plan_step,
    make_term,
)
from tests.upkeep.hands import approve, newest, send, signed_in

WORDS = "Take your time with it."
KINDS = [
    (make_helpline, "notes"),
    (make_law, "summary"),
    (make_app_route, "how"),
    (make_plan_step, "why"),
    (make_letter_clause, "text"),
    (make_term, "meaning"),
]
each_kind = pytest.mark.parametrize(("make", "field"), KINDS, ids=FACTS)


def read(fact, field: str) -> str:
    """Return what is public now."""
    return getattr(type(fact).objects.get(pk=fact.pk), field)


@each_kind
def test_change_goes_from_draft_over_a_second_person_to_public(editor, moderator, make, field):
    fact = published(make())
    before, epoch = read(fact, field), current_epoch()
    send(editor, fact, **{field: WORDS})
    assert (read(fact, field), getattr(newest(fact), field)) == (before, WORDS)
    assert WORDS in newest(fact).make_preview_request().content.decode()
    send(editor, fact, "submit")
    assert newest(fact).workflow_in_progress
    assert newest(fact).get_lock().for_user(editor)
    assert (read(fact, field), current_epoch()) == (before, epoch)
    approve(moderator, fact)
    assert read(fact, field) == WORDS
    assert current_epoch() > epoch


@each_kind
def test_history_names_who_wrote_and_who_approved(editor, moderator, make, field):
    fact = published(make())
    send(editor, fact, "submit", **{field: WORDS})
    approve(moderator, fact)
    address = reverse(type(fact).snippet_viewset.get_url_name("history"), args=[fact.pk])
    page = signed_in(moderator).get(address).content.decode()
    assert [name in page for name in (editor.username, moderator.username)] == [True, True]
    assert fact.revisions.count() == 3


@each_kind
def test_record_can_be_locked_and_then_nobody_else_changes_it(moderator, admin_user, make, field):
    fact = published(make())
    address = reverse(type(fact).snippet_viewset.get_url_name("lock"), args=[fact.pk])
    signed_in(admin_user).post(address)
    send(moderator, fact, "publish", **{field: WORDS})
    assert read(fact, field) != WORDS


@each_kind
def test_record_has_one_state_a_language(db, make, field):
    fact = published(make())
    twin = fact.copy_for_translation(Locale.objects.create(language_code="fr"))
    twin.save()
    setattr(twin, field, WORDS)
    published(twin)
    assert (read(twin, field), read(fact, field) == WORDS) == (WORDS, False)
    assert twin.uuid == fact.uuid


@each_kind
def test_list_and_form_and_history_open(moderator, make, field):
    fact = published(make())
    viewset, client = type(fact).snippet_viewset, signed_in(moderator)
    pages = [client.get(reverse(viewset.get_url_name("list")))]
    for name in ("edit", "inspect", "history", "usage"):
        pages.append(client.get(reverse(viewset.get_url_name(name), args=[fact.pk])))
    assert [str(fact) in page.content.decode() for page in pages] == [True] * 5


@each_kind
def test_reason_of_a_change_holds_no_number(db, make, field):
    fact = make()
    fact.change_note = "They moved from 0800 1111."
    with pytest.raises(ValidationError) as refusal:
        fact.full_clean()
    assert set(refusal.value.message_dict) == {"change_note"}
