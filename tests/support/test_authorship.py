"""Who made a change: tables, and what holds for every history."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.authorship import authors, statements

ANN, BEN, SYSTEM = 1, 2, None
OLD, NEW, OTHER = frozenset({"old"}), frozenset({"new"}), frozenset({"other"})
BOTH = frozenset({"new", "other"})
users = st.sampled_from([ANN, BEN, 3, SYSTEM])
texts = st.frozensets(st.sampled_from("abcd"))
histories = st.lists(st.tuples(users, texts), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("newest_first", "expected"),
    [
        ([(ANN, NEW)], {ANN}),
        ([(SYSTEM, NEW)], set()),
        ([(ANN, OLD)], set()),
        # Ben saves Ann's change again, perhaps with a comma mended elsewhere.
        ([(BEN, NEW), (ANN, NEW), (SYSTEM, OLD)], {ANN}),
        # Ben replaces Ann's number: the new one is his.
        ([(BEN, OTHER), (ANN, NEW), (SYSTEM, OLD)], {BEN, ANN}),
        # Ben took it back, Ann put it in again.
        ([(ANN, NEW), (BEN, OLD), (ANN, NEW)], {ANN}),
        # Each wrote a part, so neither has had both read.
        ([(BEN, BOTH), (ANN, NEW), (SYSTEM, OLD)], {ANN, BEN}),
        # What was published long ago does not count.
        ([(BEN, NEW), (SYSTEM, OLD), (ANN, NEW)], {BEN}),
    ],
)
def test_authors_are_who_brought_a_change_to_where_it_stands(newest_first, expected):
    # Taking the old line away is a change of its own: Ann made it where Ben replaced her number.
    assert authors(OLD, newest_first) == expected


def test_without_anything_public_everything_is_a_change():
    assert authors(frozenset(), [(ANN, NEW)]) == {ANN}


@given(texts, histories)
def test_only_who_saved_a_draft_is_an_author(public, newest_first):
    assert authors(public, newest_first) <= {user for user, _said in newest_first} - {SYSTEM}


@given(texts, histories, texts)
def test_whoever_saves_a_new_change_last_is_always_an_author(public, newest_first, wanted):
    _user, before = newest_first[0]
    is_change = any(one in wanted ^ before for one in wanted ^ public)
    found = authors(public, [(99, wanted), *newest_first])
    assert (99 in found) == is_change


@given(texts, histories)
def test_nothing_changed_has_no_author(public, newest_first):
    assert authors(public, [(ANN, public), *newest_first]) == set()


def block(number: str, identity: str, **more) -> dict:
    return {"type": "means", "id": identity, "value": {"kind": "phone", "number": number, **more}}


def test_ids_and_empty_parts_of_blocks_say_nothing():
    one = statements({"means": [block("1", "a", address="")], "notes": ""})
    assert one == statements({"means": [block("1", "b")], "notes": None})


def test_another_order_of_blocks_is_a_change_and_each_block_is_one():
    first = statements({"means": [block("1", "a"), block("2", "b")]})
    second = statements({"means": [block("2", "b"), block("1", "a")]})
    third = statements({"means": [block("1", "a")]})
    assert len(first ^ second) == 2
    assert len(first ^ third) == 3
