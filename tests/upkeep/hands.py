"""What people at the desk do to a fact, each through the pages they would use."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield

from support.models import Fact
from tests.cms.editing import edit_url, fact_form


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def newest(fact: Fact) -> Fact:
    """Return a fact with its newest draft, as the form shows it."""
    return type(fact).objects.get(pk=fact.pk).get_latest_revision_as_object()


def send(user, fact: Fact, *pressed: str, **changes) -> HttpResponse:
    """Send the form of a fact as `user` sees it, changed, with a button pressed; none saves it."""
    form = fact_form(newest(fact), **changes) | {f"action-{button}": "1" for button in pressed}
    return signed_in(user).post(edit_url(fact), form, follow=True)


def approve(user, fact: Fact) -> HttpResponse:
    """Press Approve in the form of what was submitted."""
    form = fact_form(newest(fact))
    form |= {"action-workflow-action": "1", "workflow-action-name": "approve"}
    return signed_in(user).post(edit_url(fact), form, follow=True)


def approve_in_the_list(user, fact: Fact, address_of: Fact | None = None) -> HttpResponse:
    """Press Approve beside what waits; `address_of` asks at the address of another record."""
    waiting = newest(fact).current_workflow_task_state
    address = reverse(
        type(fact).snippet_viewset.get_url_name("workflow_action"),
        args=[(address_of or fact).pk, "approve", waiting.pk],
    )
    return signed_in(user).post(address, {"comment": ""}, follow=True)


def numbers_in_form(*numbers: str) -> dict:
    """Return what the field `means` of the form sends for these phone numbers."""
    blocks = [{"kind": "phone", "label": "Call", "number": one, "address": ""} for one in numbers]
    return streamfield([("means", block) for block in blocks])
