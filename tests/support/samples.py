"""Records to test with, and the real ones of the starter content."""

import re
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path

from bs4 import BeautifulSoup
from django.http import HttpResponse
from wagtail.models import Locale

from core.curriculum_files import Errors
from support import curriculum
from support.enums import Country, FactKind
from support.models import AppRoute, GlossaryTerm, Helpline, LawFact, LetterClause, PlanStep

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
    }
    return make(Helpline, "A", defaults | fields)


def make_law(**fields) -> LawFact:
    """Make a published law of England and Wales that is in force, but for `fields`."""
    number = next(numbers)
    defaults = {
        "key": f"gb-law-{number}",
        "jurisdiction": "GB",
        "law": f"Law {number}",
        "year": 2003,
        "status": "in-force",
        "summary": "Nobody may share a private picture of you without your consent.",
    }
    return make(LawFact, "B", defaults | fields)


def make_app_route(**fields) -> AppRoute:
    """Make a published route of Instagram in two lines, but for `fields`."""
    number = next(numbers)
    defaults = {
        "key": f"app-route-{number}",
        "app": "instagram",
        "name": "Report a private picture",
        "how": "Press the dots at the picture.\nChoose Report.",
        "address": "https://app.example/help",
    }
    return make(AppRoute, "C", defaults | fields)


def make_plan_step(**fields) -> PlanStep:
    """Make a published step of the group Now that is always offered, but for `fields`.

    `when` is a list like `[("when", {"track": ["me"]})]`, `services` one like
    `[("purpose", "crisis")]`, `facts` one like `[("law", law)]`.
    """
    number = next(numbers)
    defaults = {
        "key": f"step-{number}",
        "group": "now",
        "title": f"Do thing {number}",
        "why": "It helps.",
        "how": "Do this first.\nThen do that.",
    }
    return make(PlanStep, "D", defaults | fields)


def make_letter_clause(**fields) -> LetterClause:
    """Make a published clause that stands in every letter, but for `fields`."""
    number = next(numbers)
    defaults = {"key": f"clause-{number}", "text": "Please take the picture down."}
    return make(LetterClause, "D", defaults | fields)


def make_term(**fields) -> GlossaryTerm:
    """Make a published glossary term, but for `fields`."""
    number = next(numbers)
    defaults = {"key": f"term-{number}", "term": f"Term {number}", "meaning": "A word of ours."}
    return make(GlossaryTerm, "D", defaults | fields)


def make(model, risk: str, fields: dict):
    """Store a published record with a source of its own, read on SEEN_ON, but for `fields`."""
    about = {
        "source": "https://www.source.example/page",
        "mark": "seen-official",
        "risk": risk,
        "seen_on": SEEN_ON,
        "locale": Locale.get_default(),
    }
    return model.objects.create(**about | fields)


@cache
def starter_files() -> curriculum.FactFiles:
    """Read the files of the starter content, once: that takes nine tenths of storing it."""
    errors = Errors()
    parsed = curriculum.read(ENGLISH, errors)
    errors.raise_if_any()
    return parsed


def store_starter(*kinds: FactKind) -> list:
    """Store the starter content's records of these kinds, quickly: without revisions."""
    stored, parsed = [], starter_files()
    for kind in curriculum.KINDS:
        facts = []
        for entry in parsed.of(kind.name) if kind.name in kinds else []:
            fact = kind.model(key=entry.key, locale=Locale.get_default(), live=entry.is_seen)
            curriculum.fill(fact, entry)
            facts.append(fact)
        stored += kind.model.objects.bulk_create(facts)
    return stored


def main_of(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser").main


def words_of(element) -> str:
    """Return the words of a part of a page; a number set apart is a part of its sentence."""
    for inline in element.select("bdi"):
        inline.unwrap()
    element.smooth()
    return " ".join(element.get_text(" ").split())


def cards_of(response: HttpResponse) -> list[str]:
    return [words_of(card) for card in main_of(response).select(".helpline-card")]


def emergency_links(response: HttpResponse) -> list[str]:
    return [link["href"] for link in main_of(response).select(".care-card--now a")]


def without_nonce(response: HttpResponse) -> bytes:
    return re.sub(rb'nonce="[^"]*"', b"", response.content)
