"""Corrections: written once when a published fact changes, public, and said on the card a while."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from core.reading import measure, sentences, words
from support.errors import AppendOnly
from support.models import Correction, Fact, Helpline
from tests import factories
from tests.support.drafts import draft, phone, published
from tests.support.samples import (
    cards_of,
    main_of,
    make_app_route,
    make_helpline,
    make_law,
    make_plan_step,
    words_of,
)

ADDRESS = "/help/corrections/"
MOST_BYTES = 20 * 1024
NOON = "2026-12-03T12:00:00+00:00"


@pytest.fixture(autouse=True)
def december(time_machine):
    time_machine.move_to(NOON, tick=False)


def correct(fact: Fact, why: str = "", **fields) -> None:
    """Publish a fact with other fields, the first editor writing, the second publishing."""
    writer, reader = factories.make_editor(), factories.make_editor("Moderators")
    revision = draft(fact, writer, change_note=why, **fields)
    type(fact).objects.get(pk=fact.pk).publish(revision, user=reader)


def make_public_line(*numbers: str, **fields) -> Helpline:
    return published(make_helpline(means=phone(*numbers or ["0800 1111"]), **fields))


def entries(client, **query) -> list[str]:
    return [words_of(entry) for entry in main_of(client.get(ADDRESS, query)).select(".correction")]


# The page


def test_corrected_number_is_told_with_day_country_and_reason(client, db):
    line = make_public_line("0800 1111", "0800 1112", name="Sandline")
    correct(line, why="The service moved.", means=phone("0800 1111", "0800 2222"))
    assert entries(client) == [
        "Sandline United Kingdom, 3 December 2026 Number corrected "
        "Old number, do not use it: 0800 1112 New number: 0800 2222 Why: The service moved."
    ]


def test_no_number_on_the_page_can_be_called(client, db):
    line = make_public_line("0800 1111")
    correct(line, means=phone("0800 2222"))
    page = client.get(ADDRESS)
    main = main_of(page)
    assert [link["href"] for link in main.select("a")] == ["/help/"]
    assert [words_of(old) for old in main.select("del")] == ["0800 1111"]
    assert b'<meta name="format-detection" content="telephone=no">' in page.content


def test_number_that_was_corrected_again_is_struck_out_too(client, db, time_machine):
    line = make_public_line("0800 1111")
    correct(line, means=phone("0800 2222"))
    time_machine.shift(timedelta(days=1))
    correct(line, means=phone("0800 3333"))
    page = client.get(ADDRESS)
    good = [one.text for one in main_of(page).select("bdi") if one.parent.name != "del"]
    struck_out = [words_of(one) for one in main_of(page).select("del")]
    assert (good, struck_out) == (["0800 3333"], ["0800 2222", "0800 1111", "0800 2222"])


def test_one_publication_is_one_entry_and_the_newest_stands_first(client, db, time_machine):
    line, law = make_public_line(name="Sandline"), published(make_law(law="Tide Act"))
    correct(line, hours="Every day.", notes="Ask for a quiet room.")
    time_machine.shift(timedelta(days=1))
    correct(law, why="A court said so.", summary="Nobody may do that.")
    assert entries(client) == [
        "Tide Act United Kingdom, 4 December 2026 Wording corrected Why: A court said so.",
        "Sandline United Kingdom, 3 December 2026 Wording corrected Opening hours corrected",
    ]


def test_update_of_the_whole_site_says_so(client, db):
    line = make_public_line("0800 1111")
    line.means = phone("0800 2222")
    line.save()
    published(line)
    assert entries(client)[0].endswith("It came with an update of this site.")


def test_page_names_nobody_and_links_from_the_foot_of_help(client, db):
    line = make_public_line()
    correct(line, means=phone("0800 2222"))
    by = Correction.objects.get().by
    page = client.get(ADDRESS).content.decode()
    assert by is not None
    assert str(by) not in page
    assert [link.text for link in main_of(client.get("/help/")).select(f'a[href="{ADDRESS}"]')] == [
        "What we corrected"
    ]


def test_draft_never_appears(client, db):
    line = make_public_line("0800 1111")
    draft(line, factories.make_editor(), means=phone("0800 2222"))
    unseen = make_helpline(live=False, means=phone("0800 3333"))
    correct(unseen, means=phone("0800 4444"))
    assert entries(client) == []
    assert Correction.objects.count() == 0


@pytest.mark.parametrize(
    "hide",
    [
        lambda law: law.unpublish(),
        lambda law: type(law).objects.filter(pk=law.pk).update(mark="remembered"),
        lambda law: type(law).objects.filter(pk=law.pk).update(seen_on=date(2026, 1, 1)),
    ],
    ids=["unpublished", "not seen", "overdue"],
)
def test_what_learners_are_not_shown_appears_here_neither(client, db, hide):
    law = published(make_law())
    correct(law, summary="Nobody may do that.")
    assert len(entries(client)) == 1
    hide(type(law).objects.get(pk=law.pk))
    assert entries(client) == []
    assert Correction.objects.count() == 1


def test_page_is_kept_by_nobody_and_neutral(client, student):
    client.force_login(student)
    cookies = client.cookies.output()
    response = client.get(ADDRESS)
    assert (response["Cache-Control"], response.cookies.output()) == ("no-store", "")
    assert client.cookies.output() == cookies
    assert b"<title>Help - Marram</title>" in response.content


def test_page_is_plain(client, db):
    main = main_of(client.get(ADDRESS))
    text = "\n".join(words_of(part) for part in main.select("h1, p"))
    reading = measure(text)
    assert reading.lix <= 22
    assert reading.ari <= 5
    assert reading.mean_sentence <= 10
    assert [one for one in sentences(text) if len(words(one)) > 18] == []


def make_corrections(many: int) -> None:
    """Make as many corrections as large as they get, each of a line of its own."""
    for number in range(many):
        line = make_helpline(name=f"A line with a name of some length {number}")
        Correction.objects.create(
            kind=line.kind,
            key=line.key,
            language="en",
            country="GB",
            name=line.name,
            field="means",
            old=f"phone Call 0800 {number:04}",
            new=f"phone Call 0801 {number:04}",
            why="x" * 300,
        )


@pytest.mark.parametrize("many", [1, 3, 30])
def test_page_costs_two_queries_and_few_bytes(client, db, many, django_assert_num_queries):
    make_corrections(many)
    # The language, how many there are, and one page of them.
    with django_assert_num_queries(2):
        response = client.get(ADDRESS)
    assert len(main_of(response).select(".correction")) == min(many, 20)
    assert len(response.content) <= MOST_BYTES


def test_older_corrections_stand_on_the_next_page(client, db):
    make_corrections(21)
    first, second = main_of(client.get(ADDRESS)), main_of(client.get(ADDRESS, {"page": 2}))
    assert [link["href"] for link in first.select(".row a")] == ["?page=2"]
    assert [link["href"] for link in second.select(".row a")] == ["?page=1"]
    assert len(second.select(".correction")) == 1
    assert client.get(ADDRESS, {"page": "x"}).status_code == 200


# Written once


def test_correction_is_neither_changed_nor_taken_back(db):
    make_corrections(1)
    correction = Correction.objects.get()
    correction.new = "phone Call 0800 9999"
    for change in (
        correction.save,
        correction.delete,
        Correction.objects.all().delete,
        lambda: Correction.objects.update(new=""),
        lambda: Correction.objects.bulk_update([correction], ["new"]),
    ):
        with pytest.raises(AppendOnly), transaction.atomic():
            change()
    assert Correction.objects.get().new == "phone Call 0801 0000"


def test_correction_stays_when_its_record_goes(db):
    line = make_public_line()
    correct(line, means=phone("0800 2222"))
    Helpline.objects.get(pk=line.pk).delete()
    assert Correction.objects.count() == 1


# On the card


@pytest.mark.parametrize(("days", "is_said"), [(0, True), (89, True), (90, False)])
def test_card_says_for_90_days_that_its_number_was_corrected(
    client, db, time_machine, days, is_said
):
    line = make_public_line("0800 1111")
    correct(line, means=phone("0800 2222"))
    time_machine.shift(timedelta(days=days))
    card = cards_of(client.get("/help/gb/"))[0]
    assert ("Number corrected on 3 December 2026." in card) == is_said


def test_card_says_of_another_correction_no_more_than_the_day(client, db):
    line = make_public_line()
    correct(line, hours="Every day.")
    card = cards_of(client.get("/help/gb/"))[0]
    assert card.endswith("not yet checked by a person. Corrected on 3 December 2026.")


def test_corrected_number_goes_before_a_newer_correction_of_something_else(
    client, db, time_machine
):
    line = make_public_line("0800 1111")
    correct(line, means=phone("0800 2222"))
    time_machine.shift(timedelta(days=1))
    correct(line, hours="Every day.")
    assert "Number corrected on 3 December 2026." in cards_of(client.get("/help/gb/"))[0]


def test_law_and_route_under_a_step_say_that_they_were_corrected(client, db):
    law, route = published(make_law()), published(make_app_route())
    make_plan_step(facts=[("law", law), ("app", route)])
    before = [words_of(fact) for fact in main_of(plan(client)).select(".plan-note .fact-line")]
    correct(law, summary="Nobody may do that.")
    correct(route, how="Press the dots.")
    after = [words_of(fact) for fact in main_of(plan(client)).select(".plan-note .fact-line")]
    assert after == [f"{fact} Corrected on 3 December 2026." for fact in before]
    assert len(after) == 2


def plan(client):
    answers = {"danger": "no", "track": "me", "age": "unknown"}
    return client.post("/help/gb/plan/", answers, headers={"Sec-Fetch-Site": "same-origin"})


@pytest.mark.parametrize("lines", [1, 3, 30])
def test_directory_asks_once_more_where_something_was_corrected(
    client, db, lines, django_assert_num_queries
):
    made = [make_public_line(f"0800 {number:04}") for number in range(lines)]
    with django_assert_num_queries(1):
        client.get("/help/gb/")
    for number, line in enumerate(made):
        correct(line, means=phone(f"0801 {number:04}"))
    with django_assert_num_queries(2):
        client.get("/help/gb/")
    assert Correction.objects.filter(at__date=timezone.localdate()).count() == lines
