"""The calendar of the desk: what is published or ends by itself, and what to read again."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from courses.models import LessonPage
from tests import factories
from tests.cms.editing import edit_url
from tests.support.samples import SEEN_ON, make_helpline, make_law, words_of

CALENDAR = "/cms/facts/calendar/"
# A Wednesday in winter, when London keeps the time of UTC.
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
HELPLINE_LASTS = timedelta(days=90)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.editor)
    return client


def at(day: int, hour: int = 9, *, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def plan(thing, **moments):
    """Publish a draft of a page or snippet with moments of its own, as its form would."""
    for name, moment in moments.items():
        setattr(thing, name, moment)
    thing.save_revision().publish()
    return type(thing).objects.get(pk=thing.pk)


def calendar(desk) -> dict[str, list[str]]:
    """Return the words of each row, by week."""
    main = BeautifulSoup(desk.get(CALENDAR).content, "html.parser").main
    return {
        words_of(week.h2): [words_of(row) for row in week.select("tbody tr")]
        for week in main.select("section.calendar-week")
    }


def rows(desk) -> list[str]:
    return [row for week in calendar(desk).values() for row in week]


# --- What is listed -------------------------------------------------------------------------------


def test_page_with_an_approved_draft_stands_on_its_day(desk, lesson):
    plan(lesson, go_live_at=at(1))
    told = f"Tuesday, 1 December 2026, 09:00 {lesson.title} Lesson page Is published"
    assert calendar(desk) == {"Week of 30 November 2026": [told]}


def test_page_that_ends_stands_on_its_last_day(desk, lesson):
    plan(lesson, expire_at=at(6, 22))
    told = f"Sunday, 6 December 2026, 22:00 {lesson.title} Lesson page Is taken from readers"
    assert calendar(desk) == {"Week of 30 November 2026": [told]}


def test_page_that_is_published_and_ends_stands_twice(desk, module):
    lesson = factories.make_lesson(module)
    lesson.unpublish()
    plan(lesson, go_live_at=at(1), expire_at=at(20))
    assert [row.split(lesson.title)[1] for row in rows(desk)] == [
        " Lesson page Is published",
        " Lesson page Is taken from readers",
    ]


def test_draft_that_nobody_published_for_its_day_says_so(desk, lesson):
    lesson.unpublish()
    LessonPage.objects.filter(pk=lesson.pk).update(go_live_at=at(1))
    (row,) = rows(desk)
    assert row.endswith("Is a draft until somebody publishes it for this day")


def test_snippets_stand_beside_pages(desk, lesson):
    question, line = factories.make_question(), make_helpline(seen_on=SEEN_ON - HELPLINE_LASTS * 2)
    plan(lesson, go_live_at=at(1, 9))
    plan(question, go_live_at=at(1, 10))
    plan(line, expire_at=at(1, 11))
    kinds = [row.partition(", 2026, ")[2] or row for row in rows(desk)]
    assert [kind.rpartition(" Is ")[0].split()[-1] for kind in kinds] == [
        "page",
        "Question",
        "Helpline",
    ]


def test_records_to_read_again_stand_on_their_last_day(desk):
    line = make_helpline(name="Sandline", seen_on=NOW.date() - timedelta(days=80))
    told = "Saturday, 5 December 2026 Sandline Helpline Last day to read it again"
    assert calendar(desk) == {"Week of 30 November 2026": [told]}
    page = BeautifulSoup(desk.get(CALENDAR).content, "html.parser")
    assert len(page.select(f'a[href="/cms/facts/helpline/{line.pk}/"]')) == 1


@pytest.mark.parametrize(("left", "found"), [(-1, 0), (0, 1), (90, 1), (91, 0)])
def test_records_are_listed_for_ninety_days_and_overdue_ones_elsewhere(desk, left, found):
    make_law(seen_on=NOW.date() + timedelta(days=left - 180))
    assert len(rows(desk)) == found


def test_what_is_over_and_what_has_no_date_is_not_listed(desk, lesson, module):
    plan(factories.make_lesson(module), go_live_at=NOW - timedelta(days=9)).unpublish()
    factories.make_question()
    assert rows(desk) == []


def test_what_should_have_happened_is_late(desk, clock, lesson):
    plan(lesson, go_live_at=at(1))
    clock.move_to(at(9), tick=False)
    ((week, (row,)),) = calendar(desk).items()
    assert (week, row.endswith("late: it has not happened")) == ("Week of 30 November 2026", True)


def test_empty_calendar_says_what_would_be_here(desk, db):
    assert "Nothing has a date." in words_of(
        BeautifulSoup(desk.get(CALENDAR).content, "html.parser").main
    )


# --- Weeks and hours ------------------------------------------------------------------------------


def test_weeks_begin_on_monday_and_days_follow_each_other(desk, module):
    moments = [at(7, 0), at(6, 23), at(6, 1), at(30, month=11), at(29, month=11)]
    for number, moment in enumerate(moments):
        plan(factories.make_lesson(module, title=f"Lesson-{number}-"), go_live_at=moment)
    weeks = calendar(desk).items()
    assert {week: [row.split("Lesson-")[1][0] for row in found] for week, found in weeks} == {
        "Week of 23 November 2026": ["4"],
        "Week of 30 November 2026": ["3", "2", "1"],
        "Week of 7 December 2026": ["0"],
    }


def test_hours_are_those_of_the_site_whatever_the_reader_keeps(desk, cast, lesson):
    """Half past eleven at night UTC is the next day, and the next week, in a London summer."""
    UserProfile.objects.create(user=cast.editor, current_time_zone="Asia/Tokyo")
    plan(lesson, go_live_at=datetime(2027, 6, 6, 23, 30, tzinfo=UTC))
    ((week, (row,)),) = calendar(desk).items()
    assert week == "Week of 7 June 2027"
    assert row.startswith("Monday, 7 June 2027, 00:30")
    assert "Europe/London" in desk.get(CALENDAR).text


# --- Who sees what --------------------------------------------------------------------------------


def test_each_thing_leads_to_its_form(desk, lesson):
    question = factories.make_question()
    plan(lesson, go_live_at=at(1))
    plan(question, go_live_at=at(2))
    page = BeautifulSoup(desk.get(CALENDAR).content, "html.parser")
    links = [link["href"] for link in page.select("section.calendar-week a")]
    assert links == [edit_url(lesson), edit_url(question)]


def test_translator_sees_nothing_of_pages_and_facts_of_others(client, cast, lesson):
    Locale.objects.create(language_code="es")
    plan(lesson, go_live_at=at(1))
    plan(make_law(), expire_at=at(2))
    make_helpline()
    client.force_login(cast.translator)
    assert rows(client) == []


def test_menu_leads_there_beside_the_worklist(desk):
    page = desk.get("/cms/").text
    assert (CALENDAR in page, "/cms/facts/" in page) == (True, True)


# --- Cost -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("many", [1, 3, 30])
def test_calendar_costs_as_many_queries_for_thirty_as_for_one(
    desk, module, many, django_assert_num_queries
):
    for number in range(many):
        lesson = factories.make_lesson(module)
        lesson.save_revision().publish()
        lesson.refresh_from_db()
        plan(lesson, go_live_at=at(1), expire_at=at(9))
        plan(factories.make_question(), expire_at=at(1 + number % 20))
        make_helpline()
    desk.get(CALENDAR)
    # Who it is 5, approved 1, pages 1, kinds of snippet 9, kinds of fact 6, the frame of the CMS 4.
    with django_assert_num_queries(26):
        assert len(rows(desk)) == many * 3
