"""A real site names an address that somebody reads: `check --deploy` refuses every other one."""

import pytest

from core.checks import contact_can_be_written_to


@pytest.mark.parametrize("address", ["hello@example.org", "e-safety@mail.school.example"])
def test_address_on_the_internet_is_fine(settings, address):
    settings.CONTACT_EMAIL = address
    assert contact_can_be_written_to(None) == []


@pytest.mark.parametrize(
    "address", ["marram@localhost", "", "hello", "Marram <hello@example.org>", "@example.org"]
)
def test_address_that_reaches_nobody_is_an_error(settings, address):
    settings.CONTACT_EMAIL = address
    assert [error.id for error in contact_can_be_written_to(None)] == ["marram.E002"]
