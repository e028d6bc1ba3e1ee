"""One country's letters: which clauses they have, which laws they name, and what stands beside."""

from datetime import UTC, datetime, timedelta

import pytest

from support.enums import Country
from support.letters import CountryLetters, country_letters
from support.models import LawFact
from support.queries import directory
from tests.support.samples import (
    make_app_route,
    make_helpline,
    make_law,
    make_letter_clause,
)

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
CHOSEN = {"recipient": "platform", "sender": "person", "age": "adult", "links": "", "cases": ""}
pytestmark = pytest.mark.django_db


def letters_of(country: str = "GB", at: datetime = NOON) -> CountryLetters:
    place = Country(country)
    return country_letters(place, directory(place, on=at.date()), at=at)


def keys(letters: CountryLetters) -> list[str]:
    return [clause["key"] for clause in letters.clauses]


def when(*conditions: dict) -> list:
    return [("when", condition) for condition in conditions]


# --- Clauses -------------------------------------------------------------------------------------


def test_clause_is_plain_data_and_leaves_out_what_is_settled_or_empty():
    condition = {"recipient": ["school"], "age": [], "country": ["GB", "IE"]}
    make_letter_clause(key="ask", weight=20, text="Please act.", when=when(condition))
    assert letters_of().clauses == [
        {"key": "ask", "weight": 20, "text": "Please act.", "when": [{"recipient": ["school"]}]}
    ]


@pytest.mark.parametrize(
    ("conditions", "there"),
    [
        ([], True),
        ([{"country": ["GB"]}], True),
        ([{"country": ["IE"]}], False),
        ([{"country": ["IE"]}, {"recipient": ["host"]}], True),
        ([{"country": ["IE"], "recipient": ["host"]}], False),
    ],
)
def test_clause_stands_where_a_condition_is_for_the_country(conditions, there):
    make_letter_clause(key="clause", when=when(*conditions))
    assert ("clause" in keys(letters_of())) is there


def test_condition_that_holds_for_the_whole_country_is_always_fulfilled():
    conditions = when({"country": ["GB"]}, {"recipient": ["host"]})
    make_letter_clause(key="clause", text="Please act.", when=conditions)
    assert letters_of().clauses == [{"key": "clause", "weight": 500, "text": "Please act."}]


def test_draft_and_clause_of_an_unseen_source_are_left_out():
    make_letter_clause(key="draft", live=False)
    make_letter_clause(key="remembered", mark="remembered", seen_on=None)
    make_letter_clause(key="shown")
    assert keys(letters_of()) == ["shown"]


def test_words_outlive_the_day_they_were_to_be_read_again():
    make_letter_clause(key="clause")
    assert keys(letters_of(at=NOON + timedelta(days=5 * 365))) == ["clause"]


@pytest.mark.parametrize(
    "hidden", [{"live": False}, {"mark": "remembered", "seen_on": None}, {"seen_on": "2026-01-01"}]
)
@pytest.mark.parametrize(("kind", "make"), [("law", make_law), ("app", make_app_route)])
def test_clause_that_rests_on_a_hidden_fact_is_left_out(kind, make, hidden):
    make_letter_clause(key="one", facts=[(kind, make())])
    make_letter_clause(key="two", facts=[(kind, make()), (kind, make(**hidden))])
    assert keys(letters_of()) == ["one"]


def test_clause_that_rests_on_laws_of_other_countries_is_left_out():
    make_letter_clause(key="clause", facts=[("law", make_law(jurisdiction="US"))])
    assert (keys(letters_of("GB")), keys(letters_of("US"))) == ([], ["clause"])


def test_clause_whose_fact_is_gone_is_left_out():
    law = make_law(letter_sentence="It is against the law.")
    make_letter_clause(key="plain", facts=[("law", law)])
    LawFact.objects.filter(pk=law.pk).delete()
    assert keys(letters_of()) == []


# --- The law -------------------------------------------------------------------------------------


def test_letter_names_every_law_that_holds_in_the_country():
    for place in ("GB", "ES", "EU", "US", "INT"):
        make_law(jurisdiction=place, letter_sentence=f"Law of {place}.")
    make_letter_clause(text="{law}")
    named = {code: letters_of(code).write(CHOSEN).paragraphs for code in ("GB", "ES", "INT")}
    assert named == {
        "GB": ["Law of GB.", "Law of INT."],
        "ES": ["Law of ES.", "Law of EU.", "Law of INT."],
        "INT": ["Law of INT."],
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"live": False},
        {"mark": "remembered", "seen_on": None},
        {"mark": "partly-seen"},
        {"seen_on": "2026-01-01"},
        {"status": "bill"},
        {"status": "assented"},
        {"status": "guidance"},
        {"jurisdiction": "US"},
        {"jurisdiction": "GB-SCT"},
        {"letter_sentence": ""},
    ],
)
def test_law_that_is_not_to_be_relied_on_is_never_named(fields):
    make_law(**{"letter_sentence": "Law one.", "platform_duty": "Act."} | fields)
    make_letter_clause(key="law", text="{law}")
    letters = letters_of()
    assert (keys(letters), letters.laws) == ([], [])
    make_law(letter_sentence="Law two.", status="partly-in-force")
    assert letters_of().write(CHOSEN).paragraphs == ["Law two."]


def test_clause_that_names_laws_is_written_for_those_alone():
    laws = ({"law": f"Act {n}", "letter_sentence": f"Law {n}."} for n in (1, 2, 3))
    first, second, _third = (make_law(**law) for law in laws)
    foreign = make_law(letter_sentence="Law 4.", jurisdiction="US")
    make_letter_clause(text="{law}", facts=[("law", foreign), ("law", second), ("law", first)])
    assert letters_of().write(CHOSEN).paragraphs == ["Law 1.", "Law 2."]


def test_law_that_is_hidden_takes_only_its_own_sentence_along():
    old = make_law(letter_sentence="Law 1.", seen_on="2026-01-01")
    new = make_law(letter_sentence="Law 2.")
    make_letter_clause(text="{law}", facts=[("law", old), ("law", new)])
    assert letters_of().write(CHOSEN).paragraphs == ["Law 2."]


def test_laws_beside_the_letter_are_those_it_names_with_what_they_ask_of_services():
    make_law(law="Named", letter_sentence="Law 1.", platform_duty="Act.\nWithin a day.")
    make_law(law="Silent", platform_duty="Act.")
    make_letter_clause(text="{law}")
    letters = letters_of()
    assert [(law.title, law.lines) for law in letters.laws] == [
        ("Named", ["Act.", "Within a day."])
    ]
    assert letters.has_times
    assert letters.laws[0].fact == (
        "From source.example, read 22 November 2026; not yet checked by a person."
    )


def test_law_without_a_duty_says_nothing_about_time():
    make_law(letter_sentence="Law 1.")
    make_letter_clause(text="{law}")
    letters = letters_of()
    assert (len(letters.laws), letters.has_times) == (1, False)


# --- Beside the letter ---------------------------------------------------------------------------


def test_routes_are_those_with_an_address_that_are_shown():
    make_app_route(name="Report it", app="discord", address="https://www.app.example/report")
    make_app_route(name="No address", address="")
    make_app_route(name="Draft", live=False)
    make_app_route(name="Old", seen_on="2026-01-01")
    assert [(route.name, route.address, route.host) for route in letters_of().routes] == [
        ("Report it", "https://www.app.example/report", "app.example")
    ]


def test_tools_say_for_which_age_they_are_and_an_unknown_age_is_under_18():
    make_helpline(name="For young", purpose="hash-matching", country="INT", for_adults=False)
    adults = {"for_under_13": False, "for_13_to_17": False}
    make_helpline(name="For adults", purpose="image-abuse", **adults)
    make_helpline(name="A talk", purpose="child-helpline")
    assert [(tool.card.name, tool.ages) for tool in letters_of().tools] == [
        ("For adults", ["adult"]),
        ("For young", ["under-13", "13-17", "unknown"]),
    ]


def test_line_for_professionals_is_no_tool_of_a_letter():
    make_helpline(purpose="image-abuse", is_for_professionals=True)
    assert letters_of().tools == []


# --- Writing -------------------------------------------------------------------------------------


def test_letter_without_a_link_has_a_blank_to_fill_by_hand():
    make_letter_clause(text="{links}")
    blank = ["[web address, or the place where it was seen]"]
    for links in ("", " \r\n ", "data:image/png;base64,AAAA"):
        assert letters_of().write(CHOSEN | {"links": links}).paragraphs == blank


def test_letter_says_which_lines_are_odd_and_which_hold_a_picture():
    make_letter_clause(text="Here: {links}")
    typed = "site.example\nhello there\n\ndata:image/png;base64,AAAA\nhello"
    letter = letters_of().write(CHOSEN | {"links": typed})
    assert (letter.odd_lines, letter.pictures) == ([2, 5], [4])
    assert letter.paragraphs == ["Here: site.example\nhello there\nhello"]


def test_text_of_a_letter_has_an_empty_line_between_paragraphs():
    make_letter_clause(text="One.", weight=1)
    make_letter_clause(text="Two.", weight=2)
    assert letters_of().write(CHOSEN).text == "One.\n\nTwo.\n"


@pytest.mark.parametrize("facts", [1, 3, 30])
def test_letters_take_as_many_queries_however_many_facts(django_assert_num_queries, facts):
    for number in range(facts):
        law = make_law(letter_sentence=f"Law {number}.")
        make_app_route()
        make_letter_clause(text="{law}", facts=[("law", law)])
    lines = directory(Country("GB"), on=NOON.date())
    with django_assert_num_queries(3):
        letters = country_letters(Country("GB"), lines, at=NOON)
    assert (len(letters.laws), len(letters.routes), len(letters.clauses)) == (facts,) * 3
