"""Random draw: the same seed draws the same, every question comes up, and tries are drawn anew."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.actions import start_attempt
from quizzes.drawing import drawn, drawn_versions
from quizzes.models import AnswerTally, Attempt, QuizTally
from quizzes.policies import AttemptPolicy
from quizzes.queries import askable_versions
from quizzes.statistics import Answer
from quizzes.tallies import Compared, count_all, in_company, rebuild
from tests import factories
from tests.quizzes import counting
from tests.quizzes.sitting import Sitting

SEEDS = st.integers(0, 2**63 - 1)


@given(st.lists(st.integers(), unique=True), st.integers(1, 40), SEEDS)
def test_draw_takes_so_many_in_their_order_and_the_same_again(things, count, seed):
    found = drawn(things, count=count, seed=seed)
    assert len(found) == min(count, len(things))
    assert found == [thing for thing in things if thing in found]
    assert found == drawn(things, count=count, seed=seed)


@given(st.lists(st.integers(), unique=True, min_size=2), SEEDS, st.data())
def test_a_question_that_goes_changes_the_place_of_no_other(things, seed, data):
    """Whoever had it gets one more; everything else that was drawn is drawn again."""
    count = data.draw(st.integers(1, len(things) - 1))
    gone = data.draw(st.sampled_from(things))
    before = set(drawn(things, count=count, seed=seed))
    rest = [thing for thing in things if thing != gone]
    after = set(drawn(rest, count=count, seed=seed))
    assert before - {gone} <= after
    assert len(after - before) == (gone in before)


def test_every_question_is_drawn_about_as_often():
    counts = Counter()
    for seed in range(3_000):
        counts.update(drawn(range(10), count=3, seed=seed))
    assert set(counts) == set(range(10))
    # 900 are expected of each; five standard deviations are 125.
    assert all(abs(count - 900) < 125 for count in counts.values())


def test_draw_of_a_seed_never_changes():
    """Written down by hand: an attempt from years ago can still be explained."""
    assert drawn("abcdefghij", count=4, seed=482) == ["c", "d", "e", "g"]


@pytest.fixture
def pool(db):
    quiz = factories.make_quiz(questions=6)
    quiz.draw = 3
    quiz.save_revision().publish()
    quiz.refresh_from_db()
    return quiz


def test_attempt_keeps_its_seed_and_can_be_drawn_again(student, pool, module):
    attempt = start_attempt(by=student, quiz=pool, policy=AttemptPolicy())
    asked = [slot.version for slot in attempt.slots.order_by("number")]
    assert len(asked) == 3
    all_of_it = askable_versions(pool, on=attempt.started_at.date())
    assert drawn_versions(all_of_it, count=pool.draw, seed=attempt.seed) == asked


def test_the_next_try_is_drawn_anew(student, pool):
    sheets = set()
    for _ in range(8):
        attempt = factories.make_attempt(student, pool)
        sheets.add(tuple(attempt.slots.values_list("version", flat=True)))
    assert len(sheets) > 1
    assert {len(sheet) for sheet in sheets} == {3}


def test_quiz_without_a_draw_asks_everything_and_has_no_seed(student, module):
    attempt = start_attempt(by=student, quiz=module.quiz, policy=AttemptPolicy())
    assert attempt.seed is None
    assert attempt.slots.count() == module.quiz.quiz_questions.count()


def test_start_page_counts_what_a_try_gets(client, student, module):
    quiz = module.quiz
    quiz.draw = 1
    quiz.save_revision().publish()
    client.force_login(student)
    assert "1 question," in client.get(f"/quizzes/{quiz.uuid}/start/").content.decode()
    sitting = Sitting(client, quiz)
    assert sitting.answer(1).status_code == 303
    assert Attempt.objects.get().is_finished


def test_guest_gets_as_many(client, module):
    quiz = module.quiz
    quiz.draw = 1
    quiz.save_revision().publish()
    html = client.post(
        f"/quizzes/{quiz.uuid}/guest/", headers={"Sec-Fetch-Site": "same-origin"}
    ).content.decode()
    assert "of 1" in html


def counted_by_question() -> Counter:
    counts = Counter()
    for version, count in AnswerTally.objects.values_list("version", "count"):
        counts[version] += count
    return counts


def test_answers_to_drawn_questions_are_counted_together(pool):
    counting.take_by(30, pool, [2, 0, 2])
    count_all()
    assert rebuild() == Compared(equal=1)
    tally = QuizTally.objects.get()
    assert tally.sheet == "drawn 3"
    assert tally.attempts == Attempt.objects.filter(is_tallied=True).count()
    assert sum(counted_by_question().values()) == 3 * tally.attempts


def test_between_two_counts_a_drawn_question_gets_five_answers_or_none(pool):
    """Looked at after every single person, as somebody who wants to know would look."""
    before = Counter()
    for _ in range(40):
        counting.take(pool, [2, 0, 2])
        count_all()
        after = counted_by_question()
        assert all(after[one] - before[one] >= 5 for one in after if after[one] != before[one])
        before = after
    assert before


def test_who_was_asked_what_few_others_were_waits():
    answers = {
        attempt: [Answer(item, "", 0, 2) for item in items]
        for attempt, items in enumerate(["ab"] * 5 + ["ac"] * 4 + ["cd"])
    }
    assert in_company(answers) == {attempt: answers[attempt] for attempt in range(5)}
