"""A reasonable choice gives half: it is called so, and the results say what it counts."""

import pytest
from bs4 import BeautifulSoup

from tests.quizzes.sitting import Sitting

REASONABLE = "You chose: a reasonable choice"


@pytest.fixture
def sitting(client, student, quiz) -> Sitting:
    client.force_login(student)
    return Sitting(client, quiz)


def words(response) -> str:
    return " ".join(response.content.decode().split())


def test_reasonable_choice_is_called_so(sitting):
    sitting.answer(1, points=1)
    sitting.answer(2, points=0)
    assert REASONABLE in words(sitting.see(1))
    assert REASONABLE not in words(sitting.see(2))


def test_results_say_what_choices_count_and_what_the_teacher_sees(sitting):
    sitting.answer(1, points=2)
    sitting.answer(2, points=1)
    html = words(sitting.see_end())
    assert "You handled 1 of 2 situations well" in html
    assert "That makes 3 of 4 points." in html
    assert "The strongest choice gives 2 points, a reasonable one gives 1." in html
    assert "Your teacher sees it as 75 of 100." in html


def test_results_count_situations_and_fold_the_points_away(sitting):
    sitting.answer(1, points=2)
    sitting.answer(2, points=1)
    page = BeautifulSoup(sitting.see_end().content, "html.parser")
    folded = page.main.select_one("details")
    assert folded.summary.get_text(strip=True) == "How points work"
    assert "open" not in folded.attrs
    folded.decompose()
    assert "points" not in page.main.get_text()


@pytest.mark.parametrize("sensitivity", ["careful", "private"])
def test_results_of_answers_no_teacher_sees_name_no_score_for_one(
    client, student, quiz, sensitivity
):
    quiz.sensitivity = sensitivity
    quiz.save()
    client.force_login(student)
    sitting = Sitting(client, quiz)
    sitting.answer(1)
    sitting.answer(2)
    assert "Your teacher sees it as" not in words(sitting.see_end())
