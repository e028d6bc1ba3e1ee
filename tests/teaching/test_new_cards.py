"""Join cards made anew: after a list that was sent twice, and for whom a teacher chooses."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from organizations.models import Membership
from rosters.actions import import_roster
from rosters.rows import Roster, Row
from tests import factories

pytestmark = pytest.mark.django_db

NEVER_IN, ALL, TICKED = "never-in", "all", "ticked"


@pytest.fixture
def students_url(classroom) -> str:
    return f"/teach/classes/{classroom.uuid}/students/"


@pytest.fixture
def cards_url(students_url) -> str:
    return f"{students_url}cards/"


@pytest.fixture
def others(other_classroom, teacher) -> None:
    """A class of somebody else's that brought in a list a moment ago, too."""
    bring(other_classroom, "Somebody Else")


def bring(classroom, *names: str) -> list[Membership]:
    """Bring a list in whose answer nobody has seen."""
    rows = [Row(line, name) for line, name in enumerate(names, start=1)]
    cards = import_roster(by=None, classroom=classroom, roster=Roster(rows)).cards
    return [card.membership for card in cards]


def page_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words_of(response) -> str:
    return " ".join(page_of(response).main.get_text(" ").split())


def sent_again(client, students_url: str, text: str):
    """Send the check page of a list whose names came in while it stood open."""
    read = client.post(f"{students_url}import/", {"pasted": text}).context["form"]["read"].value()
    sent = {"read": read, "column_0": "name", "import": "yes"}
    return client.post(f"{students_url}import/check/", sent)


def button_of(response) -> dict[str, list[str]]:
    """Return what the button on a page of cards sends as the page stands."""
    fields = page_of(response).select('form input[name="whose"], form input[type="checkbox"]')
    sent = {}
    for field in fields:
        if field.has_attr("checked"):
            sent.setdefault(field["name"], []).append(field.get("value", "on"))
    return sent


def came_in(membership: Membership) -> None:
    membership.user.last_login = timezone.now()
    membership.user.save()


def named_on_cards(response) -> set[str]:
    return {name.get_text() for name in page_of(response).select(".join-card__name")}


def has_words_of(response, membership: Membership) -> bool:
    membership.user.refresh_from_db()
    words = [one.get_text() for one in page_of(response).select(".join-card__words")]
    return any(membership.user.check_password(phrase) for phrase in words)


def test_list_sent_twice_leads_with_one_button_to_cards_of_those_it_made(
    classroom, others, teacher_client, students_url
):
    """The first answer was lost: without new cards nobody of the list could come in."""
    made = bring(classroom, "Amara Okafor", "Bo Lee")
    answer = sent_again(teacher_client, students_url, "Amara Okafor\nBo Lee")
    assert answer.status_code == 303
    choose = teacher_client.get(answer.url)
    said = words_of(choose)
    assert "2 students were made a moment ago; their cards may not have been shown." in said
    assert "Nobody was new" not in said
    cards = teacher_client.post(answer.url, button_of(choose))
    assert named_on_cards(cards) == {"Amara Okafor", "Bo Lee"}
    assert all(has_words_of(cards, one) for one in made)


def test_only_those_just_made_are_ticked(classroom, teacher_client, students_url):
    """Not who has come in, nor who has a card of last week, nor who joined by the code."""
    new, inside, old = bring(classroom, "Amara Okafor", "Bo Lee", "Chen Wei")
    came_in(inside)
    Membership.objects.filter(pk=old.pk).update(joined_at=timezone.now() - timedelta(days=7))
    factories.make_student(classroom, nickname="By Code")
    answer = sent_again(teacher_client, students_url, "Amara Okafor\nBo Lee\nChen Wei")
    sent = button_of(teacher_client.get(answer.url))
    assert sent == {"whose": [TICKED], "students": [str(new.uuid)], "understood": ["on"]}


@pytest.mark.parametrize("minutes", [1, 30])
def test_list_of_long_ago_or_of_those_inside_is_only_in(
    minutes, classroom, others, teacher_client, students_url
):
    (amara,) = bring(classroom, "Amara Okafor")
    if minutes == 1:
        came_in(amara)
    then = timezone.now() - timedelta(minutes=minutes)
    Membership.objects.filter(pk=amara.pk).update(joined_at=then)
    answer = sent_again(teacher_client, students_url, "Amara Okafor")
    assert answer.url == students_url
    assert "Nobody was new, so there are no cards." in words_of(teacher_client.get(answer.url))


def test_list_sent_twice_with_a_refused_row_names_it_and_leads_to_the_cards(
    classroom, teacher_client, students_url, cards_url
):
    bring(classroom, "Amara Okafor")
    answer = sent_again(teacher_client, students_url, "Amara Okafor\nMs Smith")
    assert "Line 2 Ms Smith This looks like the name of a teacher" in words_of(answer)
    assert "1 student was made a moment ago" in words_of(answer)
    assert "Nothing is stored yet" not in words_of(answer)
    assert page_of(answer).select_one(f'a[href="{cards_url}?just-made=yes"]')


@pytest.mark.parametrize(
    ("whose", "named"),
    [
        (NEVER_IN, {"Amara Okafor", "Bo Lee"}),
        (ALL, {"Amara Okafor", "Bo Lee", "Chen Wei"}),
        (TICKED, {"Chen Wei"}),
    ],
)
def test_cards_are_for_whom_the_teacher_chose(
    whose, named, classroom, other_classroom, others, teacher_client, cards_url
):
    amara, bo, chen = bring(classroom, "Amara Okafor", "Bo Lee", "Chen Wei")
    came_in(chen)
    before = {one.user_id: one.user.password for one in other_classroom.memberships.all()}
    sent = {"whose": whose, "students": [str(chen.uuid)], "understood": "on"}
    cards = teacher_client.post(cards_url, sent)
    assert named_on_cards(cards) == named
    renewed = {one.label for one in (amara, bo, chen) if has_words_of(cards, one)}
    assert renewed == named
    assert before == {one.user_id: one.user.password for one in other_classroom.memberships.all()}


def test_choices_say_how_many_and_begin_with_the_ticks(
    classroom, others, teacher_client, cards_url
):
    _amara, _bo, chen = bring(classroom, "Amara Okafor", "Bo Lee", "Chen Wei")
    came_in(chen)
    page = teacher_client.get(cards_url)
    said = words_of(page)
    assert "Everybody who has never come in (2) Everybody (3) Only whom I tick below" in said
    assert button_of(page) == {"whose": [TICKED]}


@pytest.mark.parametrize("whose", [NEVER_IN, ALL])
def test_no_choice_makes_cards_without_the_tick_or_for_nobody(
    whose, classroom, others, teacher_client, cards_url
):
    for_nobody = teacher_client.post(cards_url, {"whose": whose, "understood": "on"})
    assert for_nobody.status_code == 422
    assert "Choose at least one student." in words_of(for_nobody)
    (amara,) = bring(classroom, "Amara Okafor")
    assert teacher_client.post(cards_url, {"whose": whose}).status_code == 422
    password = amara.user.password
    amara.user.refresh_from_db()
    assert amara.user.password == password


@pytest.mark.parametrize("students", [1, 3, 30])
def test_choosing_takes_the_same_queries_for_any_class(
    students, classroom, others, teacher_client, cards_url, django_assert_max_num_queries
):
    bring(classroom, *(f"Student {chr(65 + n // 5)}{'abcde'[n % 5]}" for n in range(students)))
    with django_assert_max_num_queries(6):
        page = teacher_client.get(f"{cards_url}?just-made=yes")
    assert len(button_of(page)["students"]) == students
