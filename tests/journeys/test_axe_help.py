"""Every state of the planner, light and dark, small and large: axe finds nothing."""

import pytest

from tests.journeys.hand import Hand
from tests.journeys.inspection import SUBMIT, Inspection
from tests.journeys.planning import ANSWERS, QUESTIONS, answer

pytestmark = [pytest.mark.browser, pytest.mark.reads_alone]

LIST = "One thing at a time."


def open_all(inspection: Inspection) -> None:
    """Unfold everything, as whoever reads the whole list does."""
    inspection.page.evaluate(
        "document.querySelectorAll('main details').forEach((one) => { one.open = true; })"
    )


def test_nobody_meets_an_obstacle_on_the_way_to_a_list(inspection):
    page = inspection.page
    inspection.open("planner, which country", "/help/plan/")
    inspection.open("planner, no such country", "/help/zz/plan/", status=404)
    inspection.open("planner, before the first question", "/help/gb/plan/")
    hand = Hand(page)
    for words, reply in zip(QUESTIONS, ANSWERS, strict=True):
        inspection.look(f"planner, {words}", words)
        answer(hand, words, reply)
    inspection.look("planner, where is it", "Where is it?")
    hand.choose("Instagram")
    hand.press("See my steps")
    inspection.look("list", LIST)
    open_all(inspection)
    page.get_by_role("checkbox", name="Done").first.check()
    inspection.look("list, unfolded", "Report it to Instagram")
    page.get_by_role("checkbox", name="Keep on this device").click()
    inspection.look("list, keep it?", "People who use this device can then see your list.")
    hand.press("Keep it")
    inspection.look("list, kept", "Kept on this device.")
    inspection.finish()


def test_nobody_meets_an_obstacle_in_danger(inspection):
    page = inspection.page
    page.goto("/help/int/plan/")
    answer(Hand(page), QUESTIONS[0], "Yes")
    inspection.look("danger, nowhere in particular", "Call first.")
    page.goto("/help/gb/plan/")
    page.evaluate("sessionStorage.clear()")
    page.reload()
    hand = Hand(page)
    for words, reply in zip(QUESTIONS, ("Yes", *ANSWERS[1:]), strict=True):
        answer(hand, words, reply)
        if reply == "Yes":
            inspection.look("danger", "Call first.")
    hand.press("See my steps")
    inspection.look("list, in danger", LIST)
    inspection.finish()


def test_nobody_meets_an_obstacle_without_the_script(inspection):
    page = inspection.page
    page.route("**/js/plan.*.js", lambda route: route.abort())
    inspection.open("all questions", "/help/gb/plan/")
    with page.expect_navigation():
        page.locator("main form").evaluate(SUBMIT)
    inspection.look("list of who answered nothing", LIST)
    open_all(inspection)
    inspection.inspect("list of who answered nothing, unfolded")
    inspection.finish()
