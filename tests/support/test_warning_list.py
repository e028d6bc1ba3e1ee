"""The warning list finds what it is there for, and leaves names of services alone."""

import pytest

from upkeep.content_checks.refused_words import (
    OF_FACTS,
    OF_LESSONS,
    STATEMENTS,
    WORDS,
    refused_in,
)


@pytest.mark.parametrize(
    "refused", [*WORDS, *STATEMENTS, *OF_FACTS, *OF_LESSONS], ids=lambda one: one.example
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
