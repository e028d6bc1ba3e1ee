"""Previews of laws, app routes, plan steps, letter clauses and terms: half written and stored."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, streamfield

from support.models import AppRoute, GlossaryTerm, LawFact, LetterClause, PlanStep
from support.templatetags.fact_previews import card_of_step, names_of
from tests.support.samples import (
    main_of,
    make_app_route,
    make_helpline,
    make_law,
    make_letter_clause,
    make_plan_step,
    make_term,
    words_of,
)

MAKERS = {
    LawFact: make_law,
    AppRoute: make_app_route,
    PlanStep: make_plan_step,
    LetterClause: make_letter_clause,
    GlossaryTerm: make_term,
}
READ = "From source.example, read 22 November 2026; not yet checked by a person."
UNREAD = "Readers do not see this yet: its source still has to be read."
every_kind = pytest.mark.parametrize("model", MAKERS, ids=lambda model: model._meta.model_name)


def preview(fact) -> str:
    """Return the words of a fact's preview as a reader gets them."""
    response = fact.make_preview_request()
    assert response.status_code == 200
    return words_of(main_of(response))


@every_kind
def test_preview_of_a_fact_that_says_nothing_yet(db, model):
    assert UNREAD in preview(model(locale=Locale.get_default()))


@every_kind
def test_preview_of_a_stored_fact_says_where_it_was_read(db, model):
    words = preview(MAKERS[model]())
    assert (READ in words, UNREAD in words) == (True, False)


@every_kind
@pytest.mark.parametrize("mark", ["partly-seen", "remembered"])
def test_preview_of_what_nobody_read_says_that_readers_wait(db, model, mark):
    words = preview(MAKERS[model](mark=mark, live=False))
    assert (READ in words, UNREAD in words) == (False, True)


def test_preview_of_a_law_shows_what_is_not_yet_published(db):
    law = make_law(law="Pictures Act, section 1", in_force_on="2024-01-31")
    law.summary = "Nobody may share it. You have to agree first."
    law.platform_duty = "Apps take it down."
    law.letter_sentence = "The Pictures Act forbids it."
    assert preview(law) == (
        "United Kingdom In force since 31 January 2024 Pictures Act, section 1 "
        f"Nobody may share it. You have to agree first. {READ} "
        "What platforms must do Apps take it down. In a letter The Pictures Act forbids it."
    )


def test_preview_of_a_law_leaves_out_what_it_does_not_have(db):
    law = make_law(law="Pictures Bill", status="bill", summary="It is not a law.")
    expected = f"United Kingdom A bill, not a law yet Pictures Bill It is not a law. {READ}"
    assert preview(law) == expected


def test_preview_of_an_app_route_shows_the_way_and_where_it_leads(db):
    route = make_app_route(notes="You need no account.")
    assert preview(route) == (
        "Instagram Report a private picture Press the dots at the picture. Choose Report. "
        f"Go to app.example You need no account. {READ}"
    )
    links = main_of(route.make_preview_request()).select("a")
    assert [link["href"] for link in links] == ["https://app.example/help"]


def test_preview_of_a_plan_step_shows_all_it_rests_on_whatever_the_country(db):
    law = make_law(jurisdiction="AU", law="A law of Australia")
    line = make_helpline(name="A British line")
    step = make_plan_step(
        facts=[("law", law), ("helpline", line), ("app", make_app_route(name="A way"))],
        services=[("purpose", "crisis"), ("purpose", "hash-matching")],
        time_needed="10 minutes",
    )
    words = preview(step)
    expected = [step.title, "It helps.", "Do this first.", "10 minutes", "A law of Australia"]
    expected += ["A British line", "A way", READ]
    expected += ["With services of the reader’s country: Crisis line, Stopping a picture"]
    assert [part for part in expected if part not in words] == []


def test_preview_of_a_letter_clause_keeps_its_paragraphs_and_says_what_is_filled_in(db):
    law = make_law(law="Pictures Act")
    clause = make_letter_clause(text="{law}\n\nThe links are: {links}", facts=[("law", law)])
    page = main_of(clause.make_preview_request())
    assert [words_of(line) for line in page.select(".card p")] == [
        "{law}",
        "The links are: {links}",
    ]
    words = words_of(page)
    assert ("filled in for each letter" in words, "It rests on: Pictures Act." in words) == (
        True,
        True,
    )
    assert "filled in for each letter" not in preview(make_letter_clause(text="Please act."))


def test_preview_of_a_term_shows_the_words_it_stands_for(db):
    term = make_term(
        term="Consent", meaning="A free yes.", instead_of="permission", reason="Shorter."
    )
    words = preview(term)
    assert words == f"Words we use Consent A free yes. We do not say: permission Shorter. {READ}"
    assert "We do not say" not in preview(make_term())


@pytest.mark.parametrize("number", [1, 3, 30])
def test_a_preview_takes_one_query_for_each_kind_of_fact(db, django_assert_num_queries, number):
    laws = [("law", make_law()) for _ in range(number)]
    routes = [("app", make_app_route()) for _ in range(number)]
    stored = make_plan_step(facts=[*laws, *routes])
    step = PlanStep.objects.get(pk=stored.pk)
    with django_assert_num_queries(2):
        assert len(card_of_step(step).notes) == 2 * number
    step = PlanStep.objects.get(pk=stored.pk)
    with django_assert_num_queries(2):
        assert len(names_of(step.facts)) == 2 * number


# --- Through the editor's forms -------------------------------------------------------------------

ABOUT = {
    "source": "https://www.source.example/page",
    "mark": "seen-official",
    "risk": "B",
    "copy_date": "",
    "seen_on": "2026-11-22",
    "key": "half-written",
    "owner": "",
    "deputy": "",
    "change_note": "",
}
TYPED = {
    LawFact: {
        "jurisdiction": "GB",
        "law": "L",
        "year": "2026",
        "status": "bill",
        "in_force_on": "",
        "covers_threats": "unknown",
        "covers_synthetic": "unknown",
        "summary": "Half wri",
        "platform_duty": "",
        "letter_sentence": "",
    },
    AppRoute: {"app": "x", "name": "N", "how": "Half wri", "address": "", "notes": ""},
    PlanStep: {
        "group": "now",
        "weight": "500",
        "title": "Half wri",
        "why": "W",
        "how": "",
        "time_needed": "",
        "who_will_know": "",
        **{name: streamfield([]) for name in ("when", "services", "facts")},
    },
    LetterClause: {
        "weight": "500",
        "text": "Half wri",
        "when": streamfield([]),
        "facts": streamfield([]),
    },
    GlossaryTerm: {"term": "T", "meaning": "Half wri", "instead_of": "", "reason": ""},
}


@every_kind
def test_preview_of_a_fact_while_it_is_typed(admin_client, model):
    address = reverse(model.snippet_viewset.get_url_name("preview_on_add"))
    answer = admin_client.post(address, nested_form_data(ABOUT | TYPED[model]))
    assert answer.json() == {"is_valid": True, "is_available": True}
    response = admin_client.get(f"{address}?in_preview_panel=true")
    assert (response.status_code, "Half wri" in words_of(main_of(response))) == (200, True)
