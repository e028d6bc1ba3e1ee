"""Helplines to test with, and the real ones of the starter content."""

import re
from datetime import date
from itertools import count
from pathlib import Path

from bs4 import BeautifulSoup
from django.http import HttpResponse
from wagtail.models import Locale

from core.curriculum_files import Errors
from support import curriculum
from support.enums import Country
from support.models import Helpline

ENGLISH = Path(__file__).resolve().parents[2] / "curriculum" / "en"
SEEN_ON = date(2026, 11, 22)
COUNTRIES = sorted(code.lower() for code in Country.values if code != Country.INTERNATIONAL)
numbers = count(1)


def make_helpline(**fields) -> Helpline:
    """Make a published British line for young people, read on SEEN_ON, but for `fields`."""
    number = next(numbers)
    defaults = {
        "key": f"gb-line-{number}",
        "country": "GB",
        "purpose": "child-helpline",
        "name": f"Line {number}",
        "audience": "For anyone under 19.",
        "means": [("means", {"kind": "phone", "label": "Call", "number": f"0800 {number:04}"})],
        "source": "https://www.helpline.example/contact",
        "mark": "seen-official",
        "risk": "A",
        "seen_on": SEEN_ON,
        "locale": Locale.get_default(),
    }
    return Helpline.objects.create(**defaults | fields)


def starter_file() -> curriculum.HelplineFile:
    errors = Errors()
    parsed = curriculum.read(ENGLISH, errors)
    errors.raise_if_any()
    return parsed


def main_of(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser").main


def words_of(element) -> str:
    return " ".join(element.get_text(" ").split())


def cards_of(response: HttpResponse) -> list[str]:
    return [words_of(card) for card in main_of(response).select(".helpline-card")]


def emergency_links(response: HttpResponse) -> list[str]:
    return [link["href"] for link in main_of(response).select(".care-card--now a")]


def without_nonce(response: HttpResponse) -> bytes:
    return re.sub(rb'nonce="[^"]*"', b"", response.content)
