"""Aiken: questions with lettered answers and a key."""

import pytest

from quizzes.exchange import formats
from quizzes.exchange.items import Refused
from tests.quizzes.exchange.reads import answers, items_of, refusals

ITEMS = items_of("every_construct.txt", "aiken")


def test_question_has_the_answer_that_the_key_names():
    item = ITEMS["Whose canoe is it?"]
    assert (item.type, item.stem) == ("single", "Whose canoe is it?\nSay the name.")
    assert answers(item) == [("Ada", 100), ("Bo", 0)]


def test_question_without_its_key_is_refused():
    assert refusals(ITEMS) == {"Who asks?": "key: C", "Who waits?": "key"}


def test_empty_file_is_refused():
    with pytest.raises(Refused, match="empty"):
        formats.read(b"\n", "aiken")
