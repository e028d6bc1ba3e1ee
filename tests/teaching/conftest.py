"""A teacher's browser, and the addresses of the class it opens."""

import pytest
from django.test import Client
from django.urls import reverse


@pytest.fixture
def teacher_client(teacher) -> Client:
    client = Client()
    client.force_login(teacher)
    return client


@pytest.fixture
def class_url(classroom) -> str:
    return reverse("teaching:class", args=[classroom.uuid])


@pytest.fixture
def assign_url(classroom) -> str:
    return reverse("teaching:assign", args=[classroom.uuid])
