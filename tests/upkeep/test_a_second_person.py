"""Numbers and law are published by two people; everything else, and every other door, by one."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

from core.epoch import current_epoch
from support.errors import SecondPersonNeeded
from support.models import FACTS, Correction, Helpline, LawFact
from tests import factories
from tests.cms.editing import add_url, edit_url, fact_form
from tests.support.drafts import draft, numbers_of, phone, published
from tests.support.samples import cards_of, main_of, make_helpline, make_law
from tests.upkeep.hands import (
    approve,
    approve_in_the_list,
    newest,
    numbers_in_form,
    send,
    signed_in,
)
from users.models import User

OLD, NEW = "0800 1111", "0800 2222"
REFUSAL = "Nothing was published. You changed a number"


@pytest.fixture
def superuser(db):
    return User.objects.create_superuser("superuser", password="a long password")


def shown_numbers(client) -> list[str]:
    """Return the numbers on the British page."""
    links = main_of(client.get("/help/gb/")).select(".helpline-card a[href^='tel:']")
    return [link["href"].removeprefix("tel:") for link in links]


def submit(user, fact, **changes):
    return send(user, fact, "submit", **changes)


# From draft to page


def test_corrected_number_goes_over_a_second_person_to_the_page(client, line, editor, moderator):
    Helpline.objects.filter(pk=line.pk).update(checked_on=date(2026, 11, 30), checked_by="Ana")
    epoch = current_epoch()
    send(editor, line, means=numbers_in_form(NEW), change_note="The service moved.")
    submit(editor, line)
    assert (shown_numbers(client), current_epoch()) == (["08001111"], epoch)
    approve(moderator, line)
    assert shown_numbers(client) == ["08002222"]
    assert current_epoch() > epoch
    row = Helpline.objects.get(pk=line.pk)
    assert (row.checked_on, row.checked_by, row.change_note) == (None, "", "")
    correction = Correction.objects.get()
    assert (correction.old, correction.new) == ("phone Call 0800 1111", "phone Call 0800 2222")
    assert (correction.why, correction.by) == ("The service moved.", moderator.uuid)
    assert "not yet checked by a person" in cards_of(client.get("/help/gb/"))[0]


def test_editor_submits_and_does_not_publish(client, line, editor):
    menu = signed_in(editor).get(edit_url(line)).content.decode()
    assert ("Submit for a second person" in menu, "action-publish" in menu) == (True, False)
    send(editor, line, "publish", means=numbers_in_form(NEW))
    assert shown_numbers(client) == ["08001111"]


def test_draft_that_was_submitted_is_locked_for_its_editor(line, editor, moderator):
    submit(editor, line, means=numbers_in_form(NEW))
    refused = send(editor, line, means=numbers_in_form("0800 3333"))
    assert "could not be saved as it is locked" in refused.content.decode()
    assert newest(line).ways()[0].number == NEW
    send(moderator, line, notes="Ask for a quiet room.")
    assert newest(line).notes == "Ask for a quiet room."


# Doors. Each takes who wrote and who presses, and tries to make the number public.


def in_the_form(writer, presser, line):
    draft(line, writer, means=phone(NEW))
    send(presser, line, "publish")


def in_the_form_over_the_autosaved_draft(writer, presser, line):
    saved = draft(line, writer, means=phone(NEW))
    if writer != presser:
        saved = draft(line, presser)
    send(presser, line, "publish", overwrite_revision_id=str(saved.pk))


def by_approving_in_the_form(writer, presser, line):
    submit(writer, line, means=numbers_in_form(NEW))
    approve(presser, line)


def by_approving_in_the_list(writer, presser, line):
    submit(writer, line, means=numbers_in_form(NEW))
    approve_in_the_list(presser, line)


def by_approving_at_another_address(writer, presser, line):
    other = published(make_helpline(country="FR"))
    submit(writer, line, means=numbers_in_form(NEW))
    submit(factories.make_editor(), other, notes="Ask for a quiet room.")
    approve_in_the_list(presser, line, address_of=other)


def by_going_back_to_the_draft(writer, presser, line):
    written = draft(line, writer, means=phone(NEW))
    draft(line, writer, means=phone(OLD))
    address = reverse(
        Helpline.snippet_viewset.get_url_name("revisions_revert"), args=[line.pk, written.pk]
    )
    form = fact_form(written.as_object()) | {"action-publish": "1"}
    signed_in(presser).post(address, form)


def by_publishing_the_revision(writer, presser, line):
    with suppress(SecondPersonNeeded):
        draft(line, writer, means=phone(NEW)).publish(user=presser)


def by_publishing_an_older_draft(writer, presser, line):
    written = draft(line, writer, means=phone(NEW))
    draft(line, factories.make_editor(), means=phone(OLD))
    with suppress(SecondPersonNeeded):
        written.publish(user=presser)


def by_publishing_an_older_draft_of_the_same_moment(writer, presser, line):
    with time_machine.travel(timezone.now(), tick=False):
        by_publishing_an_older_draft(writer, presser, line)


def by_the_calendar(writer, presser, line):
    now = timezone.now()
    written = draft(line, writer, means=phone(NEW), go_live_at=now + timedelta(hours=1))
    with suppress(SecondPersonNeeded):
        written.publish(user=presser)
    assert numbers_of(line) == [OLD]
    with time_machine.travel(now + timedelta(hours=2)):
        call_command("publish_scheduled")


def by_hiding_it_first(writer, presser, line):
    draft(line, writer, means=phone(NEW))
    address = reverse(Helpline.snippet_viewset.get_url_name("unpublish"), args=[line.pk])
    signed_in(presser).post(address)
    assert not Helpline.objects.get(pk=line.pk).live
    send(presser, line, "publish")


def after_somebody_saved_it_again(writer, presser, line):
    draft(line, writer, means=phone(NEW))
    draft(line, factories.make_editor(), notes="Ask for a quiet room.")
    send(presser, line, "publish")


def in_two_halves(writer, presser, line):
    draft(line, writer, means=phone(OLD, NEW))
    draft(line, factories.make_editor(), means=phone(NEW))
    send(presser, line, "publish")


def in_a_workflow_of_the_sites_own(writer, presser, line):
    task = GroupApprovalTask.objects.create(name="Anybody")
    task.groups.set(Group.objects.filter(name="Moderators"))
    workflow = Workflow.objects.create(name="Ours")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowContentType.objects.filter(content_type=Helpline.get_content_type()).update(
        workflow=workflow
    )
    submit(writer, line, means=numbers_in_form(NEW))
    approve(presser, line)
    if newest(line).workflow_in_progress:
        approve_in_the_list(presser, line)


DOORS = [
    in_the_form,
    in_the_form_over_the_autosaved_draft,
    by_approving_in_the_form,
    by_approving_in_the_list,
    by_approving_at_another_address,
    by_going_back_to_the_draft,
    by_publishing_the_revision,
    by_publishing_an_older_draft,
    by_publishing_an_older_draft_of_the_same_moment,
    by_the_calendar,
    by_hiding_it_first,
    after_somebody_saved_it_again,
    in_two_halves,
    in_a_workflow_of_the_sites_own,
]


@pytest.mark.parametrize("role", ["moderator", "superuser"])
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_no_door_publishes_a_number_for_whoever_wrote_it(request, client, line, door, role):
    writer = request.getfixturevalue(role)
    door(writer, writer, line)
    assert "08002222" not in shown_numbers(client)
    assert Correction.objects.count() == 0


@pytest.mark.parametrize("role", ["moderator", "superuser"])
@pytest.mark.parametrize(
    "door",
    # Whoever goes back to an older number has changed it, so that is a draft of their own.
    [door for door in DOORS if door is not by_going_back_to_the_draft],
    ids=lambda door: door.__name__,
)
def test_every_door_publishes_it_for_a_second_person(
    request, client, line, door, role, other_moderator
):
    door(other_moderator, request.getfixturevalue(role), line)
    assert shown_numbers(client) == ["08002222"]


def test_writer_is_told_what_to_do_and_keeps_the_draft(line, moderator):
    answered = send(moderator, line, "publish", means=numbers_in_form(NEW)).content.decode()
    assert REFUSAL in answered
    assert (numbers_of(line), newest(line).ways()[0].number) == ([OLD], NEW)
    assert ("Submit for a second person" in answered, "action-publish" in answered) == (True, False)


def test_new_record_is_published_by_somebody_else(client, editor, moderator, other_moderator):
    unsaved = make_helpline()
    form = fact_form(unsaved, key="gb-new-line", means=numbers_in_form(NEW))
    unsaved.delete()
    answered = signed_in(moderator).post(
        add_url(Helpline), form | {"action-publish": "1"}, follow=True
    )
    assert REFUSAL in answered.content.decode()
    made = Helpline.objects.get()
    assert (made.live, shown_numbers(client)) == (False, [])
    send(other_moderator, made, "publish")
    assert shown_numbers(client) == ["08002222"]


def test_facts_are_not_published_by_the_dozen_or_by_a_date_or_in_a_chooser():
    for model in FACTS.values():
        bulk = bulk_action_registry.get_bulk_actions_for_model("support", model._meta.model_name)
        assert [action.action_type for action in bulk] == ["delete"]
        fields = model.snippet_viewset.get_edit_handler().get_form_class().base_fields
        assert {"go_live_at", "expire_at"} & set(fields) == set()
        chooser = model.snippet_viewset.chooser_viewset
        forms = (chooser.creation_form_class, chooser.form_fields, chooser.exclude_form_fields)
        assert forms == (None, None, None)


# What two people have to read


@pytest.mark.parametrize(
    ("make", "changes"),
    [
        (make_helpline, {"means": phone(NEW)}),
        (make_helpline, {"means": phone("0800 0001", "0800 0002")}),
        (make_helpline, {"country": "FR"}),
        (make_helpline, {"purpose": "crisis"}),
        (make_law, {"law": "Tide Act"}),
        (make_law, {"jurisdiction": "FR"}),
        (make_law, {"status": "bill"}),
        (make_law, {"in_force_on": "2026"}),
        (make_law, {"summary": "Nobody may do that."}),
        (make_law, {"platform_duty": "Platforms must act in two days."}),
        (make_law, {"letter_sentence": "The Tide Act says so."}),
    ],
)
def test_words_that_count_need_a_second_person(moderator, other_moderator, make, changes):
    fact = published(make())
    type(fact).objects.filter(pk=fact.pk).update(checked_on=date(2026, 11, 30), checked_by="Ana")
    revision = draft(fact, moderator, **changes)
    with pytest.raises(SecondPersonNeeded):
        revision.publish(user=moderator)
    assert type(fact).objects.get(pk=fact.pk).checked_by == "Ana"
    revision.publish(user=other_moderator)
    assert type(fact).objects.get(pk=fact.pk).checked_on is None
    assert list(Correction.objects.values_list("field", flat=True)) == list(changes)


@pytest.mark.parametrize(
    ("make", "changes"),
    [
        (make_helpline, {"notes": "Ask for a quiet room."}),
        (make_helpline, {"hours": "Every day."}),
        (make_law, {"year": 2004}),
    ],
)
def test_other_words_need_one_person_and_keep_the_check(moderator, make, changes):
    fact = published(make())
    type(fact).objects.filter(pk=fact.pk).update(checked_on=date(2026, 11, 30), checked_by="Ana")
    send(moderator, fact, "publish", **{name: str(value) for name, value in changes.items()})
    row = type(fact).objects.get(pk=fact.pk)
    assert {name: getattr(row, name) for name in changes} == changes
    assert (row.checked_on, row.checked_by) == (date(2026, 11, 30), "Ana")
    assert list(Correction.objects.values_list("field", flat=True)) == list(changes)


def test_second_person_may_mend_the_notes_of_what_they_approve(
    client, line, moderator, other_moderator
):
    submit(other_moderator, line, means=numbers_in_form(NEW))
    send(moderator, line, notes="Ask for a quiet room.")
    approve(moderator, line)
    assert shown_numbers(client) == ["08002222"]
    assert Helpline.objects.get(pk=line.pk).notes == "Ask for a quiet room."


def test_second_person_who_mends_the_number_is_no_second_person_any_more(
    client, line, moderator, other_moderator
):
    submit(other_moderator, line, means=numbers_in_form(NEW))
    send(moderator, line, means=numbers_in_form("0800 3333"))
    for author in (moderator, other_moderator):
        approve(author, line)
        send(author, line, "publish")
    assert shown_numbers(client) == ["08001111"]


@pytest.mark.parametrize("model", [Helpline, LawFact])
def test_publish_is_offered_to_everybody_but_the_writer(model, moderator, other_moderator):
    fact = published(make_helpline() if model is Helpline else make_law())
    draft(fact, moderator, **({"means": phone(NEW)} if model is Helpline else {"law": "Tide Act"}))
    offered = {
        user: "action-publish" in signed_in(user).get(edit_url(fact)).content.decode()
        for user in (moderator, other_moderator)
    }
    assert offered == {moderator: False, other_moderator: True}


def test_approve_is_offered_to_everybody_but_the_writer(line, moderator, other_moderator):
    submit(moderator, line, means=numbers_in_form(NEW))
    offered = {
        user: [
            name in signed_in(user).get(edit_url(line)).content.decode()
            for name in ('action-name="approve"', 'action-name="reject"')
        ]
        for user in (moderator, other_moderator)
    }
    assert offered == {moderator: [False, True], other_moderator: [True, True]}


def test_writer_of_other_words_may_approve_them(line, moderator):
    submit(moderator, line, notes="Ask for a quiet room.")
    approve(moderator, line)
    assert Helpline.objects.get(pk=line.pk).notes == "Ask for a quiet room."
