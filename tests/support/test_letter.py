"""The letter's engine: tables for each rule, and what holds whatever clauses and answers are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.enums import PlanAge, Recipient, Sender
from support.letter import is_used, kind_of, links_of, read_lines, write_letter

LINES = {
    "recipient": Recipient.values,
    "sender": Sender.values,
    "age": PlanAge.values,
    "has_cases": ["yes", "no"],
}
LINKS = ["https://site.example/a", "https://site.example/b"]
ANSWERS = {
    "recipient": "platform",
    "sender": "parent",
    "age": "13-17",
    "links": LINKS,
    "cases": "A-1",
}


def clause(text: str = "Please act.", key: str = "clause", weight: int = 500, **more) -> dict:
    return {"key": key, "weight": weight, "text": text, **more}


def letter(*clauses: dict, **changes) -> list[str]:
    return write_letter(clauses, ANSWERS | changes)


# Which clauses


@pytest.mark.parametrize(
    ("when", "fits"),
    [
        ([], True),
        ([{}], True),
        ([{"recipient": []}], True),
        ([{"recipient": ["platform"]}], True),
        ([{"recipient": ["school"]}], False),
        ([{"recipient": ["school", "platform"], "sender": ["parent"]}], True),
        ([{"recipient": ["platform"], "sender": ["helper"]}], False),
        ([{"recipient": ["school"]}, {"age": ["13-17"]}], True),
        ([{"recipient": ["school"]}, {"age": ["adult"]}], False),
        ([{"has_cases": ["yes"]}], True),
        ([{"has_cases": ["no"]}], False),
    ],
)
def test_any_condition_is_enough_and_within_one_every_filled_line_counts(when, fits):
    assert is_used(clause(when=when), ANSWERS | {"has_cases": "yes"}) is fits
    assert letter(clause(when=when)) == (["Please act."] if fits else [])


@pytest.mark.parametrize(("cases", "given"), [("", "no"), ("A-1", "yes")])
def test_case_numbers_are_given_or_not(cases, given):
    clauses = [clause(answer, when=[{"has_cases": [answer]}]) for answer in ("yes", "no")]
    assert letter(*clauses, cases=cases) == [given]


@pytest.mark.parametrize("age", PlanAge.values)
def test_an_age_that_is_not_known_is_never_taken_for_another(age):
    clauses = [clause(one, when=[{"age": [one]}]) for one in PlanAge.values]
    assert letter(*clauses, age=age) == [age]


def test_clauses_stand_by_weight_and_then_by_key():
    clauses = [clause("3", "c", 300), clause("2", "b", 300), clause("4", "a", 400)]
    assert letter(*clauses, clause("1", "z", 100)) == ["1", "2", "3", "4"]


# What is filled in


def test_links_stand_one_a_line_and_case_numbers_as_they_were_typed():
    assert letter(clause("Here:\n{links}"), clause("Numbers: {cases}", "more")) == [
        "Here:\nhttps://site.example/a\nhttps://site.example/b",
        "Numbers: A-1",
    ]


def test_a_clause_with_the_law_is_written_once_for_each_law():
    assert letter(clause("{law} So act.", laws=["One.", "Two."])) == [
        "One. So act.",
        "Two. So act.",
    ]


@pytest.mark.parametrize(
    ("text", "more", "changes"),
    [
        ("{law}", {"laws": []}, {}),
        ("{law}", {}, {}),
        ("{law}", {"laws": [""]}, {}),
        ("Numbers: {cases}", {}, {"cases": ""}),
        ("Here: {links}", {}, {"links": []}),
        ("{law} Here: {links}", {"laws": ["One."]}, {"links": []}),
    ],
)
def test_a_clause_with_nothing_to_fill_in_is_left_out(text, more, changes):
    assert letter(clause(text, **more), clause("Last.", "last", 900), **changes) == ["Last."]


def test_a_clause_that_does_not_name_the_law_is_written_once_whatever_laws_there_are():
    assert letter(clause("Please act.", laws=["One.", "Two."])) == ["Please act."]


def test_what_was_typed_may_look_like_a_placeholder_and_stays_as_it_is():
    typed = {"links": ["{cases} {law} {links}"], "cases": r"{links} \1 $1"}
    text = "{law} {links} {cases}"
    assert letter(clause(text, laws=["{cases}"]), **typed) == [
        r"{cases} {cases} {law} {links} {links} \1 $1"
    ]


# What was typed


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("https://site.example/a?b=c#d", "address"),
        ("HTTP://SITE.EXAMPLE", "address"),
        ("www.site.example/p/1", "address"),
        ("site.example", "address"),
        ("https://site.example:8443/a", "address"),
        ("https://ja.site.example/写真/1", "address"),
        ("https://site.example/data:image", "address"),
        ("the chat of class 9C", "odd"),
        ("https://site.example/a https://site.example/b", "odd"),
        ("https://localhost/a", "odd"),
        ("ftp://site.example/a", "odd"),
        ("javascript:alert(document.domain)", "odd"),
        ("somebody@site.example", "odd"),
        ("httpſ://site.example", "odd"),
        ("https://", "odd"),
        (".", "odd"),
        ("site.example/\x00", "odd"),
        ("data:image/png;base64,AAAA", "picture"),
        ("DATA:,x", "picture"),
        ('<img src="data:image/gif;base64,AAAA">', "picture"),
        ("http://site.example/a;BASE64,AAAA", "picture"),
    ],
)
def test_a_line_is_an_address_or_odd_or_a_picture(line, kind):
    assert kind_of(line) == kind


def test_lines_are_counted_as_they_stand_and_empty_ones_say_nothing():
    found = read_lines("\r\n  https://site.example/a\u00a0\r\n\n\thello there\rsite.example")
    assert [(line.number, line.text, line.kind) for line in found] == [
        (2, "https://site.example/a", "address"),
        (4, "hello there", "odd"),
        (5, "site.example", "address"),
    ]


def test_a_letter_names_odd_lines_too_but_never_a_picture():
    lines = read_lines("site.example\nhello there\ndata:image/png;base64,AAAA")
    assert links_of(lines) == ["site.example", "hello there"]


def test_a_very_long_line_is_read_in_no_time():
    assert kind_of("a." * 500_000 + " ") == "odd"


# Whatever there is

conditions = st.fixed_dictionaries(
    {}, optional={line: st.lists(st.sampled_from(values)) for line, values in LINES.items()}
)
# No text has letters of its own: whatever stands in braces is a placeholder.
texts = st.lists(st.sampled_from(["{law}", "{links}", "{cases}", " ", "."]), max_size=5).map(
    "".join
)
all_clauses = st.lists(
    st.fixed_dictionaries(
        {
            "key": st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True),
            "weight": st.integers(0, 999),
            "text": texts,
        },
        optional={
            "when": st.lists(conditions, max_size=3),
            "laws": st.lists(st.sampled_from(["Law 1.", "Law 2."])),
        },
    ),
    unique_by=lambda one: one["key"],
)
all_answers = st.fixed_dictionaries(
    {
        "recipient": st.sampled_from(Recipient.values),
        "sender": st.sampled_from(Sender.values),
        "age": st.sampled_from(PlanAge.values),
        "links": st.lists(st.sampled_from(LINKS)),
        "cases": st.sampled_from(["", "A-1"]),
    }
)


@given(all_clauses, all_answers)
def test_no_placeholder_is_left_over(clauses, answers):
    assert re.findall(r"[{}]", "\n".join(write_letter(clauses, answers))) == []


@given(all_clauses, all_answers, st.randoms())
def test_the_order_of_the_clauses_changes_nothing(clauses, answers, random):
    shuffled = random.sample(clauses, len(clauses))
    assert write_letter(shuffled, answers) == write_letter(clauses, answers)


@given(all_clauses, all_answers)
def test_a_letter_is_the_letters_of_its_clauses_in_their_order(clauses, answers):
    in_order = sorted(clauses, key=lambda one: (one["weight"], one["key"]))
    apart = [paragraph for one in in_order for paragraph in write_letter([one], answers)]
    assert write_letter(clauses, answers) == apart


@given(all_clauses, all_answers)
def test_a_clause_without_the_law_stands_there_once_or_not_at_all(clauses, answers):
    for one in clauses:
        if "{law}" not in one["text"]:
            assert len(write_letter([one], answers)) <= 1


@given(st.text())
def test_nothing_that_was_typed_is_lost_but_a_picture(typed):
    lines = read_lines(typed)
    kept = links_of(lines)
    assert kept == [line.text for line in lines if line.kind != "picture"]
    dropped = [line.text for line in lines if line.kind == "picture"]
    assert all(re.search("data:|;base64,", text, re.IGNORECASE) for text in dropped)
    without_ends = re.sub(r"[\r\n \t\u00a0]", "", typed)
    assert re.sub(r"[\r\n \t\u00a0]", "", "".join(line.text for line in lines)) == without_ends
