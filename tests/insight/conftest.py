"""The class, the module and the page that tests of question insight are about."""

import re

import pytest
from bs4 import BeautifulSoup

from tests import factories
from tests.insight.reading import address_of
from tests.support.samples import words_of


@pytest.fixture
def question(db):
    return factories.make_question(stem="A friend writes. What helps?")


@pytest.fixture
def module(classroom, question):
    module = factories.make_module(questions=[question, factories.make_question()])
    classroom.assignments.create(module=module)
    return module


@pytest.fixture
def url(classroom, module) -> str:
    return address_of(classroom, module)


@pytest.fixture
def read(teacher_client, url):
    """Return the page's questions by number, each as its words."""

    def questions(address: str = url) -> dict[int, str]:
        html = BeautifulSoup(teacher_client.get(address).content, "html.parser")
        parts = html.select(".insight__question")
        for part in parts:
            part.select_one(".question-flags").decompose()
        said = [words_of(part) for part in parts]
        return {int(re.match(r"Question (\d+)", words)[1]): words for words in said}

    return questions
