"""The warning list finds what it is there for, and leaves names of services alone."""

import re

import pytest
from django.conf import settings

from core.curriculum_files import read_yaml
from tests.support.samples import ENGLISH
from upkeep.content_checks.refused_words import (
    OF_FACTS,
    OF_LESSONS,
    PROMISES,
    STATEMENTS,
    WORDS,
    refused_in,
)


@pytest.mark.parametrize(
    "refused",
    [*WORDS, *STATEMENTS, *OF_FACTS, *OF_LESSONS, *PROMISES],
    ids=lambda one: one.example,
)
def test_every_pattern_finds_its_example(refused):
    assert refused.is_in(refused.example)
    assert refused.is_in(refused.example.upper())


@pytest.mark.parametrize(
    "text",
    [
        "The Revenge Porn Helpline is for adults.",
        "You will not be in trouble for asking for help.",
        "Never take a screenshot of the picture.",
        "The law is there to protect you.",
    ],
)
def test_what_may_be_said_is_found_by_none(text):
    assert refused_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "An adult can ask for it to be taken down.",
        "They help to get pictures taken down.",
        "They say they keep it private. Ask who else may hear of it.",
        "You can stay unnamed with many of them.",
        "The police number is free from a landline.",
        "Nobody else should ask for it.",
    ],
)
def test_what_a_service_says_of_itself_is_no_promise_of_ours(text):
    assert promises_in(text) == []


def promises_in(text: str) -> list[str]:
    return [promise.reason for promise in PROMISES if promise.is_in(text)]


def texts_of_fact_files() -> dict[str, str]:
    """Return what each file of facts says, and nothing of its sources."""
    found = {}
    for name in ("helplines", "plan_steps", "letter_clauses", "app_routes", "laws", "glossary"):
        rows = [row | {"source": []} for row in read_yaml(ENGLISH / f"{name}.yaml")]
        found[name] = "\n".join(str(row) for row in rows)
    return found


def texts_of_help_pages() -> dict[str, str]:
    """Return what each template of the help pages says."""
    translated = re.compile(r'{% translate "([^"]+)"')
    pages = (settings.BASE_DIR / "templates" / "support").glob("*.html")
    return {page.name: "\n".join(translated.findall(page.read_text("utf-8"))) for page in pages}


def test_facts_and_help_pages_promise_nothing():
    texts = texts_of_fact_files() | texts_of_help_pages()
    assert len(texts["teachers.html"]) > 500
    assert {name: found for name, text in texts.items() if (found := promises_in(text))} == {}
