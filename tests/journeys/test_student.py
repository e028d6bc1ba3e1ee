"""A student's whole way: join, learn, be quizzed, leave, come back the next day."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import starter_quiz
from tests.journeys.hand import Hand
from tests.journeys.variants import VARIANTS, every_variant
from tests.journeys.ways_in import come_back, shown_phrase, sign_in, sign_out

pytestmark = pytest.mark.browser

CODE_AS_TYPED = "TERN482-dune"
STEPS = [
    "The empty hook",
    "Two fair points",
    "A word for a real yes",
    "Spot the gap",
    "One trip, one ticket",
    "Three more photos",
    "Make it your own",
]
LESSON, NEXT_LESSON = "What a yes is", "Asking so that no is easy"
TOTALS = {LESSON: len(STEPS), NEXT_LESSON: 8}
CHECK_STEP, PLAN_STEP = 6, 7
CUE = "If I want to post a photo with a friend in it"
RESPONSE = "then I wait for a clear answer"
WITHOUT_JS = "Without JavaScript this page cannot keep what you write."
KEPT = "Kept in this tab until you close it."

# How each question is answered, and the verdict that follows: six well, two not.
QUIZ = [
    (True, "Guessing", "Right. Here is why, so next time you know."),
    (True, "Fairly sure", "Right."),
    (True, "Very sure", "Right, and you knew it."),
    (False, "Guessing", "Fair guess. Here is the stronger move."),
    (False, "Very sure", "Good instinct. One thing to change."),
    (True, "Fairly sure", "Right."),
    (True, "Fairly sure", "Right."),
    (True, "Fairly sure", "Right."),
]

# One student for each variant, so that no journey meets another's work.
NEW_STUDENTS = {
    "phone": "Gannet",
    "no-js-320px": "Plover",
    "dark-rtl": "Whimbrel",
}
OLD_STUDENTS = {
    "phone": "Ben T",
    "no-js-320px": "Chen L",
    "dark-rtl": "Femi A",
}


@every_variant
def test_student_joins_learns_is_quizzed_and_comes_back_next_day(new_page, live_site, variant):
    page, nickname = new_page(**VARIANTS[variant]), NEW_STUDENTS[variant]
    has_js = variant != "no-js-320px"
    words = join_in_four_taps(page, nickname)
    read_to_the_check(page)
    answer_the_check(page)
    make_a_plan(page, has_js=has_js)
    stop_in_the_next_lesson(page)
    take_the_quiz(page)
    leave(page, has_js=has_js)
    let_a_day_pass(live_site, nickname)
    page = new_page(**VARIANTS[variant])
    come_back_and_carry_on(page, live_site.code, nickname, words)


def test_joining_asks_for_nothing_but_the_code(new_page):
    hand = Hand(new_page())
    hand.page.goto("/join/")
    hand.type("Class code", CODE_AS_TYPED)
    for words in ("Continue", "Yes, this is my class", "Join the class"):
        hand.press(words)
    hand.follow("Start")
    expect(hand.page).to_have_title(step_title(LESSON, 1))
    assert (hand.fields, hand.taps) == (1, 4)


def join_in_four_taps(page: Page, nickname: str) -> str:
    """Join from the front page of joining; return the four words, standing in the first lesson."""
    hand = Hand(page)
    page.goto("/join/")
    hand.type("Class code", CODE_AS_TYPED)
    hand.press("Continue")
    expect(page.get_by_text("9C Computing")).to_be_visible()
    hand.press("Yes, this is my class")
    hand.type("Nickname", nickname)
    hand.press("Join the class")
    expect(page.get_by_role("heading", name=f"You are in, {nickname}")).to_be_visible()
    words = shown_phrase(page)
    hand.follow("Start")
    expect(page).to_have_title(step_title(LESSON, 1))
    assert (hand.fields, hand.taps) == (2, 4)
    return words


def step_title(lesson: str, number: int) -> str:
    return f"{lesson}, step {number} of {TOTALS[lesson]} - Marram"


def read_to_the_check(page: Page) -> None:
    """Read on from the first step; what each step is called stands on it."""
    for number in range(1, CHECK_STEP):
        expect(page).to_have_title(step_title(LESSON, number))
        expect(page.get_by_role("heading", name=STEPS[number - 1], exact=True)).to_be_visible()
        page.get_by_role("button", name="Continue").click()


def answer_the_check(page: Page) -> None:
    """Two taps answer it; the eye and the reader's focus are led to what it says."""
    expect(page).to_have_title(step_title(LESSON, CHECK_STEP))
    hand = Hand(page)
    hand.choose("Ask Luca about these three before she posts any.")
    hand.press("Check my answer")
    assert hand.taps == 2
    expect(page.locator("#feedback")).to_be_focused()
    expect(page.get_by_text("You chose: stronger choice")).to_be_visible()
    expect(page.get_by_text("Friday’s yes was for one photo")).to_be_visible()
    page.get_by_role("button", name="Continue").click()


def make_a_plan(page: Page, *, has_js: bool) -> None:
    """The plan is made of offered parts and stays on the device; then the lesson is finished."""
    expect(page).to_have_title(step_title(LESSON, PLAN_STEP))
    page.get_by_label("When this happens").select_option(CUE)
    page.get_by_label("I do this").select_option(RESPONSE)
    if has_js:
        expect(page.get_by_text(KEPT)).to_be_visible()
        page.reload()
        expect(page.get_by_text(f"{CUE}, {RESPONSE}")).to_be_visible()
        assert kept_keys(page) != []
    else:
        expect(page.get_by_role("main")).to_contain_text(WITHOUT_JS, use_inner_text=True)
    page.get_by_role("button", name="Finish this lesson").click()


def kept_keys(page: Page) -> list[str]:
    """Return the names of what Marram keeps in this browser."""
    return page.evaluate(
        "[...Object.keys(sessionStorage), ...Object.keys(localStorage)]"
        ".filter((key) => key.startsWith('marram:'))"
    )


def stop_in_the_next_lesson(page: Page) -> None:
    """Finishing is said, and leads on to the next lesson; stopping there saves the place."""
    expect(page).to_have_title(f"{LESSON}, done - Marram")
    page.get_by_role("link", name="Start the next lesson").click()
    expect(page).to_have_title(step_title(NEXT_LESSON, 1))
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_title(step_title(NEXT_LESSON, 2))
    page.get_by_role("button", name="Stop here, save my place").click()
    check_my_learning(page, quiz="Not started")


def check_my_learning(page: Page, *, quiz: str) -> None:
    """Where to carry on, and what stands how, in words."""
    expect(page).to_have_title("My learning - Marram")
    expect(page.get_by_role("heading", name=NEXT_LESSON)).to_be_visible()
    expect(page.get_by_text("Step 2 of 8")).to_be_visible()
    expect(row(page, LESSON)).to_contain_text("Done")
    expect(row(page, NEXT_LESSON)).to_contain_text("Started")
    expect(row(page, "Hearing a no")).to_contain_text("Not started")
    expect(row(page, "Quiz")).to_contain_text(quiz)


def row(page: Page, label: str):
    link = page.get_by_role("link", name=label, exact=True)
    return page.locator(".task-list__row").filter(has=link)


def take_the_quiz(page: Page) -> None:
    page.get_by_role("link", name="Quiz", exact=True).click()
    seen = "Your teacher sees your scores, and which skills are worth another look."
    expect(page.get_by_text(seen)).to_be_visible()
    page.get_by_role("button", name="Start the quiz").click()
    for number, (well, confidence, verdict) in enumerate(QUIZ, start=1):
        expect(page.get_by_text(f"Question {number} of 8", exact=True)).to_be_visible()
        assert starter_quiz.answer(page, well=well, confidence=confidence).taps == 3
        expect(page.get_by_role("heading", level=1)).to_have_text(verdict)
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        follow = "Next question" if number < len(QUIZ) else "See how it went"
        page.get_by_role("link", name=follow).click()
    finish_the_quiz(page)


def finish_the_quiz(page: Page) -> None:
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("You handled 6 of 8 situations well")
    sure = "When you were very sure, you were right 1 of 2 times."
    expect(page.get_by_text(sure)).to_be_visible()
    expect(page.get_by_role("heading", name="Your skills")).to_be_visible()
    page.get_by_role("link", name="Go to my learning").click()
    check_my_learning(page, quiz="Done")


def leave(page: Page, *, has_js: bool) -> None:
    """Sign out: nothing of this student stays in the browser."""
    sign_out(page)
    if has_js:
        assert kept_keys(page) == []
    page.goto("/me/begin/")
    expect(page).to_have_title("Come back to your class - Marram")


def let_a_day_pass(site, nickname: str) -> None:
    """Move everything this student did one day into the past."""
    site.manage(
        "from datetime import timedelta\n"
        "from django.db.models import F\n"
        "from organizations.models import Membership\n"
        "from progress.models import LessonProgress\n"
        "from quizzes.models import Attempt, Response\n"
        f"member = Membership.objects.get(nickname={nickname!r})\n"
        "day = timedelta(days=1)\n"
        "LessonProgress.objects.filter(user=member.user).update(touched_at=F('touched_at') - day)\n"
        "Response.objects.filter(slot__attempt__user=member.user)"
        ".update(answered_at=F('answered_at') - day)\n"
        "Attempt.objects.filter(user=member.user)"
        ".update(started_at=F('started_at') - day, finished_at=F('finished_at') - day)\n"
        "Membership.objects.filter(pk=member.pk).update(joined_at=F('joined_at') - day)\n"
    )


def come_back_and_carry_on(page: Page, code: str, nickname: str, words: str) -> None:
    """Three fields and one tap, in whatever spelling, lead back to where the student was."""
    hand = come_back(page, code.upper(), nickname.lower(), words.replace(" ", "-").upper())
    check_my_learning(page, quiz="Done")
    assert (hand.fields, hand.taps) == (3, 1)
    page.goto("/")
    page.get_by_role("link", name=f"Carry on: {NEXT_LESSON}, step 2 of 8").click()
    expect(page).to_have_title(step_title(NEXT_LESSON, 2))


CHANGED = "Your way back was changed"


@every_variant
def test_six_numbers_from_the_teacher_lead_back_once(new_page, live_site, variant):
    nickname = OLD_STUDENTS[variant]
    numbers = ask_the_teacher(new_page(**VARIANTS[variant]), live_site, nickname)
    page = new_page(**VARIANTS[variant])
    come_back(page, live_site.code, nickname, numbers)
    expect(page.get_by_role("heading", level=1)).to_have_text(CHANGED)
    words = shown_phrase(page)
    page.goto("/me/")
    expect(page.get_by_text(CHANGED)).to_be_visible()
    page.get_by_role("button", name="I have read this").click()
    expect(page.get_by_text(CHANGED)).to_have_count(0)
    sign_out(page)
    come_back(page, live_site.code, nickname, numbers)
    expect(page.get_by_text("These three do not fit together.")).to_be_visible()
    come_back(page, live_site.code, nickname, words)
    expect(page).to_have_title("My learning - Marram")


def ask_the_teacher(page: Page, site, nickname: str) -> str:
    """Return the six numbers that a teacher reads out to one student."""
    sign_in(page, site, "teacher")
    page.get_by_role("link", name="9C Computing").click()
    page.get_by_role("link", name="Students", exact=True).click()
    page.get_by_role("link", name=nickname, exact=True).click()
    page.get_by_role("button", name="Reset way back").click()
    return page.locator(".one-time-code__digits").inner_text()
