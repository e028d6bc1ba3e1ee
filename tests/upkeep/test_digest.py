"""The digest: one mail to whoever keeps a fact true, and none where nothing is due."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from tests import factories
from tests.support.samples import SEEN_ON, make_helpline, make_law, make_term
from upkeep.digest import digests
from users.models import User

# The last day on which a number read on SEEN_ON is not yet overdue.
LAST_DAY = SEEN_ON + timedelta(days=90)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(f"{LAST_DAY}T12:00:00+00:00", tick=False)
    return time_machine


def reachable(name: str, group: str = "Editors") -> User:
    user = factories.make_editor(group)
    user.email = f"{name}@marram.example"
    user.save()
    return user


@pytest.fixture
def ana(db):
    return reachable("ana")


@pytest.fixture
def ben(db):
    return reachable("ben")


@pytest.fixture
def reader(db):
    """The one second reader of the site."""
    return reachable("reader", "Moderators")


def sent() -> dict[str, list[str]]:
    """Send the digest; return the records in each mail, by its one address."""
    mail.outbox.clear()
    call_command("send_fact_digest", stdout=StringIO())
    assert [len(one.to) for one in mail.outbox] == [1] * len(mail.outbox)
    return {one.to[0].partition("@")[0]: records(one.body) for one in mail.outbox}


def records(body: str) -> list[str]:
    """Return what stands on the line before each "to be read by" or "was to be read by"."""
    lines = body.splitlines()
    return [lines[n - 1] for n, line in enumerate(lines) if "to be read by" in line]


# To whom


@pytest.mark.parametrize(
    ("late", "expected"),
    [(-30, ["ana"]), (0, ["ana"]), (1, ["ana"]), (14, ["ana"]), (15, ["ana", "ben"])],
)
def test_deputy_is_asked_once_it_is_more_than_14_days_late(ana, ben, reader, clock, late, expected):
    make_helpline(owner=ana, deputy=ben)
    clock.shift(timedelta(days=late))
    assert list(sent()) == expected


def test_nothing_is_sent_earlier_than_30_days_before(ana, clock):
    make_helpline(owner=ana)
    clock.shift(timedelta(days=-31))
    assert sent() == {}


def test_what_nobody_owns_goes_to_every_second_reader(reader, ana):
    other = reachable("other", "Moderators")
    make_helpline(name="Sandline")
    assert sent() == {"other": ["Sandline (GB)"], "reader": ["Sandline (GB)"]}
    assert other.groups.get().name == "Moderators"


def test_deputy_without_an_owner_is_asked_at_once(ben, reader):
    make_helpline(deputy=ben)
    assert list(sent()) == ["ben"]


@pytest.mark.parametrize("fields", [{"email": ""}, {"is_active": False}])
def test_owner_who_cannot_be_reached_is_nobody(ana, ben, reader, fields):
    User.objects.filter(pk=ana.pk).update(**fields)
    make_helpline(owner=ana, deputy=ben)
    make_law(law="Tide Act", owner=ana, seen_on=LAST_DAY - timedelta(days=180))
    assert {who: len(found) for who, found in sent().items()} == {"ben": 1, "reader": 1}


def test_one_person_gets_one_mail_with_the_most_urgent_first(ana, reader, clock):
    make_term(term="Sharing", owner=ana, seen_on=LAST_DAY - timedelta(days=370))
    make_law(law="Tide Act", owner=ana, seen_on=LAST_DAY - timedelta(days=160))
    make_helpline(name="Sandline", owner=ana, deputy=ana)
    make_helpline(name="Hidden", owner=ana, live=False)
    assert sent() == {"ana": ["Sharing", "Sandline (GB)", "Tide Act (GB)"]}


def test_checked_record_is_not_asked_about(ana):
    make_helpline(owner=ana, checked_on=LAST_DAY, checked_by="Ana")
    assert sent() == {}


@pytest.mark.parametrize(("days", "risks"), [(91, "A"), (366, "ABCD"), (5 * 365, "ABCD")])
def test_starter_content_is_asked_about_for_years(starter_facts, reader, days, risks):
    shown = [fact for fact in starter_facts if fact.live]
    day = max(fact.seen_on for fact in shown) + timedelta(days=days)
    (one,) = digests(on=day)
    late = sorted(due.fact.key for due in one.due if due.is_overdue)
    assert late == sorted(fact.key for fact in shown if fact.risk in risks)


# What it says


def test_mail_says_what_to_read_by_when_and_where_and_no_topic_in_its_subject(ana, settings, clock):
    settings.WAGTAILADMIN_BASE_URL = "https://marram.example"
    line = make_helpline(name="Sandline", owner=ana)
    law = make_law(law="Tide <Act>", owner=ana, seen_on=LAST_DAY - timedelta(days=150))
    clock.shift(timedelta(days=1))
    sent()
    (one,) = mail.outbox
    assert one.subject == "Records to read again: 2"
    assert one.extra_headers == {"Auto-Submitted": "auto-generated"}
    assert one.body.strip() == (
        "2 records wait for somebody to read their sources again.\n\n"
        "Open the source, compare it with the record, and say what you found. "
        "If nothing changed, that is two clicks and a note.\n\n"
        "Sandline (GB)\n"
        "  was to be read by 20 February 2027, 1 day ago\n"
        f"  https://marram.example/cms/facts/helpline/{line.pk}/\n\n"
        "Tide <Act> (GB)\n"
        "  to be read by 22 March 2027\n"
        f"  https://marram.example/cms/facts/law/{law.pk}/\n\n"
        "All records: https://marram.example/cms/facts/"
    )


def test_mail_of_one_record_says_so(ana):
    make_helpline(owner=ana)
    sent()
    assert mail.outbox[0].subject == "Records to read again: 1"
    assert mail.outbox[0].body.strip().startswith("1 record waits for somebody to read its source")


# The command


def test_dry_run_says_what_would_be_sent_and_sends_nothing(ana, reader, capsys):
    make_helpline(owner=ana)
    make_helpline()
    call_command("send_fact_digest", "--dry-run")
    assert capsys.readouterr().out.splitlines() == [
        "ana@marram.example: Records to read again: 1",
        "reader@marram.example: Records to read again: 1",
    ]
    assert mail.outbox == []


def test_second_run_sends_again(ana):
    make_helpline(owner=ana)
    assert sent() == sent() != {}


@pytest.mark.parametrize("many", [1, 3, 30])
def test_digest_costs_seven_queries(ana, ben, reader, many, django_assert_num_queries):
    for number in range(many):
        make_helpline(owner=ana if number % 2 else None, deputy=ben if number % 3 else None)
    with django_assert_num_queries(7):
        assert sum(len(one.due) for one in digests(on=LAST_DAY)) >= many
