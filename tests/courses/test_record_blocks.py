"""Blocks of records: terms and laws while learners may see them, and the way to help."""

from datetime import date
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup

from support.models import GlossaryTerm, LawFact
from tests import factories
from tests.support.samples import make_law, make_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def term():
    return make_term(term="Dune grass", meaning="It holds the sand.")


def step_with(module, *blocks):
    return factories.make_lesson(module, steps=[factories.make_step(list(blocks))]).step_url(1)


def glossary(term) -> dict:
    return {"type": "glossary", "value": {"term": term.pk}}


def body(client, url: str) -> str:
    page = BeautifulSoup(client.get(url).content, "html.parser")
    return " ".join(page.select_one(".lesson-body").get_text(" ").split())


def test_term_stands_with_its_meaning_and_where_it_was_read(client, module, term):
    assert body(client, step_with(module, glossary(term))) == (
        "Dune grass It holds the sand. From source.example, read 22 November 2026; "
        "not yet checked by a person."
    )


@pytest.mark.parametrize(
    "hide",
    [
        lambda term: GlossaryTerm.objects.get(pk=term.pk).unpublish(),
        lambda term: GlossaryTerm.objects.filter(pk=term.pk).update(mark="remembered"),
        lambda term: term.delete(),
    ],
    ids=["unpublished", "not seen", "deleted"],
)
def test_term_that_learners_may_not_see_leaves_the_rest_of_the_step(client, module, term, hide):
    text = {"type": "text", "value": {"text": "<p>The words around it.</p>"}}
    url = step_with(module, text, glossary(term))
    hide(term)
    assert body(client, url) == "The words around it."


def test_unpublished_term_is_gone_with_the_next_request(client, module, term):
    url = step_with(module, glossary(term))
    assert "Dune grass" in body(client, url)
    GlossaryTerm.objects.get(pk=term.pk).unpublish()
    assert "Dune grass" not in body(client, url)


@pytest.mark.parametrize("terms", [1, 3, 30])
def test_terms_cost_one_query_however_many(client, module, terms, django_assert_num_queries):
    blocks = [glossary(make_term(term=f"Word {number}")) for number in range(terms)]
    url = step_with(module, *blocks)
    with django_assert_num_queries(6):
        client.get(url)


# Laws


@pytest.fixture
def laws():
    return [
        make_law(jurisdiction="FR", law="The French law", summary="Nobody may share it."),
        make_law(jurisdiction="GB-SCT", law="The Scottish law", summary="Nobody may do that."),
    ]


def country_fact(*laws) -> dict:
    listed = [{"type": "item", "id": str(uuid4()), "value": law.pk} for law in laws]
    return {"type": "country_fact", "value": {"heading": "The law", "laws": listed}}


def test_each_law_stands_behind_its_country_with_the_day_it_was_read(client, module, laws):
    page = BeautifulSoup(client.get(step_with(module, country_fact(*laws))).content, "html.parser")
    found = page.select(".country-fact details")
    assert [one.summary.get_text(strip=True) for one in found] == ["France", "Scotland"]
    assert not any(one.has_attr("open") for one in found)
    assert " ".join(found[0].get_text(" ").split()) == (
        "France The French law Nobody may share it. From source.example, read 22 November 2026; "
        "not yet checked by a person."
    )
    assert page.select_one(".country-fact a")["href"] == "/help/"


def test_law_alone_is_open(client, module, laws):
    page = BeautifulSoup(
        client.get(step_with(module, country_fact(laws[0]))).content, "html.parser"
    )
    assert page.select_one(".country-fact details").has_attr("open")


@pytest.mark.parametrize(
    "change",
    [{"live": False}, {"mark": "partly-seen"}, {"seen_on": date(2024, 1, 1), "checked_on": None}],
    ids=["unpublished", "not seen", "overdue"],
)
def test_law_that_learners_may_not_see_is_left_out_and_the_others_stay(
    client, module, laws, change
):
    url = step_with(module, country_fact(*laws))
    LawFact.objects.filter(pk=laws[0].pk).update(**change)
    text = body(client, url)
    assert "The French law" not in text
    assert "The Scottish law" in text


def test_block_without_a_law_to_show_shows_nothing(client, module, laws):
    text = {"type": "text", "value": {"text": "<p>The words around it.</p>"}}
    url = step_with(module, text, country_fact(*laws))
    laws[0].delete()
    LawFact.objects.update(mark="remembered")
    assert body(client, url) == "The words around it."


@pytest.mark.parametrize("count", [1, 3, 20])
def test_laws_cost_one_query_however_many(client, module, count, django_assert_num_queries):
    made = [make_law(law=f"Law {number}") for number in range(count)]
    url = step_with(module, country_fact(*made), country_fact(*made[:1]))
    with django_assert_num_queries(6):
        client.get(url)


# Help


def test_help_card_leads_to_the_help_pages(client, module):
    card = {"type": "help_card", "value": {"heading": "Somebody", "text": "People listen."}}
    page = BeautifulSoup(client.get(step_with(module, card)).content, "html.parser")
    [link] = page.select(".lesson-body a")
    assert link["href"] == "/help/"
