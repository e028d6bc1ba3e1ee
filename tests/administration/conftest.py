"""A school with somebody who looks after it, and another one that they must not see."""

import pytest
from django.test import Client
from django.urls import reverse

from organizations.enums import StaffRole
from tests import factories


@pytest.fixture
def admin(organization):
    return factories.make_staff(organization, role=StaffRole.ADMIN, username="admin-of-duneside")


@pytest.fixture
def admin_client(admin) -> Client:
    client = Client()
    client.force_login(admin)
    return client


@pytest.fixture
def far_admin(other_classroom):
    return factories.make_staff(other_classroom.organization, role=StaffRole.ADMIN)


@pytest.fixture
def page_of(organization):
    """Return an address of the school's pages."""

    def address(page: str, *args) -> str:
        return reverse(f"administration:{page}", args=[organization.uuid, *args])

    return address
