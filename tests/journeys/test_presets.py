"""A test from end to end: the teacher sets it, a student takes it, a moderator mends a question."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import starter_quiz
from tests.journeys.hand import Hand
from tests.journeys.inspection import Inspection
from tests.journeys.variants import DESK
from tests.journeys.ways_in import join, sign_in

pytestmark = pytest.mark.browser

MODULE = "/learn/asking-and-agreeing/asking-and-answering/"
CLASS = "9C Computing"
QUESTIONS = 8
REASON = "Another answer is right as well."
SETTINGS = {
    "phone": ("Gannet", {}),
    "no-js-320px": ("Plover", {"js": False, "width": 320}),
}


@pytest.fixture
def teacher(new_page, live_site) -> Hand:
    """A teacher on the page of their full class."""
    hand = sign_in(new_page(**DESK), live_site, "teacher")
    hand.follow(CLASS)
    return hand


def let_practise(site) -> None:
    """Put away how an earlier journey had the quizzes taken: an opened test would stay open."""
    site.manage(
        "from assignments.models import Assignment\n"
        "Assignment.objects.update(quiz_mode='practice', answers_opened_at=None)"
    )


@pytest.fixture
def set_test(live_site, teacher) -> str:
    """Make a test of the class's first module; return the address of its page for the teacher."""
    let_practise(live_site)
    page = teacher.page
    page.locator(".heat-table thead a").first.click()
    teacher.follow("Change how the quiz is taken, or the due day")
    page.locator("label", has_text="Test: answers can be changed").click()
    teacher.type("Minutes for a test", "20")
    teacher.press("Save")
    expect(page.get_by_text("Nobody sees the explanations yet.")).to_be_visible()
    return page.url


def answer_all(page: Page) -> None:
    """Answer each question, one of them not so well; the page says nothing of how it went."""
    best_of = starter_quiz.questions()
    for number in range(1, QUESTIONS + 1):
        expect(page.get_by_text(f"Question {number} of {QUESTIONS}", exact=True)).to_be_visible()
        expect(page.get_by_text("20 minutes left")).to_be_visible()
        best, other = best_of[page.get_by_role("heading", level=1).inner_text()]
        hand = Hand(page)
        hand.choose(other if number == 1 else best)
        hand.press("Save my answer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")


def change_the_first(page: Page) -> None:
    page.get_by_role("link", name="Question 1", exact=True).click()
    best, other = starter_quiz.questions()[page.get_by_role("heading", level=1).inner_text()]
    expect(page.get_by_label(other)).to_be_checked()
    Hand(page).choose(best)
    Hand(page).press("Save my answer")


@pytest.mark.parametrize("setting", SETTINGS)
def test_student_takes_a_test_and_reads_it_once_it_is_opened(
    new_page, live_site, teacher, set_test, setting
):
    nickname, how = SETTINGS[setting]
    page = new_page(**how)
    join(page, live_site.code, nickname)
    page.goto(MODULE)
    page.get_by_role("heading", name="Quiz", exact=True).locator("xpath=../..").get_by_role(
        "link"
    ).click()
    expect(page.get_by_text("Take about 20 minutes")).to_be_visible()
    Hand(page).press("Start the test")
    answer_all(page)
    change_the_first(page)
    page.goto(page.url.rsplit("/", 2)[0] + "/end/")
    Hand(page).press("Hand in")
    expect(page.get_by_role("heading", level=1)).to_have_text("You handed it in")
    results = page.url
    teacher.page.goto(set_test)
    expect(teacher.page.get_by_text("have handed it in.")).to_be_visible()
    teacher.press("Open the explanations for the class")
    expect(teacher.page.get_by_text("The class can read the explanations now.")).to_be_visible()
    page.goto(results)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        f"You handled {QUESTIONS} of {QUESTIONS} situations well"
    )
    page.get_by_role("link", name="Question 1", exact=True).click()
    expect(page.get_by_text("Why this works")).to_be_visible()


def test_keys_alone_lead_through_a_test(new_page, live_site, set_test):
    page = new_page(**DESK)
    join(page, live_site.code, "Dunlin")
    page.goto(MODULE)
    page.get_by_role("link", name="Open the quiz").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Start the test").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Question 1 of {QUESTIONS}", exact=True)).to_be_visible()
    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save my answer").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Question 2 of {QUESTIONS}", exact=True)).to_be_visible()


def test_nobody_meets_an_obstacle_around_a_test(new_page, live_site, teacher, set_test):
    page = new_page(width=1366)
    inspection = Inspection(page)
    join(page, live_site.code, "Curlew")
    page.goto(MODULE)
    page.get_by_role("link", name="Open the quiz").click()
    inspection.look("before a test", "Take about 20 minutes")
    page.get_by_role("button", name="Start the test").click()
    inspection.look("question of a test", "20 minutes left")
    answer_all(page)
    inspection.look("check your answers", "You can change each one")
    page.get_by_role("button", name="Hand in").click()
    inspection.look("handed in", "You handed it in")
    inspection.open("my learning, handed in", "/me/")
    inspection.finish()
    staff = Inspection(teacher.page)
    staff.open("module with a test", set_test)
    teacher.follow("Change how the quiz is taken, or the due day")
    staff.look("how the quiz is taken", "Minutes for a test")
    staff.send(minutes="0")
    staff.look("how the quiz is taken, refused", "There is a problem")
    staff.finish()


def test_moderator_corrects_a_key_and_the_student_reads_why(new_page, live_site):
    let_practise(live_site)
    student = new_page()
    join(student, live_site.code, "Whimbrel")
    student.goto(MODULE)
    student.get_by_role("link", name="Open the quiz").click()
    Hand(student).press("Start the quiz")
    stem = student.get_by_role("heading", level=1).inner_text()
    starter_quiz.answer(student, well=False, confidence="Fairly sure")
    answered = student.url
    correct_in_the_background(live_site, stem)
    page = new_page(**DESK)
    sign_in(page, live_site, "moderator")
    page.goto(regrade_address(live_site, stem))
    expect(page.get_by_text("2 points more: fewer than 5 tries").first).to_be_visible()
    page.get_by_label("Why? One sentence that learners read").fill(REASON)
    Hand(page).press("Mark anew")
    expect(page.get_by_text("marked anew.")).to_be_visible()
    student.goto(answered)
    expect(student.get_by_text(REASON)).to_be_visible()
    expect(student.get_by_text("Your points for it: 2 instead of 0.")).to_be_visible()


def correct_in_the_background(site, stem: str) -> None:
    """Publish the question with every answer worth everything, as a colleague might have."""
    site.manage(
        f"""
from quizzes.models import Question
question = Question.objects.get(stem={stem!r}, locale__language_code="en")
for option in question.options:
    option.value["value"] = "2"
question.save_revision().publish()
"""
    )


def regrade_address(site, stem: str) -> str:
    return site.manage(
        f"""
from django.urls import reverse
from quizzes.models import Question
question = Question.objects.get(stem={stem!r}, locale__language_code="en")
print(reverse(Question.snippet_viewset.get_url_name("regrade"), args=[question.pk]))
"""
    )
