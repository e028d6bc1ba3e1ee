"""What every response says: a strict policy everywhere, a looser one only for the CMS."""

import re

import pytest
from django.test import Client

from tests import factories

PUBLIC = [
    "/",
    "/learn/",
    "/help/",
    "/help/gb/",
    "/join/",
    "/privacy/",
    "/accounts/login/",
    "/nowhere/",
]

pytestmark = pytest.mark.django_db


def policy(response) -> dict[str, list[str]]:
    parts = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {name: values for name, *values in parts}


@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_has_the_strict_policy(client, path):
    directives = policy(client.get(path))
    assert directives["default-src"] == ["'none'"]
    assert directives["style-src"] == ["'self'"]
    assert directives["frame-ancestors"] == ["'none'"]
    assert "'unsafe-inline'" not in response_values(directives)
    assert directives["script-src"][-1] == "'strict-dynamic'" or directives["script-src"] == [
        "'strict-dynamic'"
    ]


def response_values(directives) -> list[str]:
    return [value for values in directives.values() for value in values]


@pytest.mark.parametrize("path", PUBLIC)
def test_every_script_of_a_public_page_carries_the_nonce(client, path):
    response = client.get(path)
    scripts = re.findall(r"<script[^>]*>", response.content.decode())
    nonces = re.findall(r"'nonce-([^']+)'", response["Content-Security-Policy"])
    assert [script for script in scripts if f'nonce="{nonces[0]}"' not in script] == []


def test_cms_has_its_own_policy():
    client = Client()
    client.force_login(factories.make_editor())
    directives = policy(client.get("/cms/"))
    assert directives["script-src"] == ["'self'", "'unsafe-inline'"]
    assert directives["frame-ancestors"] == ["'self'"]


@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_sends_the_other_headers(client, path):
    response = client.get(path)
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert "Save-Data" in response["Vary"]


@pytest.mark.parametrize("path", ["/help/", "/help/gb/", "/learn/", "/nowhere/"])
def test_reading_sets_no_cookie(client, path):
    assert client.get(path).cookies == {}
