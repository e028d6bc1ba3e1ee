"""Asking an address as one role, and taking back what it did."""

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.security.doors import Door
from users.models import User


class Undo(Exception):
    """Rolls a request back, so that every role meets the same world."""


def client_of(user: User | None) -> Client:
    client = Client(headers={"Sec-Fetch-Site": "same-origin"}, raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


def ask(client: Client, method: str, door: Door, world: dict, **options) -> HttpResponse:
    """Send one request and take it back; return the response. `options` are the client's own."""
    url = reverse(door.name, args=[world[arg] for arg in door.args])
    body = {name: world.get(value, value) for name, value in door.body.items()}
    cookies = client.cookies.copy()
    try:
        with transaction.atomic():
            sent = {} if method == "get" else body
            response = getattr(client, method)(url, sent, **options)
            raise Undo
    except Undo:
        client.cookies = cookies
    return response
