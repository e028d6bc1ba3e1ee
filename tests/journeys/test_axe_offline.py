"""Keeping help, taking it off, and reading it without internet: axe finds nothing."""

import pytest

from tests.journeys.hand import Hand
from tests.journeys.inspection import Inspection

pytestmark = [pytest.mark.browser, pytest.mark.reads_alone]


def test_nobody_meets_an_obstacle_with_kept_help(inspection: Inspection):
    page = inspection.page
    page.goto("/help/gb/")
    hand = Hand(page)
    inspection.look("keep it?", "Keep this help on this device")
    hand.press("Keep this help")
    inspection.look("kept", "Help is on this device")
    inspection.open("hide, kept", "/help/hide/")
    page.context.set_offline(True)
    inspection.open("country, offline", "/help/gb/")
    inspection.open("planner, offline", "/help/gb/plan/")
    inspection.open("letter, offline", "/help/gb/letter/")
    inspection.open("not kept", "/privacy/")
    inspection.help_url = "/exit/help/"
    page.locator("[data-exit]").last.click()
    inspection.look("cover, offline", "Carry on")
    hand.press("Carry on")
    inspection.help_url = "/help/"
    page.goto("/help/hide/")
    hand.press("Take it off")
    inspection.look("taken off", "It is off this device.")
    inspection.finish()
