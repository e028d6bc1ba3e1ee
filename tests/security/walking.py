"""Walking through all that a member of staff may open, and saying what they read."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl, urlsplit

from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from tests.security.asking import Undo, client_of
from tests.security.doors import DOORS, ROLES, Door
from users.models import User

# What is made anew for every answer, whatever stands in the database.
MADE_ANEW = [
    re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*'),
    re.compile(rb'(nonce=")[^"]*'),
    # A random name for what a form makes, so that sent twice it is made once.
    re.compile(rb'(name="key" value=")[^"]*'),
    re.compile(rb'("X-CSRFToken": ?"|&quot;X-CSRFToken&quot;: ?&quot;)\w*'),
]
HEADERS_MADE_ANEW = {"Content-Security-Policy", "Set-Cookie"}
# Enough for each address once, with a few of its queries.
MOST_PAGES = 150


def doors_of(role: str) -> list[Door]:
    """Return the doors that open for this role and tell of a class, or of a school.

    A page of a class names it in its address; a page of a school opens for no teacher of another.
    """
    place, far = ROLES.index(role), ROLES.index("far_teacher")
    return [
        door
        for door in DOORS
        if door.get[place] == 200 and ("class_uuid" in door.args or door.get[far] in {403, 404})
    ]


def addresses_of(role: str, world: dict) -> list[str]:
    """Return the addresses of a role's doors in a world; their names come from the matrix."""
    return [reverse(door.name, args=[world[arg] for arg in door.args]) for door in doors_of(role)]


def found_from(client: Client, addresses: Iterable[str]) -> list[str]:
    """Return these addresses and the pages of a class they lead to, one for each kind of address.

    Of one kind are addresses with the same name and the same names in their query: sorted, filtered
    or written as a table, a page is read as well.
    """
    found, kinds, waiting = [], set(), list(addresses)
    while waiting and len(found) < MOST_PAGES:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind is None or kind in kinds:
            continue
        kinds.add(kind)
        found.append(address)
        waiting += links_on(get(client, address), address)
    return found


def kind_of(address: str) -> tuple | None:
    """Return what an address has in common with its like; None where nothing of ours stands."""
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    query = tuple(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    names = tuple((name, value if not value.isdigit() else "") for name, value in query)
    return (match.view_name, tuple(n if "-" in v else f"{n}={v}" for n, v in names))


def links_on(response: HttpResponse, address: str) -> Iterator[str]:
    """Yield the pages of classes that a page leads to, as addresses of this site."""
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return
    html = BeautifulSoup(response.content, "html.parser")
    for tag in html.select("[href], [hx-get]"):
        link = (tag.get("href") or tag.get("hx-get") or "").partition("#")[0]
        link = urlsplit(address).path + link if link.startswith("?") else link
        if link.startswith("/teach/classes/"):
            yield link


def get(client: Client, address: str) -> HttpResponse:
    """Open an address and take back what that wrote, such as a row of the audit log."""
    try:
        with transaction.atomic():
            response = client.get(address)
            body = b"".join(response) if response.streaming else response.content
            raise Undo
    except Undo:
        response.read_body = body
    return response


def reading(client: Client, address: str) -> tuple[int, dict[str, str], bytes]:
    """Return what somebody reads at an address: status, headers, and the body to the byte."""
    response = get(client, address)
    kept = {k: v for k, v in response.headers.items() if k not in HEADERS_MADE_ANEW}
    body = response.read_body
    for pattern in MADE_ANEW:
        body = pattern.sub(rb"\1", body)
    return response.status_code, kept, body


class Readers:
    """People who look at everything that opens for them: `looks` are what they read, by address."""

    def __init__(self, people: dict[str, User], world: dict):
        self.places = {}
        for role, user in people.items():
            client = client_of(user)
            self.places[role] = (client, found_from(client, addresses_of(role, world)))

    @property
    def names(self) -> set[str]:
        """The names of all addresses that are looked at."""
        found = {address for _client, addresses in self.places.values() for address in addresses}
        return {resolve(urlsplit(address).path).view_name for address in found}

    def look(self) -> dict[tuple[str, str], tuple]:
        """Return what each reads now; the cache is emptied, for it knows nothing of taking back."""
        cache.clear()
        return {
            (role, address): reading(client, address)
            for role, (client, addresses) in self.places.items()
            for address in addresses
        }

    def look_after(self, act: Callable[[], None]) -> dict[tuple[str, str], tuple]:
        """Return what each reads after an act, and take it back."""
        try:
            with numbers_as_before(), transaction.atomic():
                act()
                seen = self.look()
                raise Undo
        except Undo:
            return seen


@contextmanager
def numbers_as_before() -> Iterator[None]:
    """Give the next rows the numbers they would have had: PostgreSQL's go on after a rollback.

    Two worlds that are compared would differ by them, in marks that are made of numbers.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences")
        before = cursor.fetchall()
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for name, last in before:
                cursor.execute(
                    "SELECT setval(quote_ident(%s), %s, %s)", [name, last or 1, last is not None]
                )
