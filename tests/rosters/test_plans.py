"""What a list does to a class: who is known again, who stays, and that a second time is nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from core.models import AuditEntry
from organizations.models import Membership, OneTimeCode
from rosters.actions import export_list, import_roster, renew_cards
from rosters.plans import plan_for
from rosters.rows import Why
from tests import factories
from tests.rosters.lists import named, roster_of

pytestmark = pytest.mark.django_db


def bring(classroom, text: str, **options):
    return import_roster(by=None, classroom=classroom, roster=roster_of(text), **options)


def counts(classroom, text: str) -> tuple[int, ...]:
    """Return how many are new, changed, the same, refused, leaving."""
    return tuple(plan_for(classroom, roster_of(text)).counts.values())


def reasons(classroom, text: str) -> dict[int, str]:
    steps = plan_for(classroom, roster_of(text)).steps
    return {step.row.line: step.row.why for step in steps if step.row.why}


def labels(classroom) -> list[str]:
    return sorted(classroom.memberships.students().values_list("label", flat=True))


def test_new_students_have_a_label_a_nickname_and_a_phrase_that_works(classroom):
    cards = bring(classroom, named("Amara Okafor", "Bo Lee")).cards
    assert labels(classroom) == ["Amara Okafor", "Bo Lee"]
    for card in cards:
        student = card.membership
        assert student.user.check_password(card.phrase)
        assert student.user.is_student
        assert student.nickname not in {"", student.label}
    assert len({card.membership.nickname_key for card in cards}) == 2
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["roster-imported"]


def test_second_import_writes_nothing(classroom):
    text = named("Amara Okafor", "Bo Lee")
    bring(classroom, text)
    stored = [list(model.objects.order_by("pk").values()) for model in (Membership, AuditEntry)]
    again = bring(classroom, named("Bo Lee ", "Amara  Okafor"))
    assert (again.cards, again.removed) == ([], 0)
    assert counts(classroom, text) == (0, 0, 2, 0, 0)
    assert stored == [
        list(model.objects.order_by("pk").values()) for model in (Membership, AuditEntry)
    ]


def test_changed_name_changes_the_label_of_whom_the_number_names(classroom):
    bring(classroom, "id,name\n1,Amara Okafor\n2,Bo Lee\n")
    assert counts(classroom, "id,name\n1,Amara Okafor-Lee\n2,Bo Lee\n") == (0, 1, 1, 0, 0)
    bring(classroom, "id,name\n1,Amara Okafor-Lee\n2,Bo Lee\n")
    assert labels(classroom) == ["Amara Okafor-Lee", "Bo Lee"]


def test_bare_names_are_known_again_once_a_list_brings_numbers(classroom):
    bring(classroom, named("Amara Okafor", "Bo Lee"))
    assert counts(classroom, "id,name\n1,Amara Okafor\n2,Bo Lee\n") == (0, 2, 0, 0, 0)
    bring(classroom, "id,name\n1,Amara Okafor\n2,Bo Lee\n")
    assert counts(classroom, "id,name\n1,Amara Okafor\n2,Bo Lee\n") == (0, 0, 2, 0, 0)
    assert counts(classroom, named("Amara Okafor", "Bo Lee")) == (0, 0, 2, 0, 0)


def test_label_that_a_teacher_gave_by_hand_is_known_again(classroom):
    factories.make_student(classroom, label="Amara Okafor")
    assert counts(classroom, named("Amara Okafor")) == (0, 1, 0, 0, 0)


def test_two_people_may_have_one_name_where_each_has_a_number(classroom):
    twins = "id,name\n1,Maria Garcia\n2,Maria Garcia\n"
    bring(classroom, twins)
    assert counts(classroom, twins) == (0, 0, 2, 0, 0)
    assert labels(classroom) == ["Maria Garcia", "Maria Garcia"]
    assert reasons(classroom, named("Maria Garcia")) == {1: Why.AMBIGUOUS}
    assert counts(classroom, named("Maria Garcia")) == (0, 0, 0, 1, 0)


def test_one_of_two_is_never_guessed(classroom):
    bring(classroom, named("Maria Garcia"))
    twins = "id,name\n1,Maria Garcia\n2,Maria Garcia\n"
    assert reasons(classroom, twins) == {2: Why.AMBIGUOUS, 3: Why.AMBIGUOUS}
    assert counts(classroom, twins) == (0, 0, 0, 2, 0)


def test_second_row_of_one_person_is_refused(classroom):
    assert reasons(classroom, named("Amara", "Bo", "AMARA", "Amara")) == {
        3: Why.ALIKE,
        4: Why.TWICE,
    }
    rows = "id,name\n1,Amara\n,Bo\n1,Chen\n3,Bo\n,Amara\n"
    assert reasons(classroom, rows) == {4: Why.ALIKE, 5: Why.TWICE, 6: Why.TWICE}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ian Ford", "Lan Ford"), ("Alia", "Aila"), ("Lina", "IINA"), ("Mili", "Mill")],
)
def test_names_that_differ_in_an_i_and_an_l_are_two_people(classroom, one, other):
    text = named(one, other)
    assert len(bring(classroom, text).cards) == 2
    assert labels(classroom) == sorted([one, other])
    stored = list(Membership.objects.order_by("pk").values())
    assert counts(classroom, named(other, one)) == (0, 0, 2, 0, 0)
    bring(classroom, text)
    assert list(Membership.objects.order_by("pk").values()) == stored
    # Each is known by itself too, and the other one is who leaves.
    plan = plan_for(classroom, roster_of(other))
    assert [step.membership.label for step in plan.steps] == [other]
    assert [gone.label for gone in plan.leaving] == [one]


def test_second_of_two_names_joins_the_first_who_was_there(classroom):
    first = bring(classroom, named("Lan Ford")).cards[0].membership
    bring(classroom, named("Ian Ford", "Lan Ford"))
    first.refresh_from_db()
    assert first.label == "Lan Ford"
    assert labels(classroom) == ["Ian Ford", "Lan Ford"]


@pytest.mark.parametrize("fake", ["lan Ford", "1an Ford", "ıan Ford", "IAN FORD", "Ian Fоrd"])
def test_letter_that_passes_for_another_makes_no_second_person(classroom, fake):
    """A small l for the capital I, a 1, a dotless i, capitals, a Cyrillic o."""
    bring(classroom, named("Ian Ford"))
    plan = plan_for(classroom, roster_of(named("Ian Ford", fake)))
    assert [step.status for step in plan.steps] == ["same", "refused"]
    assert plan.leaving == []
    only = plan_for(classroom, roster_of(named(fake)))
    assert "new" not in [step.status for step in only.steps]
    assert only.leaving == []


def test_nobody_leaves_who_is_not_named_one_by_one(classroom):
    factories.make_student(classroom, nickname="Joined by code")
    bring(classroom, named("Amara Okafor", "Bo Lee", "Chen Wei"))
    assert counts(classroom, named("Amara Okafor")) == (0, 0, 1, 0, 2)
    bring(classroom, named("Amara Okafor"))
    assert labels(classroom) == ["", "Amara Okafor", "Bo Lee", "Chen Wei"]
    bo = Membership.objects.get(label="Bo Lee")
    amara = Membership.objects.get(label="Amara Okafor")
    done = bring(classroom, named("Amara Okafor"), leaving={bo.uuid, amara.uuid})
    assert done.removed == 1
    assert labels(classroom) == ["", "Amara Okafor", "Chen Wei"]


def test_refused_row_makes_nobody_leave_but_one_that_says_they_left(classroom):
    bring(classroom, "id,name,status,end date\n1,Amara,,\n2,Bo,,\n3,Chen,,\n4,Dara,,\n")
    later = (
        "id,name,status,end date\n1,Amara,,03/04/2027\n2,=1+1,,\n3,Chen,tobedeleted,\n,Dara,,x\n"
    )
    plan = plan_for(classroom, roster_of(later))
    assert plan.counts == {"new": 0, "changed": 0, "same": 0, "refused": 4, "leaving": 1}
    assert [one.label for one in plan.leaving] == ["Chen"]


def test_list_of_another_class_finds_nobody_of_this_one(classroom, other_classroom):
    bring(other_classroom, "id,name\n1,Canary Other\n")
    assert counts(classroom, "id,name\n1,Canary Other\n") == (1, 0, 0, 0, 0)
    bring(classroom, "id,name\n1,Amara\n")
    assert labels(other_classroom) == ["Canary Other"]


def test_class_takes_as_many_as_it_has_seats(classroom):
    classroom.seats = 3
    classroom.save()
    factories.make_student(classroom)
    text = named("Amara", "Bo", "Chen", "Dara")
    assert reasons(classroom, text) == {3: Why.SEATS, 4: Why.SEATS}
    bring(classroom, text)
    assert classroom.memberships.students().count() == 3


def test_no_number_and_no_address_of_the_school_is_stored(classroom):
    bring(classroom, "email,password,name\nkanari@school.example,kanari-secret,Amara Okafor\n")
    stored = repr(list(Membership.objects.values()))
    assert "kanari" not in stored
    assert len(Membership.objects.students().get().roster_key) <= 40


@pytest.mark.parametrize("students", [1, 3, 30])
def test_plan_takes_one_query(students, classroom, django_assert_num_queries):
    text = named(*(f"Student {chr(65 + n // 5)}{'abcde'[n % 5]}" for n in range(students)))
    bring(classroom, text)
    with django_assert_num_queries(1):
        assert counts(classroom, text) == (0, 0, students, 0, 0)


def test_students_of_the_command_have_no_way_in_before_they_have_a_card(classroom, teacher):
    bring(classroom, named("Amara Okafor"), with_phrases=False)
    student = Membership.objects.students().select_related("user").get()
    assert not student.user.has_usable_password()
    [card] = renew_cards(by=teacher, memberships=[student])
    assert student.user.check_password(card.phrase)


def test_new_card_ends_the_old_way_back_and_says_so(classroom, teacher, student, client):
    membership = student.memberships.get()
    OneTimeCode.objects.create(membership=membership, code_hash="x")
    client.force_login(student)
    password = student.password
    [card] = renew_cards(by=teacher, memberships=[membership])
    student.refresh_from_db()
    assert student.password != password
    assert student.check_password(card.phrase)
    assert OneTimeCode.objects.count() == 0
    membership.refresh_from_db()
    assert membership.way_back_changed_at is not None
    assert not client.get("/me/").wsgi_request.user.is_authenticated
    assert [entry.verb for entry in AuditEntry.objects.all()] == ["way-back-reset"]


def test_exported_list_is_safe_and_changes_nothing_when_it_comes_back(classroom, teacher):
    bring(classroom, named("Amara Okafor", "Bo Lee"))
    factories.make_student(classroom, label="=1+1")
    data = export_list(by=teacher, classroom=classroom)
    assert b"'=1+1" in data
    roster = roster_of(data)
    assert plan_for(classroom, roster).counts == {
        "new": 0, "changed": 0, "same": 2, "refused": 1, "leaving": 0
    }  # fmt: skip


NAMES = ["Amara", "Amará", "Bo", "Chen"]
people = st.lists(
    st.tuples(st.sampled_from(["", "1", "2", "3"]), st.sampled_from(NAMES)), min_size=1, max_size=8
)


class SecondImport(TestCase):
    @given(first=people, second=people)
    def test_any_list_changes_nothing_the_second_time(self, first, second):
        classroom = factories.make_classroom(seats=5)
        for rows in (first, second):
            text = "id,name\n" + "".join(f"{number},{name}\n" for number, name in rows)
            import_roster(by=None, classroom=classroom, roster=roster_of(text), with_phrases=False)
            stored = list(classroom.memberships.order_by("pk").values())
            plan = plan_for(classroom, roster_of(text))
            assert plan.counts["new"] == plan.counts["changed"] == 0
            assert plan.counts["same"] + plan.counts["refused"] == len(rows)
            import_roster(by=None, classroom=classroom, roster=roster_of(text), with_phrases=False)
            assert list(classroom.memberships.order_by("pk").values()) == stored
